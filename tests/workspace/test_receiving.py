"""What a file is, told by itself, and how a questionnaire comes into the workspace whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import CannotStore, FaultyFile, WrongCall
from cyberready.library.finding import load
from cyberready.workspace.receiving import received, take_questionnaires
from tests.workspace.made_up import sheet, small, write

COMPOSE = "services: {web: {image: nginx}}\n"
FRENCH = "cyberready: 1\ntranslates: small\nlanguage: fr\nstatus: machine\ntexts: {law: {title: Droit}}\n"


def names(folder: Path, *paths: str) -> tuple[list[str], list[str]]:
    """The sheets and the questionnaires among paths within a folder."""
    found = received([folder / path for path in paths])
    shown = [
        [file.relative_to(folder).as_posix() for file in files] for files in (found.sheets, found.questionnaires)
    ]
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("path", "sheets", "questionnaires"),
    [
        ("a.yaml", ["a.yaml"], []),
        ("own.yaml", [], ["own.yaml"]),
        ("own", [], ["own/questionnaire.yaml"]),
        ("own/questionnaire.yaml", [], ["own/questionnaire.yaml"]),
        ("own/fr.yaml", ["own/fr.yaml"], []),  # named, so that its faults as a sheet are told
        ("compose.yaml", ["compose.yaml"], []),
        ("none.yaml", ["none.yaml"], []),
        ("empty", [], []),
        (".", ["a.yaml", "b.yml", "broken.yaml"], ["own/questionnaire.yaml", "own.yaml"]),
    ],
)
def test_what_files_and_folders_are(
    tmp_path: Path, path: str, sheets: list[str], questionnaires: list[str]
) -> None:
    write(tmp_path / "a.yaml", sheet())
    write(tmp_path / "b.yml", sheet(label="2025"))
    write(tmp_path / "broken.yaml", "subject: [\n")
    write(tmp_path / "compose.yaml", COMPOSE)
    write(tmp_path / "readme.txt", sheet())
    write(tmp_path / "own.yaml", small(id="other"))
    write(tmp_path / "own" / "questionnaire.yaml", small())
    write(tmp_path / "own" / "fr.yaml", FRENCH)
    (tmp_path / "empty").mkdir()
    assert names(tmp_path, path) == (sheets, questionnaires)


def test_a_file_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.yaml", sheet())
    assert received([file, tmp_path, file]).sheets == (file,)


def test_a_questionnaire_is_copied_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    given, folder = tmp_path / "given", tmp_path / "workspace" / "questionnaires"
    write(given / "questionnaire.yaml", small(version="2"))
    write(given / "fr.yaml", FRENCH)
    write(given / "versions" / "1" / "questionnaire.yaml", small())
    write(given / "notes.txt", "not ours")
    assert take_questionnaires([given / "questionnaire.yaml"], folder) == [folder / "small"]
    copied = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    assert copied == ["small/fr.yaml", "small/questionnaire.yaml", "small/versions/1/questionnaire.yaml"]
    assert (folder / "small" / "fr.yaml").read_text() == FRENCH
    assert load(folder / "small").digest == load(given).digest


def test_a_file_of_any_name_is_copied_under_the_name_that_counts(tmp_path: Path) -> None:
    file = write(tmp_path / "draft.yaml", small(id="other"))
    write(tmp_path / "fr.yaml", FRENCH)  # a neighbour of a loose file does not belong to it
    (place,) = take_questionnaires([file], tmp_path / "questionnaires")
    assert [each.name for each in place.iterdir()] == ["questionnaire.yaml"]
    assert load(place).questionnaire.id == "other"


def test_faults_keep_all_of_them_out(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good.yaml", small()), write(tmp_path / "bad.yaml", small(id="bad", language="?"))
    with pytest.raises(FaultyFile, match=r"bad\.yaml:5: .*language"):
        take_questionnaires([good, bad], tmp_path / "questionnaires")
    assert not (tmp_path / "questionnaires").exists()


def test_what_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    there = write(tmp_path / "questionnaires" / "small" / "questionnaire.yaml", small())
    one, other = (
        write(tmp_path / "one.yaml", small(version="2")),
        write(tmp_path / "other.yaml", small(id="other")),
    )
    with pytest.raises(WrongCall, match="is taken"):
        take_questionnaires([other, one], tmp_path / "questionnaires")
    with pytest.raises(WrongCall, match="is taken"):
        take_questionnaires([other, other], tmp_path / "questionnaires")
    assert there.read_text() == small()
    assert [each.name for each in there.parent.parent.iterdir()] == ["small"]


def test_a_machine_that_refuses_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    file = write(tmp_path / "one.yaml", small())
    folder = write(tmp_path / "questionnaires", "a file in the place of the folder")
    with pytest.raises(CannotStore, match="questionnaires"):
        take_questionnaires([file], folder)
    assert folder.read_text() == "a file in the place of the folder"
