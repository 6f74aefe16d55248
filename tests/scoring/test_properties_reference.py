"""The engine scores every sheet as the chapters of the format do when they are followed word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from .properties_cases import OVERALL, Case, figures
from .properties_reference import Reference
from .strategies import ANY_POLICY, ANYTHING, MEANS, cases, open_counts, rolled_up_by

thoroughly = settings(max_examples=100, deadline=None)
BY_LEVELS = (
    *rolled_up_by("cumulative"),
    {"rollup": {"type": "cumulative", "pass": 1, "below": 3, "share": 0.5}},
    {"rollup": {"type": "cumulative", "pass": 3, "below": 1, "share": 0.5}},
    {"rollup": {"type": "cumulative", "pass": 0.5, "empty": "pass"}},
)


def assert_as_the_format_says(case: Case) -> None:
    reference = Reference(case.plan.questionnaire, case.card.questions)
    sheets = [reference, reference.with_open_at(0), reference.with_open_at(1)]
    overall = reference.overall
    for part in overall.walk():
        score = case.scores[OVERALL if part.id == overall.id else part.id]
        expected = [None if found is None else float(found.v) for found in (sheet.score(part) for sheet in sheets)]
        assert figures(score) == pytest.approx(tuple(expected), abs=1e-9)
        unit = reference.unit(part)
        assert score.range == pytest.approx(None if unit is None else tuple(map(float, unit)), abs=1e-9)


@thoroughly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_every_score_is_what_the_format_says(case: Case) -> None:
    assert_as_the_format_says(case)


@thoroughly
@given(cases(open_counts("exclude"), kinds=BY_LEVELS, ranges=(), scales=("three", "five")))
def test_levels_are_reached_as_the_format_says(case: Case) -> None:
    assert_as_the_format_says(case)


@thoroughly
@given(cases(ANY_POLICY, kinds=rolled_up_by("sum", "deduct", "until_incomplete")))
def test_what_loses_children_scores_as_the_format_says(case: Case) -> None:
    assert_as_the_format_says(case)


@settings(thoroughly, max_examples=300)
@given(cases(kinds=rolled_up_by(*MEANS), ranges=(), scales=("losses", "banded"), depth=0))
def test_means_score_as_the_format_says_also_below_zero(case: Case) -> None:
    assert_as_the_format_says(case)
