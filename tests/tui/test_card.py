"""The texts of the question card, from a sitting alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cyberready.model.scorecard import SectionScore
from cyberready.scoring.sheets import compile_plan, score_sheet
from cyberready.tui import card
from cyberready.tui.sitting import Sitting
from cyberready.tui.wrapping import COLUMN

from .made_up import QUESTIONNAIRE, sheet, sitting

GATED = QUESTIONNAIRE.replace(
    "        evidence: [the official journal]\n",
    "        evidence: [the official journal]\n        evidence_from: {option: 2, basis: [document, verified]}\n"
    "        criteria: [it is public, it is known]\n        respondents: [the ministry]\n",
)


def where(sitting_: Sitting, width: int) -> str:
    return card.where(sitting_, width).replace(COLUMN, " ")


def scored(here: Sitting) -> Any:
    return score_sheet(compile_plan(here.questionnaire), here.answers, here.round.questionnaire.digest)


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, "1/4  Exampleland 2026 · Law"),
        (26, "1/4  Exampleland 2026"),
        (10, "1/4  Exampleland 2026"),
    ],
)
def test_where_one_is(tmp_path: Path, width: int, text: str) -> None:
    assert where(sitting(tmp_path), width) == text


def test_a_finalised_round_says_so(tmp_path: Path) -> None:
    assert where(sitting(tmp_path, status="finalised"), 80) == "1/4  Exampleland 2026 (final) · Law"


def test_a_sheet_of_ones_own_says_whose_it_is(tmp_path: Path) -> None:
    assert where(sitting(tmp_path, assessor="CERT"), 80) == "1/4  sheet of CERT · Exampleland 2026 · Law"


def test_a_question_that_never_counts_has_no_number(tmp_path: Path) -> None:
    assert where(sitting(tmp_path, current="law.remark"), 80) == "recorded only  Exampleland 2026 · Law"


@pytest.mark.parametrize(
    ("answers", "at", "text"),
    [
        ({}, "law.act", "Is there a law?"),
        ({"law.act": {"flag": True}}, "law.act", "! Is there a law?"),
        (
            {"law.courts": 2},
            "law.courts",
            "Do courts know it?\n(not asked: other answers hide it; kept, not counted)",
        ),
    ],
)
def test_the_question(tmp_path: Path, answers: dict[str, Any], at: str, text: str) -> None:
    assert card.question(sitting(tmp_path, answers, current=at)) == text


def test_the_guide_says_how_to_judge_and_whom_to_ask(tmp_path: Path) -> None:
    assert card.guide(sitting(tmp_path, text=GATED)).splitlines() == [
        "A law counts when it is in force.",
        "Ask for: the official journal",
        "Ask whom: the ministry",
        "From 2 an answer needs evidence on the basis document, verified.",
        "law.act  ",
    ]


def test_the_levels_with_facts_proposal_and_last_answer(tmp_path: Path) -> None:
    answers = {"law.act": {"value": 1, "facts": {"1": [0, 1], "2": [0]}}}
    here = sitting(tmp_path, answers, earlier=sheet({"law.act": 0}), earlier_label="2025")
    shown = [(level.digit, level.label, level.chosen, level.marks) for level in card.levels(here, earlier=True)]
    assert shown == [
        ("0", "Absent", False, ("← 2025",)),
        ("1", "Begun", True, ()),
        ("2", "Done", False, ("the facts propose this",)),
        ("3", "Proven", False, ()),
    ]
    assert card.levels(here, earlier=True)[1].ticked == {0, 1}
    assert card.levels(here, earlier=False)[0].marks == ()


def test_who_holds_another_level_stands_beside_it_unless_the_room_may_see_it(tmp_path: Path) -> None:
    others = {"CERT": sheet({"law.act": 3}), "Ministry": sheet({"law.act": 1})}
    here = sitting(tmp_path, {"law.act": 1}, others=others)  # the ministry agrees
    assert [level.marks for level in card.levels(here, earlier=True)] == [(), (), (), ("CERT",)]
    assert not any(level.marks for level in card.levels(here, earlier=True, dissent=False))


def test_quality_criteria_stand_below_the_levels(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": {"value": 1, "criteria": [1]}}, text=GATED)
    last = card.levels(here, earlier=False)[-1]
    assert (last.key, last.facts, last.digit) == (card.CRITERIA, ("it is public", "it is known"), " ")
    assert last.ticked == {1}


@pytest.mark.parametrize(
    ("at", "digits"),
    [("law.act", "0123"), ("skills.partners", "12"), ("skills.cases", "")],
)
def test_the_digit_beside_each_option(tmp_path: Path, at: str, digits: str) -> None:
    assert "".join(level.digit for level in card.levels(sitting(tmp_path, current=at), earlier=False)) == digits


@pytest.mark.parametrize(
    ("scale", "digits"),
    [
        ("[{value: 1, label: a}, {value: 2, label: b}]", "12"),
        ("[{value: ni, label: a, points: 0}, {value: fi, label: b, points: 3}]", "12"),
        ("[{value: 0, label: a}, {value: 10, label: b}]", "12"),
        ("[{value: 0.5, label: a}, {value: 1.5, label: b}]", "12"),
        ("[" + ", ".join(f"{{value: {n}, label: a}}" for n in range(1, 12)) + "]", "123456789  "),
    ],
)
def test_options_without_a_digit_of_their_own_are_counted(tmp_path: Path, scale: str, digits: str) -> None:
    text = f"""\
cyberready: 1
id: small
version: "1"
title: T
language: en
scales: {{s: {{type: levels, options: {scale}}}}}
domains: [{{id: d, title: D, questions: [{{id: d.q, text: Q, scale: s}}]}}]
"""
    assert "".join(level.digit for level in card.levels(sitting(tmp_path, text=text), earlier=False)) == digits


@pytest.mark.parametrize(
    ("at", "expects"),
    [("skills.cases", "a number (0 – 100) cases"), ("law.remark", "your answer")],
)
def test_what_a_typed_answer_should_look_like(tmp_path: Path, at: str, expects: str) -> None:
    assert card.expects(sitting(tmp_path, current=at)) == expects


@pytest.mark.parametrize(
    ("at", "typed", "value", "problem"),
    [
        ("skills.cases", "12", 12, ""),
        ("skills.cases", "١٢", 12, ""),
        ("skills.cases", "٣٫٥", 3.5, ""),
        ("skills.cases", "0", 0, ""),
        ("skills.cases", "  ", None, ""),
        ("skills.cases", "many", None, "many is not a number."),
        ("skills.cases", "101", None, "value 101 is above the maximum, 100."),
        ("skills.cases", "-1", None, "value -1 is below the minimum, 0."),
        ("law.remark", "12 ", "12 ", ""),
        ("law.remark", "", None, ""),
    ],
)
def test_what_was_typed(tmp_path: Path, at: str, typed: str, value: object, problem: str) -> None:
    assert card.value_of(sitting(tmp_path, current=at), typed) == (value, problem)


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (None, None, None, "no score"),
        (1.5, 1.5, 1.5, "1.5"),
        (1.5, 1.5, 2.25, "1.5 (1.5–2.3)"),
        (1.0, 0.0, 3.0, "1.0 (0.0–3.0)"),
        (1.25, None, None, "1.3"),  # half away from zero
        (2.0, 1.96, 2.04, "2.0"),  # the same in what is shown
    ],
)
def test_a_score_with_its_bounds(value: float | None, low: float | None, high: float | None, text: str) -> None:
    score = SectionScore(
        value=value,
        low=low,
        high=high,
        range=(0, 3),
        rating=None,
        questions=1,
        answered=1,
        not_applicable=0,
        unknown=0,
        unanswered=0,
        not_asked=0,
    )
    assert card.score_text(score) == text


def test_the_status_line_tells_the_state_of_saving_first(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 1})
    assert card.status(here, None, "saved") == "saved · 1 of 3 done"
    carried = sitting(tmp_path, {"law.act": {"value": 1, "recheck": "carried"}, "skills.cases": 2})
    assert card.status(carried, None, "saved") == "saved · 2 of 3 done · 1 carried over"
    # Law: 1 of act alone, the courts are not asked; skills: 0 until answered, at best 3.
    assert card.status(here, scored(here), "NOT SAVED") == (
        "NOT SAVED · 1 of 3 done · domain 1.0 · overall 0.5 (0.5–2.0)"
    )
