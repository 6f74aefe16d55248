"""How rollups stand to each other: what one says follows from what another says of the same children."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .properties_cases import LADDERS, Case, Data, Scores, figures, no_greater, questions, same, scores
from .strategies import (
    ANY_MINIMUM,
    ANY_POLICY,
    ANYTHING,
    EVERY_STATE,
    MEANS,
    cases,
    quickly,
    rolled_up_by,
)

FRACTION = [0, 1]


def domains_rolled_up_by(case: Case, rollup: Any, **settings: Any) -> Scores:
    """The scores where every domain has this rollup."""
    domains = [{**domain, "rollup": rollup, **settings} for domain in case.body["domains"]]
    other = case.with_body({**case.body, "domains": domains})
    return {domain["id"]: other.scores[domain["id"]] for domain in domains}


@pytest.mark.parametrize(
    ("one", "other", "settings"),
    [
        # a deduction of every weight is the share that is not met
        ({"type": "deduct", "from": 7, "pass": 2}, {"type": "share_met", "pass": 2}, {"range": FRACTION}),
        # what is left out
        ({"type": "cumulative", "pass": 2, "below": 2}, {"type": "cumulative", "pass": 2}, {}),
        ({"type": "cumulative", "pass": 2, "share": 1, "empty": "block", "floor": 0},
         {"type": "cumulative", "pass": 2}, {}),
    ],
)  # fmt: skip
@quickly
@given(case=cases(ANYTHING, conditions=True, gates=True))
def test_other_words_for_the_same(case: Case, one: Data, other: Data, settings: Data) -> None:
    assert same(domains_rolled_up_by(case, one, **settings), domains_rolled_up_by(case, other, **settings))


ASKS_LESS = [
    ({"type": "share_met", "pass": 3}, {"type": "share_met", "pass": 2}),
    ({"type": "deduct", "from": 1, "pass": 3}, {"type": "deduct", "from": 1, "pass": 2}),
    ({"type": "cumulative", "pass": 3}, {"type": "cumulative", "pass": 2}),
    ({"type": "cumulative", "pass": 2, "below": 3}, {"type": "cumulative", "pass": 2, "below": 1}),
    ({"type": "cumulative", "pass": 2, "share": 0.9}, {"type": "cumulative", "pass": 2, "share": 0.4}),
    ({"type": "cumulative", "pass": 2}, {"type": "cumulative", "pass": 2, "empty": "pass"}),
]


@quickly
@given(cases(ANYTHING, conditions=True, gates=True), st.sampled_from(ASKS_LESS))
def test_who_asks_less_scores_no_lower(case: Case, rollups: tuple[Data, Data]) -> None:
    strict, lenient = (domains_rolled_up_by(case, rollup) for rollup in rollups)
    for id, score in strict.items():
        assert all(map(no_greater, figures(score), figures(lenient[id])))


def flat(case: Case) -> Case:
    """Every domain with all its questions of its own and no sections."""
    domains = [{**domain, "questions": list(questions(domain)), "sections": []} for domain in case.body["domains"]]
    return case.with_body({**case.body, "domains": domains})


# Without `void`, which holds the section that directly holds the question at its minimum.
@quickly
@given(
    cases({**dict.fromkeys(EVERY_STATE, ("exclude", "zero", "full")), **ANY_MINIMUM}, gates=True),
    st.sampled_from(rolled_up_by("mean_of_questions", "cumulative")),
)
def test_sections_between_say_nothing_to_what_looks_at_questions(case: Case, kind: Data) -> None:
    found = domains_rolled_up_by(case, kind["rollup"])
    assert same(found, domains_rolled_up_by(flat(case), kind["rollup"]))
    if kind["rollup"] == "mean_of_questions":
        assert same(found, domains_rolled_up_by(flat(case), "mean"))


@quickly
@given(cases(ANY_POLICY, conditions=True, gates=True))
def test_means_lie_in_order(case: Case) -> None:
    rollups = ("min", "harmonic", "geometric", "mean", "max", "median")
    found = {rollup: domains_rolled_up_by(flat(case), rollup, range=FRACTION) for rollup in rollups}
    for order in (("min", "harmonic", "geometric", "mean", "max"), ("min", "median", "max")):
        for less, more in pairwise(order):
            for id, score in found[less].items():
                assert no_greater(score.value, found[more][id].value)


# A range everywhere makes all units the same, also where a sum or a zero to 1 stands beside points.
@quickly
@given(
    st.sampled_from(sorted(LADDERS)).flatmap(
        lambda scale: cases(ANY_MINIMUM, scales=(scale,), kinds=rolled_up_by(*MEANS, "sum"))
    ),
    st.integers(0, 5),
)
def test_where_all_answers_are_equally_good_every_mean_says_how_good(found: Case, step: int) -> None:
    overall = {**found.body["scoring"]["overall"], "range": FRACTION}
    case = found.with_scoring(overall=overall, unknown="exclude", unanswered="exclude").rewritten(
        section=lambda section: {**section, "range": FRACTION}
    )
    answered = {}
    for id in (id for id, answer in case.answers.items() if "value" in answer):
        ladder = LADDERS[case.scales[id]]
        answered[id] = {"value": ladder[step % len(ladder)]}
    card = case.with_answers(answered)
    for id in (id for id in answered if card.questions[id].state == "answered"):
        points, (low, high) = card.questions[id].points, card.questions[id].range or (0, 0)
        assert points is not None
        for score in scores(card).values():
            assert score.value is None or score.value == pytest.approx((points - low) / (high - low), abs=1e-9)
