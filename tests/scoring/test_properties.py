"""What must hold of every scorecard: numbers, ranges, bounds and counts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from cyberready.model.scorecard import SectionScore
from cyberready.scoring.plan import STATES

from .properties_cases import OVERALL, UNSCORED, Case, best, figures, questions, scores, sections, worst
from .strategies import (
    ANY_EXCLUSION,
    ANYTHING,
    EXCLUDED,
    MEANS,
    OPEN,
    cases,
    not_rolled_up_by,
    open_counts,
    quickly,
    rolled_up_by,
)

# `sum`, and what passes its children's unit on, can lose a child; these keep to their unit whatever they lose.
ALWAYS_IN_UNIT = ("geometric", "harmonic", "share_met", "cumulative", "until_incomplete", "deduct")
AROUND_ZERO = ("five", "three", "tenths", "debts", "percent", "several", "banded", "falling", "text")
ROLLED_UP_AROUND_ZERO = (
    *not_rolled_up_by("deduct", "cumulative"),
    {"rollup": {"type": "deduct", "from": 0, "pass": 0.3}},
    {"rollup": {"type": "cumulative", "pass": 2, "share": 0.5, "floor": -1}},
)


def within(score: SectionScore, low: float | None, high: float | None) -> bool:
    """Whether there is no score, or it lies between the two but for rounding."""
    if score.value is None:
        return True
    return low is not None and high is not None and low - 1e-9 <= score.value <= high + 1e-9


def in_range(score: SectionScore) -> bool:
    low, high = score.range or (None, None)
    return within(score, low, high)


def numbers(data: Any) -> Iterator[float]:
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from numbers(item)
    elif isinstance(data, int | float):
        yield data


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_every_sheet_of_every_questionnaire_has_a_scorecard_of_plain_numbers(case: Case) -> None:
    printed = case.card.as_json()
    assert list(printed["sections"]) == [section["id"] for section in sections(case.body)]
    for number in numbers(printed):
        assert math.isfinite(number)
        assert number != 0 or math.copysign(1, number) == 1  # no -0.0


@quickly
@given(cases(conditions=True))
def test_counts_are_of_the_scored_questions_below(case: Case) -> None:
    for part in (case.body, *sections(case.body)):
        score = case.scores[part["id"] if part is not case.body else OVERALL]
        below = [q for q in questions(part) if q["scale"] not in UNSCORED and q.get("weight", 1) > 0]
        found = [str(case.card.questions[question["id"]].state) for question in below]
        assert score.questions == len(below)
        assert all(getattr(score, state) == found.count(state) for state in STATES)


@quickly
@given(cases(open_counts("zero", "full", "void"), states=OPEN, gates=True))
def test_with_nothing_excluded_all_that_can_score_does_and_within_its_range(case: Case) -> None:
    for score in case.scores.values():
        assert (score.value is None) == (score.range is None)
        assert in_range(score)


@quickly
@given(cases(ANYTHING, gates=True))
def test_whatever_is_excluded_what_has_a_range_or_levels_or_shares_stays_within_it(case: Case) -> None:
    parts = case.plan.parts()
    for id, score in case.scores.items():
        if parts[id].range is not None or parts[id].rollup.type in ALWAYS_IN_UNIT:
            assert in_range(score)


@quickly
@given(
    cases(
        ANYTHING, scales=AROUND_ZERO, kinds=ROLLED_UP_AROUND_ZERO, ranges=([0, 100], [-1, 1], [0, 0.3]), gates=True
    )
)
def test_where_every_unit_holds_zero_a_sum_that_loses_children_stays_within_its_own(case: Case) -> None:
    assert all(in_range(score) for score in case.scores.values())


# With `minimum_answered` a section may drop out of the value that stays in the bounds, and `void` pulls a value
# below what the worst points would give: here are neither.
@quickly
@given(cases({**open_counts("zero", "full"), **ANY_EXCLUSION}, gates=True))
def test_scores_lie_between_their_bounds_where_open_answers_count(case: Case) -> None:
    for score in case.scores.values():
        assert (score.value is None) == (score.low is None) == (score.high is None)
        assert within(score, score.low, score.high)


# Not where sums, shares or levels do: a `sum` without its open questions lies below one with them at their worst.
@quickly
@given(cases({**open_counts("exclude", "zero", "full"), **ANY_EXCLUSION}, kinds=rolled_up_by(*MEANS), gates=True))
def test_means_lie_between_their_bounds_also_where_open_answers_are_excluded(case: Case) -> None:
    assert all(within(score, score.low, score.high) for score in case.scores.values())


@quickly
@given(cases(ANY_EXCLUSION, conditions=True, gates=True))
def test_where_open_answers_count_zero_the_score_is_its_lower_bound(case: Case) -> None:
    assert all(score.value == score.low for score in case.scores.values())


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_the_lower_bound_is_never_above_the_upper(case: Case) -> None:
    for score in case.scores.values():
        assert (score.low is None) == (score.high is None)
        assert score.low is None or score.high is None or score.low <= score.high + 1e-9


@quickly
@given(cases(ANYTHING, states=EXCLUDED, conditions=True, gates=True))
def test_the_bounds_of_a_complete_sheet_are_its_score(case: Case) -> None:
    for score in case.scores.values():
        assert score.low == score.value == score.high


# Without skip logic, which an answer could move while the bounds leave it as it is.
@quickly
@given(cases(ANYTHING, gates=True))
def test_however_the_open_questions_are_answered_the_score_comes_to_lie_within_the_bounds(case: Case) -> None:
    completed = scores(case.with_answers({id: {"value": case.later[id]} for id in case.open}))
    for id, before in case.scores.items():
        assert (completed[id].value is None) == (before.low is None)
        assert within(completed[id], before.low, before.high)


@pytest.mark.parametrize(("answer", "bound"), [(worst, 1), (best, 2)])
@quickly
@given(case=cases(ANYTHING))
def test_the_bounds_are_reached_by_the_worst_and_the_best_answers(case: Case, answer: Any, bound: int) -> None:
    completed = scores(case.with_answers({id: {"value": answer(case.scales[id])} for id in case.open}))
    for id, before in case.scores.items():
        assert completed[id].value == figures(before)[bound]
