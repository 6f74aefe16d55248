from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command, database
from tests.cli.made_up import QUESTIONNAIRE, sheet, write


def test_without_faults_nothing_goes_to_stdout(workspace: Path, command: Command) -> None:
    ended = command("check", "questionnaires")
    assert (ended.status, ended.out, ended.err) == (0, "", "No faults.\n")


def test_every_fault_of_every_file_is_printed_in_order(workspace: Path, command: Command) -> None:
    write(workspace / "b.yaml", sheet("law.crime.act: 7, law.crime.cort: 1, skills.schools: {confidence: maybe}"))
    write(workspace / "a" / "questionnaire.yaml", QUESTIONNAIRE.replace("title: Law\n", "titel: Law\n"))
    ended = command("check", "b.yaml", "a", "questionnaires")
    lines = ended.out.splitlines()
    assert ended.status == 2
    assert [line.split(":")[0] for line in lines] == ["a/questionnaire.yaml"] * 2 + ["b.yaml"] * 3
    assert ended.err == "5 errors, 0 warnings in 2 files\n"


def test_warnings_alone_end_in_0(workspace: Path, command: Command) -> None:
    write(workspace / "q" / "questionnaire.yaml", QUESTIONNAIRE.replace(", 2: everywhere", ""))
    ended = command("check", "q")
    assert ended.status == 0
    assert "warning" in ended.out
    assert ended.err == "0 errors, 1 warning in 1 file\n"


def test_json_gives_each_fault_its_place_and_remedy(workspace: Path, command: Command) -> None:
    write(workspace / "b.yaml", sheet("law.crime.cort: 1"))
    ended = command("check", "b.yaml", "--json")
    assert ended.status == 2
    assert ended.json == [
        {
            "file": "b.yaml",
            "line": 7,
            "what": "answers `law.crime.cort`, which is no question of small 1.",
            "remedy": "Did you mean `law.crime.courts`?",
            "id": "law.crime.cort",
            "severity": "error",
        }
    ]


@pytest.mark.parametrize("path", ["missing.yaml", "empty"])
def test_a_path_with_nothing_to_check_is_an_error(workspace: Path, command: Command, path: str) -> None:
    (workspace / "empty").mkdir()
    ended = command("check", path)
    assert ended.status == 2
    assert ended.err == "1 error, 0 warnings in 1 file\n"


def test_no_database_is_needed(workspace: Path, command: Command) -> None:
    write(database(workspace), "not a database")
    write(workspace / "b.yaml", sheet())
    assert command("check", "b.yaml").status == 0
