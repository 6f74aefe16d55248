"""The options of a question as rows of a terminal, and the cursor over them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult

from cyberready.tui.card import Level
from cyberready.tui.widgets.levels import Levels
from cyberready.tui.wrapping import COLUMN

LEVELS = (
    Level("0", "0", "Absent"),
    Level("1", "1", "Begun", ("A bill is drafted", "It was debated"), frozenset({1})),
    Level(
        "2",
        "2",
        "Done",
        ("It is in force and was published in the official journal",),
        chosen=True,
        marks=("← 2025",),
    ),
)


class Shown(App[None]):
    """Nothing but the options."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Levels.Chosen | Levels.Ticked] = []

    def compose(self) -> ComposeResult:
        yield Levels()

    def on_mount(self) -> None:
        self.query_one(Levels).show(LEVELS, several=False, keep_cursor=False)

    def on_levels_chosen(self, event: Levels.Chosen) -> None:
        self.heard.append(event)

    def on_levels_ticked(self, event: Levels.Ticked) -> None:
        self.heard.append(event)


def rows(levels: Levels) -> list[str]:
    """What stands in the widget's lines."""
    rows = [levels.render_line(y).text.rstrip() for y in range(levels.size.height)]
    return [row.replace(COLUMN, " ") for row in rows]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (
            (80, 7),
            [
                " 0 ( ) Absent",
                " 1 ( ) Begun",
                "       [ ] A bill is drafted",
                "       [x] It was debated",
                "›2 (●) Done ← 2025",
                "       [ ] It is in force and was published in the official journal",
                "",
            ],
        ),
        (
            (40, 8),
            [
                " 0 ( ) Absent",
                " 1 ( ) Begun",
                "       [ ] A bill is drafted",
                "       [x] It was debated",
                "›2 (●) Done ← 2025",
                "       [ ] It is in force and was",
                "           published in the official",
                "           journal",
            ],
        ),
        (
            (40, 3),
            ["›2 (●) Done ← 2025", "       [ ] It is in force and was", "           published in the official"],
        ),
    ],
)
async def test_rows_at_each_width(size: tuple[int, int], shown: list[str]) -> None:
    app = Shown()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert rows(app.query_one(Levels)) == shown


async def test_several_are_shown_with_square_brackets() -> None:
    app = Shown()
    async with app.run_test(size=(40, 4)) as pilot:
        levels = app.query_one(Levels)
        chosen = (Level("a", "1", "CERT", chosen=True), Level("b", "2", "ISPs"))
        levels.show(chosen, several=True, keep_cursor=False)
        await pilot.pause()
        assert rows(levels)[:2] == ["›1 [x] CERT", " 2 [ ] ISPs"]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ([], (2, -1)),  # on the chosen one
        (["down"], (2, 0)),
        (["down", "down", "j"], (2, 0)),
        (["up"], (1, 1)),
        (["k", "k"], (1, 0)),
        (["ن"], (1, 1)),  # where k lies on an Arabic keyboard
        (["ن", "ت"], (2, -1)),
        (["up"] * 6, (0, -1)),
    ],
)
async def test_the_cursor_moves_over_options_and_facts(keys: list[str], cursor: tuple[int, int]) -> None:
    app = Shown()
    async with app.run_test(size=(40, 4)) as pilot:
        await pilot.press(*keys)
        levels = app.query_one(Levels)
        assert levels.cursor == cursor
        pointed = [row for row in rows(levels) if row.startswith("›")]
        assert len(pointed) == 1


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        (["space"], Levels.Chosen(2)),
        (["down", "space"], Levels.Ticked("2", 0)),
        (["up", "up", "space"], Levels.Ticked("1", 0)),
    ],
)
async def test_space_chooses_an_option_and_ticks_a_fact(
    keys: list[str], heard: Levels.Chosen | Levels.Ticked
) -> None:
    app = Shown()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press(*keys)
        assert [(type(event), vars_of(event)) for event in app.heard] == [(type(heard), vars_of(heard))]


def vars_of(event: Levels.Chosen | Levels.Ticked) -> tuple[object, ...]:
    return (event.position,) if isinstance(event, Levels.Chosen) else (event.key, event.fact)


@pytest.mark.parametrize(
    ("levels", "keep", "cursor"),
    [
        (LEVELS, True, (1, 0)),
        (LEVELS, False, (2, -1)),
        (LEVELS[:2], True, (1, 0)),
        (LEVELS[:1], True, (0, -1)),  # what it stood on is gone
        ((Level("0", "0", "Absent", chosen=True), *LEVELS[1:2]), True, (0, -1)),  # another is chosen
        ((), True, (0, -1)),
    ],
)
async def test_where_the_cursor_goes_when_the_options_change(
    levels: tuple[Level, ...], keep: bool, cursor: tuple[int, int]
) -> None:
    app = Shown()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("up", "up")
        widget = app.query_one(Levels)
        assert widget.cursor == (1, 0)
        widget.show(levels, several=False, keep_cursor=keep)
        assert widget.cursor == cursor
        await pilot.press("space", "up", "down")


async def test_a_click_chooses_or_ticks_what_it_hits() -> None:
    app = Shown()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.click(Levels, offset=(3, 1))
        await pilot.click(Levels, offset=(9, 3))
        await pilot.click(Levels, offset=(3, 7))  # below all rows
        assert [vars_of(event) for event in app.heard] == [(1,), ("1", 1)]


async def test_the_labels_of_data_are_never_markup() -> None:
    app = Shown()
    async with app.run_test(size=(60, 4)) as pilot:
        levels = app.query_one(Levels)
        hostile = "[/b] [@click=app.quit]x[/] \x1b]0;t\x07\x9b2J"
        show: Callable[[str], Level] = lambda text: Level("0", "0", text, (text,))  # noqa: E731
        levels.show((show(hostile),), several=False, keep_cursor=False)
        await pilot.pause()
        assert rows(levels)[:2] == [
            "›0 ( ) [/b] [@click=app.quit]x[/] ]0;t2J",
            "       [ ] [/b] [@click=app.quit]x[/] ]0;t2J",
        ]
