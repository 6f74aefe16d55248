"""What the choice of policies does to a sheet's scores, and what its answers without evidence do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cyberready.model.answers import EMPTY, Answer
from cyberready.model.questionnaire import Policy
from cyberready.model.scorecard import Scorecard
from cyberready.model.sensitivity import TREATED, Bounds, Scores, Sensitivity, Treated, Unproven
from cyberready.scoring.engine import Batch, score_batch
from cyberready.scoring.plan import ANSWERED, LEFT_OUT, OVERALL, POLICIES, STATES, Part, Plan
from cyberready.scoring.rollups import Array, Mask
from cyberready.scoring.sheets import as_arrays


def sensitivity(plan: Plan, answers: Mapping[str, Answer], card: Scorecard) -> Sensitivity:
    """The same sheet under every treatment of not applicable, unknown and unanswered, and without unproven claims.

    A state that no question is in is not varied; with all three there are 64 treatments together.
    """
    states, points = as_arrays(card.questions)
    scored = _scored(plan)
    questions = {state: int(((states == STATES.index(state)) & scored).sum()) for state in TREATED}
    varied = [state for state in TREATED if questions[state]]
    here = _scores(plan, states, points)
    return Sensitivity(
        scores=here,
        questions=questions,
        treatments={
            state: {
                policy: _scores(treated(plan, {state: policy}), states, points) if state in varied else here
                for policy in POLICIES
            }
            for state in TREATED
        },
        any=_spanned(
            _scores(treated(plan, dict(zip(varied, policies, strict=True))), states, points)
            for policies in product(POLICIES, repeat=len(varied))
        ),
        evidence=_unproven(plan, answers, states, points, scored),
    )


def treated(plan: Plan, policies: Mapping[Treated, Policy]) -> Plan:
    """The plan with other policies, the same in every section; the units stay, since no policy moves them."""

    def with_policies(part: Part) -> Part:
        own = part.policies.copy()
        for state, policy in policies.items():
            own[STATES.index(state)] = POLICIES[policy]
        return replace(part, policies=own, parts=tuple(map(with_policies, part.parts)))

    return replace(plan, overall=with_policies(plan.overall))


def _scored(plan: Plan) -> Mask:
    scored = np.zeros(len(plan.questions), dtype=bool)
    scored[plan.overall.below] = True
    return scored


def _scores(plan: Plan, states: NDArray[np.int8], points: Array) -> Scores:
    results = score_batch(plan, Batch(states[:, None], points[:, None], np.array([True])))
    found = {id: float(result.value[0]) for id, result in results.items()}
    numbers = {id: None if np.isnan(value) else value + 0.0 for id, value in found.items()}
    sections = {id: numbers[id] for id in plan.questionnaire.sections}
    return Scores(overall=numbers[OVERALL], sections=sections)


def _spanned(all_scores: Iterable[Scores]) -> Bounds:
    every = list(all_scores)

    def span(values: Iterable[float | None]) -> tuple[float, float] | None:
        there = [value for value in values if value is not None]
        return (min(there), max(there)) if there else None

    return Bounds(
        overall=span(scores.overall for scores in every),
        sections={id: span(scores.sections[id] for scores in every) for id in every[0].sections},
    )


def _unproven(
    plan: Plan, answers: Mapping[str, Answer], states: NDArray[np.int8], points: Array, scored: Mask
) -> Unproven:
    """An answer that claims no more than the worst needs nothing to hold it up."""
    bare = np.array([not answers.get(id, EMPTY).evidence for id in plan.questions], dtype=bool)
    answered = (states == ANSWERED) & scored
    unproven = answered & bare & (points > plan.lows)
    return Unproven(
        answers=int(unproven.sum()),
        questions=tuple(plan.questions[int(index)] for index in np.flatnonzero(unproven)),
        of=int(answered.sum()),
        left_out=_scores(plan, np.where(unproven, LEFT_OUT, states).astype(np.int8), points),
        worst=_scores(plan, states, np.where(unproven, plan.lows, points)),
    )
