from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.rounds import Round
from cyberready.signing import digest
from cyberready.store import history
from cyberready.store.database import Database
from cyberready.store.rounds import finalise_round, replace_answers, save_answer

from .made_up import card, start


@pytest.fixture
def chain(db: Database, draft: Round) -> str:
    """A sheet's chain of four entries."""
    for answer in (Answer(value=1), Answer(value=2, note="better"), EMPTY, Answer(unknown=True)):
        save_answer(db, draft.id, "law.crime", answer, by="Amina")
    return str(db.rows("SELECT id FROM sheets")[0]["id"])


def test_an_entry_says_who_did_what(db: Database, chain: str) -> None:
    first, second, third, fourth = history.entries(db, chain)
    assert (first.chain, first.sequence, first.by, first.action) == (chain, 1, "Amina", "answer")
    assert (first.question, first.before, first.after) == ("law.crime", None, '{"value":1}')
    assert second.after is not None
    assert list(json.loads(second.after)) == ["note", "value"]
    assert "better" not in second.after
    assert (third.before, third.after) == (second.after, None)
    assert (fourth.before, fourth.after) == (None, '{"unknown":true}')
    assert first.previous == digest(chain)
    assert second.previous == first.digest
    assert history.head(db, chain) == history.Head(chain, 4, fourth.digest)


def test_times_are_utc_with_milliseconds() -> None:
    at = history.act("Amina", "answer").at
    assert len(at) == len("2026-03-01T08:00:00.000Z")
    assert datetime.fromisoformat(at).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE history SET by = 'Nobody' WHERE sequence = 2", (2,)),
        ("UPDATE history SET at = '1970-01-01T00:00:00.000Z' WHERE sequence = 1", (1,)),
        ("UPDATE history SET after = '{\"value\":4}' WHERE sequence = 1", (1,)),
        ("UPDATE history SET digest = replace(digest, 'sha256:', 'sha256:0') WHERE sequence = 2", (2, 3)),
        ("UPDATE history SET previous = digest WHERE sequence = 4", (4,)),
        ("DELETE FROM history WHERE sequence = 1", (2,)),
        ("DELETE FROM history WHERE sequence = 3", (4,)),
        ("UPDATE history SET sequence = 9 WHERE sequence = 4", (9,)),
        ("UPDATE history SET by = 'Amina'", ()),
    ],
)
def test_a_changed_chain_shows_where(db: Database, chain: str, change: str, broken: tuple[int, ...]) -> None:
    assert history.broken_links(db, chain) == ()
    with db.write():
        db.run("DROP TRIGGER history_stays")
        db.run("DROP TRIGGER history_keeps")
        db.run(
            change
            if "chain" in change
            else f"{change}{' AND' if 'WHERE' in change else ' WHERE'} chain = '{chain}'"
        )
    assert history.broken_links(db, chain) == broken


def test_every_column_enters_the_digest(db: Database, chain: str) -> None:
    entry = history.entries(db, chain)[1]
    for column in ("chain", "at", "by", "action", "question", "before", "after", "detail", "previous"):
        assert replace(entry, **{column: "x"}).computed() != entry.digest
    assert replace(entry, sequence=3).computed() != entry.digest
    assert replace(entry, digest="").computed() == entry.digest


def test_an_entry_undone_with_its_transaction_leaves_no_gap(db: Database, draft: Round, chain: str) -> None:
    def work() -> None:
        with db.write():
            save_answer(db, draft.id, "law.crime", Answer(value=3), by="Amina")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert save_answer(db, draft.id, "law.crime", Answer(value=3), by="Amina") == 5
    assert history.broken_links(db, chain) == ()


def test_the_workspace_cites_the_heads_of_the_sheets(db: Database, draft: Round, chain: str) -> None:
    replace_answers(db, draft.id, {"law.crime": Answer(value=4)}, by="Basma", typed=())
    finalise_round(db, draft.id, card(), engine="1", by="Basma")
    amended = start(db, revision=2, amends=draft.id, why="The remark of a person")
    entries = history.entries(db, history.WORKSPACE)
    assert [(entry.action, entry.by) for entry in entries] == [
        ("start", "Amina"),
        ("replace", "Basma"),
        ("finalise", "Basma"),
        ("amend", "Amina"),
    ]
    details = [json.loads(entry.detail or "") for entry in entries]
    assert [detail["round"] for detail in details] == [draft.id] * 3 + [amended.id]
    end = history.head(db, chain)
    assert [(detail["sheet"], detail["sequence"], detail["head"]) for detail in details[:3]] == [
        (chain, 0, digest(chain)),
        (chain, 5, end.digest),
        (chain, 5, end.digest),
    ]
    assert details[0]["subject"] == {"name": "Iraq", "kind": "country"}
    assert details[2]["engine"] == "1"
    assert details[3]["amends"] == draft.id
    assert "remark" not in (entries[3].detail or "")
    reason = db.rows("SELECT body FROM texts WHERE digest = ?", (details[3]["why"]["text"],))
    assert [row["body"] for row in reason] == ["The remark of a person"]
    assert history.broken_links(db, history.WORKSPACE) == ()


def test_names_are_cleaned_of_control_characters(db: Database, draft: Round) -> None:
    save_answer(db, draft.id, "law.crime", Answer(value=1), by="Ami\x1b[31mna\ud800")
    chain = db.rows("SELECT id FROM sheets")[0]["id"]
    assert history.entries(db, chain)[0].by == "Ami[31mna\ufffd"
