"""Scorecards, rounds and trends as values, and the JSON that `score --json` prints."""

from __future__ import annotations

from datetime import date

from cyberready.model.answers import Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import (
    ProfileResult,
    QuestionnaireReference,
    QuestionScore,
    Scorecard,
    SectionScore,
    TargetResult,
)
from cyberready.model.trend import Trend, TrendPoint

REFERENCE = QuestionnaireReference(id="q", version="1", digest="sha256:0")
SCORE = SectionScore(
    value=2.5,
    low=2.4,
    high=None,
    range=(0, 5),
    rating=None,
    questions=3,
    answered=2,
    not_applicable=0,
    unknown=0,
    unanswered=1,
    not_asked=0,
)
SCORECARD = Scorecard(
    questionnaire=REFERENCE,
    overall=SCORE,
    sections={"b": SCORE, "a": SCORE},
    questions={"b.q": QuestionScore(state="answered", points=3, range=(0, 5), gate="evidence")},
    profiles={
        "p": ProfileResult(met=False, targets=(TargetResult(id="b", value=None, target=3, gap=None, met=False),))
    },
)


def test_the_json_has_the_keys_of_the_format_and_no_others() -> None:
    printed = SCORECARD.as_json()
    assert set(printed) == {"questionnaire", "overall", "sections", "questions", "profiles"}
    assert printed["questionnaire"] == {"id": "q", "version": "1", "digest": "sha256:0"}
    counts = {"questions": 3, "answered": 2, "not_applicable": 0, "unknown": 0, "unanswered": 1, "not_asked": 0}
    bounds = {"value": 2.5, "low": 2.4, "high": None, "range": [0, 5], "rating": None}
    assert printed["overall"] == bounds | counts
    assert printed["questions"] == {"b.q": {"state": "answered", "points": 3, "range": [0, 5]}}
    assert printed["profiles"] == {
        "p": {"met": False, "targets": [{"id": "b", "value": None, "target": 3, "gap": None, "met": False}]}
    }
    assert list(printed["sections"]) == ["b", "a"]


def test_a_scorecard_comes_back_from_json() -> None:
    assert Scorecard.model_validate_json(SCORECARD.model_dump_json()) == SCORECARD


def test_a_round_is_shown_as_subject_and_label() -> None:
    round = Round(
        id="1",
        subject=Subject(name="Exampleland"),
        questionnaire=REFERENCE,
        label="2026",
        revision=1,
        date=date(2026, 6, 15),
        assessor=None,
        status="draft",
        created="2026-06-15T00:00:00Z",
        changed="2026-06-15T00:00:00Z",
    )
    assert round.name == "Exampleland/2026"
    trend = Trend(
        subject="Exampleland",
        questionnaire="q",
        points=(TrendPoint(round=round, scorecard=SCORECARD, connected=False),),
    )
    assert Trend.model_validate_json(trend.model_dump_json()) == trend
