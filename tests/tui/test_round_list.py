"""The list of rounds: its lines, its columns, and which round is marked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from cyberready.store.listing import RoundRow
from cyberready.tui.arrangement import Heading
from cyberready.tui.widgets.round_list import RoundList

from .made_up import row

FIVE = tuple(row(letter, f"Subject {letter}", "2026", changed=f"2026-06-0{n}") for n, letter in enumerate("abcde"))
HEADINGS = {0: Heading("North", 2), 2: Heading("", 3)}


class Listing(App[None]):
    def compose(self) -> ComposeResult:
        yield RoundList()


@asynccontextmanager
async def listing(
    rows: Sequence[RoundRow],
    headings: Mapping[int, Heading] | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[tuple[RoundList, Pilot[None]]]:
    app = Listing()
    async with app.run_test(size=size) as pilot:
        rounds = app.query_one(RoundList)
        rounds.focus()
        rounds.show(rows, headings or {})
        await pilot.pause()
        yield rounds, pilot


def lines(rounds: RoundList) -> list[str]:
    """What stands on the lines of the list, first words only."""
    texts = [rounds.render_line(y).text for y in range(rounds.size.height)]
    return [" ".join(text.replace("\u2002", " ").split()[:2]) for text in texts if text.strip()]


def marked(rounds: RoundList) -> str:
    return rounds.marked.id if rounds.marked else ""


async def test_headings_stand_above_their_rounds_and_count_them() -> None:
    async with listing(FIVE, HEADINGS) as (rounds, _pilot):
        texts = [rounds.render_line(y).text.strip() for y in range(7)]
        assert (texts[0], texts[3]) == ("North   2 rounds", "Without a parent   3 rounds")
        assert lines(rounds)[1:3] == ["Subject a", "Subject b"]
        assert lines(rounds)[4:] == ["Subject c", "Subject d", "›Subject e"]
        assert rounds.virtual_size.height == 7


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("home down", "b"),
        ("home down down", "c"),  # over the heading
        ("home up", "a"),
        ("home j j k", "b"),
        ("G down", "e"),
        ("g pagedown", "e"),
        ("G pageup", "a"),
    ],
)
async def test_the_keys_pass_headings_over(keys: str, at: str) -> None:
    async with listing(FIVE, HEADINGS) as (rounds, pilot):
        await pilot.press(*keys.split())
        assert marked(rounds) == at


@pytest.mark.parametrize(("line", "at"), [(0, "e"), (1, "a"), (3, "e"), (4, "c"), (12, "e")])
async def test_a_click_marks_a_round_and_no_heading(line: int, at: str) -> None:
    async with listing(FIVE, HEADINGS) as (rounds, pilot):
        await pilot.click(RoundList, offset=(3, line))
        assert marked(rounds) == at


async def test_the_first_round_of_a_group_brings_its_heading_into_view() -> None:
    async with listing(FIVE, HEADINGS, (80, 3)) as (rounds, pilot):
        assert lines(rounds)[-1] == "›Subject e"
        await pilot.press("k", "k")
        assert lines(rounds)[:2] == ["Without a", "›Subject c"]
        await pilot.press("home")
        assert lines(rounds)[:2] == ["North 2", "›Subject a"]


@pytest.mark.parametrize("size", [(80, 24), (80, 5)])
async def test_the_round_that_was_changed_last_is_marked_and_seen_at_once(size: tuple[int, int]) -> None:
    many = [row(str(n), f"Subject {n}", "2026", changed=f"{n % 700:04}") for n in range(1000)]
    async with listing(many, size=size) as (rounds, _pilot):
        assert marked(rounds) == "699"
        assert "›Subject 699" in lines(rounds)


@pytest.mark.parametrize(
    ("left", "at"),
    [("edcba", "b"), ("acde", "c"), ("ae", "e"), ("a", "a"), ("", ""), ("xyb", "b")],
)
async def test_a_round_stays_marked_or_else_the_next_that_is_left(left: str, at: str) -> None:
    known = {each.id: each for each in (*FIVE, row("x", "Subject x", "2026"), row("y", "Subject y", "2026"))}
    async with listing(FIVE) as (rounds, pilot):
        await pilot.press("home", "down")
        rounds.show([known[id] for id in left], {})
        assert marked(rounds) == at
        rounds.show(FIVE, {})
        assert marked(rounds) == (at if at in tuple("abcde") else "e")


@pytest.mark.parametrize(
    ("width", "column", "heads"),
    [
        (120, "subject", "Subject▲ Round Questionnaire Status Done Score Changed"),
        (80, "value", "Subject Round Questionnaire Status Done Score▲ Changed"),
        (80, "", "Subject Round Questionnaire Status Done Score Changed"),
        (40, "done", "Subject Round Done▲ Score"),
        (40, "changed", "Subject Round Done Score"),
    ],
)
async def test_the_head_of_a_column_bears_the_sign_of_the_order(width: int, column: str, heads: str) -> None:
    async with listing(FIVE, size=(width, 12)) as (rounds, _pilot):
        assert " ".join(rounds.heads(column, "▲").split()) == heads
        assert rounds.shows(column) == ("▲" in heads)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, "›▫ Subject l      2026    small            archived  3/10   2.5~   2026-06-01"),
        (40, "›▫ Subject l   2026     3/10    2.5~"),
    ],
)
async def test_an_archived_round_bears_a_sign_and_a_word(width: int, expected: str) -> None:
    archived = row("l", "Subject l", "2026", done=3, value=2.5, stale=True, archived=True, status="finalised")
    async with listing([archived], size=(width, 12)) as (rounds, _pilot):
        assert rounds.render_line(0).text.replace("\u2002", " ").rstrip() == expected


@pytest.mark.parametrize(("label", "shown"), [("2026", "2026 r2"), ("2026, second half", "202… r2")])
async def test_the_revision_stays_where_a_long_label_is_cut(label: str, shown: str) -> None:
    async with listing([row("a", "Exampleland", label, revision=2)]) as (rounds, _pilot):
        assert shown in rounds.render_line(0).text


async def test_a_long_parent_is_cut_before_the_count_of_its_rounds() -> None:
    long = {0: Heading("A ministry of many words and more", 5)}
    async with listing(FIVE, long, (40, 12)) as (rounds, _pilot):
        assert rounds.render_line(0).text.strip().endswith("…   5 rounds")


async def test_hostile_parents_are_shown_on_one_line_without_controls() -> None:
    async with listing(FIVE, {0: Heading("A\x1b]0;x\x07\n[b]B", 5)}) as (rounds, _pilot):
        assert rounds.render_line(0).text.strip() == "A]0;x [b]B   5 rounds"
