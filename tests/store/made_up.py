"""Rounds, answers and scorecards for the tests of the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlite_utils import Database as Sqlite

from cyberready.model.answers import Answer, Evidence, HostView, Sample, Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference, Scorecard, SectionScore
from cyberready.store.database import APPLICATION_ID, Database
from cyberready.store.migrations import MIGRATIONS, migrate
from cyberready.store.rounds import Document, create_round

QUESTIONNAIRE = Document("questionnaire", "en", '{"id":"readiness","version":"1.0"}')
ARABIC = Document("translation", "ar", '{"law.crime":"قانون"}')
REFERENCE = QuestionnaireReference(id="readiness", version="1.0", digest=QUESTIONNAIRE.digest)

FULL = Answer(
    value=3,
    note="The law was passed in مارس.",
    confidence="high",
    flag=True,
    facts={"3": (0, 2)},
    criteria=(1,),
    evidence=(
        Evidence(
            title="Law 12",
            issuer="Parliament",
            dated=date(2026, 3, 1),
            link="https://law.example/12",
            file="sha256:" + "0" * 64,
            seen="copy",
        ),
    ),
    basis="document",
    as_of=date(2026, 3, 1),
    sources=("Ministry", "Regulator"),
    sample=Sample(seen=3, of=10, how="the largest"),
    status="host_disputed",
    host_view=HostView(value=4, text="Higher."),
    recheck="rechecked",
    change="happened",
    visibility="host",
    language="ar",
)


def start(db: Database, label: str = "2026", **others: Any) -> Round:
    """A draft of Iraq's, or as the keywords say."""
    given: dict[str, Any] = {
        "subject": Subject(name="Iraq", kind="country"),
        "questionnaire": REFERENCE,
        "documents": [QUESTIONNAIRE],
        "date": date(2026, 3, 1),
        "assessor": "Amina",
        "by": "Amina",
    }
    return create_round(db, label=label, **given | others)


def score(value: float | None = 2.5, **others: Any) -> SectionScore:
    given: dict[str, Any] = {
        "value": value,
        "low": 2.0,
        "high": 3.0,
        "range": (0.0, 4.0),
        "rating": "established",
        "questions": 10,
        "answered": 7,
        "not_applicable": 1,
        "unknown": 1,
        "unanswered": 1,
        "not_asked": 0,
    }
    return SectionScore(**given | others)


def card(value: float | None = 2.5) -> Scorecard:
    return Scorecard(
        questionnaire=REFERENCE,
        overall=score(value),
        sections={"law": score(1.0, rating=None), "skills": score(None, range=None)},
        questions={},
        profiles={},
    )


def write_as(schema: int, db: Database, path: Path) -> None:
    """What a database holds, in a new file as an older program would have written it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        migrate(Sqlite(connection, execute_plugins=False), MIGRATIONS[:schema])
        for name, columns in tables(connection).items():
            named, places = ", ".join(columns), ", ".join("?" * len(columns))
            rows = map(tuple, db.rows(f"SELECT {named} FROM {name}"))
            connection.executemany(f"INSERT INTO {name} ({named}) VALUES ({places})", rows)


def tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables with their columns."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for (name,) in names}


def everything(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: sorted(map(tuple, db.rows(f"SELECT * FROM {name}")), key=repr) for (name,) in names}
