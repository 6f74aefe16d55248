"""The conditions of skip logic, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from cyberready.model.values import Identifier, OptionValue, Value, _as_tuple


class AnswerIs(Value):
    """True when the answer is one of these values; on multiple choice, when any of its options is."""

    question: Identifier
    is_: Annotated[tuple[OptionValue, ...], BeforeValidator(_as_tuple), Field(min_length=1, alias="is")]


class AnswerAtLeast(Value):
    """True when the answer stands at or above a value; levels compare by position."""

    question: Identifier
    at_least: OptionValue


class IsAnswered(Value):
    """True when the question has a value."""

    question: Identifier
    answered: Literal[True]


class AllOf(Value):
    all: Annotated[tuple[Condition, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class AnyOf(Value):
    any: Annotated[tuple[Condition, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Not(Value):
    not_: Condition = Field(alias="not")


CONDITION_KINDS = ("is", "at_least", "answered", "all", "any", "not")


def condition_kind(value: Any) -> str | None:
    """Which of the six kinds a condition is; None (an error) unless it is exactly one."""
    if isinstance(value, Mapping):
        kinds = [kind for kind in CONDITION_KINDS if kind in value]
    else:
        kinds = [kind for kind in CONDITION_KINDS if hasattr(value, kind) or hasattr(value, f"{kind}_")]
    return kinds[0] if len(kinds) == 1 else None


Condition = Annotated[
    Annotated[AnswerIs, Tag("is")]
    | Annotated[AnswerAtLeast, Tag("at_least")]
    | Annotated[IsAnswered, Tag("answered")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        condition_kind,
        custom_error_type="condition",
        custom_error_message="a condition has a question and one of is, at_least, answered; or is all, any, not",
    ),
]
