"""A better answer never lowers a score, a gate never raises one, and the best answers reach the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given

from .properties_cases import LADDERS, Case, Data, best, better, no_greater, questions, scores, worst
from .strategies import (
    ANY_EXCLUSION,
    ANYTHING,
    ASKED,
    EXCLUDED,
    SHOWN,
    cases,
    not_rolled_up_by,
    open_counts,
    quickly,
)

# Of these the best points need not meet a threshold, nor the worst miss it.
WITHOUT_THRESHOLD = not_rolled_up_by("share_met", "deduct", "cumulative", "none")


def better_sheets(case: Case) -> Iterator[Data]:
    """Every sheet with one answer that is one step better."""
    for id, answer in case.answers.items():
        for value in better(case.scales[id], answer["value"]) if "value" in answer else ():
            yield {id: {**answer, "value": value}}


def answered_sheets(case: Case) -> Iterator[Data]:
    """Every sheet with one open question answered."""
    for id in case.open:
        for value in (worst(case.scales[id]), case.later[id], best(case.scales[id])):
            yield {id: {"value": value}}


# No skip logic in what follows: a better answer may bring up questions that score low.
@quickly
@given(cases(ANYTHING, gates=True))
def test_a_better_answer_lowers_no_score_and_no_bound(case: Case) -> None:
    for sheet in better_sheets(case):
        for id, after in scores(case.with_answers(sheet)).items():
            before = case.scores[id]
            assert no_greater(before.value, after.value)
            assert no_greater(before.low, after.low)
            assert no_greater(before.high, after.high)


# Without `minimum_answered`, by which an answer may bring a low section into its parent's mean.
@quickly
@given(cases({**open_counts("zero", "void"), **ANY_EXCLUSION}, gates=True))
def test_answering_what_counted_zero_or_void_lowers_no_score(case: Case) -> None:
    for sheet in answered_sheets(case):
        for id, after in scores(case.with_answers(sheet)).items():
            assert no_greater(case.scores[id].value, after.value)


@quickly
@given(cases({**open_counts("full"), **ANY_EXCLUSION}, gates=True))
def test_answering_what_counted_full_raises_no_score(found: Case) -> None:
    case = found.with_scoring(unknown="full", unanswered="full")
    for sheet in answered_sheets(case):
        for id, after in scores(case.with_answers(sheet)).items():
            assert no_greater(after.value, case.scores[id].value)


@quickly
@given(cases(ANYTHING, gates=True))
def test_every_answer_to_an_open_question_brings_the_bounds_together(case: Case) -> None:
    for sheet in answered_sheets(case):
        for id, after in scores(case.with_answers(sheet)).items():
            before = case.scores[id]
            assert no_greater(before.low, after.low)
            assert no_greater(after.high, before.high)


@pytest.mark.parametrize(("answer", "end"), [(worst, 0), (best, 1)])
@quickly
@given(case=cases(states=(), kinds=WITHOUT_THRESHOLD))
def test_the_best_answers_score_the_top_of_the_range_and_the_worst_its_bottom(
    case: Case, answer: Callable[[str], Any], end: int
) -> None:
    sheet = {id: {"value": answer(scale)} for id, scale in case.scales.items()}
    for score in scores(case.with_answers(sheet)).values():
        expected = None if score.range is None else score.range[end]
        assert score.value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("answer", "end"), [(worst, 0), (best, 1)])
@quickly
@given(case=cases(states=EXCLUDED, kinds=WITHOUT_THRESHOLD))
def test_what_is_excluded_leaves_the_ends_of_a_range_within_reach(
    case: Case, answer: Callable[[str], Any], end: int
) -> None:
    sheet = {id: {"value": answer(case.scales[id])} for id, given in case.answers.items() if "value" in given}
    parts = case.plan.parts()
    for id, score in scores(case.with_answers(sheet)).items():
        ends = parts[id].range
        if score.value is not None and ends is not None:
            assert score.value == pytest.approx(ends[end], abs=1e-9)


def without_gates(case: Case) -> Case:
    asks = ("criteria", "evidence_from")
    return case.rewritten(lambda question: {k: v for k, v in question.items() if k not in asks})


# Without skip logic, since conditions see the answer as given.
@quickly
@given(cases(ANYTHING, gates=True))
def test_without_any_proof_an_answer_counts_as_the_option_below_the_gate(case: Case) -> None:
    bare = {id: {"value": answer["value"]} for id, answer in case.answers.items() if "value" in answer}
    lower = dict(bare)
    for question in questions(case.body):
        id, ladder = question["id"], LADDERS.get(question["scale"], ())
        if id in bare and ("criteria" in question or "evidence_from" in question):
            highest = 0 if "criteria" in question else ladder.index(question["evidence_from"]["option"]) - 1
            lower[id] = {"value": ladder[min(ladder.index(bare[id]["value"]), highest)]}
    assert scores(case.with_answers(bare)) == scores(case.with_answers(lower))


# Also with skip logic: conditions see the answer as given.
@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_a_gate_raises_no_points_and_no_score_and_hides_no_question(case: Case) -> None:
    free = without_gates(case)
    for id, question in case.card.questions.items():
        assert question.state == free.card.questions[id].state
        assert no_greater(question.points, free.card.questions[id].points)
        assert question.gate is not None or question.points == free.card.questions[id].points
    for id, score in case.scores.items():
        assert no_greater(score.value, free.scores[id].value)
        assert no_greater(score.low, free.scores[id].low)
        assert no_greater(score.high, free.scores[id].high)


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_an_answer_with_every_proof_counts_as_if_there_were_no_gate(case: Case) -> None:
    proof = {"criteria": list(range(len(ASKED))), **SHOWN, "basis": "document"}
    sheet = {id: {**answer, **proof} for id, answer in case.answers.items() if "value" in answer}
    assert case.with_answers(sheet) == without_gates(case).card
