"""In company: dissent on record, several sheets of one round, one machine for several people."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Digits

from cyberready.cli.dialogue import Dialogue
from cyberready.model.answers import EMPTY, Answer
from cyberready.settings import Settings
from cyberready.store.history import entries
from cyberready.store.sheets import find_place
from cyberready.tui.screens.asking import AskChoice, AskText
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.sitting import open_sitting
from cyberready.workspace.workspace import Workspace

from .made_up import start
from .walking import Walk, on_card, running


async def dissent(walk: Walk, *keys: str, name: str = "CERT", reason: str = "") -> None:
    """Record a dissent of a body that is named for the first time."""
    await walk.press("p")
    await walk.screen(AskText)
    await walk.press(*name, "enter")
    await walk.screen(AskChoice)
    await walk.press(*keys)
    await walk.screen(AskText)
    await walk.press(*reason, "enter")
    await walk.screen(AssessScreen)
    await walk.settle()


def own(folder: Path, name: str) -> dict[str, Answer]:
    with Workspace.open(folder) as workspace:
        return workspace.answers(workspace.round("Exampleland/2026"), name)


async def test_a_dissent_is_kept_on_the_body_s_own_sheet(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await dissent(walk, "3", reason="drafts")
        await walk.until(lambda: "Dissent  CERT: 3 Proven — drafts" in walk.of("details"))
        assert walk.levels.levels[3].marks == ("CERT",)
        await walk.press("v")
        await walk.until(lambda: "Dissent  CERT: 3 Proven" in walk.of("details"))
        assert "drafts" not in walk.text
        assert await walk.stored() == {"law.act": Answer(value=2)}
    assert own(tmp_path, "CERT") == {"law.act": Answer(value=3, note="drafts")}


async def test_a_dissent_is_undone_changed_and_taken_back(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        await dissent(walk, "3")
        await walk.press("z")
        assert "Dissent" not in walk.of("details")
        await walk.press("y")
        assert "Dissent  CERT: 3 Proven" in walk.of("details")
        await walk.press("p")
        await walk.screen(AskChoice)
        await walk.press("1")  # CERT again
        await walk.until(lambda: "What does CERT hold?" in walk.text)
        await walk.press("end", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: "Dissent" not in walk.of("details"))
        await walk.stored()
    assert own(tmp_path, "CERT") == {}


async def test_a_figure_and_several_choices_are_disputed_in_words(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 0})
    async with on_card(tmp_path) as walk:
        walk.card.go_to("skills.cases")
        await walk.settle()
        await walk.press("escape", "p")
        await walk.screen(AskText)
        await walk.press("I", "S", "P", "enter")
        await walk.until(lambda: "What does ISP hold?" in walk.text)
        await walk.press(*"900", "enter")
        assert "above the maximum, 100" in walk.text
        await walk.press("backspace", "enter")
        await walk.until(lambda: "For what reason?" in walk.text)
        await walk.press("enter")
        await walk.screen(AssessScreen)
        walk.card.go_to("skills.partners")
        await walk.settle()
        await walk.press("p")
        await walk.screen(AskChoice)
        await walk.press("1")
        await walk.until(lambda: "For what reason?" in walk.text)
        await walk.press(*"none", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: "ISP: none" in walk.of("details"))
        await walk.stored()
    assert own(tmp_path, "ISP") == {"skills.cases": Answer(value=90), "skills.partners": Answer(note="none")}


async def test_one_s_own_sheet_begins_with_the_first_answer_and_shows_nobody_else_s(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"value": 2, "note": "official"}, "law.courts": 1})
    async with on_card(tmp_path) as walk:
        await walk.press("t")
        await walk.screen(AskChoice)
        await walk.press("2")
        await walk.screen(AskText)
        await walk.press(*"Auditor", "enter")
        await walk.until(lambda: walk.card.assessor == "Auditor" and walk.card._sitting is not None)
        await walk.screen(AssessScreen)
        assert "sheet of Auditor" in walk.text
        assert "official" not in walk.text
        assert walk.sitting.answers == {}
        assert walk.workspace.own_sheets(walk.sitting.round) == {}
        await walk.press("3", "p")
        await walk.until(lambda: "from the official sheet" in walk.told)
        assert await walk.app.saver.finished(10)
        assert own(tmp_path, "Auditor") == {"law.act": Answer(value=3)}
        await walk.press("t")
        await walk.screen(AskChoice)
        await walk.press("1")
        await walk.until(lambda: walk.card.assessor is None and walk.card._sitting is not None)
        await walk.until(lambda: "Dissent  Auditor: 3 Proven" in walk.of("details"))
        assert walk.sitting.answer == Answer(value=2, note="official")


async def test_on_a_shared_machine_the_history_says_who_typed_what(tmp_path: Path) -> None:
    round_id = start(tmp_path)
    async with on_card(tmp_path, Settings(assessor="Amal")) as walk:
        await walk.press("1", "i")
        await walk.screen(AskChoice)
        await walk.press("2")
        await walk.screen(AskText)
        await walk.press(*"Basil", "enter")
        await walk.screen(AssessScreen)
        await walk.until(lambda: "Basil: saved" in walk.of("status"))
        await walk.press("2", "i")
        await walk.screen(AskChoice)
        await walk.press("2")  # Amal, who stands second now
        await walk.screen(AssessScreen)
        await walk.until(lambda: "Amal: saved" in walk.of("status"))
        await walk.press("3")
        await walk.stored()
    with Workspace.open(tmp_path) as workspace:
        place = find_place(workspace.database, round_id, None)
        assert place is not None
        assert place.head is not None
        assert [entry.by for entry in entries(workspace.database, place.head.chain)] == ["Amal", "Basil", "Amal"]


@pytest.mark.parametrize(("size", "large"), [((120, 40), True), ((80, 24), False)])
async def test_on_a_large_screen_the_agreed_level_is_large(
    tmp_path: Path, size: tuple[int, int], large: bool
) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path, size=size) as walk:
        assert not walk.card.query_one(Digits).display
        await walk.press("v")
        agreed = walk.card.query_one(Digits)
        assert (agreed.display, agreed.value) == (large, "2")
        await walk.press("3")
        assert agreed.value == "3"
        assert not walk.card.query_one("Footer").display


async def test_opened_at_a_sheet_by_the_command_line(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 2})
    with Workspace.open(tmp_path) as workspace:
        round = workspace.round("Exampleland/2026")
        workspace.save(round, "law.act", Answer(value=1), assessor="CERT")
    async with running(tmp_path) as walk:
        walk.app.open_round(round.id, "CERT")
        await walk.screen(AssessScreen)
        await walk.until(lambda: walk.card._sitting is not None)
        assert walk.sitting.answer == Answer(value=1)


def test_line_by_line_on_one_s_own_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(tmp_path, {"law.act": 2})
    with Workspace.open(tmp_path) as workspace:
        here = open_sitting(workspace, "Exampleland/2026", assessor="CERT")
        Dialogue(workspace, here).run(["1", "n by telephone"])
        assert workspace.answers(here.round) == {"law.act": Answer(value=2)}
    assert "sheet of CERT" in capsys.readouterr().out
    assert own(tmp_path, "CERT") == {"law.act": Answer(value=1, note="by telephone")}
    assert own(tmp_path, "nobody") == {} != {"law.act": EMPTY}
