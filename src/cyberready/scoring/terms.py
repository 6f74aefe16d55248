"""What each child, and each level, gives to a section's score: read off the step in which the engine made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from cyberready.model.explanation import LeftOut, LevelTerm, Term
from cyberready.model.questionnaire import Policy
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import Step
from cyberready.scoring.plan import POLICIES, STATES, Part, Plan
from cyberready.scoring.rollups import Mask, at_least, levels_met

POLICY_WORDS: dict[int, Policy] = {code: word for word, code in POLICIES.items()}
_OF_SCORES = ("sum", "share_met", "deduct", "until_incomplete", "cumulative", "none")
"""Rollups that look at their children's scores whatever the units are."""
_OF_QUESTIONS = ("mean_of_questions", "cumulative")


def on_ratios(part: Part) -> bool:
    """Whether the rollup works on ratios rather than on scores as they are."""
    return part.rollup.type in ("geometric", "harmonic") or not (part.alike or part.rollup.type in _OF_SCORES)


def terms(plan: Plan, part: Part, steps: Mapping[str, Step], card: Scorecard) -> Iterator[Term]:
    """Every child in file order: what is looked at with its share, what is not with the reason."""
    numbers = _Numbers(part, steps[part.id])
    rows = {int(question): row for row, question in enumerate(part.looked_at)}
    below = part.below if part.rollup.type in _OF_QUESTIONS else part.direct
    own = [plan.index[q.id] for q in plan.questionnaire.sections[part.id].questions] if part.id else []
    for question in dict.fromkeys([*own, *below.tolist()]):
        yield _question_term(plan, part, question, card, numbers, rows.get(question))
    if part.rollup.type in _OF_QUESTIONS:
        return
    places = {n: len(rows) + place for place, n in enumerate(part.counted)}
    for n, child in enumerate(part.parts):
        value = steps[child.id].result.value
        found = numbers.of(places.get(n), "no_weight" if child.weight == 0 else "no_score")
        score = None if np.isnan(value[0]) else float(value[0])
        fields = {"id": child.id, "kind": "section", "weight": child.weight, "score": score, "range": child.unit}
        yield Term(**{**fields, **found})


def question_term(plan: Plan, part: Part, step: Step, card: Scorecard, question: int) -> Term | None:
    """What a question gives to a part, by its index; None where the part does not look at it."""
    row = np.flatnonzero(part.looked_at == question)
    if not row.size or part.unit is None:
        return None
    return _question_term(plan, part, question, card, _Numbers(part, step), int(row[0]))


def _question_term(
    plan: Plan, part: Part, question: int, card: Scorecard, numbers: _Numbers, row: int | None
) -> Term:
    id = plan.questions[question]
    score, asked = card.questions[id], plan.questionnaire.questions[id]
    policy = POLICY_WORDS.get(int(part.policies[STATES.index(score.state)]))
    left_out: LeftOut = "excluded"
    if row is None:
        scored = plan.questionnaire.scored(id)
        left_out = "not_looked_at" if scored else "no_weight" if score.range else "never_scored"
        policy = None
    return Term(
        id=id,
        kind="question",
        weight=float(asked.weight),
        state=score.state,
        counts_as=policy,
        gate=score.gate,
        level=asked.level,
        required=asked.required,
        range=score.range,
        **numbers.of(row, left_out),
    )


class _Numbers:
    """What a rollup makes of each of its children, by row."""

    def __init__(self, part: Part, step: Step) -> None:
        self._part, self._rollup = part, part.rollup
        children = step.children
        self._values = children.values[:, 0]
        self._lows, self._highs = (
            np.broadcast_to(b, children.values.shape)[:, 0] for b in (children.lows, children.highs)
        )
        self._present = children.present[:, 0]
        with np.errstate(invalid="ignore", divide="ignore"):
            self._ratios = children.ratios[:, 0]
        self._weights = children.weights[:, 0]
        self._whole = np.where(self._present, self._weights, 0.0)
        self._stop = self._stopped_at()
        if part.levels is not None and part.unit is not None:
            self._levels = part.levels.rows.argmax(axis=0)
            self._bounds = level_bounds(part, step)

    def _stopped_at(self) -> int | None:
        """The first child that is not whole."""
        partial = self._present & (np.round(self._values, 9) != np.round(self._highs, 9))
        return int(partial.argmax()) if partial.any() else None

    def of(self, row: int | None, left_out: LeftOut) -> dict[str, Any]:
        """The fields of a term that tell its numbers, or why it has none."""
        kind = self._rollup.type
        if row is None or not self._present[row]:
            return {"left_out": left_out}
        if kind == "none":
            return {"left_out": "not_looked_at"}
        score, ratio, weight = (float(column[row]) for column in (self._values, self._ratios, self._weights))
        used = ratio if on_ratios(self._part) else score
        share = weight / float(self._whole.sum())
        found: dict[str, Any] = {"score": score, "reach": (float(self._lows[row]), float(self._highs[row]))}
        if on_ratios(self._part):
            found["ratio"] = ratio
        match kind:
            case "mean" | "mean_of_questions":
                return found | {"share": share, "adds": share * used}
            case "geometric" | "harmonic":
                return found | {"share": share}
            case "sum":
                return found | {"adds": weight * score}
            case "share_met":
                return found | {"share": share, "met": self._met(score), "adds": share * self._met(score)}
            case "deduct":
                return found | {"met": self._met(score), "adds": -weight * (not self._met(score)) + 0.0}
            case "cumulative":
                bound = self._bounds[int(self._levels[row])]
                return found | {"met": self._met(score, bound), "share": weight / self._of_level(row)}
            case "until_incomplete":
                counts = self._stop is None or row <= self._stop
                gives = score - float(self._lows[row]) if counts else 0.0
                return found | {"adds": gives, "decides": row == self._stop}
        return found | {"decides": self._decides(used)}

    def _met(self, score: float, bound: float | None = None) -> bool:
        bound = self._rollup.pass_ if bound is None else bound
        assert bound is not None
        return bool(at_least(np.array(score), float(bound)))

    def _of_level(self, row: int) -> float:
        assert self._part.levels is not None
        return float((self._part.levels.rows[self._levels[row]] * self._whole).sum())

    def _decides(self, used: float) -> bool:
        """Whether a child's value is the one picked: the extreme, or one of the middle ones."""
        values = np.sort((self._ratios if on_ratios(self._part) else self._values)[self._present])
        kind, count = self._rollup.type, len(values)
        picked = {"min": values[:1], "max": values[-1:]}.get(kind, values[(count - 1) // 2 : count // 2 + 1])
        return bool((np.round(picked, 9) == np.round(used, 9)).any())


def levels(plan: Plan, part: Part, step: Step) -> Iterator[LevelTerm]:
    """Each level with its met share, and which questions keep the next one from being reached.

    A level under the next one is held against `below`, all others against `pass`. Of levels without questions
    the lowest stands for those above it.
    """
    rollup = part.rollup
    assert part.levels is not None
    assert rollup.pass_ is not None
    met = levels_met(step.children, rollup)
    values, present = step.children.values[:, 0], step.children.present[:, 0]
    needed = 1.0 if rollup.share is None else float(rollup.share)
    rolled = float(step.rolled.value[0])
    following = next_level(part, rolled)
    lower_hold, last = True, 0
    for row, (level, bound) in enumerate(zip(part.levels.numbers, level_bounds(part, step), strict=True)):
        if level - last > 1:
            lower_hold &= rollup.empty == "pass"
            yield LevelTerm(
                level=last + 1, questions=0, needed=needed, met=rollup.empty == "pass", reached=lower_hold
            )
        last = level
        lower = level < following
        share, holds = (met.share_under, met.holds_under) if lower else (met.share, met.holds)
        here = (part.levels.rows[row] == 1) & present
        unmet = here & ~at_least(values, bound)
        blocks = level <= following and not holds[row, 0]
        yield LevelTerm(
            level=level,
            bound=bound if here.any() else None,
            questions=int(here.sum()),
            share=None if np.isnan(share[row, 0]) else float(share[row, 0]),
            needed=needed,
            met=bool(holds[row, 0]),
            reached=bool(lower_hold and (met.holds if level == rolled else met.holds | met.holds_under)[row, 0])
            and level <= rolled,
            blocking=_ids(plan, part, unmet) if blocks else (),
            required=_ids(plan, part, unmet & part.levels.required[:, 0]) if blocks else (),
        )
        lower_hold &= bool(met.holds_under[row, 0])


def level_bounds(part: Part, step: Step) -> list[float]:
    """What a question of each of the part's levels must have: under the next level `below`, else `pass`."""
    assert part.levels is not None
    assert part.rollup.pass_ is not None
    under = part.rollup.pass_ if part.rollup.below is None else part.rollup.below
    following = next_level(part, float(step.rolled.value[0]))
    return [float(under if level < following else part.rollup.pass_) for level in part.levels.numbers]


def next_level(part: Part, rolled: float) -> int:
    """The level above the one that is reached; of levels without questions only where they block."""
    assert part.levels is not None
    reached = 0 if np.isnan(rolled) else max(0, int(np.floor(round(rolled, 9))))
    above = [level for level in part.levels.numbers if level > reached]
    if above and part.rollup.empty == "pass":
        return above[0]
    return reached + 1


def _ids(plan: Plan, part: Part, chosen: Mask) -> tuple[str, ...]:
    return tuple(plan.questions[int(question)] for question in part.looked_at[np.flatnonzero(chosen)])
