"""Files taken in on the screen: what was wrong is read there, and nothing is overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from cyberready.language.messages import _
from cyberready.model.answers import Answer
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.importing import ImportWindow
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.widgets.beginning import Beginning
from cyberready.tui.widgets.round_list import RoundList
from cyberready.tui.widgets.rows import NumberedRows
from cyberready.workspace.workspace import Workspace

from .made_up import QUESTIONNAIRE, start, stored
from .walking import Walk, running


def sheet(answers: str = "law.act: 2", label: str = "2026") -> str:
    return (
        "cyberready: 1\nquestionnaire: small\nversion: '1'\nsubject: Exampleland\n"
        f"round: '{label}'\ndate: {label}-06-30\nanswers: {{{answers}}}\n"
    )


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / "given" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


async def open_(walk: Walk, path: object) -> None:
    """Open a path by the window, in place of what stands in its field."""
    if not isinstance(walk.app.screen, ImportWindow):
        await walk.press("o")
        await walk.screen(ImportWindow)
    walk.app.screen.query_one(Input).value = ""
    await walk.write(str(path))
    await walk.press("enter")


def labels(walk: Walk) -> list[str]:
    return [row.label for row in walk.app.screen.query_one(RoundList).rows]


async def test_a_folder_of_sheets_becomes_rounds_and_the_window_closes(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", sheet())
    put(tmp_path, "b.yaml", sheet("law.act: 1", "2025"))
    async with running(tmp_path) as walk:
        await open_(walk, tmp_path / "given")
        await walk.screen(HomeScreen)
        await walk.until(lambda: labels(walk) == ["2025", "2026"])
        assert "new: Exampleland/2026, Exampleland/2025" in walk.told
        await open_(walk, f"'{tmp_path}/given/*.yaml'")
        await walk.screen(HomeScreen)
        assert "unchanged: Exampleland/2026, Exampleland/2025" in walk.told
    assert stored(tmp_path) == {"law.act": Answer(value=2)}


async def test_all_faults_of_all_files_can_be_read_and_nothing_is_taken(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", sheet())
    put(tmp_path, "b.yaml", sheet("law.act: 77, law.cuorts: 1, skills.cases: many"))
    put(tmp_path, "c.yaml", "subject: [\n")
    async with running(tmp_path, size=(60, 12)) as walk:
        await open_(walk, tmp_path / "given")
        await walk.until(lambda: "nothing was taken in" in walk.of("told"))
        told = walk.of("told")
        assert told.startswith("4 faults")
        assert "b.yaml:7\n  error: law.act: value 77" in told
        assert "Did you mean" in told
        assert "c.yaml:" in told
        assert "c.yaml" not in walk.text
        await walk.press(*["pagedown"] * 6)
        await walk.until(lambda: "c.yaml" in walk.text)
        put(tmp_path, "b.yaml", sheet(label="2025"))
        (tmp_path / "given" / "c.yaml").unlink()
        await walk.press("enter")  # once mended, the same again
        await walk.screen(HomeScreen)
        await walk.until(lambda: len(labels(walk)) == 2)


@pytest.mark.parametrize(("keys", "value"), [(["1"], 1), (["enter"], 1), (["escape"], 1), (["2"], 2), (["é"], 2)])
async def test_other_answers_of_drafts_are_shown_and_replaced_only_when_told(
    tmp_path: Path, keys: list[str], value: int
) -> None:
    start(tmp_path, {"law.act": 1})
    start(tmp_path, {"law.act": 3}, label="2025")
    put(tmp_path, "a.yaml", sheet())
    put(tmp_path, "b.yaml", sheet(label="2025"))
    async with running(tmp_path) as walk:
        await open_(walk, tmp_path / "given")
        await walk.until(lambda: walk.app.screen.query_one("#choices").display)
        told = walk.of("told")
        assert "law.act: here value: 1, in the file value: 2" in told
        assert "law.act: here value: 3, in the file value: 2" in told
        assert "--replace" not in told  # a remedy of the command line
        await walk.press(*keys)
        if value == 2:
            await walk.screen(HomeScreen)
            assert "replaced: Exampleland/2026, Exampleland/2025" in walk.told
        else:
            assert walk.of("told") == "Nothing was changed."
            await walk.press("escape")
            await walk.screen(HomeScreen)
    assert stored(tmp_path) == {"law.act": Answer(value=value)}


async def test_a_long_list_of_differences_can_be_read_before_one_answers(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 1, "law.remark": "x", "skills.cases": 4})
    put(tmp_path, "a.yaml", sheet("law.act: 2, law.remark: y, skills.cases: 5, skills.partners: [cert]"))
    async with running(tmp_path, size=(40, 12)) as walk:
        await open_(walk, tmp_path / "given")
        await walk.until(lambda: walk.app.screen.query_one("#choices").display)
        assert "skills.cases" not in walk.text
        await walk.press(*["pagedown"] * 8)
        await walk.until(lambda: "skills.cases" in walk.text)
        assert "1 Keep" in walk.text.replace("\u2002", " ")


async def test_a_finalised_round_takes_nothing(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": 1}, final=True)
    file = put(tmp_path, "a.yaml", sheet())
    async with running(tmp_path) as walk:
        await open_(walk, file)
        await walk.until(lambda: "is finalised and never changes" in walk.of("told"))
    assert stored(tmp_path) == {"law.act": Answer(value=1)}


async def test_warnings_stay_to_be_read(tmp_path: Path) -> None:
    file = put(tmp_path, "a.yaml", sheet("law.act: 0, law.courts: 1"))
    async with running(tmp_path) as walk:
        await open_(walk, file)
        await walk.until(lambda: "hide this question" in walk.of("told"))
        assert walk.of("told").startswith("new: Exampleland/2026")
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.until(lambda: labels(walk) == ["2026"])


@pytest.mark.parametrize(
    ("path", "told"), [("none.yaml", "There is no none.yaml."), ("empty", "no answer sheet and no questionnaire")]
)
async def test_a_path_that_leads_to_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    async with running(tmp_path) as walk:
        await open_(walk, path)
        await walk.until(lambda: told in walk.of("told"))
        await walk.press("escape")
        await walk.screen(HomeScreen)


@pytest.mark.parametrize("copied", [True, False])
async def test_a_questionnaire_is_told_what_to_do_with_and_copied_when_told(tmp_path: Path, copied: bool) -> None:
    file = put(tmp_path, "mine.yaml", QUESTIONNAIRE.replace("id: small", "id: mine"))
    async with running(tmp_path) as walk:
        await open_(walk, file)
        await walk.until(lambda: walk.app.screen.query_one("#choices").display)
        assert str(tmp_path / "questionnaires") in walk.of("told").replace("\n", "")
        await walk.press("2" if copied else "1")
        if copied:
            await walk.screen(HomeScreen)
            assert "Copied: mine" in walk.told
    assert (tmp_path / "questionnaires" / "mine" / "questionnaire.yaml").exists() == copied


async def test_a_faulty_questionnaire_is_not_copied_and_its_faults_are_told(tmp_path: Path) -> None:
    file = put(
        tmp_path, "mine.yaml", QUESTIONNAIRE.replace("scale: remark", "scale: remrak").replace("small", "mine")
    )
    async with running(tmp_path) as walk:
        await open_(walk, file)
        await walk.until(lambda: walk.app.screen.query_one("#choices").display)
        await walk.press("2")
        await walk.until(lambda: "Did you mean" in walk.of("told"))
    assert not (tmp_path / "questionnaires" / "mine").exists()


async def test_a_questionnaire_and_the_sheets_beside_it_come_in_together(tmp_path: Path) -> None:
    put(tmp_path, "mine.yaml", QUESTIONNAIRE.replace("id: small", "id: mine"))
    put(tmp_path, "a.yaml", sheet().replace("questionnaire: small", "questionnaire: mine"))
    async with running(tmp_path) as walk:
        await open_(walk, tmp_path / "given")
        await walk.until(lambda: walk.app.screen.query_one("#choices").display)
        await walk.press("2")
        await walk.screen(HomeScreen)
        await walk.until(lambda: labels(walk) == ["2026"])


# An empty workspace


@pytest.mark.parametrize(("keys", "screen"), [(["3"], ImportWindow), (["down", "down", "enter"], ImportWindow)])
async def test_an_empty_workspace_offers_to_import(tmp_path: Path, keys: list[str], screen: type[object]) -> None:
    async with running(tmp_path) as walk:
        await walk.until(lambda: isinstance(walk.app.focused, NumberedRows))
        await walk.press(*keys)
        await walk.screen(screen)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_an_empty_workspace_is_filled_by_its_first_choice_and_the_list_has_the_focus(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size=size) as walk:
        await walk.until(lambda: "Import answer sheets" in walk.text)
        assert "ctrl+q" in walk.text
        await walk.press("٢")
        await walk.screen(NewRoundScreen)
        await walk.press("escape")
        await walk.screen(HomeScreen)
        await walk.press("l")
        await walk.until(lambda: _("Import answer sheets from files") in walk.text)
        await walk.press("l", "l", "&")
        await walk.until(lambda: labels(walk), 30)
        await walk.until(lambda: not walk.app.screen.query(Beginning))
        await walk.until(lambda: walk.app.focused is walk.app.screen.query_one(RoundList))
    with Workspace.open(tmp_path) as workspace:
        assert "Iraq/2024" in {round.name for round in workspace.rounds()}
