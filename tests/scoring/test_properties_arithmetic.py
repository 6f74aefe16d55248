"""What weights, ranges and policies mean: two questionnaires that say the same in other words score the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .properties_cases import OVERALL, UNSCORED, Case, Data, best, figures, same, scores, sections, worst
from .strategies import (
    ANY_MINIMUM,
    ANY_POLICY,
    ANYTHING,
    EXCLUDED,
    OPEN,
    POLICIES,
    cases,
    not_rolled_up_by,
    open_counts,
    quickly,
    rolled_up_by,
)

# Sums and deductions grow with the weights; a range makes ratios of them.
OF_RATIOS = (
    *not_rolled_up_by("sum", "deduct"),
    {"rollup": "sum", "range": [0, 10]},
    {"rollup": {"type": "deduct", "from": 10, "pass": 2}, "range": [-1, 1]},
)


def reweighted(part: Data, weight: Callable[[float], float]) -> Data:
    """A questionnaire, or a part of it, with other weights of all that it holds."""
    result = dict(part)
    for name in ("questions", "sections", "domains"):
        if name in part:
            found = [{**each, "weight": weight(each.get("weight", 1))} for each in part[name]]
            result[name] = [reweighted(each, weight) for each in found]
    return result


@quickly
@given(cases(ANYTHING, kinds=OF_RATIOS, gates=True), st.sampled_from([0.001, 0.3, 7, 1e6]))
def test_weights_count_only_against_each_other(case: Case, factor: float) -> None:
    assert same(case.scores, case.with_body(reweighted(case.body, lambda weight: factor * weight)).scores)
    for section in sections(case.body):  # what holds it may weigh its questions against others
        other = case.with_section(section["id"], lambda part: reweighted(part, lambda weight: factor * weight))
        assert same(case.scores, other.scores, above=section["id"])


@quickly
@given(cases(ANY_POLICY, kinds=rolled_up_by("min", "max", "median", "until_incomplete"), gates=True))
def test_some_rollups_ask_of_a_weight_only_whether_it_is_zero(found: Case) -> None:
    case = found.with_scoring(rollup=found.body["scoring"].get("rollup", "median"))
    assert same(case.scores, case.with_body(reweighted(case.body, lambda weight: min(weight, 1) * 0.7)).scores)


# Not of medians, of which each child is one, nor where a child counts by its place.
@quickly
@given(cases(ANYTHING, kinds=not_rolled_up_by("median", "until_incomplete")))
def test_a_question_counts_as_two_of_half_its_weight(case: Case) -> None:
    def halves(section: Data) -> Data:
        found = [{**question, "weight": question.get("weight", 1) / 2} for question in section["questions"]]
        return {**section, "questions": [*found, *({**half, "id": f"{half['id']}.half"} for half in found)]}

    other = case.rewritten(section=halves)
    answers = {f"{id}.half": answer for id, answer in case.answers.items()}
    assert same(case.scores, scores(other.with_answers(answers)))
    assert all(other.scores[id].range == pytest.approx(score.range) for id, score in case.scores.items())


def with_range(case: Case, id: str, ends: list[float]) -> Case:
    if id == OVERALL:
        return case.with_scoring(overall={**case.body["scoring"]["overall"], "range": ends})
    return case.with_section(id, lambda part: {**part, "range": ends})


def one_of(case: Case, number: int) -> str:
    ids = list(case.scores)
    return ids[number % len(ids)]


@quickly
@given(cases(ANYTHING, gates=True), st.integers(0), st.sampled_from([(0, 100), (-3, 5), (1, 1.5)]))
def test_a_range_is_a_unit_on_a_straight_line(case: Case, number: int, ends: tuple[float, float]) -> None:
    id, (low, high) = one_of(case, number), ends
    ratios = figures(with_range(case, id, [0, 1]).scores[id])
    expected = tuple(None if ratio is None else low + ratio * (high - low) for ratio in ratios)
    assert figures(with_range(case, id, [low, high]).scores[id]) == pytest.approx(expected, abs=1e-9)


@quickly
@given(cases(open_counts("zero", "full", "void"), states=OPEN, gates=True), st.integers(0))
def test_a_range_maps_the_unit_where_nothing_is_excluded(case: Case, number: int) -> None:
    id = one_of(case, number)
    score, found = case.scores[id], with_range(case, id, [-3, 5]).scores[id]
    if score.value is None or score.range is None:
        assert found.value is None
    else:
        low, high = score.range
        assert found.value == pytest.approx(-3 + 8 * (score.value - low) / (high - low), abs=1e-9)


# Not where the domains' scores are compared with a threshold, which would have to move with the unit.
@quickly
@given(cases(ANYTHING, overall=not_rolled_up_by("share_met", "deduct"), ranges=(), gates=True))
def test_the_range_of_the_questionnaire_is_a_unit_of_domains_and_overall(case: Case) -> None:
    ratios, percents = (case.with_scoring(range=ends).scores for ends in ([0, 1], [0, 100]))
    for id in (OVERALL, *(domain["id"] for domain in case.body["domains"])):
        expected = tuple(None if ratio is None else 100 * ratio for ratio in figures(ratios[id]))
        assert figures(percents[id]) == pytest.approx(expected, abs=1e-9)


# A range everywhere, since a unit follows from the questionnaire alone and would change with it; no levels, whose
# highest would.
@quickly
@given(cases({**open_counts(*POLICIES), **ANY_MINIMUM}, kinds=not_rolled_up_by("cumulative"), gates=True))
def test_what_is_excluded_counts_as_if_it_were_not_in_the_file(found: Case) -> None:
    overall = {**found.body["scoring"]["overall"], "range": [0, 1]}
    case = found.with_scoring(overall=overall).rewritten(section=lambda section: {**section, "range": [0, 1]})

    def without_excluded(section: Data) -> Data:
        states = case.card.questions
        kept = [question for question in section["questions"] if states[question["id"]].state not in EXCLUDED]
        return {**section, "questions": kept}

    assert same(case.scores, case.rewritten(section=without_excluded).scores)


@pytest.mark.parametrize(("policy", "answer"), [("zero", worst), ("full", best)])
@quickly
@given(found=cases(states=("not_applicable", *OPEN)))
def test_zero_counts_as_the_worst_answer_and_full_as_the_best(
    found: Case, policy: str, answer: Callable[[str], Any]
) -> None:
    case = found.with_scoring(not_applicable=policy, unknown=policy, unanswered=policy)
    sheet = {id: {"value": answer(case.scales[id])} for id, given in case.answers.items() if "value" not in given}
    completed = scores(case.with_answers(sheet))
    assert all(completed[id].value == score.value for id, score in case.scores.items())


@quickly
@given(cases(states=OPEN))
def test_void_is_the_least_that_the_section_with_the_question_can_score(found: Case) -> None:
    case = found.with_scoring(unknown="void", unanswered="void")
    for section in sections(case.body):
        score = case.scores[section["id"]]
        scored = [q for q in section["questions"] if q["scale"] not in UNSCORED and q.get("weight", 1) > 0]
        if any(question["id"] in case.open for question in scored):
            assert score.value == (None if score.range is None else score.range[0])


@quickly
@given(cases(ANY_POLICY, gates=True), st.sampled_from([0.1, 0.5, 1]))
def test_minimum_answered_takes_a_score_away_or_leaves_it(case: Case, minimum: float) -> None:
    for section in sections(case.body):
        other = case.with_section(section["id"], lambda part: {**part, "minimum_answered": minimum})
        score = other.scores[section["id"]]
        assert score.value in (None, case.scores[section["id"]].value)
        for id, before in case.scores.items():
            assert figures(before)[1:] == figures(other.scores[id])[1:]
