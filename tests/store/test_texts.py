from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.model.answers import BASES, CONFIDENCES, LONGEST_TEXT, Answer, Evidence, HostView, Sample
from cyberready.store import texts
from cyberready.store.database import Database
from cyberready.store.rounds import read_answers, save_answer

from .made_up import FULL, start

SHORT = st.text(max_size=20)
ANSWERS = st.builds(
    Answer,
    value=st.none()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False)
    | SHORT
    | st.lists(SHORT | st.integers(0, 5)),
    not_applicable=st.none() | st.just("no such sector"),
    note=SHORT,
    confidence=st.none() | st.sampled_from(CONFIDENCES),
    flag=st.booleans(),
    facts=st.dictionaries(st.sampled_from(["text", "value", "3"]), st.lists(st.integers(0, 9))),
    evidence=st.lists(st.builds(Evidence, title=SHORT, seen=st.sampled_from([None, "copy"])), max_size=2),
    basis=st.none() | st.sampled_from(BASES),
    as_of=st.none() | st.dates(),
    sources=st.lists(SHORT, max_size=3),
    sample=st.none() | st.builds(Sample, seen=st.integers(0, 9), of=st.integers(0, 9), how=SHORT),
    host_view=st.none() | st.builds(HostView, value=st.none() | SHORT, text=SHORT),
    language=st.none() | st.just("ar"),
)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


@given(ANSWERS, st.booleans())
def test_join_undoes_separate(answer: Answer, typed_value: bool) -> None:
    skeleton, new = texts.separate(answer.written(), typed_value=typed_value)
    joined = texts.join(skeleton, {text.digest: text.body for text in new})
    assert joined == answer.written()
    assert Answer.model_validate(joined) == answer


def test_only_controlled_words_stay() -> None:
    skeleton, new = texts.separate(FULL.written(), typed_value=False)
    kept = [text for text in _strings(skeleton) if text not in {each.digest for each in new}]
    words = {"ar", "copy", "document", "happened", "high", "host", "host_disputed", "rechecked"}
    assert set(kept) == words | {"2026-03-01", "sha256:" + "0" * 64}
    assert {each.body for each in new} == {
        *(
            "The law was passed in مارس.",
            "Law 12",
            "Parliament",
            "https://law.example/12",
            "Ministry",
            "Regulator",
        ),
        *("the largest", "Higher."),
    }


@pytest.mark.parametrize(
    ("value", "typed_value", "separated"),
    [
        ("yes", False, []),
        ("In our own words", True, ["In our own words"]),
        (("a", "b"), False, []),
        (("a", 2, "b"), True, ["a", "b"]),
        (2.5, True, []),
        ("2026-03-01", False, []),
        ("", True, [""]),
    ],
)
def test_values_are_typed_where_the_caller_says_so(value: Any, typed_value: bool, separated: list[str]) -> None:
    _, new = texts.separate(Answer(value=value).written(), typed_value=typed_value)
    assert [text.body for text in new] == separated


def test_equal_texts_of_two_answers_have_different_digests() -> None:
    first, second = (texts.separate({"note": "same"}, typed_value=False)[0] for _ in range(2))
    assert first != second


def test_a_text_that_stays_keeps_its_digest(db: Database) -> None:
    made = start(db)
    save_answer(db, made.id, "law.crime", Answer(value=1, note="first", sources=("a", "b")), by="Amina")
    before = {row["digest"] for row in db.rows("SELECT digest FROM texts")}
    save_answer(db, made.id, "law.crime", Answer(value=2, note="second", sources=("b", "a")), by="Amina")
    after = {row["body"] for row in db.rows("SELECT * FROM texts") if row["digest"] not in before}
    assert after == {"second"}


@pytest.mark.parametrize(
    "text", ["", "x" * LONGEST_TEXT, "مرحبا\nبكم", "'; DROP TABLE texts; --", '[/b]\t{"text": 1}']
)
def test_every_text_comes_back(db: Database, text: str) -> None:
    made = start(db)
    answer = Answer(value=text, note=text, as_of=date(2026, 1, 1))
    save_answer(db, made.id, "law.story", answer, by="Amina", typed=True)
    assert read_answers(db, made.id) == {"law.story": answer}


def test_a_redacted_text_is_gone_and_said_to_be(db: Database) -> None:
    made = start(db)
    answer = Answer(value=1, note="The minister's brother.", sources=("A name", "Ministry"))
    save_answer(db, made.id, "law.crime", answer, by="Amina")
    with db.write():
        db.run("UPDATE texts SET salt = NULL, body = NULL WHERE body <> 'Ministry'")
    read = read_answers(db, made.id)["law.crime"]
    assert read.note.startswith("[redacted ")
    assert read.sources[0] != read.note
    assert read.sources[1] == "Ministry"
    assert texts.altered_texts(db) == ()
    # Saved again with another value, the redacted text is not taken for a new one.
    save_answer(db, made.id, "law.crime", read.model_copy(update={"value": 2}), by="Amina")
    assert len(db.rows("SELECT * FROM texts")) == 3


def test_an_altered_text_is_found(db: Database) -> None:
    made = start(db)
    save_answer(db, made.id, "law.crime", Answer(value=1, note="not ready"), by="Amina")
    assert texts.altered_texts(db) == ()
    with db.write():
        db.run("UPDATE texts SET body = 'ready'")
    assert len(texts.altered_texts(db)) == 1
