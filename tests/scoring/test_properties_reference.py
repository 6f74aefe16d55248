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


def unlike_the_format(case: Case) -> list[str]:
    """The sections that the engine scores otherwise, or in another unit."""
    reference = Reference(case.plan.questionnaire, case.card.questions)
    sheets = [reference, reference.with_open_at(0), reference.with_open_at(1)]
    overall = reference.overall
    found = []
    for part in overall.walk():
        score = case.scores[OVERALL if part.id == overall.id else part.id]
        expected = [None if value is None else float(value.v) for value in (sheet.score(part) for sheet in sheets)]
        unit = reference.unit(part)
        in_unit = None if unit is None else tuple(map(float, unit))
        if figures(score) != pytest.approx(tuple(expected), abs=1e-9):
            found.append(f"{part.id}: {figures(score)}, by the format {expected}")
        if score.range != pytest.approx(in_unit, abs=1e-9):
            found.append(f"{part.id} in {score.range}, by the format {in_unit}")
    return found


@thoroughly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_every_score_is_what_the_format_says(case: Case) -> None:
    assert unlike_the_format(case) == []


@thoroughly
@given(cases(open_counts("exclude"), kinds=BY_LEVELS, ranges=(), scales=("three", "five")))
def test_levels_are_reached_as_the_format_says(case: Case) -> None:
    assert unlike_the_format(case) == []


@thoroughly
@given(cases(ANY_POLICY, kinds=rolled_up_by("sum", "deduct", "until_incomplete")))
def test_what_loses_children_scores_as_the_format_says(case: Case) -> None:
    assert unlike_the_format(case) == []


@settings(thoroughly, max_examples=300)
@given(cases(kinds=rolled_up_by(*MEANS), ranges=(), scales=("losses", "banded"), depth=0))
def test_means_score_as_the_format_says_also_below_zero(case: Case) -> None:
    assert unlike_the_format(case) == []
