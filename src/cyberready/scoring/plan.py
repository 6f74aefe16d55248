"""What scoring needs to know of a questionnaire, made once and used for every sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cyberready.model.asking import asking_order
from cyberready.model.questionnaire import Policy, Questionnaire, Rollup, Scoring, Section
from cyberready.scoring.rollups import ROLLUPS, Array, Children, Levels, Mask

ANSWERED, NOT_APPLICABLE, UNKNOWN, UNANSWERED, NOT_ASKED, LEFT_OUT = range(6)
STATES = ("answered", "not_applicable", "unknown", "unanswered", "not_asked")
"""The names of the codes of states; `LEFT_OUT` is none of a sheet's: what is scored without an answer has it."""
POLICIES: dict[Policy, int] = {"exclude": 0, "zero": 1, "full": 2, "void": 3}
OVERALL = ""


@dataclass(frozen=True)
class Part:
    """A section (or the overall score) ready for scoring; indexes point into the plan's questions."""

    id: str
    weight: float
    rollup: Rollup
    range: tuple[float, float] | None
    policies: NDArray[np.int8]
    """What each state counts as, by its code; -1 where the answer's own points count."""
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
    lows: Array
    """The least and the most points of the questions that it looks at: (questions, 1)."""
    highs: Array
    levels: Levels | None
    """Where its rollup is cumulative."""
    alike: bool
    """Whether its children's units are equal."""
    unit: tuple[float, float] | None

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in file order."""
        yield self
        for part in self.parts:
            yield from part.walk()


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
    overall: Part

    def parts(self) -> dict[str, Part]:
        """Every part by id, the overall one first under the empty id."""
        return {part.id: part for part in self.overall.walk()}


def compile_plan(questionnaire: Questionnaire) -> Plan:
    """What scoring needs to know of a checked questionnaire."""
    ids = tuple(questionnaire.questions)
    index = {id: number for number, id in enumerate(ids)}
    ranges = [questionnaire.scale_of(id).points_range for id in ids]
    questions = questionnaire.questions
    lows = np.array([r[0] if r else np.nan for r in ranges], dtype=float)
    highs = np.array([r[1] if r else np.nan for r in ranges], dtype=float)
    weights = np.array([questions[id].weight for id in ids], dtype=float)
    levels = np.array([questions[id].level or 0 for id in ids], dtype=np.int64)
    required = np.array([questions[id].required for id in ids], dtype=bool)
    scored = np.array([questionnaire.scored(id) for id in ids], dtype=bool)
    builder = _Builder(questionnaire, index, scored, levels, required, lows, highs, weights)
    return Plan(
        questionnaire=questionnaire,
        questions=ids,
        index=index,
        order=asking_order(questionnaire),
        lows=lows,
        highs=highs,
        weights=weights,
        overall=builder.overall(),
    )


@dataclass(frozen=True)
class _Builder:
    """Makes the parts of a plan from the bottom up, each with the unit that its children give it."""

    questionnaire: Questionnaire
    index: Mapping[str, int]
    scored: Mask
    levels: NDArray[np.int64]
    required: Mask
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
        levels = (
            Levels.of(self.levels[looked_at], self.required[looked_at]) if rollup.type == "cumulative" else None
        )
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
            lows=self.lows[looked_at][:, None],
            highs=self.highs[looked_at][:, None],
            levels=levels,
            alike=alike,
            unit=_unit(rollup, units, weights, alike, levels, range),
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

        words = [POLICIES[setting(state)] for state in STATES[1:]]
        own = None if section is None else section.minimum_answered
        minimum = scoring.minimum_answered if own is None else own
        return cls(np.array([-1, *words, POLICIES["exclude"]], dtype=np.int8), float(minimum))


def _floats(pair: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if pair is None else (float(pair[0]), float(pair[1]))


def _unit(
    rollup: Rollup,
    units: list[tuple[float, float]],
    weights: Array,
    alike: bool,
    levels: Levels | None,
    range: tuple[float, float] | None,
) -> tuple[float, float] | None:
    """The least and the most that a part can score when everything below it is answered."""
    if rollup.type == "none" or not units:
        return None
    lows, highs = (np.array([[unit[side]] for unit in units]) for side in (0, 1))
    children = Children(highs, lows, highs, weights, alike, levels)
    reach = ROLLUPS[rollup.type](children, rollup)
    return range or (float(reach.low[0]), float(reach.high[0]))
