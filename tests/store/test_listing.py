from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cyberready.errors import DamagedDatabase
from cyberready.model.answers import Answer, Subject
from cyberready.store.database import Database
from cyberready.store.listing import RoundRow, list_rows
from cyberready.store.rounds import finalise_round, list_rounds, save_answer, save_scores, set_archived

from .made_up import card, start, write_as


def test_no_file_no_rounds(path: Path) -> None:
    assert list_rows(path) == []
    assert not path.parent.exists()


def test_a_row_says_what_the_home_screen_shows(on_disk: Database, path: Path) -> None:
    made = start(on_disk)
    plain = RoundRow(
        id=made.id,
        subject="Iraq",
        kind="country",
        parent=None,
        questionnaire="readiness",
        version="1.0",
        label="2026",
        revision=1,
        date="2026-03-01",
        status="draft",
        changed=made.changed,
        questions=None,
        done=None,
        value=None,
        rating=None,
        stale=True,
        archived=False,
    )
    assert list_rows(path) == [plain]
    save_scores(on_disk, made.id, card())
    scored = plain._replace(questions=10, done=9, value=2.5, rating="established", stale=False)
    assert list_rows(path) == [scored]
    assert list_rows(path)[0].stale is False


def test_answers_in_the_log_are_seen_at_once(on_disk: Database, path: Path) -> None:
    made = start(on_disk)
    save_scores(on_disk, made.id, card())
    with on_disk.write():
        save_answer(on_disk, made.id, "law.crime", Answer(value=1), by="Amina")
        assert [row.stale for row in list_rows(path)] == [False]
    assert [row.stale for row in list_rows(path)] == [True]


def test_by_subject_then_date_and_the_newest_revision_only(on_disk: Database, path: Path) -> None:
    first = start(on_disk, label="2026")
    finalise_round(on_disk, first.id, card(), engine="1", by="Amina")
    start(on_disk, label="2025", date=date(2025, 1, 1))
    start(on_disk, label="2026", revision=2, amends=first.id, why="A law was missing")
    start(on_disk, label="2027", subject=Subject(name="algeria"))
    rows = [(row.subject, row.label, row.revision, row.status) for row in list_rows(path)]
    assert rows == [("algeria", "2027", 1, "draft"), ("Iraq", "2025", 1, "draft"), ("Iraq", "2026", 2, "draft")]


def test_an_archived_round_is_listed_as_such(on_disk: Database, path: Path) -> None:
    start(on_disk, label="2025")
    away = start(on_disk, label="2026")
    set_archived(on_disk, away.id, True, by="Amina")
    assert [(row.label, row.archived) for row in list_rows(path)] == [("2025", False), ("2026", True)]
    set_archived(on_disk, away.id, False, by="Amina")
    assert [row.archived for row in list_rows(path)] == [False, False]


def test_a_file_of_the_first_schema_is_listed_before_it_is_brought_up_to_date(db: Database, path: Path) -> None:
    made = start(db)
    save_scores(db, made.id, card())
    write_as(1, db, path)
    before = list_rows(path)
    assert [(row.id, row.value, row.stale, row.archived) for row in before] == [(made.id, 2.5, False, False)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    Database.open(path).close()
    assert list_rows(path) == before


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "cyberready.db").write_bytes(b"no database at all " * 500)
    with pytest.raises(DamagedDatabase, match="is damaged"):
        list_rows(tmp_path / "cyberready.db")


def test_a_name_that_is_no_text_is_damage(on_disk: Database, path: Path) -> None:
    start(on_disk, label="2026")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE subjects SET name = CAST(X'4578EDA080' AS TEXT)")  # a lone surrogate
    with pytest.raises(DamagedDatabase, match="UTF-8"):
        list_rows(path)
    with pytest.raises(DamagedDatabase, match="UTF-8"):
        list_rounds(on_disk)


def test_listing_imports_nothing_heavy() -> None:
    heavy = "{'sqlite_utils', 'pydantic', 'numpy', 'cyberready.store.database', 'cyberready.model'}"
    program = f"import sys, cyberready.store.listing; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
