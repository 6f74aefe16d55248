"""The answers of one sheet and their history, always together. What rounds.py is made of."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from uuid import uuid4

from cyberready.model.answers import EMPTY, Answer
from cyberready.signing import canonical_json
from cyberready.store import history, texts
from cyberready.store.database import Database
from cyberready.store.history import Act, Head

# All that saving an answer must know, in one statement: 12 µs, where four took 23.
_PLACE = """
SELECT r.status, s.id AS sheet, a.body, h.sequence, h.digest
FROM rounds AS r
LEFT JOIN sheets AS s ON s.round_id = r.id AND s.assessor IS ?
LEFT JOIN answers AS a ON a.sheet_id = s.id AND a.question = ?
LEFT JOIN history AS h
    ON h.chain = s.id AND h.sequence = (SELECT max(sequence) FROM history WHERE chain = s.id)
WHERE r.id = ?
"""
_PUT = """
INSERT INTO answers (sheet_id, question, body) VALUES (?, ?, ?)
ON CONFLICT (sheet_id, question) DO UPDATE SET body = excluded.body
"""


@dataclass(frozen=True)
class Place:
    """Where an answer is to be written: what stands there, and the end of its sheet's history."""

    final: bool
    head: Head | None
    """None for an assessor who has no sheet in this round."""
    body: str | None


def find_place(db: Database, round_id: str, assessor: str | None, question: str = "") -> Place | None:
    """The place of an answer in the official sheet or in an assessor's own; None when there is no such round."""
    rows = db.rows(_PLACE, (assessor, question, round_id))
    if not rows:
        return None
    status, sheet, body, sequence, digest = rows[0]
    head = None if sheet is None else history.start(sheet) if sequence is None else Head(sheet, sequence, digest)
    return Place(status == "finalised", head, body)


def add_sheet(db: Database, round_id: str, assessor: str | None) -> Head:
    """A new empty sheet of a round: the official one, or an assessor's own. Inside `write()`."""
    sheet = str(uuid4())
    db.run("INSERT INTO sheets (id, round_id, assessor) VALUES (?, ?, ?)", (sheet, round_id, assessor))
    return history.start(sheet)


def own_sheets(db: Database, round_id: str) -> tuple[str, ...]:
    """The assessors who have a sheet of their own in a round."""
    rows = db.rows(
        "SELECT assessor FROM sheets WHERE round_id = ? AND assessor IS NOT NULL ORDER BY 1", (round_id,)
    )
    return tuple(row["assessor"] for row in rows)


def read(db: Database, sheet: str) -> dict[str, Answer]:
    """Every answer that says something, by question."""
    skeletons = {question: texts.read_json(body) for question, body in _stored(db, sheet).items()}
    bodies = texts.bodies(db, skeletons.values())
    return {
        question: Answer.model_validate(texts.join(skeleton, bodies)) for question, skeleton in skeletons.items()
    }


def write(
    db: Database,
    head: Head,
    question: str,
    before: str | None,
    answer: Answer,
    *,
    typed: bool,
    act: Act,
) -> Head:
    """Stores an answer in the place of the stored one with its history, inside `write()`.

    Returns:
        The sheet's new head; the same head when the answer is the stored one, and nothing was written.
    """
    known = texts.bodies(db, [texts.read_json(before)])
    skeleton, new = texts.separate(answer.written(), typed_value=typed, known=known)
    after = canonical_json(skeleton) if skeleton else None
    if after == before:
        return head
    texts.keep(db, new)
    if after is None:
        db.run("DELETE FROM answers WHERE sheet_id = ? AND question = ?", (head.chain, question))
    else:
        db.run(_PUT, (head.chain, question, after))
    return history.append(db, head, act, question=question, before=before, after=after)


def write_all(db: Database, head: Head, answers: Mapping[str, Answer], *, typed: Container[str], act: Act) -> Head:
    """Makes the sheet say exactly this, inside `write()`: what it says besides is taken away."""
    stored = _stored(db, head.chain)
    for question in (*answers, *(question for question in stored if question not in answers)):
        head = write(
            db,
            head,
            question,
            stored.get(question),
            answers.get(question, EMPTY),
            typed=question in typed,
            act=act,
        )
    return head


def _stored(db: Database, sheet: str) -> dict[str, str]:
    rows = db.rows("SELECT question, body FROM answers WHERE sheet_id = ? ORDER BY question", (sheet,))
    return {row["question"]: row["body"] for row in rows}
