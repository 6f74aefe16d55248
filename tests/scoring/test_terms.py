"""What each child, and each level, gives to a score; every number worked out by hand from chapters 3.4 and 3.5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from cyberready.model.explanation import LevelTerm, SectionExplanation, Term
from cyberready.scoring.explain import explain
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet

from .made_up import DIGEST, made_up


def opened(domain: str) -> SectionExplanation:
    """How the score of one domain came about."""
    questionnaire, answers = made_up(domain)
    plan = compile_plan(questionnaire)
    found = explain(plan, answers, score_sheet(plan, answers, DIGEST), "d1")
    assert isinstance(found, SectionExplanation)
    return found


def told(terms: Sequence[Term], field: str) -> list[Any]:
    return [getattr(term, field) for term in terms]


@pytest.mark.parametrize(
    ("rollup", "questions", "shares", "adds", "rolled"),
    [
        ("mean", "five=5 five*3=1", [0.25, 0.75], [1.25, 0.75], 2),
        ("mean", "five=5 five=na five*4=none", [0.2, None, 0.8], [1, None, 0], 1),
        ("mean", "five*3=5 three=1", [0.75, 0.25], [0.75, 1 / 12], 5 / 6),  # of the ratios 1 and 1/3
        ("mean_of_questions", "five=5 five*3=1", [0.25, 0.75], [1.25, 0.75], 2),
        ("mean_of_questions", "five=4 likert=4", [0.5, 0.5], [0.4, 0.375], 0.775),
        ("sum", "five*2=3 three=1", [None, None], [6, 1], 7),
        ("sum", "five=4 five*0.5=5 five=na", [None, None, None], [4, 2.5, None], 6.5),
        ("min", "five=4 five*3=1", [None, None], [None, None], 1),
        ("max", "five=4 five*3=1", [None, None], [None, None], 4),
        ("median", "five=4 five*3=1", [None, None], [None, None], 2.5),
        ("geometric", "percent*3=100 percent=0", [0.75, 0.25], [None, None], 0),
        ("harmonic", "percent*3=50 percent=100 percent=na", [0.75, 0.25, None], [None, None, None], 4 / 7),
        ("{type: share_met, pass: 3}", "five=3 five*2=2 five=5", [0.25, 0.5, 0.25], [0.25, 0, 0.25], 0.5),
        ("{type: deduct, from: 10, pass: 3}", "five=3 five*2=2 five=0 five=na", [None] * 4, [0, -2, -1, None], 7),
        ("until_incomplete", "five=5 five*9=3 five=5", [None, None, None], [5, 3, 0], 8),
        # each from its worst
        ("until_incomplete", "likert=5 likert=na likert=5", [None, None, None], [4, None, 4], 8),
        ("{type: cumulative, pass: 2}", "three@1=3 three*3@1=1 three@2=2", [0.25, 0.75, 1], [None, None, None], 0),
        ("none", "five=5", [None], [None], None),
    ],
)
def test_shares_and_what_they_add(
    rollup: str, questions: str, shares: list[float | None], adds: list[float | None], rolled: float | None
) -> None:
    found = opened(f"{{rollup: {rollup}, questions: {questions}}}")
    assert told(found.terms, "share") == pytest.approx(shares)
    assert told(found.terms, "adds") == pytest.approx(adds)
    assert found.rolled == pytest.approx(rolled)


@pytest.mark.parametrize(
    ("tree", "ratios"),
    [
        ("{questions: five=4 likert=4 percent=50}", [0.8, 0.75, 0.5]),
        ("{rollup: min, questions: five=4 three=3}", [0.8, 1]),
        ("{rollup: geometric, questions: percent=25 percent=100}", [0.25, 1]),
        # none where scores themselves count: of one unit, or whatever the units are
        ("{questions: five=4 five=1}", [None, None]),
        ("{rollup: sum, questions: five=4 three=1}", [None, None]),
        ("{rollup: {type: share_met, pass: 2}, questions: five=4 three=1}", [None, None]),
        # of what a section could score, which is 5 of its 10 here
        ("{sections: [{rollup: sum, questions: five=4 five=na}, {questions: three=0}]}", [0.8, 0]),
    ],
)
def test_ratios_where_units_differ(tree: str, ratios: list[float | None]) -> None:
    found = opened(tree)
    assert told(found.terms, "ratio") == pytest.approx(ratios)
    assert found.ratios == (ratios[0] is not None)


@pytest.mark.parametrize(
    ("tree", "left_out"),
    [
        ("{questions: five=1 five=na five=hidden five*0=2 text=x count=3 date text*0=x}",
         [None, "excluded", "excluded", "no_weight", *["never_scored"] * 4]),
        ("{unanswered: exclude, questions: five five=unknown}", ["excluded", None]),
        ("{sections: [{questions: five=2}, {weight: 0, questions: five=1}, {rollup: none, questions: five=1},"
         " {questions: five=na}, {questions: text=x}, {minimum_answered: 1, questions: five=1 five}]}",
         [None, "no_weight", *["no_score"] * 4]),
        # levels look at questions with a level only, at any depth, and at no section
        ("{rollup: {type: cumulative, pass: 2}, questions: three@1=3 three=3 text@1=x three*0@1=3,"
         " sections: [{questions: three@2=3 five}]}",
         [None, "not_looked_at", "never_scored", "no_weight", None, "not_looked_at"]),
        ("{rollup: mean_of_questions, questions: five=1 text=x, sections: [{questions: five=2 text=x}]}",
         [None, "never_scored", None]),
        ("{rollup: none, questions: five=1 text=x, sections: [{questions: five=1}, {weight: 0}]}",
         ["not_looked_at", "never_scored", "not_looked_at", "no_weight"]),
    ],
)  # fmt: skip
def test_what_gives_nothing_says_why(tree: str, left_out: list[str | None]) -> None:
    assert told(opened(tree).terms, "left_out") == left_out


def test_a_section_without_weight_has_its_score_told() -> None:
    term, other = opened("{sections: [{weight: 0, questions: five=3}, {questions: five=na}]}").terms
    assert (term.score, term.range, term.share, term.left_out) == (3, (0, 5), None, "no_weight")
    assert (other.score, other.range, other.left_out) == (None, (0, 5), "no_score")


@pytest.mark.parametrize(
    ("rollup", "questions", "decides"),
    [
        ("min", "five=4 five=1 five=3", ["q2"]),
        ("min", "five=1 five=na five=1 five=3", ["q1", "q3"]),
        ("min", "five=2 three=1 likert=3", ["q2"]),  # 0.4, 1/3 and 0.5
        ("max", "five=4 five*9=1 five=3", ["q1"]),
        ("median", "five=4 five=1 five=3", ["q3"]),
        ("median", "five=4 five=na five=1 five=3 five=0", ["q3", "q4"]),
        ("median", "five=4 five=3 five=3 five=0", ["q2", "q3"]),
        ("median", "five=2 three=3 likert=3", ["q3"]),
        ("median", "five=2", ["q1"]),
        ("until_incomplete", "five=5 five=na five=3 five=5", ["q3"]),
        ("until_incomplete", "five=5 three=3", []),
        ("mean", "five=5 five=1", []),
    ],
)
def test_which_one_decides(rollup: str, questions: str, decides: list[str]) -> None:
    terms = opened(f"{{rollup: {rollup}, questions: {questions}}}").terms
    assert [term.id for term in terms if term.decides] == decides


def test_each_term_tells_its_state_and_what_it_counts_as() -> None:
    found = opened(
        "{unanswered: full, unknown: void, not_applicable: zero,"
        " questions: likert*2=3 likert=none likert=unknown likert=na likert=hidden}"
    )
    assert told(found.terms, "state") == ["answered", "unanswered", "unknown", "not_applicable", "not_asked"]
    assert told(found.terms, "counts_as") == [None, "full", "void", "zero", "exclude"]
    assert told(found.terms, "score") == [3, 5, 1, 1, None]
    assert told(found.terms, "weight") == [2, 1, 1, 1, 1]


def test_questions_further_below_count_by_the_policies_of_the_section_that_looks_at_them() -> None:
    found = opened(
        "{rollup: mean_of_questions, unanswered: full, sections: [{unanswered: exclude, questions: five=1 five}]}"
    )
    assert told(found.terms, "counts_as") == [None, "full"]
    assert told(found.terms, "score") == [1, 5]


@pytest.mark.parametrize(
    ("rollup", "questions", "met"),
    [
        ("{type: share_met, pass: 3}", "five=3 five=2 five=na", [True, False, None]),
        ("{type: deduct, from: 9, pass: 0.3}", "tenths=3 tenths=2", [True, False]),
        ("{type: cumulative, pass: 2}", "three@1=2 three@2=1 three=3", [True, False, None]),
    ],
)
def test_what_is_met(rollup: str, questions: str, met: list[bool | None]) -> None:
    assert told(opened(f"{{rollup: {rollup}, questions: {questions}}}").terms, "met") == met


Line = tuple[int, float | None, int, float | None, str]


def line(level: LevelTerm) -> Line:
    """The level, what it asks for, its questions, the met share of them; whether it is met, and reached."""
    words = [word for word in ("met", "reached") if getattr(level, word)]
    return level.level, level.bound, level.questions, level.share, " ".join(words)


@pytest.mark.parametrize(
    ("settings", "questions", "levels"),
    [
        ("", "three@1=2 three@2=1", [(1, 2, 1, 1, "met reached"), (2, 2, 1, 0, "")]),
        ("", "three@1=1 three@2=3", [(1, 2, 1, 0, ""), (2, 2, 1, 1, "met")]),
        ("share: 0.5", "three@1=2 three*3@1=1 three@2=2", [(1, 2, 2, 0.25, ""), (2, 2, 1, 1, "met")]),
        ("share: 0.25", "three@1=2 three*3@1=1 three@1=na", [(1, 2, 2, 0.25, "met reached")]),
        ("share: 0.5", "three@1!=1 three@1=2 three@1=2", [(1, 2, 3, 2 / 3, "")]),
        # the levels under the next one are held against `below`
        ("below: 3", "three@1=2 three@2=2", [(1, 3, 1, 0, "reached"), (2, 2, 1, 1, "met")]),
        ("below: 3", "three@1=3 three@2=2", [(1, 3, 1, 1, "met reached"), (2, 3, 1, 0, "reached")]),
        ("below: 1", "three@1=1 three@2=1", [(1, 2, 1, 0, ""), (2, 2, 1, 0, "")]),
        # of levels without questions the lowest stands for all
        ("", "three@1=3 three@4=3",
         [(1, 2, 1, 1, "met reached"), (2, None, 0, None, ""), (4, 2, 1, 1, "met")]),
        ("empty: pass", "three@1=3 three@4=0",
         [(1, 2, 1, 1, "met reached"), (2, None, 0, None, "met reached"), (4, 2, 1, 0, "")]),
        ("empty: pass", "three@1=1 three@3=3", [(1, 2, 1, 0, ""), (2, None, 0, None, "met"), (3, 2, 1, 1, "met")]),
        ("", "three@2=3", [(1, None, 0, None, ""), (2, 2, 1, 1, "met")]),
        ("floor: 0.5", "three@1=0 three@2=3", [(1, 2, 1, 0, ""), (2, 2, 1, 1, "met")]),
        ("floor: -1", "three@1=0", [(1, 2, 1, 0, "")]),
    ],
)  # fmt: skip
def test_levels(settings: str, questions: str, levels: list[Line]) -> None:
    found = opened(f"{{rollup: {{type: cumulative, pass: 2, {settings}}}, questions: {questions}}}")
    assert [line(level) for level in found.levels] == [pytest.approx(expected) for expected in levels]
    assert {level.needed for level in found.levels} == {found.rollup.share or 1}


@pytest.mark.parametrize(("empty", "met"), [("block", False), ("pass", True)])
def test_a_level_that_has_none_left_has_no_share(empty: str, met: bool) -> None:
    rollup = f"{{type: cumulative, pass: 2, empty: {empty}}}"
    level = opened(f"{{rollup: {rollup}, questions: three@1=3 three@2=na three@3=3}}").levels[1]
    assert (level.questions, level.share, level.met, level.reached) == (0, None, met, met)
    (level,) = opened(f"{{rollup: {rollup}, questions: three@1=na}}").levels
    assert (level.questions, level.share, level.met, level.reached) == (0, None, met, False)


@pytest.mark.parametrize(
    ("settings", "questions", "blocking", "required"),
    [
        # what is not met, of the next level and those under it
        ("", "three@1=2 three@2=1 three@2=3 three@2 three@3=0", {2: ("q2", "q4")}, {}),
        ("", "three@1=0 three@2=0", {1: ("q1",)}, {}),
        ("", "three@1=2 three@2=3", {}, {}),
        # nothing where the share makes up for it
        ("share: 0.5", "three@1=2 three@1=0 three@2=1 three@2=0", {2: ("q3", "q4")}, {}),
        # those that no share makes up for
        ("share: 0.5", "three@1!=1 three@1=2 three@1=0", {1: ("q1", "q3")}, {1: ("q1",)}),
        ("share: 0.5", "three@1!=2 three@1=0 three@1=0", {1: ("q2", "q3")}, {}),
        # levels that are reached, but do not let the next one be
        ("below: 3", "three@1=2 three@2=2", {1: ("q1",)}, {}),
        ("below: 3", "three@1!=3 three@2!=2 three@3=1", {2: ("q2",), 3: ("q3",)}, {2: ("q2",)}),
        ("floor: 2", "three@1=0 three@2=3 three@3=1", {1: ("q1",), 3: ("q3",)}, {}),
        # no question is to blame for a level that has none
        ("", "three@1=3 three@3=0", {}, {}),
        ("empty: pass", "three@1=3 three@3=0", {3: ("q2",)}, {}),
    ],
)  # fmt: skip
def test_what_keeps_the_next_level_from_being_reached(
    settings: str, questions: str, blocking: dict[int, tuple[str, ...]], required: dict[int, tuple[str, ...]]
) -> None:
    found = opened(f"{{rollup: {{type: cumulative, pass: 2, {settings}}}, questions: {questions}}}")
    assert {level.level: level.blocking for level in found.levels if level.blocking} == blocking
    assert {level.level: level.required for level in found.levels if level.required} == required


def test_only_levels_have_levels() -> None:
    assert opened("{questions: five@1=2 five@2=3}").levels == ()
    assert opened("{rollup: {type: cumulative, pass: 2}, questions: five=2 text@1=x}").levels == ()
    terms = opened("{rollup: {type: cumulative, pass: 2}, questions: five@1!=2 five@2=3}").terms
    assert [(term.level, term.required) for term in terms] == [(1, True), (2, False)]
