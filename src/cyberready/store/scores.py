"""Scores as rows for queries, and the scorecards that finalising keeps. What rounds.py is made of."""

from __future__ import annotations

from typing import Any

from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.signing import canonical_json, digest
from cyberready.store import texts
from cyberready.store.database import Database

OVERALL = ""
_NEW_SCORE = """
INSERT INTO scores (
    round_id, section, value, low, high, range_low, range_high, rating, questions, answered, not_applicable,
    unknown, unanswered, not_asked
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def store(db: Database, round_id: str, scorecard: Scorecard) -> None:
    """Puts these scores in the place of the former ones, inside `write()`.

    Raises:
        ValueError: a score is not a finite number; SQLite would store it as none without a word.
    """
    scored = {OVERALL: scorecard.overall, **scorecard.sections}
    rows = [(round_id, section, *_columns(score)) for section, score in scored.items()]
    canonical_json(rows)
    db.run("DELETE FROM scores WHERE round_id = ?", (round_id,))
    db.run_all(_NEW_SCORE, rows)


def keep_scorecard(db: Database, round_id: str, scorecard: Scorecard, engine: str) -> str:
    """Keeps the whole scorecard, inside `write()`, and gives the digest of its canonical JSON."""
    body = canonical_json(scorecard.as_json())
    db.run("INSERT INTO scorecards (round_id, engine, body) VALUES (?, ?, ?)", (round_id, engine, body))
    return digest(body)


def read_scorecard(db: Database, round_id: str) -> dict[str, Any] | None:
    """The kept scorecard's JSON object."""
    rows = db.rows("SELECT body FROM scorecards WHERE round_id = ?", (round_id,))
    return texts.read_json(rows[0]["body"]) if rows else None


def _columns(score: SectionScore) -> tuple[float | int | str | None, ...]:
    low, high = score.range or (None, None)
    return (
        score.value,
        score.low,
        score.high,
        low,
        high,
        score.rating,
        score.questions,
        score.answered,
        score.not_applicable,
        score.unknown,
        score.unanswered,
        score.not_asked,
    )
