"""Whether an answer fits its question: a row for each type of scale and each state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.library.answers import answer_problems, is_date
from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import DateScale, LevelsScale, MultipleScale, NumberScale, Scale, TextScale


def options(*values: object) -> list[dict[str, object]]:
    return [{"value": value, "label": str(value), "points": index} for index, value in enumerate(values)]


SCALES: dict[str, Scale] = {
    "levels": LevelsScale.model_validate({"type": "levels", "options": options(0, 1, 2)}),
    "words": LevelsScale.model_validate({"type": "levels", "options": options("ni", "fi")}),
    "halves": LevelsScale.model_validate({"type": "levels", "options": options(0.5, 1.0)}),
    "multiple": MultipleScale.model_validate({"type": "multiple", "options": options("a", "b", 3)}),
    "number": NumberScale.model_validate({"type": "number", "minimum": 0, "maximum": 10}),
    "open": NumberScale(type="number"),
    "text": TextScale(type="text"),
    "date": DateScale(type="date"),
}


def problems(scale: str, answer: dict[str, Any], **question: Any) -> tuple[str, ...]:
    asked = Question.model_validate({"id": "q", "text": "Q?", "scale": scale, **question})
    return answer_problems(asked, SCALES[scale], Answer.model_validate(answer))


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        ("levels", 0),
        ("levels", 2),
        ("words", "fi"),
        ("halves", 0.5),
        ("halves", 1),
        ("multiple", []),
        ("multiple", ["b", "a", 3]),
        ("number", 0),
        ("number", 10.0),
        ("number", 3.25),
        ("open", -(10**15)),
        ("open", 1e15),
        ("text", "12:30"),
        ("text", ""),
        ("date", "2024-02-29"),
    ],
)
def test_values_that_fit(scale: str, value: object) -> None:
    assert problems(scale, {"value": value}) == ()


@pytest.mark.parametrize(
    ("scale", "value", "problem"),
    [
        ("levels", 3, "value 3 is none of the scale's options: 0, 1, 2."),
        ("levels", -1, "value -1 is none"),
        ("levels", "2", "value '2' is none"),
        ("levels", 2.0, "value 2.0 is none"),
        ("levels", 2.5, "value 2.5 is none"),
        ("levels", [1], "value (1,) is none"),
        ("levels", 2**70, "is none of the scale's options"),
        ("levels", "", "value '' is none"),
        ("words", "FI", "value 'FI' is none of the scale's options: ni, fi."),
        ("words", 0, "value 0 is none"),
        ("halves", "0.5", "is none"),
        ("multiple", "a", "value 'a' must be a list of options; `[]` when none applies."),
        ("multiple", 3, "must be a list"),
        ("multiple", ["a", "c"], "'c' is none of the scale's options: a, b, 3."),
        ("multiple", ["3"], "'3' is none"),
        ("multiple", [3.0], "3.0 is none"),
        ("multiple", ["a", "a"], "lists an option twice."),
        ("number", -0.5, "value -0.5 is below the minimum, 0."),
        ("number", 10.5, "value 10.5 is above the maximum, 10."),
        ("number", "3", "value '3' must be a finite number"),
        ("number", [3], "must be a finite number"),
        ("open", 2**70, "must be a finite number, at most 1e15"),
        ("open", float("inf"), "must be a finite number"),
        ("open", float("-inf"), "must be a finite number"),
        ("open", float("nan"), "must be a finite number"),
        ("text", 42, "value 42 must be text; put it in quotes."),
        ("text", ["a"], "must be text"),
        ("date", 2026, "must be a date, written YYYY-MM-DD."),
        ("date", "2026-02-30", "must be a date"),
        ("date", "2026-2-3", "must be a date"),
        ("date", "2026-02", "must be a date"),
        ("date", "20260203", "must be a date"),
        ("date", "٢٠٢٦-٠١-٠١", "must be a date"),
        ("date", "2026-01-01T00:00", "must be a date"),
    ],
)
def test_values_that_do_not_fit(scale: str, value: object, problem: str) -> None:
    [told] = problems(scale, {"value": value})
    assert problem in told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({}, []),
        ({"note": "asked twice", "flag": True}, []),
        ({"value": 1}, []),
        ({"not_applicable": "no such sector"}, []),
        ({"unknown": True}, []),
        ({"unknown": False}, []),
        ({"value": 0, "not_applicable": "why"}, ["has a value and `not_applicable`"]),
        ({"value": 0, "unknown": True}, ["has a value and `unknown`"]),
        ({"not_applicable": "why", "unknown": True}, ["has `not_applicable` and `unknown`"]),
        (
            {"value": 9, "not_applicable": "why", "unknown": True},
            ["a value and `not_applicable` and `unknown`", "9"],
        ),
        ({"not_applicable": "  \n"}, ["`not_applicable` needs the reason."]),
        ({"value": 1, "facts": {"1": [0, 1]}}, []),
        ({"value": 1, "facts": {"1": [2]}}, ["`facts` ticks fact 2 of option `1`, which has 2 (counted from 0)."]),
        ({"facts": {"0": [0]}}, ["`facts` ticks fact 0 of option `0`, which has 0"]),
        ({"facts": {"7": [0]}}, ["`facts` names option `7`, which scale `levels` does not have."]),
        ({"criteria": [0, 1]}, []),
        ({"criteria": [2, 3]}, ["`criteria` ticks 2, but there are 2", "`criteria` ticks 3"]),
        ({"sample": {"seen": 3, "of": 3}}, []),
        ({"sample": {"seen": 4, "of": 3}}, ["`sample` saw 4 of 3, which is more than there are."]),
    ],
)
def test_states_and_provenance(answer: dict[str, Any], told: list[str]) -> None:
    found = problems("levels", answer, options={"1": ["a", "b"]}, criteria=["x", "y"])
    assert len(found) == len(told)
    assert all(part in problem for part, problem in zip(told, found, strict=True))


def test_facts_need_a_scale_with_options() -> None:
    assert problems("text", {"facts": {"0": [0]}}) == (
        "`facts` names option `0`, which scale `text` does not have.",
    )


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert is_date(day.isoformat())


@given(st.text(max_size=12) | st.integers() | st.floats(allow_nan=False))
def test_nothing_but_the_written_form_is_a_date(value: object) -> None:
    assert is_date(value) is (isinstance(value, str) and value in _iso(value))


def _iso(text: str) -> set[str]:
    try:
        return {date.fromisoformat(text).isoformat()}
    except ValueError:
        return set()


ANY = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


@given(st.sampled_from(sorted(SCALES)), ANY | st.lists(ANY, max_size=3).map(tuple))
def test_any_value_is_judged_without_an_exception(scale: str, value: Any) -> None:
    """Also one that no file could hold; no value but an offered one passes on levels."""
    asked = Question(id="q", text="Q?", scale=scale)
    told = answer_problems(asked, SCALES[scale], Answer.model_construct(value=value, unknown=False))
    if scale == "levels":
        assert (told == ()) is (value is None or (type(value) is int and 0 <= value <= 2))
    else:
        assert all(problem.endswith(".") for problem in told)
