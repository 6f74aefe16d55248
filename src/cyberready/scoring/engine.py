"""One recursion over sections whose values are arrays over a batch of sheets.

The same few functions score one sheet (three columns: as answered, at worst, at best) or ten thousand.
A `Plan` is what follows from the questionnaire alone; it is made once and used for every sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cyberready.model.asking import asking_order
from cyberready.model.questionnaire import Policy, Questionnaire, Rollup, Scoring, Section
from cyberready.scoring.rollups import ROLLUPS, Array, Children, Mask, Result, at_least, cumulative

# The version of the arithmetic: it rises with every change that could move a score, and is kept with each
# finalised scorecard.
ENGINE = "1"
ANSWERED, NOT_APPLICABLE, UNKNOWN, UNANSWERED, NOT_ASKED = range(5)
STATES = ("answered", "not_applicable", "unknown", "unanswered", "not_asked")
_POLICIES: dict[Policy, int] = {"exclude": 0, "zero": 1, "full": 2, "void": 3}
OVERALL = ""


@dataclass(frozen=True)
class Part:
    """A section (or the overall score) ready for scoring; indexes point into the plan's questions."""

    id: str
    weight: float
    rollup: Rollup
    range: tuple[float, float] | None
    policies: NDArray[np.int8]
    minimum_answered: float
    parts: tuple[Part, ...]
    counted: tuple[int, ...]
    """Which of its parts its rollup looks at: those that can score and have a weight."""
    looked_at: NDArray[np.int64]
    """The scored questions that its rollup looks at: those it holds itself, or all below."""
    below: NDArray[np.int64]
    """Every scored question below, at any depth."""
    direct: NDArray[np.int64]
    """The scored questions that it holds itself."""
    weights: Array
    """The weights of its children, questions first: (children, 1)."""
    alike: bool
    highest: int
    unit: tuple[float, float] | None


@dataclass(frozen=True)
class Plan:
    """A questionnaire compiled for scoring."""

    questionnaire: Questionnaire
    questions: tuple[str, ...]
    index: Mapping[str, int]
    order: tuple[str, ...]
    lows: Array
    highs: Array
    weights: Array
    levels: NDArray[np.int64]
    required: Mask
    scored: Mask
    overall: Part

    def parts(self) -> dict[str, Part]:
        """Every part by id, the overall one first under the empty id."""
        found: dict[str, Part] = {}

        def visit(part: Part) -> None:
            found[part.id] = part
            for child in part.parts:
                visit(child)

        visit(self.overall)
        return found


@dataclass(frozen=True)
class Batch:
    """Answers of many sheets: codes of states and points, both of shape (questions, sheets).

    `minimum` tells, per sheet, whether `minimum_answered` applies (for bounds it does not).
    """

    states: NDArray[np.int8]
    points: Array
    minimum: Mask


def compile_plan(questionnaire: Questionnaire) -> Plan:
    """What scoring needs to know of a checked questionnaire."""
    ids = tuple(questionnaire.questions)
    index = {id: number for number, id in enumerate(ids)}
    ranges = [questionnaire.scale_of(id).points_range for id in ids]
    questions = questionnaire.questions
    levels = np.array([questions[id].level or 0 for id in ids], dtype=np.int64)
    table = {
        "lows": np.array([r[0] if r else np.nan for r in ranges], dtype=float),
        "highs": np.array([r[1] if r else np.nan for r in ranges], dtype=float),
        "weights": np.array([questions[id].weight for id in ids], dtype=float),
    }
    scored = np.array([questionnaire.scored(id) for id in ids], dtype=bool)
    builder = _Builder(questionnaire, index, scored, levels, table["lows"], table["highs"], table["weights"])
    return Plan(
        questionnaire=questionnaire,
        questions=ids,
        index=index,
        order=asking_order(questionnaire),
        levels=levels,
        required=np.array([questions[id].required for id in ids], dtype=bool),
        scored=scored,
        overall=builder.overall(),
        **table,
    )


@dataclass(frozen=True)
class _Builder:
    """Makes the parts of a plan from the bottom up, each with the unit that its children give it."""

    questionnaire: Questionnaire
    index: Mapping[str, int]
    scored: Mask
    levels: NDArray[np.int64]
    lows: Array
    highs: Array
    weights: Array

    def overall(self) -> Part:
        scoring = self.questionnaire.scoring
        parts = tuple(self.part(domain, scoring.range) for domain in self.questionnaire.domains)
        return self._finish(
            id=OVERALL,
            weight=1.0,
            rollup=scoring.overall.rollup or scoring.rollup,
            range=_floats(scoring.overall.range or scoring.range),
            settings=_Settings.of(scoring),
            questions=(),
            parts=parts,
        )

    def part(self, section: Section, default_range: tuple[float, float] | None = None) -> Part:
        scoring = self.questionnaire.scoring
        return self._finish(
            id=section.id,
            weight=float(section.weight),
            rollup=section.rollup or scoring.rollup,
            range=_floats(section.range or default_range),
            settings=_Settings.of(scoring, section),
            questions=tuple(self.index[q.id] for q in section.questions if self.scored[self.index[q.id]]),
            parts=tuple(self.part(child) for child in section.sections),
        )

    def _finish(
        self,
        *,
        id: str,
        weight: float,
        rollup: Rollup,
        range: tuple[float, float] | None,
        settings: _Settings,
        questions: tuple[int, ...],
        parts: tuple[Part, ...],
    ) -> Part:
        below = np.array([*questions, *(i for part in parts for i in part.below)], dtype=np.int64)
        looked_at = np.array(questions, dtype=np.int64)
        counted: tuple[int, ...] = ()
        if rollup.type in ("mean_of_questions", "cumulative"):
            looked_at = below if rollup.type != "cumulative" else below[self.levels[below] > 0]
        else:
            counted = tuple(n for n, part in enumerate(parts) if part.unit is not None and part.weight > 0)
        units = [
            *zip(self.lows[looked_at], self.highs[looked_at], strict=True),
            *(unit for n in counted if (unit := parts[n].unit) is not None),
        ]
        weights = np.array([*self.weights[looked_at], *(parts[n].weight for n in counted)])[:, None]
        alike = len({(round(low, 9), round(high, 9)) for low, high in units}) <= 1
        highest = int(self.levels[below].max(initial=0))
        return Part(
            id=id,
            weight=weight,
            rollup=rollup,
            range=range,
            policies=settings.policies,
            minimum_answered=settings.minimum_answered,
            parts=parts,
            counted=counted,
            looked_at=looked_at,
            below=below,
            direct=np.array(questions, dtype=np.int64),
            weights=weights,
            alike=alike,
            highest=highest,
            unit=_unit(rollup, units, weights, alike, highest, range),
        )


@dataclass(frozen=True)
class _Settings:
    """A section's own settings, else the questionnaire's; nothing is inherited from section to section."""

    policies: NDArray[np.int8]
    minimum_answered: float

    @classmethod
    def of(cls, scoring: Scoring, section: Section | None = None) -> _Settings:
        def setting(name: str) -> Policy:
            own: Policy | None = getattr(section, name, None)
            default: Policy = getattr(scoring, name)
            return own or default

        words = [_POLICIES[setting(state)] for state in STATES[1:]]
        own = None if section is None else section.minimum_answered
        minimum = scoring.minimum_answered if own is None else own
        return cls(np.array([-1, *words], dtype=np.int8), float(minimum))


def _floats(pair: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if pair is None else (float(pair[0]), float(pair[1]))


def _unit(
    rollup: Rollup,
    units: list[tuple[float, float]],
    weights: Array,
    alike: bool,
    highest: int,
    range: tuple[float, float] | None,
) -> tuple[float, float] | None:
    """The least and the most that a part can score when everything below it is answered."""
    if rollup.type == "none" or not units:
        return None
    if rollup.type == "cumulative":
        return range or (float(rollup.floor or 0.0), float(highest))
    lows, highs = (np.array([[unit[side]] for unit in units]) for side in (0, 1))
    children = Children(highs, lows, highs, weights, alike)
    reach = ROLLUPS[rollup.type](children, rollup)
    return range or (float(reach.low[0]), float(reach.high[0]))


def score_batch(plan: Plan, batch: Batch) -> dict[str, Result]:
    """The scores of every part, by id (the overall score under the empty id), one entry a sheet."""
    results: dict[str, Result] = {}
    with np.errstate(invalid="ignore", divide="ignore"):
        _score(plan, plan.overall, batch, results)
    return results


def _score(plan: Plan, part: Part, batch: Batch, results: dict[str, Result]) -> Result:
    parts = [_score(plan, child, batch, results) for child in part.parts]
    result = _rolled_up(plan, part, parts, batch)
    if part.direct.size:
        void = (part.policies[batch.states[part.direct]] == _POLICIES["void"]).any(axis=0)
        result = Result(
            np.where(void & ~np.isnan(result.value), result.low, result.value), result.low, result.high
        )
    if part.range is not None:
        result = _mapped(result, part.range)
    result = result.where(_enough_answered(plan, part, batch) | ~batch.minimum)
    results[part.id] = result
    return result


def _rolled_up(plan: Plan, part: Part, parts: list[Result], batch: Batch) -> Result:
    sheets = batch.states.shape[1]
    if part.unit is None:
        nothing = np.full(sheets, np.nan)
        return Result(nothing, nothing, nothing)
    points = _counted(plan, part.looked_at, part.policies, batch)
    if part.rollup.type == "cumulative":
        levels, required = plan.levels[part.looked_at], plan.required[part.looked_at]
        return cumulative(points, part.weights, levels, required, part.highest, part.rollup)
    children = [parts[n] for n in part.counted]
    lows, highs = plan.lows[part.looked_at][:, None], plan.highs[part.looked_at][:, None]
    absent = np.isnan(points)
    return ROLLUPS[part.rollup.type](
        Children(
            values=np.vstack([points, *(child.value for child in children)]),
            lows=np.vstack([np.where(absent, np.nan, lows), *(child.low for child in children)]),
            highs=np.vstack([np.where(absent, np.nan, highs), *(child.high for child in children)]),
            weights=part.weights,
            alike=part.alike,
        ),
        part.rollup,
    )


def _counted(plan: Plan, questions: NDArray[np.int64], policies: NDArray[np.int8], batch: Batch) -> Array:
    """The points that count under a section's policies; NaN where a question is left out."""
    states = batch.states[questions]
    policy = policies[states]
    points = np.where(states == ANSWERED, batch.points[questions], np.nan)
    worst = (policy == _POLICIES["zero"]) | (policy == _POLICIES["void"])
    points = np.where(worst, plan.lows[questions][:, None], points)
    return np.where(policy == _POLICIES["full"], plan.highs[questions][:, None], points)


def _mapped(result: Result, range: tuple[float, float]) -> Result:
    """The score on a straight line from its reach to a range; untouched where the two are the same."""
    low, high = range
    same = (np.round(result.low, 9) == np.round(low, 9)) & (np.round(result.high, 9) == np.round(high, 9))
    ratio = (result.value - result.low) / (result.high - result.low)
    value = np.where(same, result.value, low + ratio * (high - low))
    there = ~np.isnan(value)
    return Result(value, np.where(there, low, np.nan), np.where(there, high, np.nan))


def _enough_answered(plan: Plan, part: Part, batch: Batch) -> Mask:
    """Whether the answered share of the asked, applicable weight reaches `minimum_answered`."""
    if part.minimum_answered == 0:
        return np.ones(batch.states.shape[1], dtype=bool)
    states, weights = batch.states[part.below], plan.weights[part.below][:, None]
    answered = np.where(states == ANSWERED, weights, 0.0).sum(axis=0)
    asked = np.where((states != NOT_APPLICABLE) & (states != NOT_ASKED), weights, 0.0).sum(axis=0)
    enough: Mask = (asked == 0) | at_least(answered / asked, part.minimum_answered)
    return enough
