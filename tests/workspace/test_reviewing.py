"""What to look at before a round is finalised, one kind of point after the other."""

from __future__ import annotations

from typing import Any

import pytest

from cyberready.model.answers import Answer
from cyberready.model.review import Review
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet
from cyberready.workspace.reviewing import review
from tests.scoring.made_up import DIGEST, questionnaire

ASKED = """
{cyberready: 1, id: small, version: "1", title: t, language: en,
 scales: {level: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b}, {value: 2, label: c}]},
          cases: {type: number}},
 domains: [{id: d, title: d, questions: [
   {id: plain, text: p, scale: level},
   {id: proven, text: p, scale: level, evidence_from: {option: 2, basis: [document]}},
   {id: judged, text: j, scale: level, criteria: [one, two]},
   {id: hidden, text: h, scale: level, when: {question: plain, at_least: 1}},
   {id: figure, text: f, scale: cases}]}]}
"""
ALL = {"plain": 1, "proven": 1, "judged": {"value": 1, "criteria": [0, 1]}, "hidden": 1, "figure": 3}


ACT = [{"title": "the act"}]


def sheet(some: dict[str, Any]) -> dict[str, Answer]:
    return {id: Answer.model_validate(a if isinstance(a, dict) else {"value": a}) for id, a in some.items()}


def reviewed(
    answers: dict[str, Any], earlier: dict[str, Any] | None = None, own: dict[str, Any] | None = None
) -> Review:
    asked = questionnaire(ASKED)
    given, before = sheet(answers), sheet(earlier or {})
    card = score_sheet(compile_plan(asked), given, DIGEST)
    others = {name: sheet(some) for name, some in (own or {}).items()}
    return review(asked, given, card, before, "2025" if earlier else "", others)


def points(found: Review) -> list[tuple[str, str]]:
    return [(point.kind, point.question) for point in found.points]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"plain": {}}, [("unanswered", "plain"), ("hidden", "hidden")]),
        ({"plain": {"unknown": True}}, [("hidden", "hidden")]),  # unknown was asked and is no gap of the assessor
        ({"figure": {}}, []),  # only recorded
        ({"proven": 2}, [("evidence", "proven")]),
        (
            {"proven": {"value": 2, "basis": "interview", "evidence": ACT}},
            [("evidence", "proven")],
        ),
        ({"proven": {"value": 2, "basis": "document", "evidence": ACT}}, []),
        ({"judged": {"value": 1, "criteria": [0]}}, [("criteria", "judged")]),
        ({"judged": 0}, []),
        ({"proven": {"not_applicable": "none here"}}, [("not_applicable", "proven")]),
        ({"proven": {"not_applicable": "none here", "status": "host_validated"}}, []),
        ({"hidden": {"value": 1, "recheck": "carried"}}, [("carried", "hidden")]),
        ({"hidden": {"value": 1, "recheck": "rechecked"}}, []),
        ({"hidden": {"value": 1, "status": "host_disputed"}}, [("disputed", "hidden")]),
        ({"hidden": {"value": 1, "confidence": "low"}}, [("low_confidence", "hidden")]),
        ({"hidden": {"value": 1, "flag": True}}, [("flagged", "hidden")]),
        ({"plain": 0}, [("hidden", "hidden")]),
        ({"plain": 0, "hidden": {}}, []),
        # the gravest kind first, each in the questionnaire's order
        (
            {"plain": {"value": 1, "flag": True}, "proven": {"value": 1, "flag": True}, "judged": {}},
            [("unanswered", "judged"), ("flagged", "plain"), ("flagged", "proven")],
        ),
    ],
)
def test_each_point_is_seen(changed: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert points(reviewed({**ALL, **changed})) == expected


@pytest.mark.parametrize(
    ("answer", "before", "unlike"),
    [
        (1, 1, False),
        (1, 0, True),
        (1, {"unknown": True}, True),
        ({"not_applicable": "so", "status": "host_validated"}, {"not_applicable": "otherwise"}, False),
        ({"value": 1, "change": "happened"}, 0, True),
        ({"value": 1, "note": "a law"}, 0, True),
        ({"value": 1, "change": "happened", "note": "a law"}, 0, False),
        (1, {}, False),
        ({"unknown": True}, {}, False),
    ],
)
def test_an_answer_unlike_the_last_rounds_wants_a_reason_and_a_note(
    answer: Any, before: Any, unlike: bool
) -> None:
    found = reviewed({**ALL, "hidden": answer}, {**ALL, "hidden": before})
    assert [point.question for point in found.points if point.kind == "unlike_last"] == ["hidden"] * unlike
    assert all(point.before is not None for point in found.points if point.kind == "unlike_last")


def test_a_figure_that_is_only_recorded_may_differ_each_time() -> None:
    assert points(reviewed(ALL, {**ALL, "figure": 99})) == []


def test_evidence_whose_file_is_not_there_as_it_was_is_named() -> None:
    asked, answers = questionnaire(ASKED), {"plain": Answer(value=0), "proven": Answer(value=1)}
    answers |= {"judged": Answer(value=0), "figure": Answer(value=3)}
    card = score_sheet(compile_plan(asked), answers, DIGEST)
    found = review(asked, answers, card, {}, unsound={"proven": ["Law 7", "Act"], "hidden": ["not asked"]})
    assert points(found) == [("evidence_file", "proven")]
    assert found.points[0].titles == ("Law 7", "Act")


def test_the_counts_that_finalising_locks_stand_beside() -> None:
    found = reviewed({**ALL, "plain": {}}, ALL)
    assert (found.overall.unanswered, found.overall.not_asked, found.earlier) == (1, 1, "2025")
    assert set(found.answers) == {"plain", "hidden"}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"CERT": {"plain": 1}}, []),  # agrees
        ({"CERT": {"plain": 2}, "ISP": {"plain": {"unknown": True}}}, [("dissent", "plain", ("CERT", "ISP"))]),
        ({"CERT": {"plain": {"note": "only words"}}}, []),
        (
            {"CERT": {"hidden": 2, "proven": 0}},
            [("dissent", "proven", ("CERT",)), ("dissent", "hidden", ("CERT",))],
        ),
    ],
)
def test_answers_that_differ_on_own_sheets(
    own: dict[str, Any], expected: list[tuple[str, str, tuple[str]]]
) -> None:
    found = reviewed(ALL, own=own)
    assert [(point.kind, point.question, tuple(point.others)) for point in found.points] == expected


def test_nobody_dissents_from_a_question_that_is_not_asked() -> None:
    found = reviewed({**ALL, "plain": 0, "hidden": 1}, own={"CERT": {"hidden": 2}})
    assert points(found) == [("hidden", "hidden")]
