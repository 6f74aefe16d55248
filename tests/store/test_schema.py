from __future__ import annotations

import sqlite3

import pytest

from cyberready.model.answers import Answer
from cyberready.store.database import Database
from cyberready.store.rounds import save_answer

from .made_up import start

NEW_ENTRY = (
    "INSERT {} INTO history SELECT chain, {}, at, by, action, question, before, after, detail, previous, digest"
    " FROM history"
)


def test_every_table_is_strict(db: Database) -> None:
    tables = db.rows(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert tables
    assert [row["name"] for row in tables if not row["strict"]] == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE history SET by = 'Nobody'", "never changes"),
        ("DELETE FROM history", "never changes"),
        ("DELETE FROM history WHERE chain = 'workspace'", "never changes"),
        ("DELETE FROM history WHERE chain <> 'workspace'", "goes only with its sheet"),
        (NEW_ENTRY.format("OR REPLACE", "sequence"), "only grows at its end"),
        (NEW_ENTRY.format("", "sequence + 2"), "only grows at its end"),
        ("UPDATE rounds SET status = 'finalised'", "CHECK"),
        ("UPDATE rounds SET status = 'lost'", "CHECK"),
        ("UPDATE rounds SET date = '2026-3-1'", "CHECK"),
        ("UPDATE rounds SET revision = 0", "CHECK"),
        ("UPDATE rounds SET archived = 2", "CHECK"),
        ("UPDATE rounds SET archived = NULL", "NOT NULL"),
        ("UPDATE rounds SET label = ''", "CHECK"),
        ("UPDATE rounds SET revision = 'second'", "cannot store TEXT"),
        ("UPDATE rounds SET digest = 'sha256:other'", "FOREIGN KEY"),
        ("UPDATE subjects SET kind = 'planet'", "CHECK"),
        ("UPDATE answers SET sheet_id = 'another'", "FOREIGN KEY"),
        ("INSERT INTO sheets SELECT replace(id, '-', '_'), round_id, NULL FROM sheets", "UNIQUE"),
        ("UPDATE documents SET kind = 'poem'", "CHECK"),
        ("DELETE FROM subjects", "FOREIGN KEY"),
    ],
)
def test_what_the_tables_refuse(db: Database, statement: str, words: str) -> None:
    save_answer(db, start(db).id, "law.crime", Answer(value=1), by="Amina")
    with pytest.raises(sqlite3.IntegrityError, match=words), db.write():
        db.run(statement)


def test_a_history_may_go_when_its_sheet_has_gone(db: Database) -> None:
    kept, gone = start(db), start(db, label="2027")
    for each in (kept, gone):
        save_answer(db, each.id, "law.crime", Answer(value=1), by="Amina")
    (chain,) = db.rows("SELECT id FROM sheets WHERE round_id = ?", (gone.id,))[0]
    with db.write():
        db.run("DELETE FROM answers WHERE sheet_id = ?", (chain,))
        db.run("DELETE FROM sheets WHERE id = ?", (chain,))
        db.run("DELETE FROM history WHERE chain = ?", (chain,))
    assert {row["chain"] for row in db.rows("SELECT chain FROM history")} == {
        "workspace",
        *(row["id"] for row in db.rows("SELECT id FROM sheets WHERE round_id = ?", (kept.id,))),
    }
