from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, write

TRANSLATION = """\
cyberready: 1
translates: small
language: fr
status: machine
texts: {title: Un petit questionnaire}
"""


def by_id(command: Command) -> dict[str, dict[str, object]]:
    return {item["id"]: item for item in command("questionnaires", "--json").json}


def test_each_is_listed_with_what_it_holds(workspace: Path, command: Command) -> None:
    folder = workspace / "questionnaires" / "small"
    write(folder / "fr.yaml", TRANSLATION)
    assert {key: value for key, value in by_id(command)["small"].items() if key != "digest"} == {
        "id": "small",
        "version": "1",
        "title": "A small questionnaire",
        "questions": 3,
        "languages": ["en", "fr"],
        "folder": str(folder),
        "faults": 0,
    }
    line = next(line for line in command("questionnaires").out.splitlines() if line.startswith("small "))
    assert line.split() == ["small", "1", "A", "small", "questionnaire", "3", "en,", "fr", str(folder)]


def test_a_faulty_one_is_listed_with_its_errors_and_is_not_fatal(workspace: Path, command: Command) -> None:
    faulty = QUESTIONNAIRE.replace("title: Law", "titel: Law").replace(
        "scale: level, options: {0: no, 1: p", "sc: {p"
    )
    write(workspace / "questionnaires" / "faulty" / "questionnaire.yaml", faulty)
    ended = command("questionnaires")
    assert ended.status == 0
    listed = by_id(command)
    assert listed["small"]["faults"] == 0
    errors = [
        fault for fault in command("check", "questionnaires/faulty", "--json").json if fault["severity"] == "error"
    ]
    assert len(errors) > 1
    assert (listed["faulty"]["faults"], listed["faulty"]["version"]) == (len(errors), None)
    assert f"{len(errors)} errors" in ended.out
