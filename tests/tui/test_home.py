"""The first screen for someone with many rounds: orders, headings, archive, next round, deletion, backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from cyberready.model.answers import Answer, Subject
from cyberready.settings import Settings
from cyberready.store.listing import RoundRow
from cyberready.tui.screens.asking import AskText, Confirm
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.keeping import DeleteWindow, NextRoundWindow
from cyberready.tui.widgets.round_list import RoundList
from cyberready.workspace.keeping import set_archived
from cyberready.workspace.workspace import Workspace

from .made_up import loaded, start, stored
from .walking import Walk, running

MADE = (
    # subject, parent, label, answers
    ("Aland", "Zemblan Union", "2025", {"law.act": 3}),
    ("Aland", "Zemblan Union", "2026", {"law.act": 1, "skills.cases": 9}),
    ("Borduria", None, "2024", {}),
    ("وزارة الإتصالات", "Énergie", "2026", {"law.act": 2}),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four rounds of three subjects, scored, changed in the order in which they stand above."""
    source = loaded(tmp_path)
    with Workspace.open(tmp_path) as workspace:
        for name, parent, label, values in MADE:
            answers = {id: Answer(value=value) for id, value in values.items()}
            subject = Subject(name=name, kind="country", parent=parent)
            workspace.refresh(
                workspace.start(source, subject, label, date(int(label), 6, 30), answers=answers or None)
            )
    return tmp_path


def listed(walk: Walk) -> list[str]:
    return [f"{row.subject}/{row.label}" for row in walk.app.screen.query_one(RoundList).rows]


def marked(walk: Walk) -> RoundRow:
    row = walk.app.screen.query_one(RoundList).marked
    assert row is not None
    return row


async def choose(walk: Walk, name: str) -> None:
    await walk.screen(HomeScreen)
    await walk.until(lambda: name in listed(walk))
    await walk.press("g", *["j"] * listed(walk).index(name))


ALAND_25, ALAND_26, BORDURIA, MINISTRY = "Aland/2025", "Aland/2026", "Borduria/2024", "وزارة الإتصالات/2026"


async def test_s_goes_through_the_orders_and_the_head_or_the_title_says_which(folder: Path) -> None:
    seen = []
    async with running(folder) as walk:
        for _order in range(6):
            seen.append((walk.of("columns").split()[0], walk.of("title"), listed(walk)[0], listed(walk)[-1]))
            await walk.press("s")
    plain = "cyberready   4 rounds"
    assert seen[0] == ("Subject▲", plain, ALAND_25, MINISTRY)
    assert seen[1] == ("Subject", plain, MINISTRY, ALAND_25)  # by change
    assert seen[2] == ("Subject", plain, ALAND_26, BORDURIA)  # by score; Borduria has none
    assert seen[4][1] == f"{plain}   by date ▼"
    assert seen[5] == seen[0]


async def test_on_a_narrow_terminal_the_title_says_what_the_heads_cannot(folder: Path) -> None:
    async with running(folder, size=(40, 12)) as walk:
        assert walk.of("title") == "4 rounds"
        await walk.press("s")
        assert walk.of("title") == "4 rounds   by change ▼"
        await walk.press("s")
        assert walk.of("columns").split() == ["Subject", "Round", "Done", "Score▼"]
        assert walk.of("title") == "4 rounds"


@pytest.mark.parametrize("key", ["S", "ctrl+r"])
async def test_the_order_turns_round_and_the_same_round_stays_marked(folder: Path, key: str) -> None:
    async with running(folder) as walk:
        await choose(walk, BORDURIA)
        await walk.press(key)
        assert "Subject▼" in walk.of("columns")
        assert listed(walk) == [MINISTRY, BORDURIA, ALAND_26, ALAND_25]
        assert walk.text.count("›") == 1
        assert "›Borduria" in walk.text


async def test_order_headings_and_filter_outlast_each_other_reload_and_language(folder: Path) -> None:
    async with running(folder) as walk:
        await walk.press("s", "p", "slash")
        await walk.write("aland")
        both = [ALAND_26, ALAND_25]
        await walk.until(lambda: listed(walk) == both)
        await walk.press("enter", "l")
        await walk.until(lambda: "2 sur 4" in walk.of("title") or "2 of 4" in walk.of("title"))
        assert "Modifié▼" in walk.of("columns")
        await walk.press("enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.settle()
        assert listed(walk) == both
        assert "Zemblan Union" in walk.text
        await walk.press("l", "l", "escape")
        await walk.until(lambda: len(listed(walk)) == 4)
        assert "Changed▼" in walk.of("columns")
        assert listed(walk) == [MINISTRY, ALAND_26, ALAND_25, BORDURIA]


async def test_rounds_below_their_parents_and_enter_opens_a_round_and_no_heading(folder: Path) -> None:
    async with running(folder) as walk:
        await walk.press("p", "g")
        for heading in ("Énergie   1 round", "Zemblan Union   2 rounds", "Without a parent   1 round"):
            assert heading in walk.text
        assert listed(walk) == [MINISTRY, ALAND_25, ALAND_26, BORDURIA]
        await walk.press("down", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        assert walk.sitting.round.name == ALAND_25
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.press("p")
        assert "Zemblan Union" not in walk.text


async def test_the_title_says_how_many_of_how_many(folder: Path) -> None:
    async with running(folder) as walk:
        await walk.press("slash")
        for typed, found in (("وزاره الاتصالات", 1), ("energie", 1), ("draft 2026", 2), ("nothing", 0)):
            walk.app.screen.query_one("#filter", Input).value = typed
            await walk.until(lambda found=found: f"{found} of 4 rounds" in walk.of("title"))
        await walk.press("escape")
        await walk.until(lambda: walk.of("title") == "cyberready   4 rounds")


async def test_archived_is_hidden_said_shown_and_taken_back(folder: Path) -> None:
    async with running(folder) as walk:
        await choose(walk, ALAND_26)
        await walk.press("z")
        await walk.screen(Confirm)
        await walk.press("z", "enter", "escape")  # as one who takes back too often
        await walk.screen(HomeScreen)
        assert len(listed(walk)) == 4
        await walk.press("z")
        await walk.screen(Confirm)
        assert "Aland/2026 leaves the list" in " ".join(walk.text.replace("│", " ").split())
        await walk.press("y")
        await walk.until(lambda: "Aland/2026 is archived" in walk.told)
        await walk.until(lambda: walk.of("title") == "cyberready   3 rounds   1 archived, hidden")
        assert listed(walk) == [ALAND_25, BORDURIA, MINISTRY]
        assert "›Borduria" in walk.text  # the next one, not one somewhere else
        await walk.press("h")
        assert walk.of("title") == "cyberready   4 rounds"
        assert "▫ Aland" in walk.text
        await choose(walk, ALAND_26)
        await walk.press("z")
        await walk.until(lambda: "Aland/2026 is archived no longer." in walk.told)
        await walk.until(lambda: "▫" not in walk.text)
    with Workspace.open(folder) as workspace:
        assert not any(round.archived for round in workspace.rounds())


async def test_a_list_of_archived_rounds_alone_is_no_empty_workspace(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        for round in workspace.rounds():
            set_archived(workspace, round, True)
    async with running(folder) as walk:
        await walk.until(lambda: walk.of("title") == "cyberready   4 archived, hidden")
        assert "No rounds yet" not in walk.text
        await walk.press("z", "c", "delete", "enter")  # nothing is marked
        assert isinstance(walk.app.screen, HomeScreen)


async def test_a_demonstration_beside_other_rounds_is_asked_about_and_counted(folder: Path) -> None:
    async with running(folder) as walk:
        await walk.press("d")
        await walk.screen(Confirm)
        assert "This workspace has 4 rounds." in " ".join(walk.text.replace("│", " ").split())
        await walk.press("d", "enter", "escape")
        await walk.screen(HomeScreen)
        assert len(listed(walk)) == 4
        for told in (
            "rounds of the demonstration were added.",
            "The rounds of the demonstration are here already.",
        ):
            await walk.press("d")
            await walk.screen(Confirm)
            await walk.press("2")
            await walk.until(lambda told=told: told in walk.told, 30)
        assert len(listed(walk)) > 5


# The next round


async def test_enter_twice_begins_the_next_round_and_opens_its_card(folder: Path) -> None:
    async with running(folder, Settings(assessor="Amal")) as walk:
        await choose(walk, ALAND_25)
        await walk.press("c")
        await walk.screen(NextRoundWindow)
        assert "The next round after Aland/2025" in walk.text
        await walk.press("enter", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        begun = walk.sitting.round
        assert (begun.name, begun.date, begun.assessor) == ("Aland/2027", date.today(), "Amal")  # 2026 is taken
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.until(lambda: "Aland/2027" in listed(walk))
    assert stored(folder, "Aland/2027") == {"law.act": Answer(value=3, recheck="carried")}


async def test_what_the_next_round_cannot_be_is_said_and_asked_again(folder: Path) -> None:
    async with running(folder) as walk:
        await choose(walk, ALAND_25)
        await walk.press("c")
        await walk.screen(NextRoundWindow)
        label, day = (walk.app.screen.query_one(f"#{id}", Input) for id in ("label", "date"))
        label.value, day.value = " ", "soon"
        await walk.press("enter", "enter")
        await walk.until(lambda: "A date is written YYYY-MM-DD" in walk.of("hint"))
        day.value = "٢٠٢٧-٠١-٣١"
        await walk.press("enter")
        await walk.until(lambda: "Give the round a name" in walk.of("hint"))
        await walk.write("2026")
        await walk.press("enter", "enter")
        await walk.until(lambda: "exists already" in walk.told)
        await walk.until(lambda: isinstance(walk.app.screen, NextRoundWindow) and walk.app.screen.query("#label"))
        await walk.settle()
        assert [field.value for field in walk.app.screen.query(Input)] == ["2026", "2027-01-31"]
        await walk.press("enter")
        await walk.write("2027-02-30")
        await walk.press("enter")
        await walk.until(lambda: "There is no day 2027-02-30." in walk.of("hint"))
        await walk.press("escape")
        await walk.screen(HomeScreen)
        assert len(listed(walk)) == 4


async def test_what_was_just_begun_is_scored_and_marked_back_on_the_list(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.finalise(workspace.round(ALAND_25))
    async with running(folder) as walk:
        await choose(walk, ALAND_25)
        await walk.press("c")
        await walk.screen(NextRoundWindow)
        await walk.press("enter", "enter")
        await walk.screen(AssessScreen)
        assert walk.sitting.assessor is None
        assert walk.sitting.answer == Answer(value=3, recheck="carried")
        await walk.press("escape")
        await walk.screen(HomeScreen)
        assert (marked(walk).label, marked(walk).done, marked(walk).value) == ("2027", 1, 0.75)
        await choose(walk, ALAND_25)
        await walk.press("a")
        await walk.screen(AskText)
        await walk.write("A law was missing")
        await walk.press("enter")
        await walk.until(lambda: "2025 r2" in walk.text)
        assert (marked(walk).label, marked(walk).revision, marked(walk).value) == ("2025", 2, 0.75)
        await choose(walk, MINISTRY)
        await walk.name_new_round("Aland")
        await walk.press("ctrl+s")
        await walk.until(lambda: "exists" in walk.of("hint"))
        walk.app.screen.query_one("#label", Input).value = "2020"
        await walk.press("ctrl+s")
        await walk.screen(AssessScreen)
        await walk.press("escape")
        await walk.screen(HomeScreen)
        assert (marked(walk).label, marked(walk).done, marked(walk).questions) == ("2020", 0, 3)


# Deleting and backing up


def names_in(backup: Path) -> set[str]:
    with closing(sqlite3.connect(backup)) as database:
        rows = database.execute(
            "SELECT s.name || '/' || r.label FROM rounds AS r JOIN subjects AS s ON s.id = r.subject_id"
        )
        return {name for (name,) in rows}


async def test_a_round_goes_once_its_name_is_typed_and_the_backup_has_it(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 1, "law.remark": "gone"}, final=True)
    start(tmp_path, label="2025")
    with Workspace.open(tmp_path) as workspace:
        workspace.amend(workspace.round("Exampleland/2026"), "A law was missing")
    async with running(tmp_path) as walk:
        await choose(walk, "Exampleland/2026")
        await walk.press("delete")
        await walk.screen(DeleteWindow)
        assert "2 revisions with 4 answers" in " ".join(walk.text.replace("│", " ").split())
        assert "A backup of all rounds is made first." in " ".join(walk.text.replace("│", " ").split())
        for typed in ("", "Exampleland", "exampleland/2026", "Exampleland/2025"):
            walk.app.screen.query_one(Input).value = typed
            await walk.press("enter")
            await walk.until(lambda: "Nothing was deleted." in walk.of("hint"))
        assert len(names_in(tmp_path / "results" / "cyberready.db")) == 2
        walk.app.screen.query_one(Input).value = " Exampleland/٢٠٢٦"
        await walk.press("enter")
        await walk.screen(HomeScreen)
        await walk.until(lambda: listed(walk) == ["Exampleland/2025"])
        await walk.until(lambda: "Exampleland/2026 is deleted." in walk.told)
        (backup,) = (tmp_path / "results" / "backups").glob("*.db")
        assert f"results/backups/{backup.name}" in walk.told.replace("\\", "/")
    assert names_in(backup) == {"Exampleland/2025", "Exampleland/2026"}
    assert names_in(tmp_path / "results" / "cyberready.db") == {"Exampleland/2025"}


async def test_escape_deletes_nothing_and_makes_no_backup(folder: Path) -> None:
    async with running(folder) as walk:
        await choose(walk, ALAND_25)
        await walk.press("delete")
        await walk.screen(DeleteWindow)
        await walk.write(ALAND_25)
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.settle()
        assert len(listed(walk)) == 4
        assert walk.told == ""
    assert not (folder / "results" / "backups").exists()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_asked_before_deleting_is_readable_on_a_small_terminal(
    folder: Path, size: tuple[int, int]
) -> None:
    async with running(folder, size=size) as walk:
        await choose(walk, ALAND_26)
        await walk.press("delete")
        await walk.screen(DeleteWindow)
        for text in ("1 revision with 2 answers", "type its name:", ALAND_26, "Esc deletes nothing."):
            assert text in walk.text


async def test_b_makes_a_backup_and_says_where_it_is(folder: Path) -> None:
    async with running(folder) as walk:
        await walk.press("b")
        await walk.until(lambda: "The backup: " in walk.told)
        (backup,) = (folder / "results" / "backups").glob("*.db")
        assert backup.name in walk.told
    assert names_in(backup) == {ALAND_25, ALAND_26, BORDURIA, MINISTRY}


async def test_a_backup_that_cannot_be_written_is_told_and_nothing_is_deleted(folder: Path) -> None:
    (folder / "results" / "backups").write_text("in the way", encoding="utf-8")
    async with running(folder) as walk:
        await choose(walk, BORDURIA)
        await walk.press("delete")
        await walk.screen(DeleteWindow)
        await walk.write(BORDURIA)
        await walk.press("enter")
        await walk.screen(HomeScreen)
        await walk.until(lambda: "Sorry" in walk.told)
        assert BORDURIA in listed(walk)
    assert BORDURIA in names_in(folder / "results" / "cyberready.db")
