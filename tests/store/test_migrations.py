from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database as Sqlite

from cyberready.errors import CannotStore
from cyberready.model.answers import Answer
from cyberready.model.rounds import Position
from cyberready.store import history
from cyberready.store.database import Database
from cyberready.store.migrations import MIGRATIONS, NEWEST, migrate, version
from cyberready.store.rounds import finalise_round, list_rounds, save_answer, save_position

from .made_up import ARABIC, FULL, QUESTIONNAIRE, card, start, tables, write_as


@pytest.fixture
def sqlite() -> Iterator[Sqlite]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield Sqlite(connection, execute_plugins=False)


def _another(sqlite: Sqlite) -> None:
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
    migrate(sqlite, (*MIGRATIONS, _another))
    migrate(sqlite, (*MIGRATIONS, _another))
    assert version(sqlite) == NEWEST + 1
    assert [tuple(row) for row in sqlite.execute("SELECT name, colour FROM subjects")] == [("Iraq", None)]


def test_a_failing_migration_leaves_the_schema_before_it(sqlite: Sqlite) -> None:
    with pytest.raises(RuntimeError):
        migrate(sqlite, (*MIGRATIONS, _failing))
    assert version(sqlite) == NEWEST
    assert "half_done" not in sqlite.table_names()
    assert not sqlite.conn.in_transaction


def test_a_migration_of_several_statements_is_undone_whole(sqlite: Sqlite) -> None:
    def half_way(sqlite: Sqlite) -> None:
        MIGRATIONS[1](sqlite)
        raise RuntimeError

    migrate(sqlite, MIGRATIONS[:1])
    with pytest.raises(RuntimeError):
        migrate(sqlite, (MIGRATIONS[0], half_way))
    assert version(sqlite) == 1
    assert "archived" not in tables(sqlite.conn)["rounds"]
    assert "history_keeps" in {trigger.name for trigger in sqlite.triggers}


def _filled(db: Database) -> None:
    """A final round with its amendment, an assessor's own sheet, a translation and a position."""
    first = start(db, answers={"law.crime": FULL}, documents=[QUESTIONNAIRE, ARABIC])
    finalise_round(db, first.id, card(), engine="1", by="Amina")
    second = start(db, revision=2, amends=first.id, why="A law was missing", answers={"law.crime": FULL})
    save_answer(db, second.id, "law.crime", Answer(note="mine"), by="Basma", assessor="Basma")
    save_position(db, second.id, Position(question="law.crime", field="note"))


def test_a_database_of_the_first_schema_keeps_all_it_has(db: Database, path: Path) -> None:
    _filled(db)
    write_as(1, db, path)
    with closing(sqlite3.connect(path)) as old:
        columns = {name: ", ".join(named) for name, named in tables(old).items()}
        before = {name: old.execute(f"SELECT {named} FROM {name}").fetchall() for name, named in columns.items()}
    assert len(before) == 11
    assert all(before.values())
    with Database.open(path) as opened:
        after = {name: opened.rows(f"SELECT {named} FROM {name}") for name, named in columns.items()}
        assert {name: [*map(tuple, rows)] for name, rows in after.items()} == before
        assert list_rounds(opened) == list_rounds(db)
        for (chain,) in opened.rows("SELECT DISTINCT chain FROM history"):
            assert history.broken_links(opened, chain) == ()
        assert opened.rows("PRAGMA user_version")[0][0] == NEWEST
    with closing(sqlite3.connect(path)) as expert:
        assert expert.execute("SELECT revision, archived FROM v_rounds ORDER BY 1").fetchall() == [(1, 0), (2, 0)]
        assert expert.execute("SELECT count(*) FROM v_answers JOIN v_scores USING (round)").fetchone() == (3,)


def test_an_old_database_that_may_only_be_read_is_left_as_it_is(db: Database, path: Path) -> None:
    _filled(db)
    write_as(1, db, path)
    before = path.read_bytes()
    with pytest.raises(CannotStore, match=f"its schema 1 must first be brought up to {NEWEST}"):
        Database.open(path, read_only=True)
    assert path.read_bytes() == before
