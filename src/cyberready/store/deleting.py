"""A revision of a round is deleted whole; what was there stays on the record, in the workspace's chain."""

from __future__ import annotations

from cyberready.signing import canonical_json
from cyberready.store import history, texts
from cyberready.store.database import Database
from cyberready.store.history import Head
from cyberready.store.rounds import get_round

_SHEETS = "SELECT id, assessor FROM sheets WHERE round_id = ? ORDER BY assessor IS NOT NULL, assessor"
_SAID = """
SELECT a.body FROM answers AS a JOIN sheets AS s ON s.id = a.sheet_id WHERE s.round_id = :round
UNION ALL SELECT h.before FROM history AS h JOIN sheets AS s ON s.id = h.chain WHERE s.round_id = :round
UNION ALL SELECT h.after FROM history AS h JOIN sheets AS s ON s.id = h.chain WHERE s.round_id = :round
UNION ALL SELECT h.detail FROM history AS h JOIN sheets AS s ON s.id = h.chain WHERE s.round_id = :round
"""
# Each before what it refers to.
_PARTS = (
    "DELETE FROM answers WHERE sheet_id IN (SELECT id FROM sheets WHERE round_id = ?)",
    "DELETE FROM positions WHERE sheet_id IN (SELECT id FROM sheets WHERE round_id = ?)",
    "DELETE FROM sheets WHERE round_id = ?",
    "DELETE FROM scores WHERE round_id = ?",
    "DELETE FROM scorecards WHERE round_id = ?",
    "DELETE FROM round_documents WHERE round_id = ?",
    "DELETE FROM rounds WHERE id = ?",
)
_DOCUMENTS = """
DELETE FROM documents WHERE digest = ?1
    AND NOT EXISTS (SELECT 1 FROM round_documents WHERE digest = ?1)
    AND NOT EXISTS (SELECT 1 FROM rounds WHERE digest = ?1)
"""
_SUBJECT = "DELETE FROM subjects WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM rounds WHERE subject_id = ?1)"


def delete_round(db: Database, round_id: str, *, by: str) -> None:
    """Deletes one revision with its sheets and their histories, and what nothing else needs then.

    That is its documents, its typed texts and its subject. The workspace's chain keeps the round's id and name,
    and the end of each sheet's history; the reason of an amendment stays there too, and can be redacted. Rounds
    that name this one in `earlier` or `amends` stay as they are.

    Raises:
        UnknownRound: there is none with this id.
        CannotStore: as in `Database.write`; nothing was deleted.
    """
    act = history.act(by, "delete")
    with db.write():
        gone = get_round(db, round_id)
        subject = db.rows("SELECT subject_id FROM rounds WHERE id = ?", (round_id,))[0]["subject_id"]
        sheets = {row["id"]: row["assessor"] for row in db.rows(_SHEETS, (round_id,))}
        heads = [history.head(db, sheet) for sheet in sheets]
        said = texts.mentioned(row[0] for row in db.rows(_SAID, {"round": round_id}))
        documents = db.rows("SELECT digest FROM round_documents WHERE round_id = ?", (round_id,))
        for part in _PARTS:
            db.run(part, (round_id,))
        db.run_all("DELETE FROM history WHERE chain = ?", [(sheet,) for sheet in sheets])
        db.run_all(_DOCUMENTS, [(row["digest"],) for row in documents])
        db.run(_SUBJECT, (subject,))
        texts.drop_unmentioned(db, said)
        detail = {
            "round": gone.id,
            "subject": gone.subject.name,
            "questionnaire": gone.questionnaire.model_dump(),
            "label": gone.label,
            "revision": gone.revision,
            "sheets": [_ended(head, sheets[head.chain]) for head in heads],
        }
        end = history.head(db, history.WORKSPACE)
        history.append(db, end, act, detail=canonical_json(detail))


def _ended(head: Head, assessor: str | None) -> dict[str, str | int | None]:
    return {"sheet": head.chain, "assessor": assessor, "sequence": head.sequence, "head": head.digest}
