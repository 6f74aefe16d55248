"""One sheet scored: bounds, ratings, counts and the JSON that `score --json` prints (chapters 3.6, 3.7 and 4)."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from cyberready.model.answers import Sheet
from cyberready.scoring.sheets import compile_plan, question_scores, score_sheet

from .made_up import domain, made_up, questionnaire, score

BEST_LAST = "[{from: 1, label: Initial}, {from: 2.5, label: Defined}, {from: 4, label: Managed}]"
BEST_FIRST = "[{from: 4, label: Managed}, {from: 2.5, label: Defined}, {from: 1, label: Initial}]"


@pytest.mark.parametrize("ratings", [BEST_LAST, BEST_FIRST])
@pytest.mark.parametrize(
    ("questions", "rating"),
    [
        ("five=5", "Managed"),
        ("five=4", "Managed"),
        ("five*0.97=4 five*0.03=3", "Defined"),  # 3.97 shows as 4.0, but is judged unrounded
        ("five=2 five=3", "Defined"),
        ("five=2", "Initial"),
        ("five=1", "Initial"),
        ("five=0 five=1", None),
        ("five=na", None),
    ],
)
def test_ratings_are_lower_bounds_in_any_order(ratings: str, questions: str, rating: str | None) -> None:
    assert score(f"{{questions: {questions}}}", scoring=f"{{ratings: {ratings}}}").overall.rating == rating


def test_a_score_a_hair_below_a_bound_has_its_rating() -> None:
    scoring = "{rollup: sum, ratings: [{from: 0, label: below}, {from: 0.8, label: there}]}"
    card = score("{questions: five*0.7=1 five*0.1=1}", scoring=scoring)  # 0.7999999999999999
    assert card.overall.rating == "there"


def test_ratings_name_only_scores_in_the_unit_of_the_overall_score() -> None:
    card = score(
        "{sections: [{questions: five=4}, {range: [0, 100], questions: three=3}]}",
        "{range: [0, 100.0000000001], questions: three=3}",
        scoring=f"{{range: [0, 100], ratings: {BEST_LAST}}}",
    )
    ratings = {id: section.rating for id, section in card.sections.items()}
    assert ratings == {"d1": "Managed", "d1.1": None, "d1.2": "Managed", "d2": "Managed"}
    assert card.overall.rating == "Managed"


@pytest.mark.parametrize(
    ("tree", "value", "low", "high"),
    [
        ("{questions: five=4 five=none}", 2, 2, 4.5),
        ("{questions: five=4 five=unknown}", 2, 2, 4.5),
        ("{questions: five=4 five=na five=hidden}", 4, 4, 4),
        ("{questions: five=none five=unknown}", 0, 0, 5),
        # whatever the policy
        ("{unanswered: exclude, questions: five=4 five=none}", 4, 2, 4.5),
        ("{unanswered: full, questions: five=4 five=none}", 4.5, 2, 4.5),
        ("{unknown: void, questions: likert=5 likert=unknown}", 1, 3, 5),
        ("{not_applicable: zero, questions: five=4 five=na five=none}", 4 / 3, 4 / 3, 3),
        # not `minimum_answered`
        ("{minimum_answered: 0.9, questions: five=4 five=none}", None, 2, 4.5),
        # null only where their own computation has no score
        ("{unanswered: exclude, questions: five=none five=na}", None, 0, 5),
        ("{questions: five=na}", None, None, None),
        ("{rollup: none, questions: five=none}", None, None, None),
        # by the same rollups
        ("{rollup: sum, range: [0, 1], questions: five=5 five=none five=na}", 0.5, 0.5, 1),
        ("{rollup: min, questions: five=4 five=none}", 0, 0, 4),
        ("{rollup: {type: cumulative, pass: 3}, questions: five@1=none five@2=3 five@3=0}", 0, 0, 2),
        ("{rollup: until_incomplete, questions: five=none five=3 five=4}", 0, 0, 8),
        ("{rollup: geometric, questions: percent=none percent=25}", 0, 0, 0.5),
        ("{rollup: {type: deduct, from: 9, pass: 3}, questions: five=1 five*2=none}", 6, 6, 8),
        ("{questions: several=none percent=50}", 0.25, 0.25, 0.75),
    ],
)
def test_bounds(tree: str, value: float | None, low: float | None, high: float | None) -> None:
    score = domain(tree)
    assert (score.value, score.low, score.high) == pytest.approx((value, low, high))


def test_a_question_hidden_by_an_open_one_stays_hidden_in_the_bounds() -> None:
    found = questionnaire("""
cyberready: 1
id: chain
version: "1"
title: Chain
language: en
scales: {five: {type: levels, options: [{value: 0, label: No}, {value: 5, label: Yes}]}}
domains:
  - id: d
    title: D
    questions:
      - {id: first, text: One, scale: five}
      - {id: second, text: Two, scale: five, when: {question: first, is: [5]}}
      - {id: third, text: Three, scale: five}
""")
    answers = Sheet.model_validate(
        {"questionnaire": "chain", "version": "1", "subject": "S", "round": "1", "date": "2026-06-15",
         "answers": {"third": 5, "second": 0}}
    ).answers  # fmt: skip
    overall = score_sheet(compile_plan(found), answers, "").overall
    assert (overall.value, overall.low, overall.high) == (2.5, 2.5, 5)
    assert (overall.answered, overall.unanswered, overall.not_asked) == (1, 1, 1)


def test_counts_of_scored_questions_by_state_at_every_depth() -> None:
    card = score(
        "{questions: five=4 five=na, sections: [{questions: five=unknown five=none text=x}, "
        "{rollup: none, weight: 0, questions: five=hidden five=1 five*0=3}]}",
        "{questions: three=1}",
    )
    counts = {
        id: (s.questions, s.answered, s.not_applicable, s.unknown, s.unanswered, s.not_asked)
        for id, s in [("", card.overall), *card.sections.items()]
    }
    assert counts == {
        "": (7, 3, 1, 1, 1, 1),
        "d1": (6, 2, 1, 1, 1, 1),
        "d1.1": (2, 0, 0, 1, 1, 0),
        "d1.2": (2, 1, 0, 0, 0, 1),
        "d2": (1, 1, 0, 0, 0, 0),
        "gate": (0, 0, 0, 0, 0, 0),
    }


@pytest.mark.parametrize(
    ("word", "state", "points", "unit"),
    [
        ("five=4", "answered", 4, (0, 5)),
        ("five*0=4", "answered", 4, (0, 5)),  # shown, not scored
        ("several=none", "unanswered", None, (0, 2)),
        ("likert=na", "not_applicable", None, (1, 5)),
        ("tenths=unknown", "unknown", None, (0, 0.3)),
        ("five=hidden", "not_asked", None, (0, 5)),
        ("text=x", "answered", None, None),
        ("count=4", "answered", None, None),
    ],
)
def test_state_and_points_of_a_question(
    word: str, state: str, points: float | None, unit: tuple[float, float] | None
) -> None:
    found, answers = made_up(f"{{questions: {word}}}")
    question = question_scores(compile_plan(found), answers)["q1"]
    assert (question.state, question.points, question.range) == (state, points, unit)


FULL = """
cyberready: 1
id: small
version: "2026.1"
title: Small
language: en
scales:
  maturity:
    type: levels
    options: [{value: 0, label: None}, {value: 1, label: Some}, {value: 2, label: All}]
  remark: {type: text}
scoring:
  range: [0, 5]
  ratings: [{from: 0, label: Absent}, {from: 2, label: Defined}]
profiles:
  baseline: {default: 2, sections: {legal.crime: 2}, questions: {law: 2}}
domains:
  - id: legal
    title: Legal
    sections:
      - id: legal.crime
        title: Crime
        questions:
          - {id: law, text: A law, scale: maturity, evidence_from: 2}
          - {id: court, text: A court, scale: maturity, when: {question: law, at_least: 2}}
  - id: technical
    title: Technical
    questions:
      - {id: cert, text: A team, scale: maturity}
      - {id: remark, text: Anything else, scale: remark}
"""
SHEET = """
questionnaire: small
version: "2026.1"
subject: Exampleland
round: "2026"
date: "2026-06-15"
answers: {law: 2, court: {unknown: true}, remark: all well}
"""
# law: 1 of 2 for want of evidence, but asks for the court as given; legal.crime: (1 + 0) / 2, at best (1 + 2) / 2.
ALL = {"questions": 3, "answered": 1, "not_applicable": 0, "unknown": 1, "unanswered": 1, "not_asked": 0}
CRIME = {"questions": 2, "answered": 1, "not_applicable": 0, "unknown": 1, "unanswered": 0, "not_asked": 0}
CERT = {"questions": 1, "answered": 0, "not_applicable": 0, "unknown": 0, "unanswered": 1, "not_asked": 0}
EXPECTED: dict[str, Any] = {
    "questionnaire": {"id": "small", "version": "2026.1", "digest": "sha256:abc"},
    "overall": {"value": 0.625, "low": 0.625, "high": 4.375, "range": [0, 5], "rating": "Absent", **ALL},
    "sections": {
        "legal": {"value": 1.25, "low": 1.25, "high": 3.75, "range": [0, 5], "rating": "Absent", **CRIME},
        "legal.crime": {"value": 0.5, "low": 0.5, "high": 1.5, "range": [0, 2], "rating": None, **CRIME},
        "technical": {"value": 0, "low": 0, "high": 5, "range": [0, 5], "rating": "Absent", **CERT},
    },
    "questions": {
        "law": {"state": "answered", "points": 1, "range": [0, 2]},
        "court": {"state": "unknown", "points": None, "range": [0, 2]},
        "cert": {"state": "unanswered", "points": None, "range": [0, 2]},
        "remark": {"state": "answered", "points": None, "range": None},
    },
    "profiles": {
        "baseline": {
            "met": False,
            "targets": [
                {"id": "legal", "value": 1.25, "target": 2, "gap": 0.75, "met": False},
                {"id": "legal.crime", "value": 0.5, "target": 2, "gap": 1.5, "met": False},
                {"id": "technical", "value": 0, "target": 2, "gap": 2, "met": False},
                {"id": "law", "value": 1, "target": 2, "gap": 1, "met": False},
            ],
        }
    },
}


def test_the_json_of_a_scorecard() -> None:
    sheet = Sheet.model_validate(yaml.safe_load(SHEET))
    card = score_sheet(compile_plan(questionnaire(FULL)), sheet.answers, "sha256:abc")
    printed = json.loads(json.dumps(card.as_json(), allow_nan=False))
    assert printed == EXPECTED
    assert list(printed) == list(EXPECTED)
    assert list(printed["sections"]) == list(EXPECTED["sections"])
    assert list(printed["questions"]) == list(EXPECTED["questions"])
    assert card.questions["law"].gate == "evidence"


def test_numbers_keep_full_precision_and_zero_has_no_sign() -> None:
    card = score(
        "{range: [0, 1], questions: five=1 five=0 five=0}",
        "{rollup: {type: deduct, from: -0.0, pass: 3}, questions: five=5}",
    )
    assert card.as_json()["sections"]["d1"]["value"] == pytest.approx(1 / 15, rel=1e-15)
    assert str(card.as_json()["sections"]["d2"]["value"]) == "0.0"
