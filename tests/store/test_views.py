"""The views, and docs/database.md, which describes them: both as an expert meets them, by plain sqlite3."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cyberready.model.answers import Answer
from cyberready.store.database import Database
from cyberready.store.rounds import finalise_round, save_answer, save_scores, set_archived

from .made_up import FULL, card, start

GUIDE = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")
ANSWERS = {
    "law.crime": FULL,
    "law.story": Answer(value="In our own words", visibility="public"),
    "law.list": Answer(value=("in words", 2)),
    "law.option": Answer(value="yes"),
    "law.half": Answer(value=2.5),
    "law.none": Answer(not_applicable="No such sector", value=None),
    "law.open": Answer(unknown=True, note="Ask again"),
    "law.noted": Answer(note="Only a note"),
    "law.nought": Answer(value=0),
}


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def expert(on_disk: Database, path: Path) -> Iterator[sqlite3.Connection]:
    """A final round, its amendment and an assessor's own sheet, seen from outside."""
    first = start(on_disk, answers=ANSWERS, typed={"law.story", "law.list"})
    finalise_round(on_disk, first.id, card(), engine="1", by="Amina")
    set_archived(on_disk, first.id, True, by="Amina")
    second = start(on_disk, revision=2, amends=first.id, why="A law was missing", answers={"law.crime": FULL})
    save_scores(on_disk, second.id, card(3.0))
    save_answer(on_disk, second.id, "law.crime", Answer(value=1), by="Basma", assessor="Basma")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_answers_are_read_plainly(expert: sqlite3.Connection) -> None:
    rows = expert.execute("SELECT * FROM v_answers WHERE revision = 1").fetchall()
    assert {row["question"]: (row["state"], row["value"], row["note"]) for row in rows} == {
        "law.crime": ("answered", 3, FULL.note),
        "law.story": ("answered", "In our own words", None),
        "law.list": ("answered", '["in words",2]', None),
        "law.option": ("answered", "yes", None),
        "law.half": ("answered", 2.5, None),
        "law.none": ("not_applicable", None, None),
        "law.open": ("unknown", None, "Ask again"),
        "law.noted": ("unanswered", None, "Only a note"),
        "law.nought": ("answered", 0, None),
    }
    assert {row["state"] for row in rows} == {answer.state for answer in ANSWERS.values()}
    reasons = {row["question"]: row["not_applicable"] for row in rows if row["not_applicable"]}
    assert reasons == {"law.none": "No such sector"}


def test_an_answers_provenance_is_read_plainly(expert: sqlite3.Connection) -> None:
    row = dict(expert.execute("SELECT * FROM v_answers WHERE revision = 1 AND question = 'law.crime'").fetchone())
    expected = {
        "subject": "Iraq",
        "kind": "country",
        "parent": None,
        "questionnaire": "readiness",
        "version": "1.0",
        "label": "2026",
        "newest": 0,
        "status": "finalised",
        "date": "2026-03-01",
        "official": 1,
        "assessor": "Amina",
        "basis": "document",
        "as_of": "2026-03-01",
        "confidence": "high",
        "flag": 1,
        "evidence": 1,
        "sources": 2,
        "answer_status": "host_disputed",
        "recheck": "rechecked",
        "change": "happened",
        "visibility": "host",
    }
    assert {column: row[column] for column in expected} == expected


def test_own_sheets_are_told_apart(expert: sqlite3.Connection) -> None:
    rows = expert.execute("SELECT official, assessor, value FROM v_answers WHERE revision = 2 ORDER BY official")
    assert [tuple(row) for row in rows] == [(0, "Basma", 1), (1, "Amina", 3)]


def test_scores_and_rounds_are_read_plainly(expert: sqlite3.Connection) -> None:
    scores = expert.execute(
        "SELECT revision, newest, section, value, range_high, stale FROM v_scores ORDER BY 1, 3"
    )
    assert [tuple(row) for row in scores] == [
        (1, 0, "", 2.5, 4.0, 0),
        (1, 0, "law", 1.0, 4.0, 0),
        (1, 0, "skills", None, None, 0),
        (2, 1, "", 3.0, 4.0, 0),
        (2, 1, "law", 1.0, 4.0, 0),
        (2, 1, "skills", None, None, 0),
    ]
    rounds = expert.execute("SELECT revision, newest, status, why, date, stale, archived FROM v_rounds ORDER BY 1")
    assert [tuple(row) for row in rounds] == [
        (1, 0, "finalised", None, "2026-03-01", 0, 1),
        (2, 1, "draft", "A law was missing", "2026-03-01", 0, 0),
    ]
    assert date.fromisoformat("2026-03-01")


@pytest.mark.parametrize("view", ["v_rounds", "v_answers", "v_scores"])
def test_the_guide_names_every_column(expert: sqlite3.Connection, view: str) -> None:
    section = re.split(r"^### ", GUIDE, flags=re.MULTILINE)
    (described,) = [part for part in section if part.startswith(f"{view}:")]
    columns = {row["name"] for row in expert.execute(f"PRAGMA table_info({view})")}
    named = set(re.findall(r"`([a-z_]+)`", described))
    assert columns - named == set()


def test_the_guides_examples_find_something(expert: sqlite3.Connection) -> None:
    examples = _blocks("sql")
    assert len(examples) == 4
    for example in examples:
        assert expert.execute(example).fetchall()


def test_the_guides_check_of_the_chains_agrees(expert: sqlite3.Connection, on_disk: Database, path: Path) -> None:
    (block,) = _blocks("python")
    guide: dict[str, Any] = {}
    exec(block, guide)
    broken_entries: Callable[[Path], list[tuple[str, int]]] = guide["broken_entries"]
    assert broken_entries(path) == []
    with on_disk.write():
        on_disk.run("DROP TRIGGER history_stays")
        on_disk.run("UPDATE history SET by = 'علي' WHERE chain = 'workspace' AND sequence = 2")
    assert broken_entries(path) == [("workspace", 2)]
