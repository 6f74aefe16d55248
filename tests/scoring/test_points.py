"""What one answer is worth (chapters 3.1 and 3.2)."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import Scale
from cyberready.scoring.points import question_points

from .made_up import SCALES, questionnaire

PRACTICE = """
cyberready: 1
id: gates
version: "1"
title: Gates
language: en
scales:
  practice:
    type: levels
    options:
      - {value: none, label: None, points: 1}
      - {value: partly, label: Partly, points: 2}
      - {value: largely, label: Largely, points: 4}
      - {value: fully, label: Fully, points: 7}
domains:
  - id: d
    title: D
    questions:
      - {id: plain, text: ?, scale: practice}
      - {id: criteria, text: ?, scale: practice, criteria: [written, tested]}
      - {id: evidence, text: ?, scale: practice, evidence_from: largely}
      - {id: proven, text: ?, scale: practice, evidence_from: {option: largely, basis: [document, verified]}}
      - {id: both, text: ?, scale: practice, criteria: [written], evidence_from: partly}
      - {id: after, text: ?, scale: practice, when: {question: evidence, is: [fully]}}
""".replace("text: ?", 'text: "?"')
GATES = questionnaire(PRACTICE)
SHOWN = {"title": "The decree"}


def points(scale: dict[str, Any], value: object) -> float | None:
    """The points of a value on a scale, without gates."""
    read: Scale = TypeAdapter(Scale).validate_python(scale)
    answer = Answer.model_validate({"value": value})
    return question_points(Question(id="q", text="?", scale="s"), read, answer)[0]


@pytest.mark.parametrize(
    ("scale", "value", "expected"),
    [
        ("five", 0, 0),
        ("five", 4, 4),
        ("tenths", 3, 0.3),
        ("several", [], 0),
        ("several", ["b"], 1),
        ("several", ["c", "a"], 2),
        ("several", ["a", "b", "c"], 2),  # capped by max_points
        ("percent", 35, 35),
        ("text", "a text", None),
        ("count", 12, None),
        ("date", "2026-06-15", None),
    ],
)
def test_points_of_an_answer(scale: str, value: object, expected: float | None) -> None:
    assert points(SCALES[scale], value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-3, 4), (0, 4), (3.9, 4), (4, 2), (3.9999999999, 2), (23, 2), (24, 0), (1e9, 0)],
)
def test_bands_are_lower_bounds_and_below_the_first_counts_as_the_first(value: float, expected: float) -> None:
    listed = "[{from: 0, points: 4}, {from: 4, points: 2}, {from: 24, points: 0}]"
    assert points({"type": "number", "bands": yaml.safe_load(listed)}, value) == expected


def test_bands_may_be_listed_in_any_order() -> None:
    listed = "[{from: 24, points: 0}, {from: 0, points: 4}, {from: 4, points: 2}]"
    assert [points({"type": "number", "bands": yaml.safe_load(listed)}, v) for v in (-1, 5, 30)] == [4, 2, 0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 100), (12.4, 0), (6.2, 50), (3.1, 75), (20, 0), (-5, 100)],
)
def test_a_line_is_clamped_at_both_ends(value: float, expected: float) -> None:
    linear = {"zero_at": 12.4, "full_at": 0, "points": 100}
    assert points({"type": "number", "linear": linear}, value) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("question", "answer", "expected", "gate"),
    [
        ("plain", {"value": "fully"}, 7, None),
        # criteria: unless all are met, the first option
        ("criteria", {"value": "fully", "criteria": [0, 1]}, 7, None),
        ("criteria", {"value": "fully", "criteria": [1]}, 1, "criteria"),
        ("criteria", {"value": "partly"}, 1, "criteria"),
        ("criteria", {"value": "none"}, 1, None),  # nothing was cut
        # evidence: at or above the option, else the option just below it
        ("evidence", {"value": "partly"}, 2, None),
        ("evidence", {"value": "largely"}, 2, "evidence"),
        ("evidence", {"value": "fully"}, 2, "evidence"),
        ("evidence", {"value": "fully", "evidence": [SHOWN]}, 7, None),
        ("evidence", {"value": "fully", "basis": "verified"}, 2, "evidence"),
        # and the basis, where one is asked for
        ("proven", {"value": "fully", "evidence": [SHOWN], "basis": "document"}, 7, None),
        ("proven", {"value": "fully", "evidence": [SHOWN], "basis": "interview"}, 2, "evidence"),
        ("proven", {"value": "fully", "evidence": [SHOWN]}, 2, "evidence"),
        ("proven", {"value": "fully", "basis": "document"}, 2, "evidence"),
        ("proven", {"value": "partly", "basis": "interview"}, 2, None),
        ("both", {"value": "fully", "evidence": [SHOWN]}, 1, "criteria"),
        ("both", {"value": "fully", "criteria": [0]}, 1, "evidence"),
        ("both", {"value": "fully", "criteria": [0], "evidence": [SHOWN]}, 7, None),
        # facts never gate
        ("plain", {"value": "fully", "facts": {"fully": []}}, 7, None),
    ],
)
def test_gates(question: str, answer: dict[str, Any], expected: float, gate: str | None) -> None:
    scale = GATES.scale_of(question)
    assert question_points(GATES.questions[question], scale, Answer.model_validate(answer)) == (expected, gate)
