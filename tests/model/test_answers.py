"""Answers: four states that stay apart, provenance that is kept, and sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cyberready.model.answers import EMPTY, LONGEST_TEXT, Answer, Evidence, Sheet

SHEET: dict[str, Any] = {
    "cyberready": 1,
    "questionnaire": "q",
    "version": "1",
    "subject": "Exampleland",
    "round": "2026",
    "date": "2026-06-15",
}


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ({"value": 3}, "answered"),
        ({"value": 0}, "answered"),
        ({"value": []}, "answered"),
        ({"value": ""}, "answered"),
        ({"not_applicable": "no such body"}, "not_applicable"),
        ({"unknown": True}, "unknown"),
        ({"unknown": False}, "unanswered"),
        ({}, "unanswered"),
        ({"note": "ask again", "flag": True}, "unanswered"),
    ],
)
def test_the_state_of_an_answer(written: dict[str, Any], state: str) -> None:
    assert Answer.model_validate(written).state == state


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (3, 3),
        (2.5, 2.5),
        ("a", "a"),
        ("3", "3"),
        (["a", 1], ("a", 1)),
        ([], ()),
        ("x\x1b[0m", "x[0m"),
        (None, None),
    ],
)
def test_a_value_keeps_its_kind(written: object, value: object) -> None:
    """In the long form, and in the short form `id: value`."""
    long = Answer.model_validate({"value": written})
    assert long.value == value
    assert type(long.value) is type(value)
    assert Sheet.model_validate({**SHEET, "answers": {"a": written}}).answers["a"] == long


@pytest.mark.parametrize(
    "written",
    [
        {"value": True},
        {"value": {"a": 1}},
        {"value": [[1]]},
        {"value": [True]},
        {"value": "x" * (LONGEST_TEXT + 1)},
        {"note": "x" * (LONGEST_TEXT + 1)},
        {"note": None},
        {"not_applicable": ""},
        {"not_applicable": True},
        {"unknown": 1},
        {"unknown": "yes"},
        {"flag": 0},
        {"confidence": "certain"},
        {"basis": "hearsay"},
        {"status": "done"},
        {"recheck": "yes"},
        {"change": "improved"},
        {"visibility": "secret"},
        {"as_of": "June"},
        {"facts": {"4": [-1]}},
        {"facts": {"4": [0.0]}},
        {"facts": [4]},
        {"criteria": [True]},
        {"sample": {"seen": -1, "of": 2}},
        {"sample": {"seen": 1}},
        {"host_view": {"value": float("nan")}},
        {"evidence": [{"issuer": "Ministry"}]},
        {"evidence": [{"title": "Law", "file": "sha256:abc"}]},
        {"evidence": [{"title": "Law", "file": "../law.pdf"}]},
        {"evidence": [{"title": "Law", "seen": "heard"}]},
        {"remark": "x"},
    ],
)
def test_what_is_no_answer(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(written)


FULL: dict[str, Any] = {
    "value": 4,
    "note": "as shown\non site",
    "confidence": "high",
    "flag": True,
    "facts": {"4": [0, 1]},
    "criteria": [0, 1],
    "evidence": [{"title": "Law", "dated": "2025-03-01", "file": f"sha256:{'0' * 64}", "seen": "sighted"}],
    "basis": "document",
    "as_of": "2026-06-01",
    "sources": ["S3"],
    "sample": {"seen": 3, "of": 7, "how": "drawn by lot"},
    "status": "host_disputed",
    "host_view": {"value": 5, "text": "higher"},
    "recheck": "rechecked",
    "change": "happened",
    "visibility": "host",
    "language": "ar",
}


def test_every_key_comes_back_as_it_was_written() -> None:
    assert Answer.model_validate(FULL).written() == FULL
    assert Answer.model_validate(FULL).evidence[0] == Evidence(
        title="Law", dated=date(2025, 3, 1), file=f"sha256:{'0' * 64}", seen="sighted"
    )


@given(st.sets(st.sampled_from(sorted(FULL))))
def test_only_the_keys_that_were_given_are_written(keys: set[str]) -> None:
    given_keys = {key: FULL[key] for key in keys}
    assert Answer.model_validate(given_keys).written() == given_keys


def test_a_note_may_have_twenty_thousand_characters() -> None:
    assert len(Answer(note="x" * 20_000).note) == 20_000


@pytest.mark.parametrize(
    ("written", "name", "kind", "parent"),
    [
        ("Exampleland", "Exampleland", None, None),
        ({"name": "Banks", "kind": "sector", "parent": "Exampleland"}, "Banks", "sector", "Exampleland"),
    ],
)
def test_a_subject_is_a_name_or_a_mapping(written: Any, name: str, kind: str | None, parent: str | None) -> None:
    subject = Sheet.model_validate({**SHEET, "subject": written}).subject
    assert (subject.name, subject.kind, subject.parent) == (name, kind, parent)


def test_a_question_that_a_sheet_does_not_mention_is_unanswered() -> None:
    sheet = Sheet.model_validate({**SHEET, "answers": {"a": 1}})
    assert sheet.answer("a").value == 1
    assert sheet.answer("b") is EMPTY
    assert EMPTY.state == "unanswered"


def test_a_sheet_comes_back_from_json() -> None:
    sheet = Sheet.model_validate(
        {**SHEET, "assessor": "A", "answers": {"a": FULL, "b": ["x"], "c": {"unknown": True}}}
    )
    assert Sheet.model_validate_json(sheet.model_dump_json(by_alias=True)) == sheet
