"""A condition is exactly one of six kinds."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cyberready.model.conditions import AllOf, AnswerAtLeast, AnswerIs, AnyOf, Condition, IsAnswered, Not

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
IS = {"question": "a", "is": [1]}


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (IS, AnswerIs),
        ({"question": "a", "at_least": 2}, AnswerAtLeast),
        ({"question": "a", "answered": True}, IsAnswered),
        ({"all": [IS]}, AllOf),
        ({"any": [IS, {"not": IS}]}, AnyOf),
        ({"not": {"all": [IS]}}, Not),
    ],
)
def test_six_kinds(written: dict[str, Any], kind: type) -> None:
    condition = CONDITION.validate_python(written)
    assert type(condition) is kind
    assert CONDITION.validate_python(condition) == condition
    assert CONDITION.validate_json(CONDITION.dump_json(condition, by_alias=True)) == condition


@pytest.mark.parametrize(
    "written",
    [
        None,
        "a",
        [],
        {},
        {"question": "a"},
        {"is": [1]},
        {"question": "a", "is": []},
        {"question": "a", "is": 1},
        {"question": "a", "is": [1], "at_least": 1},
        {"question": "a", "answered": False},
        {"question": "a", "is": [1], "extra": 1},
        {"question": "a", "is": [True]},
        {"question": "a", "at_least": None},
        {"question": "a b", "answered": True},
        {"all": []},
        {"any": [{}]},
        {"all": [IS], "any": [IS]},
        {"not": []},
    ],
)
def test_what_is_no_condition(written: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(written)
