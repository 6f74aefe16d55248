"""Rounds: started, answered, scored, finalised. Every function that writes is one transaction."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any, NoReturn
from uuid import uuid4

from cyberready.errors import RoundExists, RoundIsFinal, UnknownRound
from cyberready.model.answers import Answer, Subject
from cyberready.model.rounds import Meeting, Position, Round
from cyberready.model.scorecard import QuestionnaireReference, Scorecard
from cyberready.model.values import clean
from cyberready.signing import canonical_json
from cyberready.store import history, scores, sheets, texts
from cyberready.store.database import Database
from cyberready.store.documents import Document as Document
from cyberready.store.documents import add_documents, attach_documents, attached_documents
from cyberready.store.history import Act, Head

_ROUNDS = """
SELECT
    r.id, s.name, s.kind, s.parent, r.questionnaire, r.version, r.digest, r.label, r.revision, r.date, r.assessor,
    r.status, r.created, r.changed, r.finalised, r.amends, r.why, r.earlier, r.archived
FROM rounds AS r JOIN subjects AS s ON s.id = r.subject_id
"""
_NEW_ROUND = """
INSERT INTO rounds (
    id, subject_id, questionnaire, version, digest, label, revision, date, assessor, status, created, changed,
    amends, why, earlier, scores_stale
) VALUES (
    :id, :subject_id, :questionnaire, :version, :digest, :label, :revision, :date, :assessor, :status, :created,
    :changed, :amends, :why, :earlier, 1
)
"""


def create_round(
    db: Database,
    *,
    subject: Subject,
    questionnaire: QuestionnaireReference,
    documents: Sequence[Document],
    label: str,
    date: date,
    assessor: str | None,
    by: str,
    answers: Mapping[str, Answer] = {},
    own: Mapping[str, Mapping[str, Answer]] = {},
    typed: Container[str] = (),
    revision: int = 1,
    amends: str | None = None,
    why: str | None = None,
    earlier: str | None = None,
) -> Round:
    """A new draft with its official sheet, and with assessors' own ones: `own` is their answers by assessor.

    A subject of that name is found, whatever the case of its letters, or made; of a known subject only a missing
    kind or parent is filled in. `typed` names the text questions, whose values a person typed.

    Raises:
        RoundExists: the subject has this revision of this label for this questionnaire.
        ValueError: the questionnaire is not among the documents.
        CannotStore: as in `Database.write`, here and in every function that writes.
    """
    if questionnaire.digest not in {document.digest for document in documents}:
        raise ValueError(f"no document has the digest of the questionnaire, {questionnaire.digest}")
    act = history.act(by, "amend" if amends else "start")
    with db.write():
        subject_id, subject = _subject(db, subject)
        new = Round(
            id=str(uuid4()),
            subject=subject,
            questionnaire=questionnaire,
            label=clean(label),
            revision=revision,
            date=date,
            assessor=assessor,
            status="draft",
            created=act.at,
            changed=act.at,
            amends=amends,
            why=None if why is None else clean(why),
            earlier=earlier,
        )
        if db.rows(
            "SELECT 1 FROM rounds WHERE subject_id = ? AND questionnaire = ? AND label = ? AND revision = ?",
            (subject_id, questionnaire.id, new.label, revision),
        ):
            raise RoundExists(new.name + (f" (revision {revision})" if revision > 1 else ""))
        add_documents(db, documents)
        columns = new.model_dump(mode="json", exclude={"subject", "questionnaire"})
        reference = {
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "digest": questionnaire.digest,
        }
        db.run(_NEW_ROUND, {**columns, **reference, "subject_id": subject_id})
        attach_documents(db, new.id, documents)
        sheet = sheets.add_sheet(db, new.id, None)
        sheet = sheets.write_all(db, sheet, answers, typed=typed, act=act)
        for person, given in own.items():
            sheets.write_all(db, sheets.add_sheet(db, new.id, person), given, typed=typed, act=act)
        _record(db, act, new, sheet, _described(db, new))
    return new


def list_rounds(db: Database) -> tuple[Round, ...]:
    """Every revision of every round, oldest first."""
    return tuple(_round(row) for row in db.rows(f"{_ROUNDS} ORDER BY r.date, r.created, r.revision"))


def get_round(db: Database, round_id: str) -> Round:
    """The round with this id.

    Raises:
        UnknownRound: there is none, as in every function that takes a round's id.
    """
    rows = db.rows(f"{_ROUNDS} WHERE r.id = ?", (round_id,))
    return _round(rows[0]) if rows else _unknown(db, round_id)


def read_documents(db: Database, round_id: str) -> tuple[Document, ...]:
    """What the round keeps: its questionnaire, then crosswalk and translations by kind and language."""
    get_round(db, round_id)
    return attached_documents(db, round_id)


def read_assessors(db: Database, round_id: str) -> tuple[str, ...]:
    """The assessors who have a sheet of their own in the round, by name."""
    get_round(db, round_id)
    return sheets.own_sheets(db, round_id)


def read_answers(db: Database, round_id: str, assessor: str | None = None) -> dict[str, Answer]:
    """The answers of the official sheet or of an assessor's own, by question; none from who has no sheet."""
    head = _place(db, round_id, assessor).head
    return sheets.read(db, head.chain) if head else {}


def save_answer(
    db: Database,
    round_id: str,
    question: str,
    answer: Answer,
    *,
    by: str,
    typed: bool = False,
    action: str = "answer",
    assessor: str | None = None,
) -> int:
    """Stores an answer; when this returns it is on the disk. The empty answer takes the stored one away.

    An answer equal to the stored one writes nothing. `typed` says that the value is a text that a person typed.

    Returns:
        The sequence at which the sheet's history now stands.

    Raises:
        RoundIsFinal: the round is finalised, as in every function that changes one.
    """
    act = history.act(by, action)
    # Measured beside a bare sqlite3 transaction of two rows, both synced: 0.45 ms against 0.31 ms.
    with db.write():
        place = _place(db, round_id, assessor, question)
        head = _open_sheet(db, round_id, assessor, place)
        new = sheets.write(db, head, question, place.body, answer, typed=typed, act=act)
        if new != head:
            _touch(db, round_id, assessor, act)
    return new.sequence


def replace_answers(
    db: Database,
    round_id: str,
    answers: Mapping[str, Answer],
    *,
    by: str,
    typed: Container[str],
    date: date | None = None,
    assessor: str | None = None,
) -> None:
    """Makes the sheet say exactly what `answers` say; only what differs enters the history."""
    act = history.act(by, "replace")
    with db.write():
        head = _open_sheet(db, round_id, assessor)
        new = sheets.write_all(db, head, answers, typed=typed, act=act)
        dated = get_round(db, round_id)
        if date is not None and date != dated.date:
            db.run("UPDATE rounds SET date = ? WHERE id = ?", (date.isoformat(), round_id))
        elif new == head:
            return
        _touch(db, round_id, assessor, act)
        _record(db, act, dated, new, {"date": (date or dated.date).isoformat()})


def save_scores(db: Database, round_id: str, scorecard: Scorecard, *, sequence: int | None = None) -> None:
    """Keeps the scores of a draft for lists and queries.

    `sequence`, as `save_answer` gave it, says which answers were scored: the scores stay marked stale when the
    official sheet has moved on since. Without it they are taken to be those of the present answers.

    Raises:
        ValueError: a score is not a finite number.
    """
    with db.write():
        head = _open_sheet(db, round_id, None)
        scores.store(db, round_id, scorecard)
        if sequence is None or sequence == head.sequence:
            db.run("UPDATE rounds SET scores_stale = 0 WHERE id = ?", (round_id,))


def finalise_round(db: Database, round_id: str, scorecard: Scorecard, *, engine: str, by: str) -> Round:
    """Closes the round for good, with the scorecard of its official sheet and the engine that made it.

    Read the answers and score them inside the same `db.write()`, so that none comes in between.

    Raises:
        ValueError: a score is not a finite number.
    """
    with db.write():
        head = _open_sheet(db, round_id, None)
        scores.store(db, round_id, scorecard)
        kept = scores.keep_scorecard(db, round_id, scorecard, engine)
        act = history.act(by, "finalise")
        db.run(
            "UPDATE rounds SET status = 'finalised', finalised = ?, changed = ?, scores_stale = 0 WHERE id = ?",
            (act.at, act.at, round_id),
        )
        final = get_round(db, round_id)
        _record(db, act, final, head, {"engine": engine, "scorecard": kept})
    return final


def set_archived(db: Database, round_id: str, archived: bool, *, by: str) -> None:
    """Puts a round out of the way, or back; it stays what it was, and when it was changed does not move."""
    act = history.act(by, "archive" if archived else "unarchive")
    with db.write():
        place, known = _place(db, round_id, None), get_round(db, round_id)
        if archived != known.archived:
            db.run("UPDATE rounds SET archived = ? WHERE id = ?", (int(archived), round_id))
            assert place.head is not None, "every round has its official sheet"
            _record(db, act, known, place.head, {})


def read_scorecard(db: Database, round_id: str) -> dict[str, Any] | None:
    """The scorecard that finalising kept, as `Scorecard.as_json` gave it; None for a draft."""
    get_round(db, round_id)
    return scores.read_scorecard(db, round_id)


def save_position(db: Database, round_id: str, position: Position, assessor: str | None = None) -> None:
    """Remembers where the assessor was; it may move in a finalised round too, and has no history."""
    meeting = position.meeting.model_dump_json(exclude_defaults=True)
    with db.write():
        head = _place(db, round_id, assessor).head or sheets.add_sheet(db, round_id, assessor)
        db.run(
            "INSERT INTO positions (sheet_id, question, field, meeting) VALUES (?, ?, ?, ?) ON CONFLICT (sheet_id)"
            " DO UPDATE SET question = excluded.question, field = excluded.field, meeting = excluded.meeting",
            (head.chain, position.question, position.field, meeting),
        )


def read_position(db: Database, round_id: str, assessor: str | None = None) -> Position | None:
    """Where the assessor was when the round was last left."""
    if (head := _place(db, round_id, assessor).head) is None:
        return None
    for question, where, meeting in db.rows(
        "SELECT question, field, meeting FROM positions WHERE sheet_id = ?", (head.chain,)
    ):
        return Position(question=question, field=where, meeting=Meeting.model_validate_json(meeting))
    return None


def _round(row: sqlite3.Row) -> Round:
    return Round(
        id=row["id"],
        subject=Subject(name=row["name"], kind=row["kind"], parent=row["parent"]),
        questionnaire=QuestionnaireReference(
            id=row["questionnaire"], version=row["version"], digest=row["digest"]
        ),
        label=row["label"],
        revision=row["revision"],
        date=date.fromisoformat(row["date"]),
        assessor=row["assessor"],
        status=row["status"],
        created=row["created"],
        changed=row["changed"],
        finalised=row["finalised"],
        amends=row["amends"],
        why=row["why"],
        earlier=row["earlier"],
        archived=bool(row["archived"]),
    )


def _subject(db: Database, subject: Subject) -> tuple[str, Subject]:
    """The subject of that name as it is stored, with its id; made if need be."""
    key = unicodedata.normalize("NFC", subject.name.casefold())
    db.run(
        "INSERT INTO subjects (id, name, name_key, kind, parent) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name_key)"
        " DO UPDATE SET kind = coalesce(kind, excluded.kind), parent = coalesce(parent, excluded.parent)",
        (str(uuid4()), subject.name, key, subject.kind, subject.parent),
    )
    row = db.rows("SELECT id, name, kind, parent FROM subjects WHERE name_key = ?", (key,))[0]
    return row["id"], Subject(name=row["name"], kind=row["kind"], parent=row["parent"])


def _place(db: Database, round_id: str, assessor: str | None, question: str = "") -> sheets.Place:
    place = sheets.find_place(db, round_id, assessor, question)
    return place or _unknown(db, round_id)


def _open_sheet(db: Database, round_id: str, assessor: str | None, place: sheets.Place | None = None) -> Head:
    """The sheet to write on, made for an assessor who has none yet."""
    place = place or _place(db, round_id, assessor)
    if place.final:
        raise RoundIsFinal(get_round(db, round_id).name)
    return place.head or sheets.add_sheet(db, round_id, assessor)


def _unknown(db: Database, round_id: str) -> NoReturn:
    raise UnknownRound(round_id, [each.name for each in list_rounds(db)])


def _touch(db: Database, round_id: str, assessor: str | None, act: Act) -> None:
    """The round was changed now; its scores are those of the official sheet."""
    db.run(
        "UPDATE rounds SET changed = ?, scores_stale = max(scores_stale, ?) WHERE id = ?",
        (act.at, int(assessor is None), round_id),
    )


def _described(db: Database, new: Round) -> dict[str, Any]:
    """What a round is, for the record of its start; the reason was typed, so it can be redacted."""
    described = new.model_dump(
        mode="json",
        exclude_none=True,
        exclude={"id", "status", "created", "changed", "finalised", "why", "archived"},
    )
    if new.why is None:
        return described
    reason = texts.typed(new.why)
    texts.keep(db, [reason])
    return {**described, "why": texts.reference(reason)}


def _record(db: Database, act: Act, about: Round, sheet: Head, detail: Mapping[str, Any]) -> None:
    """Adds to the workspace's chain, with the head of the round's sheet, which so cannot be cut short unseen."""
    cited = {"round": about.id, "sheet": sheet.chain, "sequence": sheet.sequence, "head": sheet.digest}
    end = history.head(db, history.WORKSPACE)
    history.append(db, end, act, detail=canonical_json({**cited, **detail}))
