from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import Fault
from cyberready.workspace.checking import check, check_paths
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put, sheet, small, write

ARABIC = "cyberready: 1\ntranslates: small\nlanguage: ar\nstatus: machine\ntexts:\n  law: {title: القانون}\n"
CROSSWALK = "cyberready: 1\nfrom: {id: small, version: '1'}\nto: {id: small, version: '2'}\n"


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def found(faults: tuple[Fault, ...]) -> list[tuple[str, int, str, str]]:
    return [(Path(fault.file).name, fault.line, fault.id, fault.severity) for fault in faults]


def test_a_folder_s_questionnaires_companions_and_sheets_are_all_checked(
    folder: Path, workspace: Workspace
) -> None:
    put(folder, small(version="2").replace("scale: hours", "scale: hour"))
    write(folder / "questionnaires/small/ar.yaml", ARABIC + "  law.none: {text: لا}\n")
    write(folder / "questionnaires/small/crosswalk.yaml", CROSSWALK + "new: [law.none]\n")
    write(folder / "questionnaires/small/notes.yaml", "not: read\n")
    put(folder, small().replace("minimum: 0", "minimum: none"), "small/versions/1")
    put(folder, small(id="other"), "other")
    write(folder / "sheets/deep/wrong.yaml", sheet("law.act: 9", questionnaire="other"))
    write(folder / "sheets/right.yaml", sheet(questionnaire="other"))
    write(folder / "README.txt", "a: *b")
    faults = check_paths(workspace, [folder])
    errors = found(tuple(fault for fault in faults if fault.severity == "error"))
    line = line_of(SMALL, "scale: hours")
    assert ("questionnaire.yaml", line, "law.hours", "error") in errors
    assert ("questionnaire.yaml", line_of(SMALL, "minimum: 0"), "hours", "error") in errors
    assert ("wrong.yaml", 7, "law.act", "error") in errors
    assert {name for name, *_ in errors} == {"questionnaire.yaml", "wrong.yaml"}


def test_faults_of_companions_are_told_with_their_own_files(folder: Path, workspace: Workspace) -> None:
    put(folder, small(version="2"))
    ar = write(folder / "questionnaires/small/ar.yaml", ARABIC + "  law.none: {text: لا}\n")
    crosswalk = write(folder / "questionnaires/small/crosswalk.yaml", CROSSWALK + "new: [law.none]\n")
    expected = [("ar.yaml", 7, "law.none", "error"), ("crosswalk.yaml", 4, "law.none", "error")]
    for paths in ([folder], [folder / "questionnaires/small"], [ar], [crosswalk], [ar, crosswalk, folder]):
        faults = check_paths(workspace, paths)
        assert [each for each in found(faults) if each[3] == "error"] == expected


def test_each_fault_is_told_once_however_often_its_file_is_named(folder: Path, workspace: Workspace) -> None:
    file = write(folder / "sheet.yaml", sheet("law.act: 9, law.nothing: 1"))
    once = check_paths(workspace, [file])
    assert found(once) == [("sheet.yaml", 7, "law.act", "error"), ("sheet.yaml", 7, "law.nothing", "error")]
    assert check_paths(workspace, [file, file]) == once
    assert sorted(map(str, check_paths(workspace, [folder, file]))) == sorted(map(str, once))


def test_what_is_right_has_no_faults(folder: Path, workspace: Workspace) -> None:
    right = write(folder / "sheet.yaml", sheet())
    assert check_paths(workspace, [folder]) == ()
    assert check_paths(workspace, [right, folder / "questionnaires" / "small" / "questionnaire.yaml"]) == ()
    assert workspace.rounds() == ()


def test_an_answer_to_a_hidden_question_is_a_warning(folder: Path, workspace: Workspace) -> None:
    words = "{id: law.hours, text: How many hours?, scale: hours"
    assert words in SMALL
    put(folder, SMALL.replace(words, words + ", when: {question: law.act, at_least: 1}"))
    file = write(folder / "sheet.yaml", sheet("law.act: 0, law.hours: 3"))
    assert found(check_paths(workspace, [file])) == [("sheet.yaml", 7, "law.hours", "warning")]


# law's questions score 0 to 2.
@pytest.mark.parametrize(
    ("rollup", "warned"),
    [
        ("{type: share_met, pass: 2}", False),
        ("{type: share_met, pass: 2.000000001}", True),
        ("{type: deduct, from: 10, pass: 3}", True),
        ("{type: deduct, from: 10, pass: 2}", False),
    ],
)
def test_a_pass_that_nothing_can_reach_is_warned_of_at_its_section(
    folder: Path, workspace: Workspace, rollup: str, warned: bool
) -> None:
    text = SMALL.replace("    title: Law\n", f"    title: Law\n    rollup: {rollup}\n")
    file = put(folder, text)
    expected = [("questionnaire.yaml", line_of(text, "- id: law\n"), "law", "warning")] if warned else []
    assert found(check_paths(workspace, [file])) == expected


def test_a_sheet_of_a_stored_round_is_held_against_what_the_round_keeps(
    folder: Path, workspace: Workspace
) -> None:
    begin(workspace)
    put(folder, SMALL.replace("id: law.act", "id: law.statute"))
    assert check_paths(workspace, [write(folder / "sheet.yaml", sheet())]) == ()
    other = write(folder / "other.yaml", sheet(label="2025"))
    assert found(check_paths(workspace, [other])) == [("other.yaml", 7, "law.act", "error")]


def test_a_sheet_of_a_faulty_questionnaire_tells_the_questionnaire_s_faults(
    folder: Path, workspace: Workspace
) -> None:
    put(folder, SMALL.replace("scale: hours", "scale: hour"))
    faults = check_paths(workspace, [write(folder / "sheet.yaml", sheet())])
    assert ("questionnaire.yaml", line_of(SMALL, "scale: hours"), "law.hours", "error") in found(faults)


@pytest.mark.parametrize("name", ["nothing", "nothing.yaml"])
def test_a_path_that_is_not_there_is_a_fault(folder: Path, workspace: Workspace, name: str) -> None:
    faults = check_paths(workspace, [folder / name])
    assert [(fault.file, fault.severity) for fault in faults] == [(str(folder / name), "error")]


def test_an_empty_folder_holds_nothing_to_check(folder: Path, workspace: Workspace) -> None:
    (folder / "empty").mkdir()
    (fault,) = check_paths(workspace, [folder / "empty"])
    assert (fault.severity, fault.file) == ("error", str(folder / "empty"))
    assert "no questionnaire and no sheet" in fault.what


def test_how_far_translations_are_is_found_once_each(folder: Path, workspace: Workspace) -> None:
    ar = write(folder / "questionnaires/small/ar.yaml", ARABIC)
    put(folder, small(id="other"), "other")
    found = check(workspace, [folder, folder / "questionnaires/small", ar])
    ((told,), faults) = (found.translations, found.faults)
    assert (told.file, told.language, told.state.translated) == (ar, "ar", 1)
    assert faults == check_paths(workspace, [folder])


def test_of_what_is_faulty_it_is_not_told(folder: Path, workspace: Workspace) -> None:
    write(folder / "questionnaires/small/ar.yaml", ARABIC + "  law.none: {text: لا}\n")
    assert check(workspace, [folder]).translations == ()
