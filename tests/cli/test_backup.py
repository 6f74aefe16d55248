from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Command, database


def test_the_path_of_the_copy_is_printed(rounds: Path, command: Command) -> None:
    ended = command("backup")
    assert (ended.status, ended.err) == (0, "")
    copy = Path(ended.out.removesuffix("\n"))
    assert copy.parent == rounds / "results" / "backups"
    counted = []
    for path in (database(rounds), copy):
        with closing(sqlite3.connect(path)) as connection:
            counted.append(connection.execute("SELECT count(*), max(digest) FROM history").fetchone())
    assert counted[0] == counted[1]


def test_a_machine_that_refuses_is_told(rounds: Path, command: Command) -> None:
    (rounds / "results" / "backups").write_text("in the way")
    ended = command("backup")
    assert (ended.status, ended.out) == (4, "")
    assert "results/backups" in ended.err


def test_where_there_is_no_database_none_is_made(workspace: Path, command: Command) -> None:
    ended = command("backup")
    assert (ended.status, ended.out) == (2, "")
    assert str(workspace) in ended.err
    assert list((workspace / "results").iterdir()) == []
