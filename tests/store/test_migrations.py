from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlite_utils import Database as Sqlite

from cyberready.store.migrations import MIGRATIONS, NEWEST, migrate, version


@pytest.fixture
def sqlite() -> Iterator[Sqlite]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield Sqlite(connection, execute_plugins=False)


def _second(sqlite: Sqlite) -> None:
    sqlite.execute("ALTER TABLE subjects ADD COLUMN colour TEXT")


def _failing(sqlite: Sqlite) -> None:
    sqlite.execute("CREATE TABLE half_done (id)")
    raise RuntimeError


def test_a_new_database_goes_through_all(sqlite: Sqlite) -> None:
    migrate(sqlite)
    assert version(sqlite) == NEWEST == len(MIGRATIONS)


def test_only_what_is_missing_is_run(sqlite: Sqlite) -> None:
    migrate(sqlite)
    sqlite.execute("INSERT INTO subjects (id, name, name_key) VALUES (?, 'Iraq', 'iraq')", ("0" * 36,))
    migrate(sqlite, (*MIGRATIONS, _second))
    migrate(sqlite, (*MIGRATIONS, _second))
    assert version(sqlite) == NEWEST + 1
    assert [tuple(row) for row in sqlite.execute("SELECT name, colour FROM subjects")] == [("Iraq", None)]


def test_a_failing_migration_leaves_the_schema_before_it(sqlite: Sqlite) -> None:
    with pytest.raises(RuntimeError):
        migrate(sqlite, (*MIGRATIONS, _failing))
    assert version(sqlite) == NEWEST
    assert "half_done" not in sqlite.table_names()
    assert not sqlite.conn.in_transaction
