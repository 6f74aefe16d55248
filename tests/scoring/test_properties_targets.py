"""Ratings and profiles of random scorecards: what scores are called, and how far they are from targets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.model.scorecard import ProfileResult

from .properties_cases import UNSCORED, Case, questions, sections
from .strategies import ANYTHING, EXCLUDED, cases, quickly

BOUNDS = st.lists(st.sampled_from([-1, 0, 0.25, 1, 2.5, 50]), unique=True, max_size=4)
TARGETS = st.sampled_from([-5, 0, 0.1, 0.3, 1, 2.5, 60])
HAIR = 5e-10  # what rounding to 9 decimals forgives


def profile(case: Case, **targets: object) -> ProfileResult:
    return case.with_body({**case.body, "profiles": {"goal": targets}}).card.profiles["goal"]


@quickly
@given(cases(ANYTHING, conditions=True, gates=True), BOUNDS)
def test_a_rating_is_the_highest_bound_that_a_score_reaches(found: Case, bounds: list[float]) -> None:
    case = found.with_scoring(ratings=[{"from": bound, "label": str(bound)} for bound in bounds])
    unit = case.card.overall.range
    for score in case.scores.values():
        reached: list[float] = []
        if score.value is not None and unit is not None and score.range == pytest.approx(unit, rel=0, abs=HAIR):
            reached = [bound for bound in bounds if score.value + HAIR >= bound]
        assert score.rating == (str(max(reached)) if reached else None)


@quickly
@given(cases(ANYTHING, conditions=True, gates=True), TARGETS, TARGETS)
def test_a_profile_tells_how_far_each_score_is_from_its_target(case: Case, default: float, own: float) -> None:
    named = [section["id"] for section in sections(case.body)][1::2]
    asked = [q["id"] for q in questions(case.body) if q["scale"] not in UNSCORED]
    found = profile(case, default=default, sections=dict.fromkeys(named, own), questions=dict.fromkeys(asked, own))
    domains = [domain["id"] for domain in case.body["domains"]]
    left = [id for id in asked if case.card.questions[id].state not in EXCLUDED]
    assert {target.id for target in found.targets} == {*domains, *named, *left}
    assert found.met == all(target.met for target in found.targets)
    for target in found.targets:
        score = case.card.sections.get(target.id)
        value = case.card.questions[target.id].points if score is None else score.value
        assert target.target == (default if target.id in domains and target.id not in named else own)
        assert target.value == value
        assert target.gap == (None if value is None else max(0, target.target - value))
        assert target.met == (value is not None and value + HAIR >= target.target)


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_what_was_scored_is_met_as_a_target(case: Case) -> None:
    reached = {id: score.value for id, score in case.card.sections.items() if score.value is not None}
    found = profile(case, sections=reached)
    assert found.met
    assert [target.gap for target in found.targets] == [0] * len(reached)
