"""Chapters 3.3 to 3.7 of the format once more, as plainly as they are written: one sheet, one child at a time.

In exact fractions, so that 0.1 is a tenth; only roots leave them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import takewhile
from operator import mul, truediv
from statistics import median

from cyberready.model.questionnaire import Question, Questionnaire, Rollup, Section
from cyberready.model.scorecard import QuestionScore

ZERO, ONE = Fraction(0), Fraction(1)
KEEPS_UNIT = ("mean", "mean_of_questions", "min", "max", "median")

Part = Question | Section
Unit = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Child:
    """A child that has a score: its weight, score and reach."""

    w: Fraction
    v: Fraction
    a: Fraction
    b: Fraction

    @property
    def ratio(self) -> Fraction:
        return (self.v - self.a) / (self.b - self.a)


def exact(number: float | None) -> Fraction:
    return Fraction(repr(number or 0))


def total(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, ZERO)


def at_least(value: Fraction, bound: Fraction) -> bool:
    return round(value, 9) >= round(bound, 9)


@dataclass(frozen=True)
class Reference:
    """The scores of one sheet, from the states and points of its questions."""

    questionnaire: Questionnaire
    questions: Mapping[str, QuestionScore]
    bounds: bool = False
    found: dict[str, Child | None] = field(default_factory=dict)

    @property
    def overall(self) -> Section:
        """The overall score as a section that holds the domains."""
        scoring = self.questionnaire.scoring
        domains = (d.model_copy(update={"range": d.range or scoring.range}) for d in self.questionnaire.domains)
        rollup, range = scoring.overall.rollup or scoring.rollup, scoring.overall.range or scoring.range
        return Section(id="overall", title="", rollup=rollup, range=range, sections=tuple(domains))

    def with_open_at(self, side: int) -> Reference:
        """The sheet of a bound: every open question with its worst (0) or its best (1) points."""
        closed = {
            id: score.model_copy(update={"state": "answered", "points": score.range and score.range[side]})
            if score.state in ("unknown", "unanswered")
            else score
            for id, score in self.questions.items()
        }
        return Reference(self.questionnaire, closed, bounds=True)

    def rollup(self, section: Section) -> Rollup:
        return section.rollup or self.questionnaire.scoring.rollup

    def policy(self, section: Section, question: Question) -> str:
        """What a question counts as in a section; "" where its own points count."""
        state = self.questions[question.id].state
        own = None if state == "answered" else getattr(section, state)
        return "" if state == "answered" else str(own or getattr(self.questionnaire.scoring, state))

    def scored(self, questions: Sequence[Question]) -> list[Question]:
        return [question for question in questions if self.questionnaire.scored(question.id)]

    def below(self, section: Section) -> list[Question]:
        """The scored questions below a section, at any depth."""
        return [question for part in section.walk() for question in self.scored(part.questions)]

    def children(self, section: Section) -> Sequence[Part]:
        """What the section's rollup looks at."""
        match self.rollup(section).type:
            case "mean_of_questions":
                return self.below(section)
            case "cumulative":
                return [question for question in self.below(section) if question.level is not None]
        scorable = [child for child in section.sections if child.weight > 0 and self.unit(child) is not None]
        return [*self.scored(section.questions), *scorable]

    def units(self, section: Section) -> list[Unit]:
        return [unit for child in self.children(section) if (unit := self.unit(child)) is not None]

    def alike(self, section: Section) -> bool:
        return len({(round(low, 9), round(high, 9)) for low, high in self.units(section)}) == 1

    def unit(self, part: Part) -> Unit | None:
        """What a question or section can score when all is answered; None where it never has a score."""
        if isinstance(part, Question):
            low, high = self.questions[part.id].range or (None, None)
            return exact(low), exact(high)
        rollup, units = self.rollup(part), self.units(part)
        if rollup.type == "none" or not units:
            return None
        if part.range is not None:
            return exact(part.range[0]), exact(part.range[1])
        weights = [exact(child.weight) for child in self.children(part)]
        lows, highs = [low for low, _ in units], [high for _, high in units]
        match rollup.type:
            case "sum":
                return total(map(mul, weights, lows)), total(map(mul, weights, highs))
            case "until_incomplete":
                return ZERO, total(highs) - total(lows)
            case "deduct":
                return exact(rollup.from_) - total(weights), exact(rollup.from_)
            case "cumulative":
                return exact(rollup.floor), Fraction(max(question.level or 0 for question in self.below(part)))
        return units[0] if rollup.type in KEEPS_UNIT and self.alike(part) else (ZERO, ONE)

    def score(self, section: Section) -> Child | None:
        if section.id not in self.found:
            self.found[section.id] = self._score(section)
        return self.found[section.id]

    def _score(self, section: Section) -> Child | None:
        rollup, weight = self.rollup(section), exact(section.weight)
        children = [child for part in self.children(section) if (child := self.child(section, part)) is not None]
        if rollup.type == "none" or not children or not self.enough_answered(section):
            return None
        if rollup.type == "cumulative":
            value, (low, high) = (
                self.level(section),
                self.unit(section.model_copy(update={"range": None})) or (ZERO, ZERO),
            )
        else:
            value, low, high = rolled_up(rollup, children, self.alike(section))
        if "void" in [self.policy(section, question) for question in self.scored(section.questions)]:
            value = low
        if section.range is None:
            return Child(weight, value, low, high)
        bottom, top = map(exact, section.range)
        return Child(weight, bottom + (value - low) / (high - low) * (top - bottom), bottom, top)

    def child(self, section: Section, part: Part) -> Child | None:
        """A child as a section counts it; None where it is left out."""
        if isinstance(part, Section):
            return self.score(part)
        low, high = self.unit(part) or (ZERO, ZERO)
        given = self.questions[part.id].points
        counted = {"": exact(given), "zero": low, "void": low, "full": high}.get(self.policy(section, part))
        return None if counted is None else Child(exact(part.weight), counted, low, high)

    def enough_answered(self, section: Section) -> bool:
        own = section.minimum_answered
        minimum = self.questionnaire.scoring.minimum_answered if own is None else own
        states = [(exact(question.weight), self.questions[question.id].state) for question in self.below(section)]
        asked = total(w for w, state in states if state not in ("not_asked", "not_applicable"))
        answered = total(w for w, state in states if state == "answered")
        return self.bounds or asked == 0 or at_least(answered / asked, exact(minimum))

    def level(self, section: Section) -> Fraction:
        """The highest level reached (3.5), or the floor."""
        rollup = self.rollup(section)
        pass_, below = exact(rollup.pass_), exact(rollup.pass_ if rollup.below is None else rollup.below)
        questions = [q for q in self.below(section) if q.level is not None]
        left = [(q, child) for q in questions if (child := self.child(section, q)) is not None]

        def holds(level: int, bound: Fraction) -> bool:
            here = [(q, child) for q, child in left if q.level == level]
            if not here:
                return rollup.empty == "pass"
            met = total(child.w for _, child in here if at_least(child.v, bound))
            share = met / total(child.w for _, child in here)
            required = all(at_least(child.v, bound) for q, child in here if q.required)
            return required and at_least(share, exact(1 if rollup.share is None else rollup.share))

        highest = max(question.level or 0 for question in questions)
        reached = [
            level
            for level in range(1, highest + 1)
            if holds(level, pass_) and all(holds(under, below) for under in range(1, level))
        ]
        return max([exact(rollup.floor), *map(Fraction, reached)])


def rolled_up(rollup: Rollup, children: Sequence[Child], alike: bool) -> tuple[Fraction, Fraction, Fraction]:
    """The score and reach that a rollup makes of the children that have a score."""
    weights, ratios = [child.w for child in children], [child.ratio for child in children]
    values, lows, highs = ([getattr(child, name) for child in children] for name in "vab")
    met = [at_least(value, exact(rollup.pass_)) for value in values]
    weight = total(weights)

    def weighed(numbers: Iterable[Fraction]) -> Fraction:
        return total(map(mul, weights, numbers))

    match rollup.type:
        case "sum":
            return weighed(values), weighed(lows), weighed(highs)
        case "geometric":
            powers = (float(ratio) ** float(w / weight) for w, ratio in zip(weights, ratios, strict=True))
            return Fraction(math.prod(powers)), ZERO, ONE
        case "harmonic":
            return ZERO if 0 in ratios else weight / total(map(truediv, weights, ratios)), ZERO, ONE
        case "share_met":
            return weighed(map(Fraction, met)) / weight, ZERO, ONE
        case "deduct":
            start = exact(rollup.from_)
            return start - weight + weighed(map(Fraction, met)), start - weight, start
        case "until_incomplete":
            whole = takewhile(lambda child: round(child.v, 9) == round(child.b, 9), children)
            counted = children[: len(list(whole)) + 1]
            return total(child.v - child.a for child in counted), ZERO, total(highs) - total(lows)

    def mean(numbers: list[Fraction]) -> Fraction:
        return weighed(numbers) / weight

    summaries: dict[str, Callable[[list[Fraction]], Fraction]] = {"min": min, "max": max, "median": median}
    summary = summaries.get(rollup.type, mean)
    return (summary(values), summary(lows), summary(highs)) if alike else (summary(ratios), ZERO, ONE)
