from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.made_up import sheet, write


def test_json_lists_the_rounds_oldest_first(rounds: Path, command: Command) -> None:
    write(rounds / "old.yaml", sheet(subject="Atlantis", label="first", date="1999-12-31"))
    command("import", "old.yaml")
    listed = command("rounds", "--json").json
    keys = ("subject", "questionnaire", "label", "date", "status", "done", "questions", "value", "rating")
    assert [tuple(item[key] for key in keys) for item in listed] == [
        ("Atlantis", "small", "first", "1999-12-31", "draft", 3, 3, 0.75, "Low"),
        ("Exampleland", "small", "2024", "2024-06-30", "finalised", 2, 3, 0.25, "Low"),
        ("Exampleland", "small", "2025", "2025-06-30", "draft", 3, 3, 0.75, "Low"),
    ]
    assert len({item["id"] for item in listed}) == 3


def test_the_table_is_for_people(rounds: Path, command: Command) -> None:
    assert command("rounds").out.splitlines() == [
        "subject      label  questionnaire  date        status     done  score",
        "Exampleland  2024   small          2024-06-30  finalised   2/3    0.3",
        "Exampleland  2025   small          2025-06-30  draft       3/3    0.8",
    ]


def test_the_newest_revision_stands_for_a_round(rounds: Path, command: Command) -> None:
    revision = command("amend", "Exampleland/2024", "--why", "a new law").out.strip()
    newest = command("rounds", "--json").json
    assert [(item["revision"], item["status"]) for item in newest] == [(2, "draft"), (1, "draft")]
    assert newest[0]["id"] == revision
    every = command("rounds", "--all", "--json").json
    assert [(item["label"], item["revision"], item["value"]) for item in every] == [
        ("2024", 1, 0.25),
        ("2024", 2, 0.25),
        ("2025", 1, 0.75),
    ]
    assert "2024 (revision 2)" in command("rounds").out


def test_archived_rounds_are_told_by_their_number_and_listed_with_all(rounds: Path, command: Command) -> None:
    for label in ("2024", "2025"):
        command("archive", f"Exampleland/{label}")
    ended = command("rounds")
    assert (ended.out, ended.err) == ("", "2 archived rounds are hidden; --all lists them.\n")
    every = command("rounds", "--all")
    assert every.err == ""
    assert every.out.splitlines()[1:] == [
        "Exampleland  2024   small          2024-06-30  finalised, archived   2/3    0.3",
        "Exampleland  2025   small          2025-06-30  draft, archived       3/3    0.8",
    ]


def test_where_there_are_none_the_place_and_next_step_are_told(workspace: Path, command: Command) -> None:
    ended = command("rounds")
    assert (ended.status, ended.out) == (0, "")
    assert str(workspace) in ended.err
    assert "cyberready demo" in ended.err
    assert command("rounds", "--json").json == []
