"""From an answer to the return of `save`, when it survives the loss of power: history row and its digest included.

Against two rows written by plain sqlite3 in one transaction to a file beside it, synced in the same way (WAL,
synchronous FULL). On a fast disk the ratio shows our own work, on a slow one the disk hides it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from benchmarks.alternating import alternate
from benchmarks.fixtures import FIRST_ROUND, LEVELS, Fixtures
from benchmarks.results import Result, Samples, Target, milliseconds
from cyberready.model.answers import Answer
from cyberready.workspace.workspace import Workspace

DURABLE = Target(1.4, "ratio")
_TABLES = """
CREATE TABLE answers (sheet TEXT, question TEXT, body TEXT NOT NULL, PRIMARY KEY (sheet, question)) WITHOUT ROWID;
CREATE TABLE history (sequence INTEGER PRIMARY KEY, entry TEXT NOT NULL);
"""
_ANSWER = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)"
_HISTORY = "INSERT INTO history VALUES (?, ?)"
_BODY = '{"basis":"interview","value":3}'
_ENTRY = "x" * 400
"""As long as a row of our history: two digests, two bodies, time, name and question."""


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """By turns one answer of ours and one transaction, so that both meet the disk in the same mood."""
    with Workspace.open(fixtures.many_rounds, by="Benchmark") as workspace, _plain(fixtures.folder) as connection:
        round = workspace.round(FIRST_ROUND)
        questions = list(workspace.questionnaire(round).questions)
        mine, plain = count(), count(1)

        def ours() -> float:
            number = next(mine)
            # Another value each time round, since an answer that changes nothing is not written.
            value = (number + number // len(questions) + 1) % LEVELS
            answer = Answer(value=value, basis="interview")
            begun = time.perf_counter()
            workspace.save(round, questions[number % len(questions)], answer)
            return time.perf_counter() - begun

        def two_rows() -> float:
            number = next(plain)
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_ANSWER, ("sheet", questions[number % len(questions)], _BODY))
            connection.execute(_HISTORY, (number, _ENTRY))
            connection.execute("COMMIT")
            return time.perf_counter() - begun

        saved, written = alternate(runs * fixtures.sizes.saves, ours, two_rows)
    return (
        Result(
            "durable",
            "ms",
            Samples("answer to durable, history row and hash included", milliseconds(saved)),
            Samples("a transaction of two rows by sqlite3, WAL and FULL", milliseconds(written)),
            DURABLE,
        ),
    )


@contextmanager
def _plain(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        yield connection
