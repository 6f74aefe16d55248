"""The next score and the changes that reach it, worked out by hand; test_goals_exact tries every set of them."""

from __future__ import annotations

from typing import Any

import pytest

from cyberready.model.answers import Answer
from cyberready.model.explanation import Change, Goal, SectionExplanation
from cyberready.model.questionnaire import Questionnaire
from cyberready.scoring.explain import explain
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet

from .made_up import DIGEST, made_up, questionnaire
from .test_points import GATES, SHOWN


def opened(asked: Questionnaire, answers: dict[str, Answer], id: str, bound: float | None) -> tuple[Goal, ...]:
    plan = compile_plan(asked)
    found = explain(plan, answers, score_sheet(plan, answers, DIGEST), id, bound)
    assert isinstance(found, SectionExplanation)
    return found.goals


def goals(*domains: str, id: str = "d1", bound: float | None = None, **others: str) -> tuple[Goal, ...]:
    return opened(*made_up(*domains, **others), id, bound)


def goal(domain: str, bound: float | None = None) -> Goal:
    (found,) = goals(domain, bound=bound)
    return found


def to(goal: Goal) -> dict[str, Any]:
    assert goal.changes is not None
    return {change.id: change.to for change in goal.changes}


def whats_next(goal: Goal) -> tuple[str, float, str]:
    return goal.kind, goal.bound, goal.label


RATINGS = "{ratings: [{from: 0, label: low}, {from: 0.8, label: fair}, {from: 4, label: high}]}"


@pytest.mark.parametrize(
    ("scoring", "domain", "expected"),
    [
        (RATINGS, "{questions: five=0}", [("rating", 0.8, "fair")]),
        (RATINGS, "{questions: five=1 five=2}", [("rating", 4, "high")]),
        (RATINGS, "{questions: five=4}", []),
        (RATINGS, "{rollup: sum, questions: five*0.7=1 five*0.1=1}", [("rating", 4, "high")]),  # a hair below 0.8
        # where ratings do not name the score, and where there are none: the next whole number
        ("{overall: {range: [0, 100]}, ratings: [{from: 50, label: half}]}", "{questions: five=1}",
         [("number", 2, "")]),
        ("{}", "{questions: five=1 five=2}", [("number", 2, "")]),
        ("{}", "{range: [-2, 2], questions: five=1}", [("number", -1, "")]),  # -1.2
        ("{}", "{questions: five=5}", []),
        ("{}", "{range: [0, 2.5], questions: percent=88}", []),  # 2.2
        ("{}", "{questions: percent=50 five=1}", []),  # on 0 to 1 there is none
        # levels come before ratings
        (RATINGS, "{rollup: {type: cumulative, pass: 2}, questions: three@1=2 three@2=1}", [("level", 2, "2")]),
        ("{}", "{rollup: {type: cumulative, pass: 2}, questions: three@1=2}", []),
        ("{}", "{rollup: {type: cumulative, pass: 2}, range: [0, 100], questions: three@1=2 three@2=1}",
         [("level", 100, "2")]),
        ("{}", "{rollup: {type: cumulative, pass: 2, floor: 2}, questions: three@1=0 three@3=0}",
         [("level", 3, "3")]),
        ("{}", "{rollup: {type: cumulative, pass: 2, floor: -1}, questions: three@1=0}", [("level", 1, "1")]),
        ("{}", "{rollup: {type: cumulative, pass: 2, empty: pass}, questions: three@1=2 three@4=0}",
         [("level", 4, "4")]),
        # nothing without a score, unless answers are all that is missing
        ("{}", "{questions: five=na}", []),
    ],
)  # fmt: skip
def test_what_is_next(scoring: str, domain: str, expected: list[tuple[str, float, str]]) -> None:
    assert [whats_next(each) for each in goals(domain, scoring=scoring)] == expected


def test_the_overall_score_has_its_own_rating_and_levels() -> None:
    domains = ("{questions: five@1=4}", "{questions: five@2=1}")
    assert [whats_next(each) for each in goals(*domains, id="", scoring=RATINGS)] == [("rating", 4, "high")]  # 2.5
    cumulative = "{overall: {rollup: {type: cumulative, pass: 3}}}"
    (found,) = goals(*domains, id="", scoring=cumulative)
    assert (whats_next(found), to(found)) == (("level", 2, "2"), {"q2": 3})


def test_targets_that_are_not_met_follow() -> None:
    profiles = "{near: {sections: {d1: 3}}, met: {sections: {d1: 1}}, far: {default: 4, sections: {d1.1: 2}}}"
    tree = "{questions: five=1, sections: [{questions: five=2}]}"
    assert [whats_next(each) for each in goals(tree, profiles=profiles)] == [
        ("number", 2, ""),
        ("target", 3, "near"),
        ("target", 4, "far"),
    ]
    assert [each.kind for each in goals(tree, id="d1.1", profiles=profiles)] == ["number"]
    assert [each.kind for each in goals(tree, id="", profiles=profiles)] == ["number"]


@pytest.mark.parametrize(
    ("tree", "bound", "count", "changes", "value"),
    [
        ("{questions: five=3 five=na}", 5, 2, {"q1": 5}, 5),
        ("{rollup: sum, questions: five*2=3 three=1}", 12, 3, {"q1": 5, "q2": 2}, 12),
        ("{rollup: min, questions: five=1 five*9=2 five=4}", 3, 3, {"q1": 3, "q2": 3}, 3),
        ("{rollup: max, questions: five=1 five=2 five=4}", 5, 1, {"q3": 5}, 5),
        ("{rollup: median, questions: five=1 five=2 five=4 five=5}", 4, 2, {"q2": 4}, 4),
        ("{rollup: until_incomplete, questions: five=5 five=3 five=1}", 10, 2, {"q2": 5}, 11),
        ("{rollup: geometric, questions: likert=1 likert=5}", 0.1, 1, {"q1": 2}, 0.5),  # of 0.25 and 1
        ("{rollup: harmonic, questions: likert=2 likert=5}", 0.6, 1, {"q1": 3}, 2 / 3),  # of 0.5 and 1
        ("{rollup: {type: share_met, pass: 3}, questions: five=1 five=2 five}", 0.6, 3, {"q1": 3, "q2": 3}, 2 / 3),
        ("{rollup: {type: deduct, from: 10, pass: 3}, questions: five=2 five*2=1}", 9, 2, {"q2": 3}, 9),
        ("{range: [0, 100], questions: five=1 five*3=1}", 50, 2, {"q2": 3}, 50),
        ("{questions: five=1, sections: [{weight: 3, questions: five=1 five*2=1}]}", 2, 2, {"q3": 3}, 2),
        ("{rollup: mean_of_questions, sections: [{weight: 0, questions: five=1 five=1}]}", 3, 4,
         {"q1": 3, "q2": 3}, 3),
        ("{questions: several several=unknown}", 1, 2, {"q1": ("a",), "q2": ("a",)}, 1),
        # what is left out, or counts as its best, is not raised
        ("{unanswered: exclude, questions: five=1 five*9}", 3, 2, {"q1": 3}, 3),
        ("{unanswered: full, questions: five=1 five*9}", 4.8, 2, {"q1": 3}, 4.8),
        # of several ways what gains most, of equal gains the heaviest, then the lowest, then the first in the file
        ("{sections: [{weight: 2, questions: five=1 five=1}, {questions: five*5=1}]}", 4 / 3, 1, {"q3": 2}, 4 / 3),
        ("{questions: five=3 five=1}", 3, 2, {"q2": 3}, 3),
        ("{questions: five=1 five=1 five=1}", 5 / 3, 2, {"q1": 2, "q2": 2}, 5 / 3),
        # a straight line is taken no further than the bound asks, one after the other
        ("{questions: percent=20 percent=40}", 50, 1, {"q1": 60}, 50),
        ("{questions: percent=20 percent=40}", 45.1, 1, {"q1": 51}, 45.5),  # 50.2, to whole numbers
        ("{questions: percent=20 percent*3=40}", 50, 1, {"q2": 60}, 50),
        ("{questions: percent percent}", 75, 2, {"q1": 50, "q2": 100}, 75),
        # nothing to do
        ("{questions: five=3}", 3, 0, {}, 3),
    ],
)  # fmt: skip
def test_the_fewest_raises(tree: str, bound: float, count: int, changes: dict[str, Any], value: float) -> None:
    found = goal(tree, bound)
    assert (found.count, to(found), found.answers, found.highest) == (count, changes, False, None)
    assert found.value == pytest.approx(value)


def test_a_change_tells_where_it_begins_and_ends() -> None:
    found = goal("{questions: likert=3 tenths=unknown}", 0.8)  # 0.5 and 0
    assert found.changes == (
        Change(id="q1", value=3, to=4, points=3, to_points=4, raises=1),
        Change(id="q2", value=None, to=3, points=None, to_points=0.3, raises=3),
    )
    assert (found.count, found.value) == (4, 0.875)


@pytest.mark.parametrize(
    ("tree", "bound", "highest"),
    [
        ("{questions: five=1}", 6, 5),
        ("{rollup: sum, questions: five=4 five=na}", 6, 5),
        ("{rollup: sum, unanswered: full, questions: three=1 five}", 9, 8),
        ("{not_applicable: zero, range: [0, 100], questions: five=1 five=na}", 60, 50),
        ("{rollup: min, not_applicable: zero, questions: likert=1 likert=na}", 2, 1),
        ("{rollup: {type: cumulative, pass: 2}, questions: three@1=2 three@3=0}", 2, 1),
        ("{rollup: {type: cumulative, pass: 2}, not_applicable: zero, questions: three@1=0 three@1=na}", 1, 0),
        # 3 of 7, were it answered
        ("{rollup: {type: cumulative, pass: 2, share: 0.5}, not_applicable: zero, unanswered: exclude,"
         " questions: three*4@1=na three*3@1}", 1, 0),
        ("{not_applicable: void, questions: likert=5 likert=na}", 2, 1),
    ],
)  # fmt: skip
def test_what_no_raise_reaches(tree: str, bound: float, highest: float) -> None:
    found = goal(tree, bound)
    assert (found.count, found.changes, found.value) == (None, None, None)
    assert found.highest == pytest.approx(highest)


@pytest.mark.parametrize(
    ("settings", "questions", "bound", "changes", "value"),
    [
        # answers are counted, however far each is from what is asked; a level that is met comes with it
        ("pass: 3", "five@1=0 five@1=2 five@2=3", 1, {"q1": 3, "q2": 3}, 2),
        ("pass: 3, share: 0.5", "five@1=2 five*2@1=0 five@1=2", 1, {"q2": 3}, 1),
        ("pass: 3, share: 0.5", "five@1!=0 five*2@1=2", 1, {"q1": 3, "q2": 3}, 1),
        ("pass: 2, below: 3", "three@1=2 three@2=1", 2, {"q1": 3, "q2": 2}, 2),
        ("pass: 2, empty: pass", "three@1=2 three@4=0", 4, {"q2": 2}, 4),
        # an open question that is left out adds itself to what is met
        ("pass: 2", "three@1=2 three@2=unknown", 2, {"q2": 2}, 2),
        ("pass: 1", "likert@1=2 likert@2=unknown", 2, {"q2": 1}, 2),
    ],
)
def test_levels_count_answers(
    settings: str, questions: str, bound: float, changes: dict[str, int], value: float
) -> None:
    found = goal(f"{{rollup: {{type: cumulative, {settings}}}, unknown: exclude, questions: {questions}}}", bound)
    assert (found.answers, found.count, to(found), found.value) == (True, len(changes), changes, value)


BANDED = questionnaire("""
{cyberready: 1, id: bands, version: "1", title: Bands, language: en, domains: [{id: d1, title: Bands, questions:
  [{id: q1, text: How many hours, scale: hours}]}], scales: {hours: {type: number, bands:
  [{from: 0, points: 4}, {from: 4, points: 2}, {from: 24, points: 0}]}}}
""")


def test_of_bands_every_number_up_to_the_next_serves() -> None:
    (found,) = opened(BANDED, {"q1": Answer(value=30)}, "d1", 1)
    assert found.changes == (Change(id="q1", value=30, to=4, until=24, points=0, to_points=2, raises=1),)


@pytest.mark.parametrize(
    ("settings", "questions", "changes"),
    [
        # the heaviest first, of the equal the first in the file; each counts answered however it is answered
        ("minimum_answered: 0.5", "five=1 five*3 five five*2", {"q2": 0}),
        ("minimum_answered: 0.9", "five=1 five*3 likert five*2", {"q2": 0, "q3": 1, "q4": 0}),
        ("minimum_answered: 0.5", "five five=unknown several percent", {"q1": 0, "q2": 0}),
        ("minimum_answered: 0.8", "five*0.7=1 five*0.1 five*0.2 five*9=na", {"q3": 0}),
        ("minimum_answered: 0.5, unanswered: full", "several percent", {"q1": ()}),
    ],
)
def test_the_fewest_answers_that_make_a_score(settings: str, questions: str, changes: dict[str, Any]) -> None:
    found = goal(f"{{{settings}, questions: {questions}}}", 3)
    assert (found.kind, found.answers, found.count) == ("score", True, len(changes))
    assert settings.startswith(f"minimum_answered: {found.bound}")
    assert to(found) == changes


PROVEN = Answer.model_validate({"value": "fully", "criteria": (0,), "evidence": [SHOWN], "basis": "document"})
READY = {
    "plain": Answer(value="fully"),
    "criteria": Answer(value="fully", criteria=(0, 1)),
    "evidence": Answer.model_validate({"value": "largely", "evidence": [SHOWN]}),
    "proven": PROVEN,
    "both": PROVEN,
}


def gated(bound: float, **answers: Answer) -> Goal:
    return opened(GATES, {**READY, **answers}, "d", bound)[0]


def test_what_an_answer_needs_besides_is_told() -> None:
    cut = {"criteria": Answer(value="fully"), "both": Answer(value="fully", criteria=(0,))}  # each counts 1
    found = gated(6.4, **cut)  # (7 + 1 + 4 + 7 + 1) / 5 = 4
    assert found.changes == (
        Change(id="criteria", value="fully", to="fully", points=1, to_points=7, raises=1, needs=("criteria",)),
        Change(id="both", value="fully", to="fully", points=1, to_points=7, raises=1, needs=("evidence",)),
    )
    assert (found.count, found.value) == (2, 6.4)


def test_what_skip_logic_would_ask_in_addition_is_told_and_counted_as_it_then_stands() -> None:
    found = gated(7)  # (7 + 7 + 7 + 7 + 7) / 5 = 7, but then one more is asked, which is open and counts 1
    assert (to(found), found.value, found.opens) == ({"evidence": "fully"}, 6, ("after",))
    assert gated(6).opens == ()
    assert found.skips


def test_changes_that_hide_a_question_are_thinned_out() -> None:
    """q2 is asked while q1 is 0; to raise q1 alone hides it, and the mean of what is left is 1."""
    text = """
    {cyberready: 1, id: t, version: "1", title: t, language: en,
     scales: {five: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b}, {value: 2, label: c}]}},
     domains: [{id: d1, title: d, questions: [
       {id: q1, text: "?", scale: five}, {id: q2, text: "?", scale: five, when: {question: q1, is: [0]}}]}]}
    """
    asked = questionnaire(text)
    answers = {"q1": Answer(value=0), "q2": Answer(value=0)}
    plan = compile_plan(asked)
    found = explain(plan, answers, score_sheet(plan, answers, DIGEST), "d1", 1)
    assert isinstance(found, SectionExplanation)
    (way,) = found.goals
    assert (to(way), way.count, way.value, way.closes) == ({"q1": 1}, 1, 1, ("q2",))


@pytest.mark.parametrize(
    ("tree", "count"),
    [
        # the section's own minimum counts as well as that of the one within it
        ("{minimum_answered: 0.5, sections: [{minimum_answered: 1, questions: five five}]}", 2),
        (
            "{minimum_answered: 0.5, sections:"
            " [{minimum_answered: 1, questions: five five}, {questions: five*8}]}",
            1,
        ),
        ("{unanswered: exclude, questions: five five}", 1),
        ("{unanswered: exclude, sections: [{unanswered: exclude, questions: five*3 five*2=na}]}", 1),
        ("{minimum_answered: 0.6, questions: five=1 five*2 five}", 1),
        ("{minimum_answered: 1, questions: five=1 five*2 five}", 2),
    ],
)
def test_a_score_at_all_takes_what_every_section_on_the_way_asks_for(tree: str, count: int) -> None:
    found = goal(tree)
    assert (found.kind, found.count) == ("score", count)


def test_the_next_level_of_a_voided_section_is_the_one_above_its_floor() -> None:
    tree = "{rollup: {type: cumulative, pass: 3, floor: -1}, unknown: void, questions: five@1=5 five@2=unknown}"
    assert [found.label for found in goals(tree)] == ["1"]


@pytest.mark.parametrize(("bound", "value"), [(3, 3), (2, 2)])
def test_a_void_question_is_answered_no_better_than_it_must(bound: float, value: float) -> None:
    assert goal("{unanswered: void, questions: five=4 five}", bound).value == value


def test_a_line_is_followed_just_as_far_as_a_bound_with_many_decimals() -> None:
    found = goal("{questions: percent percent percent}", 33.3333334)
    assert found.value is not None
    assert 33.3333334 <= found.value < 34
