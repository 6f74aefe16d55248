"""Scoring one answer sheet: a batch of three columns, as answered, at worst and at best."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import numpy as np
from numpy.typing import NDArray

from cyberready.model.answers import EMPTY, Answer, State
from cyberready.model.asking import asked
from cyberready.model.questionnaire import Rating
from cyberready.model.scorecard import (
    QuestionnaireReference,
    QuestionScore,
    Scorecard,
    SectionScore,
)
from cyberready.scoring.engine import Batch, score_batch
from cyberready.scoring.plan import ANSWERED, OVERALL, STATES, UNANSWERED, UNKNOWN, Part, Plan, compile_plan
from cyberready.scoring.points import question_points
from cyberready.scoring.profiles import profile_result
from cyberready.scoring.rollups import Array, Result

__all__ = ["compile_plan", "question_scores", "score_sheet"]


def question_scores(plan: Plan, answers: Mapping[str, Answer]) -> dict[str, QuestionScore]:
    """The state and points of every question, by id in file order."""
    questionnaire = plan.questionnaire
    is_asked = asked(questionnaire, answers, plan.order)
    scores = {}
    # Thousands of questions share a few scores; making each anew took as long as all the rest of this loop.
    made: dict[tuple[object, ...], QuestionScore] = {}
    ranges = zip(plan.lows.tolist(), plan.highs.tolist(), strict=True)
    for (id, question), (low, high) in zip(questionnaire.questions.items(), ranges, strict=True):
        answer = answers.get(id, EMPTY)
        state: State = answer.state if is_asked[id] else "not_asked"
        points, gate = None, None
        if state == "answered":
            points, gate = question_points(question, questionnaire.scale_of(id), answer)
        range = None if isnan(low) else (low, high)
        key = (state, points, range, gate)
        if key not in made:
            made[key] = QuestionScore(state=state, points=points, range=range, gate=gate)
        scores[id] = made[key]
    return scores


def score_sheet(plan: Plan, answers: Mapping[str, Answer], digest: str) -> Scorecard:
    """Every score of a sheet with its bounds; `digest` is that of the questionnaire."""
    questionnaire = plan.questionnaire
    questions = question_scores(plan, answers)
    states, points = as_arrays(questions)
    results = score_batch(plan, _with_bounds(plan, states, points))
    parts = plan.parts()
    scores = {
        id: _section_score(parts[id], result, states, ratings_of(plan, parts[id]))
        for id, result in results.items()
    }
    sections = {id: scores[id] for id in questionnaire.sections}
    return Scorecard(
        questionnaire=QuestionnaireReference(id=questionnaire.id, version=questionnaire.version, digest=digest),
        overall=scores[OVERALL],
        sections=sections,
        questions=questions,
        profiles={
            id: profile_result(questionnaire, profile, sections, questions)
            for id, profile in questionnaire.profiles.items()
        },
    )


def as_arrays(questions: Mapping[str, QuestionScore]) -> tuple[NDArray[np.int8], Array]:
    """The codes of the states and the points (NaN where there are none), in the order of the questions."""
    states = [STATES.index(score.state) for score in questions.values()]
    points = [np.nan if score.points is None else score.points for score in questions.values()]
    return np.array(states, dtype=np.int8), np.array(points, dtype=float)


def ratings_of(plan: Plan, part: Part) -> tuple[Rating, ...]:
    """The ratings that name a part's score: where its unit is the overall score's."""
    same = _same(part.unit, plan.overall.unit)
    return plan.questionnaire.scoring.ratings if same else ()


def _with_bounds(plan: Plan, states: NDArray[np.int8], points: Array) -> Batch:
    """The sheet, and the same with open questions at their worst and at their best (chapter 3.7)."""
    open_ = (states == UNANSWERED) | (states == UNKNOWN)
    closed = np.where(open_, ANSWERED, states).astype(np.int8)
    return Batch(
        states=np.stack([states, closed, closed], axis=1),
        points=np.stack([points, np.where(open_, plan.lows, points), np.where(open_, plan.highs, points)], axis=1),
        minimum=np.array([True, False, False]),
    )


def _section_score(
    part: Part,
    result: Result,
    states: NDArray[np.int8],
    ratings: tuple[Rating, ...],
) -> SectionScore:
    value, low, high = (None if np.isnan(v) else float(v) + 0.0 for v in result.value)
    counts = np.bincount(states[part.below], minlength=len(STATES))
    return SectionScore(
        value=value,
        low=low,
        high=high,
        range=part.unit,
        rating=_rating(value, ratings),
        questions=int(part.below.size),
        **{state: int(count) for state, count in zip(STATES, counts, strict=True)},
    )


def _same(unit: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    if unit is None or other is None:
        return False
    return [round(side, 9) for side in unit] == [round(side, 9) for side in other]


def _rating(value: float | None, ratings: tuple[Rating, ...]) -> str | None:
    """The name of the highest bound at or below the unrounded score."""
    if value is None:
        return None
    reached = [rating for rating in ratings if round(value, 9) >= round(rating.from_, 9)]
    return max(reached, key=lambda rating: rating.from_).label if reached else None
