from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_round_is_deleted_and_the_backup_s_path_printed(rounds: Path, command: Command) -> None:
    command("amend", "Exampleland/2024", "--why", "a law was overlooked")
    ended = command("delete", "Exampleland/2024", "--name", "Exampleland/2024")
    assert ended.status == 0
    (backup,) = (rounds / "results" / "backups").iterdir()
    assert ended.out == f"{backup}\n"
    assert "Deleted Exampleland/2024" in ended.err
    assert [item["label"] for item in command("rounds", "--all", "--json").json] == ["2025"]
    copy = rounds / "copy" / "results" / "cyberready.db"
    copy.parent.mkdir(parents=True)
    backup.rename(copy)
    every = command("rounds", "--all", "--json", "--workspace", "copy").json
    assert [(item["label"], item["revision"]) for item in every] == [("2024", 1), ("2024", 2), ("2025", 1)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--name"),
        (["--name", "exampleland/2024"], "Nothing was deleted"),
        (["--name", "2024"], "type Exampleland/2024"),
    ],
)
def test_without_the_exact_name_nothing_is_deleted(
    rounds: Path, command: Command, words: list[str], said: str
) -> None:
    ended = command("delete", "Exampleland/2024", *words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert len(command("rounds", "--json").json) == 2
    assert not (rounds / "results" / "backups").exists()


def test_where_no_backup_can_be_made_nothing_is_deleted(rounds: Path, command: Command) -> None:
    (rounds / "results" / "backups").write_text("in the way")
    ended = command("delete", "Exampleland/2024", "--name", "Exampleland/2024")
    assert (ended.status, ended.out) == (4, "")
    assert "Not written: File exists" in ended.err
    assert len(command("rounds", "--json").json) == 2
