"""Nothing from data or from the call itself reaches the terminal as a control sequence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Ended, database
from tests.cli.made_up import QUESTIONNAIRE, sheet, write

# Sets the clipboard (OSC 52) and the title, clears the screen, in 7 and 8 bits; turns what follows around.
HOSTILE = "Ev\x1b]52;c;aGk=\x07\x1b[2J\x9b2J\x9d0;title\x9cil\u202eland"
IN_YAML = '"Ev\\e]52;c;aGk=\\a\\e[2J\\x9b2J\\x9d0;title\\x9cil\\u202eland"'
CONTROLS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *map(chr, range(0x202A, 0x202F))} - {"\n"}


def harmless(ended: Ended) -> Ended:
    assert not CONTROLS & set(ended.out + ended.err)
    return ended


@pytest.fixture
def hostile(workspace: Path, command: Command) -> Path:
    """A workspace in which all that a person may name is hostile, past every filter on the way in."""
    folder = workspace / "questionnaires" / "small"
    text = QUESTIONNAIRE
    for title in ("A small questionnaire", "Crime", "Skills", "High", "Goal"):
        text = text.replace(f"title: {title}", f"title: {IN_YAML}").replace(f"label: {title}", f"label: {IN_YAML}")
    write(folder / "questionnaire.yaml", text)
    write(workspace / "sheet.yaml", sheet(subject=IN_YAML).replace("round: '2025'", f"round: {IN_YAML}"))
    assert harmless(command("import", "sheet.yaml")).status == 0
    connection = sqlite3.connect(database(workspace))
    with connection:
        connection.execute("UPDATE subjects SET name = ?", (HOSTILE,))
        connection.execute("UPDATE rounds SET label = ?", (HOSTILE,))
    connection.close()
    return workspace


@pytest.mark.parametrize(
    "arguments",
    [
        ["rounds"],
        ["rounds", "--json"],
        ["questionnaires"],
        ["questionnaires", "--json"],
        ["trend", "{subject}"],
        ["trend", "{subject}", "--json"],
        ["score", "small", "{id}"],
        ["score", "small", "{id}", "--json"],
        ["score", "small", "sheet.yaml"],
        ["export", "{id}", "--json"],
        ["finalise", "{id}"],
        ["chart", "profile", "{id}", "--format", "csv", "--out", "charts\x1b[2J"],
        ["import", "sheet.yaml", "--json"],
    ],
)
def test_stored_text(hostile: Path, command: Command, arguments: list[str]) -> None:
    (stored,) = command("rounds", "--json").json
    words = [text.format(id=stored["id"], subject=stored["subject"]) for text in arguments]
    assert harmless(command(*words)).status == 0


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (2, [HOSTILE]),
        (2, ["rounds", f"--{HOSTILE}"]),
        (2, ["schema", HOSTILE]),
        (2, ["export", HOSTILE]),
        (2, ["trend", HOSTILE]),
        (2, ["score", HOSTILE, HOSTILE]),
        (2, ["check", HOSTILE]),
        (2, ["import", HOSTILE]),
        (2, ["new", "small", HOSTILE, "2026", "--date", HOSTILE]),
        (0, ["new", "small", HOSTILE, HOSTILE]),  # a name is what a person says it is
        (0, ["rounds", "--workspace", HOSTILE]),  # of a folder that is not there yet
        (2, ["chart", "trend", HOSTILE]),
        (2, ["chart", "trend", "--subject", HOSTILE]),
        (2, ["amend", HOSTILE, "--why", HOSTILE]),
    ],
)
def test_the_words_of_the_call(workspace: Path, command: Command, status: int, arguments: list[str]) -> None:
    assert harmless(command(*arguments)).status == status


def test_faults_of_hostile_files(workspace: Path, command: Command) -> None:
    name = workspace / "evil\x1b[2J.yaml"
    faulty = sheet(f"{IN_YAML}: 1, law.crime.act: {IN_YAML}, skills.schools: {{{IN_YAML}: 1}}")
    write(name, faulty + f"{IN_YAML}: 1\n")
    printed = harmless(command("check", name))
    assert printed.status == 2
    assert len(printed.out.splitlines()) >= 3
    as_json = harmless(command("check", name, "--json"))
    assert {fault["file"] for fault in as_json.json} == {str(name)}
