"""Any score of a sheet opened into its arithmetic. The engine's own steps are read; nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.explanation import (
    Explanation,
    Outcome,
    QuestionExplanation,
    SectionExplanation,
    Use,
)
from cyberready.model.scales import LevelsScale
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import Batch, score_batch, steps
from cyberready.scoring.goals import goals
from cyberready.scoring.ladders import ladder
from cyberready.scoring.plan import OVERALL, Plan
from cyberready.scoring.reaching import as_answered, reach
from cyberready.scoring.rollups import Array
from cyberready.scoring.scored import ScoredSheet
from cyberready.scoring.sheets import as_arrays, question_scores
from cyberready.scoring.terms import levels, on_ratios, question_term, terms


def explain(
    plan: Plan, answers: Mapping[str, Answer], card: Scorecard, id: str, bound: float | None = None
) -> Explanation:
    """How the score of a section, a question or, by the empty id, the whole sheet came about.

    Args:
        card: the sheet's scorecard.
        bound: a score to reach, in the section's unit, in place of the next rating or level.

    Raises:
        KeyError: the questionnaire has neither section nor question of that id.
    """
    if id in card.questions:
        return _question(plan, answers, card, id)
    states, points = as_arrays(card.questions)
    found = steps(plan, Batch(states[:, None], points[:, None], np.array([True])))
    part, step = plan.parts()[id], found[id]
    ladders = {
        int(index): ladder(
            plan.questionnaire.questions[id], plan.questionnaire.scale_of(id), answers.get(id, EMPTY)
        )
        for index in part.below
        for id in [plan.questions[index]]
    }
    sheet = ScoredSheet(plan, states, points, ladders, found)
    score = card.overall if id == OVERALL else card.sections[id]
    if bound is None or score.value is None:
        next_goals = tuple(goals(sheet, part, card, answers))
    else:
        next_goals = (reach(sheet, part, bound, answers),)
    rolled = step.rolled
    whole = rolled.value[0] if not np.isnan(rolled.value[0]) else None
    return SectionExplanation(
        id=id,
        score=score,
        rollup=part.rollup,
        ratios=on_ratios(part),
        terms=tuple(terms(plan, part, found, card)),
        rolled=_number(rolled.value),
        reach=None if whole is None else (float(rolled.low[0]), float(rolled.high[0])),
        void=tuple(plan.questions[question] for question in sheet.void(part)),
        mapped=part.range if whole is not None and part.range != (rolled.low[0], rolled.high[0]) else None,
        answered_share=float(step.answered[0]) if part.minimum_answered else None,
        minimum_answered=part.minimum_answered,
        levels=tuple(levels(plan, part, step)) if part.levels is not None and part.unit is not None else (),
        goals=next_goals,
        carried=tuple(id for n in part.below if _carried(answers, card, id := plan.questions[n])),
    )


def _question(plan: Plan, answers: Mapping[str, Answer], card: Scorecard, id: str) -> QuestionExplanation:
    states, points = as_arrays(card.questions)
    found = steps(plan, Batch(states[:, None], points[:, None], np.array([True])))
    index, score = plan.index[id], card.questions[id]
    uses = []
    for part in reversed(list(plan.overall.walk())):
        term = question_term(plan, part, found[part.id], card, index)
        if term is not None:
            given = term.model_dump(include={"weight", "share", "score", "counts_as"})
            uses.append(Use(id=part.id, **given))
    return QuestionExplanation(
        id=id,
        score=score,
        value=answers.get(id, EMPTY).value if score.state in ("answered", "not_asked") else None,
        weight=float(plan.weights[index]),
        carried=_carried(answers, card, id),
        uses=tuple(uses),
        outcomes=tuple(_outcomes(plan, answers, id, card)),
    )


def _outcomes(plan: Plan, answers: Mapping[str, Answer], id: str, card: Scorecard) -> Iterator[Outcome]:
    """The scores with each option as the answer, its gates and the skip logic as they then are; for levels that
    count and are asked only."""
    scale, score = plan.questionnaire.scale_of(id), card.questions[id]
    if not (plan.questionnaire.scored(id) and score.state != "not_asked" and isinstance(scale, LevelsScale)):
        return
    answer = answers.get(id, EMPTY)
    sheets = [
        question_scores(plan, {**answers, id: answer.model_copy(update=as_answered(option.value))})
        for option in scale.options
    ]
    arrays = [as_arrays(sheet) for sheet in sheets]
    states, points = (np.stack(columns, axis=1) for columns in zip(*arrays, strict=True))
    results = score_batch(plan, Batch(states, points, np.ones(len(sheets), dtype=bool)))
    domain = plan.questionnaire.paths[id][0].id
    for place, (option, sheet) in enumerate(zip(scale.options, sheets, strict=True)):
        yield Outcome(
            value=option.value,
            points=sheet[id].points or 0.0,
            gate=sheet[id].gate,
            domain=_number(results[domain].value[place]),
            overall=_number(results[OVERALL].value[place]),
            given=answer.state == "answered" and scale.position(answer.value) == place,
        )


def _carried(answers: Mapping[str, Answer], card: Scorecard, id: str) -> bool:
    """Whether an answer counts that the last round gave and nobody has looked at again."""
    return card.questions[id].state != "not_asked" and answers.get(id, EMPTY).recheck == "carried"


def _number(value: Array) -> float | None:
    """A score of one sheet; None for none."""
    first = float(np.ravel(value)[0])
    return None if np.isnan(first) else first + 0.0
