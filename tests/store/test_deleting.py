from __future__ import annotations

import json
from typing import Any

import pytest

from cyberready.errors import CannotStore, UnknownRound
from cyberready.model.answers import Answer, Subject
from cyberready.model.rounds import Position, Round
from cyberready.store import history, texts
from cyberready.store.database import Database
from cyberready.store.deleting import delete_round
from cyberready.store.rounds import (
    Document,
    finalise_round,
    get_round,
    list_rounds,
    read_answers,
    read_documents,
    save_answer,
    save_position,
    save_scores,
)

from .made_up import ARABIC, FULL, QUESTIONNAIRE, card, everything, start

# What refers to what, in words of SQL: none of these may find a row.
ORPHANS = {
    "answers": "SELECT 1 FROM answers WHERE sheet_id NOT IN (SELECT id FROM sheets)",
    "documents": "SELECT 1 FROM documents WHERE digest NOT IN (SELECT digest FROM round_documents)",
    "history": "SELECT 1 FROM history WHERE chain <> 'workspace' AND chain NOT IN (SELECT id FROM sheets)",
    "positions": "SELECT 1 FROM positions WHERE sheet_id NOT IN (SELECT id FROM sheets)",
    "round_documents": "SELECT 1 FROM round_documents WHERE round_id NOT IN (SELECT id FROM rounds)",
    "rounds": "SELECT 1 FROM rounds WHERE subject_id NOT IN (SELECT id FROM subjects)",
    "scorecards": "SELECT 1 FROM scorecards WHERE round_id NOT IN (SELECT id FROM rounds)",
    "scores": "SELECT 1 FROM scores WHERE round_id NOT IN (SELECT id FROM rounds)",
    "sheets": "SELECT 1 FROM sheets WHERE round_id NOT IN (SELECT id FROM rounds)",
    "subjects": "SELECT 1 FROM subjects WHERE id NOT IN (SELECT subject_id FROM rounds)",
    "texts": """
        SELECT 1 FROM texts WHERE
            NOT EXISTS (SELECT 1 FROM answers WHERE instr(body, digest))
            AND NOT EXISTS (
                SELECT 1 FROM history AS h
                WHERE instr(coalesce(before, '') || coalesce(after, '') || coalesce(detail, ''), texts.digest)
            )
    """,
}


def _full(db: Database, label: str, **others: Any) -> Round:
    """A final round with something in every table."""
    made = start(db, label, answers={"law.crime": FULL}, own={"Basma": {"law.crime": FULL}}, **others)
    save_answer(db, made.id, "law.crime", Answer(note=f"once, in {label}"), by="Amina")
    save_answer(db, made.id, "law.crime", Answer(note=f"in the end, in {label}"), by="Amina")
    save_position(db, made.id, Position(question="law.crime", field="note"))
    save_position(db, made.id, Position(question="law.crime", field="note"), "Basma")
    return finalise_round(db, made.id, card(), engine="1", by="Amina")


def _assert_sound(db: Database) -> None:
    assert ORPHANS.keys() == everything(db).keys()
    assert [name for name, orphans in ORPHANS.items() if db.rows(orphans)] == []
    assert db.rows("PRAGMA foreign_key_check") == []
    for (chain,) in db.rows("SELECT DISTINCT chain FROM history"):
        assert history.broken_links(db, chain) == ()
    assert texts.altered_texts(db) == ()


def test_the_only_round_leaves_nothing_but_the_record(db: Database) -> None:
    made = _full(db, "2026", documents=[QUESTIONNAIRE, ARABIC])
    assert all(everything(db).values())
    delete_round(db, made.id, by="Basma")
    left = {name: len(rows) for name, rows in everything(db).items() if rows}
    assert left == {"history": 3}
    _assert_sound(db)
    with pytest.raises(UnknownRound):
        get_round(db, made.id)


def test_every_other_round_stays_exactly_as_it_was(db: Database) -> None:
    kept = [_full(db, "2025"), _full(db, "2026", subject=Subject(name="Algeria")), start(db, "2028")]
    save_scores(db, kept[2].id, card(1.0))
    before = everything(db)
    gone = _full(db, "2027", documents=[QUESTIONNAIRE, ARABIC])
    delete_round(db, gone.id, by="Amina")
    after = everything(db)
    grown = after.pop("history"), before.pop("history")
    assert after == before
    assert [entry for entry in grown[0] if entry not in grown[1] and entry[0] != history.WORKSPACE] == []
    assert [entry for entry in grown[1] if entry not in grown[0]] == []
    assert set(list_rounds(db)) == set(kept)
    _assert_sound(db)


def test_what_another_round_uses_as_well_stays(db: Database) -> None:
    crosswalk = Document("crosswalk", None, "[]")
    kept = start(db, "2025", documents=[QUESTIONNAIRE, ARABIC])
    gone = start(db, "2026", documents=[QUESTIONNAIRE, ARABIC, crosswalk])
    delete_round(db, gone.id, by="Amina")
    assert read_documents(db, kept.id) == (QUESTIONNAIRE, ARABIC)
    assert crosswalk.digest not in {row["digest"] for row in db.rows("SELECT digest FROM documents")}
    assert [row["name"] for row in db.rows("SELECT name FROM subjects")] == ["Iraq"]
    delete_round(db, kept.id, by="Amina")
    assert db.rows("SELECT 1 FROM subjects UNION ALL SELECT 1 FROM documents") == []


@pytest.mark.parametrize("where", ["answers", "before", "after", "detail"])
def test_a_text_that_is_mentioned_anywhere_else_stays(db: Database, where: str) -> None:
    kept, gone = start(db, "2025"), start(db, "2026", answers={"law.crime": Answer(note="shared")})
    ((body, digest),) = db.rows("SELECT a.body, t.digest FROM answers AS a, texts AS t")
    (sheet,) = db.rows("SELECT id FROM sheets WHERE round_id = ?", (kept.id,))[0]
    with db.write():
        if where == "answers":
            db.run("INSERT INTO answers VALUES (?, 'law.crime', ?)", (sheet, body))
        else:
            history.append(db, history.start(sheet), history.act("Amina", "answer"), **{where: body})
    delete_round(db, gone.id, by="Amina")
    assert [row["digest"] for row in db.rows("SELECT digest FROM texts")] == [digest]
    delete_round(db, kept.id, by="Amina")
    assert db.rows("SELECT 1 FROM texts") == []


def test_the_record_says_what_was_there(db: Database) -> None:
    made = _full(db, "2026")
    heads = [
        {"sheet": row["id"], "assessor": row["assessor"], "sequence": head.sequence, "head": head.digest}
        for row in db.rows("SELECT id, assessor FROM sheets ORDER BY assessor IS NOT NULL")
        for head in [history.head(db, row["id"])]
    ]
    delete_round(db, made.id, by="Basma")
    entry = history.entries(db, history.WORKSPACE)[-1]
    assert (entry.action, entry.by, entry.question) == ("delete", "Basma", None)
    assert json.loads(entry.detail or "") == {
        "round": made.id,
        "subject": "Iraq",
        "questionnaire": made.questionnaire.model_dump(),
        "label": "2026",
        "revision": 1,
        "sheets": heads,
    }
    assert [(head["assessor"], head["sequence"]) for head in heads] == [(None, 3), ("Basma", 1)]


def test_the_reason_of_an_amendment_stays_with_the_record_and_can_be_redacted(db: Database) -> None:
    first = _full(db, "2026")
    second = start(db, revision=2, amends=first.id, why="A dangerous remark", answers={"law.crime": FULL})
    delete_round(db, second.id, by="Amina")
    assert [row["body"] for row in db.rows("SELECT body FROM texts") if row["body"] == "A dangerous remark"]
    with db.write():
        db.run("UPDATE texts SET salt = NULL, body = NULL WHERE body = 'A dangerous remark'")
    _assert_sound(db)


def test_a_redacted_text_goes_as_any_other(db: Database) -> None:
    made = start(db, answers={"law.crime": Answer(note="a name")})
    with db.write():
        db.run("UPDATE texts SET salt = NULL, body = NULL")
    delete_round(db, made.id, by="Amina")
    assert db.rows("SELECT 1 FROM texts") == []


def test_rounds_that_name_it_stay_readable(db: Database) -> None:
    first = _full(db, "2026")
    second = start(db, revision=2, amends=first.id, why="A law was missing", answers={"law.crime": FULL})
    after = start(db, "2027", earlier=first.id)
    delete_round(db, first.id, by="Amina")
    assert set(list_rounds(db)) == {second, after}
    assert (get_round(db, second.id).amends, get_round(db, after.id).earlier) == (first.id, first.id)
    assert read_answers(db, second.id) == {"law.crime": FULL}
    _assert_sound(db)


def test_the_name_is_free_again(db: Database, draft: Round) -> None:
    delete_round(db, draft.id, by="Amina")
    assert start(db).id != draft.id


def test_what_fails_half_way_deletes_nothing(db: Database) -> None:
    made = _full(db, "2026")
    before = everything(db)
    with db.write():  # a row that this program knows nothing of
        db.run("CREATE TABLE later (round_id TEXT REFERENCES rounds (id)) STRICT")
        db.run("INSERT INTO later VALUES (?)", (made.id,))
    with pytest.raises(Exception, match="FOREIGN KEY"):
        delete_round(db, made.id, by="Amina")
    assert everything(db) == {**before, "later": [(made.id,)]}


def test_a_round_that_is_not_there_or_cannot_be_written(on_disk: Database, draft: Round) -> None:
    made = start(on_disk)
    with pytest.raises(UnknownRound, match="Iraq/2026"):
        delete_round(on_disk, draft.id, by="Amina")
    assert on_disk.path is not None
    with Database.open(on_disk.path, read_only=True) as reader, pytest.raises(CannotStore):
        delete_round(reader, made.id, by="Amina")
    assert list_rounds(on_disk) == (made,)
