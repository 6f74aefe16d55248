from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import FaultyFile, UnknownQuestionnaire
from cyberready.workspace.questionnaires import library_of
from cyberready.workspace.sheet_scoring import score_file, score_round
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put, sheet, small, write

HUNDRED = SMALL.replace("range: [0, 2]", "range: [0, 100]")


@pytest.fixture
def versions(folder: Path) -> Path:
    """Version 1 is expressed in 0 to 2; version 2, the newest, in 0 to 100."""
    put(folder, HUNDRED.replace('version: "1"', 'version: "2"'))
    put(folder, SMALL, "small/versions/1")
    return folder


# By which name, the sheet's version, and what half of one of two domains is worth.
@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("small", "1", 0.5),
        ("small", "2", 25),
        ("questionnaires/small", "1", 0.5),
        ("questionnaires/small", "2", 25),
        ("questionnaires/small/questionnaire.yaml", "2", 25),
        ("questionnaires/small/versions/1", "1", 0.5),
        ("questionnaires/small/versions/1/questionnaire.yaml", "1", 0.5),
    ],
)
def test_an_id_or_folder_has_every_version_and_a_file_one(
    versions: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: str, expected: float
) -> None:
    monkeypatch.chdir(versions)
    file = write(versions / "sheet.yaml", sheet("law.act: 2", version=version))
    scored = score_file(library_of(versions), name, file)
    assert scored.scorecard.overall.value == pytest.approx(expected)
    assert scored.questionnaire.version == version
    assert scored.scorecard.questionnaire.version == version
    assert scored.warnings == ()


@pytest.mark.parametrize(
    ("name", "version"),
    [("small", "3"), ("questionnaires/small/questionnaire.yaml", "1"), ("questionnaires/small/versions/1", "2")],
)
def test_a_version_that_the_name_does_not_have_is_a_fault_of_the_sheet(
    versions: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: str
) -> None:
    monkeypatch.chdir(versions)
    with pytest.raises(FaultyFile, match=rf"`version` is '{version}'"):
        score_file(library_of(versions), name, write(versions / "sheet.yaml", sheet(version=version)))


@pytest.mark.parametrize("text", [sheet(), "cyberready: 1\n"])
def test_a_questionnaire_that_is_not_there_is_told_before_the_sheet_s_faults(folder: Path, text: str) -> None:
    with pytest.raises(UnknownQuestionnaire, match="smal"):
        score_file(library_of(folder), "smal", write(folder / "sheet.yaml", text))


@pytest.mark.parametrize(
    "text", [sheet("law.act: 9"), sheet(questionnaire="other"), "subject: Exampleland\n", "[]"]
)
def test_a_faulty_sheet_has_no_scores(folder: Path, text: str) -> None:
    with pytest.raises(FaultyFile):
        score_file(library_of(folder), "small", write(folder / "sheet.yaml", text))


def test_a_stored_round_is_scored_by_the_text_it_keeps_or_by_what_a_file_says_now(
    folder: Path, workspace: Workspace
) -> None:
    begun = begin(workspace, answers={"law.act": 2})
    file = put(folder, HUNDRED)
    assert score_round(workspace, "small", begun).scorecard == workspace.score(begun)
    assert score_round(workspace, "small", begun).scorecard.overall.value == pytest.approx(0.5)
    assert score_round(workspace, str(file), begun).scorecard.overall.value == pytest.approx(25)
    assert score_round(workspace, str(file.parent), begun).scorecard.overall.value == pytest.approx(25)
    assert workspace.score(begun).overall.value == pytest.approx(0.5)


def test_a_stored_round_of_another_questionnaire_or_question_is_refused(
    folder: Path, workspace: Workspace
) -> None:
    begun = begin(workspace, answers={"law.act": 2})
    put(folder, small(id="other"), "other")
    with pytest.raises(FaultyFile, match="`questionnaire` is 'small'"):
        score_round(workspace, "other", begun)
    with pytest.raises(UnknownQuestionnaire):
        score_round(workspace, "third", begun)
    changed = put(folder, SMALL.replace("id: law.act", "id: law.statute"))
    with pytest.raises(FaultyFile) as caught:
        score_round(workspace, str(changed), begun)
    assert [(fault.file, fault.line, fault.id) for fault in caught.value.faults] == [
        ("round Exampleland/2024", 0, "law.act")
    ]
