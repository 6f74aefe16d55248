from __future__ import annotations

import json
import math
from datetime import date
from uuid import UUID

import pytest

from cyberready.errors import RoundExists, RoundIsFinal, UnknownRound
from cyberready.model.answers import EMPTY, Answer, Subject
from cyberready.model.rounds import Meeting, Position, Round
from cyberready.signing import canonical_json, digest
from cyberready.store import history
from cyberready.store.database import Database
from cyberready.store.rounds import (
    Document,
    create_round,
    finalise_round,
    get_round,
    list_rounds,
    read_answers,
    read_assessors,
    read_documents,
    read_position,
    read_scorecard,
    replace_answers,
    save_answer,
    save_position,
    save_scores,
    set_archived,
)

from .made_up import ARABIC, FULL, QUESTIONNAIRE, REFERENCE, card, start

MISSING = "00000000-0000-0000-0000-000000000000"


def _stale(db: Database, made: Round) -> bool:
    return bool(db.rows("SELECT scores_stale FROM rounds WHERE id = ?", (made.id,))[0][0])


def _actions(db: Database) -> list[tuple[str, str | None]]:
    """What the sheets' chains say, in the order of writing."""
    rows = db.rows("SELECT action, question FROM history WHERE chain <> 'workspace' ORDER BY at, sequence")
    return [(row["action"], row["question"]) for row in rows]


def test_a_round_comes_back_as_it_was_made(db: Database) -> None:
    made = create_round(
        db,
        subject=Subject(name="Iraq", kind="country", parent="Arab States"),
        questionnaire=REFERENCE,
        documents=[QUESTIONNAIRE, ARABIC],
        label="2026",
        date=date(2026, 3, 1),
        assessor=None,
        by="Amina",
        revision=2,
        amends="another",
        why="A law was missing",
        earlier="one before",
    )
    assert UUID(made.id).version == 4
    assert (made.status, made.created, made.finalised) == ("draft", made.changed, None)
    assert get_round(db, made.id) == made
    assert list_rounds(db) == (made,)


def test_documents_are_kept_once_and_in_order(db: Database) -> None:
    crosswalk = Document("crosswalk", None, "[]")
    first = start(db, documents=[ARABIC, crosswalk, QUESTIONNAIRE, QUESTIONNAIRE])
    second = start(db, label="2027")
    assert read_documents(db, first.id) == (QUESTIONNAIRE, crosswalk, ARABIC)
    assert read_documents(db, second.id) == (QUESTIONNAIRE,)
    assert len(db.rows("SELECT * FROM documents")) == 3
    assert QUESTIONNAIRE.digest == digest(QUESTIONNAIRE.body)


def test_a_round_needs_its_own_questionnaire(db: Database) -> None:
    with pytest.raises(ValueError, match="no document has the digest"):
        start(db, documents=[ARABIC])
    assert list_rounds(db) == ()


@pytest.mark.parametrize(
    ("others", "refused"),
    [
        ({}, True),
        ({"subject": Subject(name="IRAQ")}, True),
        ({"label": "2026\x07"}, True),
        ({"revision": 2}, False),
        ({"label": "2027"}, False),
        ({"subject": Subject(name="Iraq, health")}, False),
        ({"questionnaire": REFERENCE.model_copy(update={"id": "short"})}, False),
    ],
)
def test_one_round_for_one_name(db: Database, draft: Round, others: dict[str, object], refused: bool) -> None:
    if refused:
        with pytest.raises(RoundExists, match="Iraq/2026"):
            start(db, **others)
        assert list_rounds(db) == (draft,)
    else:
        assert start(db, **others) in list_rounds(db)


def test_a_subject_is_one_whatever_its_letters(db: Database) -> None:
    first = start(db, subject=Subject(name="Cafe\u0301"))
    second = start(db, label="2027", subject=Subject(name="CAF\u00c9", kind="organisation", parent="Paris"))
    third = start(db, label="2028", subject=Subject(name="café", kind="sector"))
    assert first.subject == Subject(name="Café")
    assert second.subject == third.subject == Subject(name="Café", kind="organisation", parent="Paris")
    assert len(db.rows("SELECT * FROM subjects")) == 1


def test_rounds_are_listed_by_date_then_by_creation(db: Database) -> None:
    later = start(db, label="c", date=date(2027, 1, 1))
    first = start(db, label="a", date=date(2025, 1, 1))
    second = start(db, label="b", date=date(2025, 1, 1))
    assert [each.label for each in list_rounds(db)] in (["a", "b", "c"], ["b", "a", "c"])
    assert {first, second} == set(list_rounds(db)[:2])
    assert list_rounds(db)[2] == later


def test_starting_answers_enter_the_history_one_by_one(db: Database) -> None:
    answers = {"skills.staff": FULL, "law.crime": Answer(value="In words"), "law.none": EMPTY}
    made = start(db, answers=answers, typed={"law.crime"})
    assert read_answers(db, made.id) == {"law.crime": Answer(value="In words"), "skills.staff": FULL}
    assert _actions(db) == [("start", "skills.staff"), ("start", "law.crime")]
    assert "In words" not in "".join(row["body"] for row in db.rows("SELECT body FROM answers"))


def test_answers_are_saved_replaced_and_taken_away(db: Database, draft: Round) -> None:
    assert save_answer(db, draft.id, "law.crime", FULL, by="Amina") == 1
    assert read_answers(db, draft.id) == {"law.crime": FULL}
    assert save_answer(db, draft.id, "law.crime", Answer(value=2.0), by="Amina", action="undo") == 2
    assert read_answers(db, draft.id) == {"law.crime": Answer(value=2.0)}
    assert save_answer(db, draft.id, "law.crime", EMPTY, by="Amina") == 3
    assert read_answers(db, draft.id) == {}
    assert [action for action, _ in _actions(db)] == ["answer", "undo", "answer"]
    assert get_round(db, draft.id).changed >= draft.changed


def test_an_equal_answer_writes_nothing(db: Database, draft: Round) -> None:
    assert save_answer(db, draft.id, "law.crime", EMPTY, by="Amina") == 0
    save_answer(db, draft.id, "law.crime", FULL, by="Amina")
    before = [*map(tuple, db.rows("SELECT * FROM rounds")), *map(tuple, db.rows("SELECT * FROM texts"))]
    assert save_answer(db, draft.id, "law.crime", FULL.model_copy(), by="Basma") == 1
    assert [*map(tuple, db.rows("SELECT * FROM rounds")), *map(tuple, db.rows("SELECT * FROM texts"))] == before
    assert len(_actions(db)) == 1


@pytest.mark.parametrize("value", [1, 1.0, "1", (1,), (), 0, "", "ملاحظة", 1e-9, 10**15])
def test_values_keep_their_type(db: Database, draft: Round, value: object) -> None:
    save_answer(db, draft.id, "law.crime", Answer(value=value), by="Amina")
    read = read_answers(db, draft.id)["law.crime"].value
    assert read == value
    assert type(read) is type(value)


def test_one_and_one_point_nought_are_different_answers(db: Database, draft: Round) -> None:
    assert save_answer(db, draft.id, "law.crime", Answer(value=1), by="Amina") == 1
    assert save_answer(db, draft.id, "law.crime", Answer(value=1.0), by="Amina") == 2


def test_an_assessors_own_sheet_stands_apart(db: Database, draft: Round) -> None:
    save_scores(db, draft.id, card())
    assert read_answers(db, draft.id, "Basma") == {}
    assert save_answer(db, draft.id, "law.crime", Answer(value=1), by="Basma", assessor="Basma") == 1
    assert save_answer(db, draft.id, "law.staff", Answer(value=2), by="Basma", assessor="Basma") == 2
    assert read_answers(db, draft.id) == {}
    assert list(read_answers(db, draft.id, "Basma")) == ["law.crime", "law.staff"]
    assert not _stale(db, draft)
    assert len(db.rows("SELECT * FROM sheets")) == 2


def test_replacing_writes_only_what_differs(db: Database) -> None:
    same, old, gone, new = FULL, Answer(value=1), Answer(value=2), Answer(value="words")
    made = start(db, answers={"same": same, "old": old, "gone": gone})
    wanted = {"old": Answer(value=4), "same": same, "new": new}
    replace_answers(db, made.id, wanted, by="Amina", typed={"new"}, date=date(2026, 4, 1))
    assert read_answers(db, made.id) == wanted
    assert _actions(db)[3:] == [("replace", "old"), ("replace", "new"), ("replace", "gone")]
    assert get_round(db, made.id).date == date(2026, 4, 1)
    before = history.head(db, history.WORKSPACE)
    replace_answers(db, made.id, wanted, by="Amina", typed={"new"}, date=date(2026, 4, 1))
    assert history.head(db, history.WORKSPACE) == before


def test_scores_are_stale_until_computed_and_after_each_answer(db: Database, draft: Round) -> None:
    assert _stale(db, draft)
    save_scores(db, draft.id, card())
    assert not _stale(db, draft)
    sequence = save_answer(db, draft.id, "law.crime", Answer(value=1), by="Amina")
    assert _stale(db, draft)
    later = save_answer(db, draft.id, "law.crime", Answer(value=2), by="Amina")
    save_scores(db, draft.id, card(1.0), sequence=sequence)
    assert _stale(db, draft)
    save_scores(db, draft.id, card(2.0), sequence=later)
    assert not _stale(db, draft)


def test_scores_are_replaced_whole(db: Database, draft: Round) -> None:
    save_scores(db, draft.id, card())
    fewer = card(None).model_copy(update={"sections": {}})
    save_scores(db, draft.id, fewer)
    assert [tuple(row)[1:8] for row in db.rows("SELECT * FROM scores")] == [
        ("", None, 2.0, 3.0, 0.0, 4.0, "established")
    ]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_score_that_is_no_number_is_refused(db: Database, draft: Round, value: float) -> None:
    save_scores(db, draft.id, card(1.0))
    with pytest.raises(ValueError, match="not JSON compliant"):
        save_scores(db, draft.id, card(value))
    with pytest.raises(ValueError, match="not JSON compliant"):
        finalise_round(db, draft.id, card(value), engine="1", by="Amina")
    assert db.rows("SELECT value FROM scores WHERE section = ''")[0][0] == 1.0
    assert get_round(db, draft.id) == draft


def test_finalising_keeps_the_scorecard(db: Database, draft: Round) -> None:
    assert read_scorecard(db, draft.id) is None
    final = finalise_round(db, draft.id, card(), engine="1", by="Amina")
    assert final == get_round(db, draft.id)
    assert (final.status, final.finalised) == ("finalised", final.changed)
    assert read_scorecard(db, draft.id) == json.loads(canonical_json(card().as_json()))
    assert not _stale(db, draft)
    entry = history.entries(db, history.WORKSPACE)[-1]
    assert json.loads(entry.detail or "")["scorecard"] == digest(canonical_json(card().as_json()))


def test_a_final_round_never_changes(db: Database) -> None:
    made = start(db, answers={"law.crime": FULL})
    final = finalise_round(db, made.id, card(), engine="1", by="Amina")
    changes = [
        lambda: save_answer(db, made.id, "law.crime", Answer(value=1), by="Amina"),
        lambda: save_answer(db, made.id, "law.crime", Answer(value=1), by="Basma", assessor="Basma"),
        lambda: replace_answers(db, made.id, {}, by="Amina", typed=()),
        lambda: save_scores(db, made.id, card(0.0)),
        lambda: finalise_round(db, made.id, card(), engine="2", by="Amina"),
    ]
    for change in changes:
        with pytest.raises(RoundIsFinal, match="Iraq/2026"):
            change()
    assert get_round(db, made.id) == final
    assert read_answers(db, made.id) == {"law.crime": FULL}


def test_an_amendment_is_a_new_revision(db: Database, draft: Round) -> None:
    finalise_round(db, draft.id, card(), engine="1", by="Amina")
    amended = start(db, revision=2, amends=draft.id, why="A law was missing", answers={"law.crime": FULL})
    assert amended.name == draft.name
    assert _actions(db) == [("amend", "law.crime")]
    with pytest.raises(RoundExists, match=r"revision 2"):
        start(db, revision=2, amends=draft.id, why="again")


def test_a_round_may_begin_with_the_assessors_own_sheets(db: Database) -> None:
    own = {"Basma": {"law.crime": FULL}, "Cyrus": {"law.crime": Answer(value="in words")}, "Dina": {}}
    made = start(db, answers={"law.crime": Answer(value=2)}, own=own, typed={"law.crime"})
    assert read_assessors(db, made.id) == ("Basma", "Cyrus", "Dina")
    assert {name: read_answers(db, made.id, name) for name in own} == own
    assert read_answers(db, made.id) == {"law.crime": Answer(value=2)}
    assert _actions(db) == [("start", "law.crime")] * 3
    chains = [row["id"] for row in db.rows("SELECT id FROM sheets")]
    assert sorted(history.head(db, chain).sequence for chain in chains) == [0, 1, 1, 1]
    assert [history.broken_links(db, chain) for chain in chains] == [()] * 4


@pytest.mark.parametrize("final", [False, True])
def test_archiving_moves_a_round_and_changes_nothing_else(db: Database, draft: Round, final: bool) -> None:
    made = finalise_round(db, draft.id, card(), engine="1", by="Amina") if final else draft
    for _twice in range(2):
        set_archived(db, made.id, True, by="Basma")
        assert get_round(db, made.id) == made.model_copy(update={"archived": True})
    for _twice in range(2):
        set_archived(db, made.id, False, by="Amina")
        assert get_round(db, made.id) == made
    done = [(entry.action, entry.by) for entry in history.entries(db, history.WORKSPACE)]
    assert done[1 + final :] == [("archive", "Basma"), ("unarchive", "Amina")]
    assert json.loads(history.entries(db, history.WORKSPACE)[-1].detail or "")["round"] == made.id
    assert history.broken_links(db, history.WORKSPACE) == ()


def test_positions_come_back_and_have_no_history(db: Database, draft: Round) -> None:
    assert read_position(db, draft.id) is None
    met = Meeting(basis="desk", as_of=date(2026, 6, 1), sources=("S1", "S2"), day=date(2026, 7, 1))
    for place in (
        Position(question="law.crime", field="note", meeting=met),
        Position(question="law.staff", field="value"),
    ):
        save_position(db, draft.id, place)
        assert read_position(db, draft.id) == place
    assert read_position(db, draft.id, "Basma") is None
    save_position(db, draft.id, Position(question="law.crime", field="value"), "Basma")
    assert read_position(db, draft.id) == Position(question="law.staff", field="value")
    assert _actions(db) == []


def test_an_unknown_round_is_named_with_those_there_are(db: Database, draft: Round) -> None:
    uses = [
        lambda: get_round(db, MISSING),
        lambda: read_answers(db, MISSING),
        lambda: read_documents(db, MISSING),
        lambda: read_scorecard(db, MISSING),
        lambda: read_position(db, MISSING),
        lambda: save_position(db, MISSING, Position(question="a", field="b")),
        lambda: save_answer(db, MISSING, "law.crime", FULL, by="Amina"),
        lambda: replace_answers(db, MISSING, {}, by="Amina", typed=()),
        lambda: save_scores(db, MISSING, card()),
        lambda: finalise_round(db, MISSING, card(), engine="1", by="Amina"),
        lambda: read_assessors(db, MISSING),
        lambda: set_archived(db, MISSING, True, by="Amina"),
    ]
    for use in uses:
        with pytest.raises(UnknownRound, match="Iraq/2026"):
            use()
