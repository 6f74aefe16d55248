"""Scores opened into their arithmetic: the overall one, a section's, a question's; worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from cyberready.model.answers import Answer
from cyberready.model.explanation import Explanation, QuestionExplanation, SectionExplanation
from cyberready.scoring.explain import explain
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet

from .made_up import DIGEST, made_up
from .properties_cases import Case
from .strategies import ANYTHING, cases, quickly
from .test_points import GATES

Pair = tuple[float, float]
Seen = tuple[str, float, float, float]


def opened(id: str, *domains: str, bound: float | None = None, scoring: str = "{}") -> Explanation:
    questionnaire, answers = made_up(*domains, scoring=scoring)
    plan = compile_plan(questionnaire)
    return explain(plan, answers, score_sheet(plan, answers, DIGEST), id, bound)


def section(id: str, *domains: str, **others: Any) -> SectionExplanation:
    found = opened(id, *domains, **others)
    assert isinstance(found, SectionExplanation)
    return found


def question(id: str, *domains: str, **others: Any) -> QuestionExplanation:
    found = opened(id, *domains, **others)
    assert isinstance(found, QuestionExplanation)
    return found


@pytest.mark.parametrize(
    ("tree", "rolled", "reach", "mapped", "value"),
    [
        ("{questions: five=4 five=1}", 2.5, (0, 5), None, 2.5),
        ("{rollup: sum, questions: likert=2 likert=3}", 5, (2, 10), None, 5),
        # what is left out takes its part of the reach with it
        ("{rollup: sum, questions: five=4 five=na}", 4, (0, 5), None, 4),
        ("{rollup: sum, range: [0, 100], questions: five=4 five=na}", 4, (0, 5), (0, 100), 80),
        ("{range: [-1, 1], questions: five=4 three=0}", 0.4, (0, 1), (-1, 1), -0.2),
        # nothing is mapped where the range is the reach
        ("{range: [0, 5], questions: five=4 five=1}", 2.5, (0, 5), None, 2.5),
        # a void question holds it at the low end, once all is rolled up
        ("{unanswered: void, range: [0, 100], questions: likert=5 likert}", 3, (1, 5), (0, 100), 0),
        # and then too little may be answered
        ("{minimum_answered: 1, range: [0, 10], questions: five=4 five}", 2, (0, 5), (0, 10), None),
        ("{range: [0, 10], questions: five=na five=hidden}", None, None, None, None),
        ("{rollup: none, questions: five=4}", None, None, None, None),
        ("{}", None, None, None, None),
    ],
)
def test_from_the_rollup_to_the_score(
    tree: str, rolled: float | None, reach: Pair | None, mapped: Pair | None, value: float | None
) -> None:
    found = section("d1", tree)
    assert (found.rolled, found.reach, found.mapped) == (rolled, reach, mapped)
    assert found.score.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("tree", "void"),
    [
        ("{unknown: void, questions: five=1 five=unknown five=none five=unknown}", ("q2", "q4")),
        ("{not_applicable: void, questions: five=1 five=na}", ("q2",)),
        ("{not_asked: void, rollup: sum, questions: five=1 five=hidden}", ("q2",)),
        # what it holds itself, and what scores
        ("{unanswered: void, questions: five=1 text five*0, sections: [{questions: five}]}", ()),
        ("{unanswered: void, rollup: mean_of_questions, questions: five, sections: [{questions: five}]}", ("q1",)),
    ],
)
def test_what_holds_a_section_at_its_minimum(tree: str, void: tuple[str, ...]) -> None:
    assert section("d1", tree).void == void


@pytest.mark.parametrize(
    ("tree", "share", "minimum"),
    [
        ("{questions: five=1 five}", None, 0),
        ("{minimum_answered: 0.6, questions: five=1 five*3=2 five=unknown}", 0.8, 0.6),
        ("{minimum_answered: 0.6, questions: five=1 five*3 five*4=na five=hidden text=x}", 0.25, 0.6),
        ("{minimum_answered: 0.5, sections: [{weight: 9, questions: five=1}, {questions: five*3}]}", 0.25, 0.5),
        ("{minimum_answered: 0.5, questions: five=na}", 1, 0.5),  # nothing was asked in vain
    ],
)
def test_the_share_that_is_answered(tree: str, share: float | None, minimum: float) -> None:
    found = section("d1", tree)
    assert (found.answered_share, found.minimum_answered) == (share, minimum)


def test_the_overall_score_is_made_of_domains() -> None:
    found = section(
        "", "{questions: five=5}", "{weight: 3, questions: five=1}", "{questions: text=x}",
        scoring="{rollup: sum, not_applicable: zero, overall: {rollup: mean, range: [0, 100]}}",
    )  # fmt: skip
    assert (found.id, found.rollup.type, found.ratios) == ("", "mean", False)
    assert [(term.id, term.share) for term in found.terms] == [("d1", 0.25), ("d2", 0.75), ("d3", None)]
    assert (found.rolled, found.reach, found.mapped, found.score.value) == (2, (0, 5), (0, 100), 40)


def test_a_bound_of_ones_own_takes_the_place_of_the_next() -> None:
    assert [goal.bound for goal in section("d1", "{questions: five=1}").goals] == [2]
    assert [(goal.kind, goal.bound) for goal in section("d1", "{questions: five=1}", bound=4).goals] == [
        ("number", 4)
    ]


def test_without_a_score_there_is_no_way_to_a_bound() -> None:
    assert section("d1", "{questions: five=na}", bound=4).goals == ()
    assert section("d1", "{rollup: none, questions: five=1}", bound=4).goals == ()


@pytest.mark.parametrize("id", ["d3", "q9", "d1.1.q1", "overall", " "])
def test_what_the_questionnaire_does_not_have_is_a_key_error(id: str) -> None:
    with pytest.raises(KeyError):
        opened(id, "{questions: five=1}", "{sections: [{questions: five}]}")


@pytest.mark.parametrize(
    ("scoring", "domains", "uses"),
    [
        ("{}", ["{questions: five*3=4 five=1}"], [("d1", 3, 0.75, 4)]),
        ("{}", ["{questions: five*3=4 five*2=na five}"], [("d1", 3, 0.75, 4)]),
        # the innermost first; sections between do not look at it themselves
        ("{overall: {rollup: mean_of_questions}}",
         ["{sections: [{questions: five*3=4 five=1}]}", "{questions: five*4=2}"],
         [("d1.1", 3, 0.75, 4), ("", 3, 0.375, 4)]),
        # nor does what has no score, or looks at levels only
        ("{}", ["{rollup: none, questions: five*3=4}"], []),
        ("{}", ["{rollup: {type: cumulative, pass: 2}, questions: five=4 five@1=2}"], []),
        ("{}", ["{questions: five*0=4 five=1}"], []),
    ],
)  # fmt: skip
def test_who_looks_at_a_question(
    scoring: str, domains: list[str], uses: list[tuple[str, float, float, float]]
) -> None:
    found = question("q1", *domains, scoring=scoring)
    assert [(use.id, use.weight, use.share, use.score) for use in found.uses] == uses
    assert not any(use.counts_as for use in found.uses)


@pytest.mark.parametrize(
    ("policy", "share", "score"),
    [("exclude", None, None), ("zero", 0.5, 1), ("full", 0.5, 5), ("void", 0.5, 1)],
)
def test_a_question_that_is_open_counts_as_its_policy_says(
    policy: str, share: float | None, score: float | None
) -> None:
    found = question("q2", f"{{unanswered: {policy}, questions: likert=3 likert}}")
    (use,) = found.uses
    assert (found.value, use.share, use.score, use.counts_as) == (None, share, score, policy)


def test_each_other_answer_with_the_scores_that_it_would_make() -> None:
    found = question("q1", "{questions: three=1 three=3}", "{weight: 3, questions: three=3}")
    assert [(each.value, each.points, each.domain, each.overall, each.given) for each in found.outcomes] == [
        (0, 0, 1.5, 2.625, False),
        (1, 1, 2, 2.75, True),
        (2, 2, 2.5, 2.875, False),
        (3, 3, 3, 3, False),
    ]
    assert (found.value, found.weight) == (1, 1)


@pytest.mark.parametrize("answer", ["none", "unknown", "na"])
def test_without_an_answer_each_may_become_it(answer: str) -> None:
    found = question("q1", f"{{minimum_answered: 1, questions: tenths={answer} tenths=1}}")
    assert [each.domain for each in found.outcomes] == pytest.approx([0.05, 0.1, 0.15, 0.2])
    assert not any(each.given for each in found.outcomes)


def test_an_answer_that_is_not_enough_leaves_no_score() -> None:
    outcomes = question("q1", "{minimum_answered: 1, questions: three three}").outcomes
    assert [(each.domain, each.overall) for each in outcomes] == [(None, None)] * 4


@pytest.mark.parametrize("word", ["percent=3", "several", "text=x", "count=1", "five*0=1", "five=hidden"])
def test_no_outcomes_where_no_option_counts(word: str) -> None:
    assert question("q1", f"{{questions: {word} five=2}}").outcomes == ()


def test_a_hidden_question_keeps_its_answer_and_counts_as_not_asked() -> None:
    found = question("q1", "{not_asked: zero, questions: five=hidden five=4}")
    assert (found.score.state, found.score.points, found.value) == ("not_asked", None, 1)
    assert [(use.share, use.score, use.counts_as) for use in found.uses] == [(0.5, 0, "zero")]


def test_a_gate_that_cuts_an_answer_is_told_and_cuts_every_outcome() -> None:
    plan = compile_plan(GATES)
    answers = {"plain": Answer(value="largely"), "criteria": Answer(value="fully", criteria=(0,))}
    card = score_sheet(plan, answers, DIGEST)
    found = explain(plan, answers, card, "criteria")
    assert isinstance(found, QuestionExplanation)
    assert (found.value, found.score.points, found.score.gate) == ("fully", 1, "criteria")
    # 4 of `plain`, and 1 of each of the three that are open; no option counts more while a criterion is open
    assert [(each.points, each.domain, each.gate) for each in found.outcomes] == [
        (1, 1.6, None), (1, 1.6, "criteria"), (1, 1.6, "criteria"), (1, 1.6, "criteria"),
    ]  # fmt: skip
    assert [each.value for each in found.outcomes if each.given] == ["fully"]
    whole = explain(plan, answers, card, "d")
    assert isinstance(whole, SectionExplanation)
    assert [term.id for term in whole.terms if term.gate == "criteria"] == ["criteria"]
    assert whole.rolled == 1.6


@settings(quickly, max_examples=20)
@given(cases(ANYTHING))
def test_outcomes_are_the_scores_of_the_changed_sheet(case: Case) -> None:
    answers = {id: Answer.model_validate(answer) for id, answer in case.answers.items()}
    for id in case.answers:
        found = explain(case.plan, answers, case.card, id)
        assert isinstance(found, QuestionExplanation)
        for outcome in found.outcomes:
            after = case.with_answers({id: {"value": outcome.value}})
            assert outcome.points == after.questions[id].points
            assert outcome.overall == pytest.approx(after.overall.value)
            assert outcome.domain == pytest.approx(after.sections[id.partition(".")[0]].value)


SHARED = ("mean", "mean_of_questions", "geometric", "harmonic", "share_met")
ADDED = ("mean", "mean_of_questions", "sum", "share_met", "until_incomplete", "deduct")


@settings(quickly, max_examples=30)
@given(cases(ANYTHING, gates=True))
def test_shares_add_up_to_one_and_what_is_added_to_the_score(case: Case) -> None:
    answers = {id: Answer.model_validate(answer) for id, answer in case.answers.items()}
    for id in ("", *case.card.sections):
        found = explain(case.plan, answers, case.card, id)
        assert isinstance(found, SectionExplanation)
        counted = [term for term in found.terms if term.left_out is None]
        assert (found.rolled is None) == (not counted)
        kind = found.rollup.type
        if counted and kind in SHARED:
            assert sum(term.share or 0 for term in counted) == pytest.approx(1)
        if counted and kind in ADDED:
            start = found.rollup.from_ or 0 if kind == "deduct" else 0
            assert start + sum(term.adds or 0 for term in counted) == pytest.approx(found.rolled)
        if kind == "cumulative":
            for level in {term.level for term in counted}:
                assert sum(term.share or 0 for term in counted if term.level == level) == pytest.approx(1)
