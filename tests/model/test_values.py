"""The small types: text without control characters, numbers that can be counted with, dates as written."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cyberready.model.values import (
    Date,
    Facts,
    Finite,
    FormatVersion,
    Identifier,
    Name,
    OptionValue,
    Range,
    Slug,
    Text,
    Value,
    Weight,
    Whole,
    clean,
)


def check(kind: Any, value: object) -> Any:
    """A value through one of the small types, with the strictness of the model."""
    return TypeAdapter(kind, config=None if isinstance(kind, type) else {"strict": True}).validate_python(value)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nbc"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x9b31m\x90\x9c", "31m"),
        ("a\x00b\x7fc\x85d", "abcd"),
        ("cafe\u0301", "caf\u00e9"),
        ("[/b] [@click=app.exit()]", "[/b] [@click=app.exit()]"),
        ("a\ud800b\udc00", "a\ufffdb\ufffd"),
        ("أمن المعلومات", "أمن المعلومات"),
        ("", ""),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert check(Text, text) == cleaned


@given(st.text() | st.text(alphabet=st.characters(codec=None), max_size=20))
def test_clean_text_has_no_control_characters_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        (Text, 3, "3"),
        (Text, 1.5, "1.5"),
        (Name, "x" * 200, "x" * 200),
        (Identifier, "legal.law-2_b", "legal.law-2_b"),
        (Identifier, 1.1, "1.1"),
        (Slug, "trust-security-ict", "trust-security-ict"),
        (Finite, 3, 3),
        (Finite, 2.5, 2.5),
        (Finite, -1e15, -1e15),
        (Weight, 0, 0),
        (Whole, 7, 7),
        (Facts, "one", ("one",)),
        (Facts, ["one", "two"], ("one", "two")),
        (Facts, [], ()),
        (Range, [0, 5], (0, 5)),
        (OptionValue, 1, 1),
        (OptionValue, 1.0, 1.0),
        (OptionValue, "1", "1"),
        (FormatVersion, 1, 1),
    ],
)
def test_what_is_taken(kind: Any, value: object, result: object) -> None:
    taken = check(kind, value)
    assert taken == result
    assert type(taken) is type(result)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text, None),
        (Text, True),
        (Text, ["a"]),
        (Name, ""),
        (Name, "x" * 201),
        (Identifier, ""),
        (Identifier, ".a"),
        (Identifier, "a b"),
        (Identifier, "a\n"),
        (Identifier, "а"),  # Cyrillic
        (Identifier, "a\u200bb"),
        (Identifier, "x" * 81),
        (Slug, "Trust"),
        (Slug, "a.b"),
        (Slug, "../a"),
        (Finite, True),
        (Finite, "3"),
        (Finite, float("nan")),
        (Finite, float("inf")),
        (Finite, 2**70),
        (Finite, 1.1e15),
        (Finite, None),
        (Weight, -0.1),
        (Weight, -1),
        (Weight, float("nan")),
        (Whole, 2.5),
        (Whole, True),
        (Whole, "2"),
        (Facts, [["a"]]),
        (Range, [0]),
        (Range, [0, 1, 2]),
        (Range, [0, float("inf")]),
        (OptionValue, True),
        (OptionValue, None),
        (OptionValue, float("nan")),
        (OptionValue, 2**70),
        (FormatVersion, True),
        (FormatVersion, 1.0),
        (FormatVersion, "1"),
        (FormatVersion, 2),
        (Date, "2026-02-30"),
        (Date, "2026-6-1"),
        (Date, "2026-06"),
        (Date, "20260601"),
        (Date, "2026-06-01T00:00:00"),
        (Date, 1780000000),
        (Date, None),
    ],
)
def test_what_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        check(kind, value)


@given(st.dates())
def test_a_date_is_taken_as_it_is_written(day: Any) -> None:
    assert check(Date, day.isoformat()) == day
    assert check(Date, day) == day


def test_a_value_is_frozen_and_knows_its_keys() -> None:
    class Point(Value):
        x: Whole

    point = Point(x=1)
    with pytest.raises(ValidationError, match="frozen"):
        point.x = 2
    with pytest.raises(ValidationError, match="Extra inputs"):
        Point.model_validate({"x": 1, "y": 2})
