"""What a score could reach next: a score at all, a rating, a level, a number, a profile's target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

import numpy as np

from cyberready.model.answers import Answer
from cyberready.model.explanation import Goal, GoalKind
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import mapped
from cyberready.scoring.plan import ANSWERED, OVERALL, POLICIES, Part
from cyberready.scoring.reaching import change, decides_what_is_asked, reach
from cyberready.scoring.rollups import Result
from cyberready.scoring.scored import ScoredSheet
from cyberready.scoring.sheets import ratings_of
from cyberready.scoring.terms import next_level


def goals(sheet: ScoredSheet, part: Part, card: Scorecard, answers: Mapping[str, Answer]) -> Iterator[Goal]:
    """The goals of a part, each with the shortest way to it; none where it can never have a score."""
    score = card.overall if part.id == OVERALL else card.sections[part.id]
    if score.value is None:
        needed = _answers_needed(sheet, part)
        if needed:
            changes = tuple(change(sheet, question, 0, answers) for question in sorted(needed))
            bound = part.minimum_answered
            skips = decides_what_is_asked(sheet, part)
            yield Goal(kind="score", bound=bound, answers=True, count=len(changes), changes=changes, skips=skips)
        return
    found = _next_bound(sheet, part, card)
    if found is not None:
        kind, bound, label = found
        yield reach(sheet, part, bound, answers, kind=kind, label=label)
    for id, profile in card.profiles.items():
        for target in profile.targets:
            if target.id == part.id and not target.met:
                yield reach(sheet, part, target.target, answers, kind="target", label=id)


def _next_bound(sheet: ScoredSheet, part: Part, card: Scorecard) -> tuple[GoalKind, float, str] | None:
    """The next level of a cumulative score, else the next rating, else, where ratings do not name the score, the
    next whole number."""
    score = card.overall if part.id == OVERALL else card.sections[part.id]
    assert score.value is not None
    assert score.range is not None
    value = round(score.value, 9)
    if part.levels is not None:
        step = sheet.steps[part.id]
        level = next_level(part, float((step.rolled.low if step.void[0] else step.rolled.value)[0]))
        if level > part.levels.numbers[-1]:
            return None
        unit = Result(np.array([float(level)]), step.rolled.low[:1], step.rolled.high[:1])
        bound = level if part.range is None else float(mapped(unit, part.range).value[0])
        return "level", float(bound), str(level)
    ratings = ratings_of(sheet.plan, part)
    above = sorted((r for r in ratings if round(r.from_, 9) > value), key=lambda rating: rating.from_)
    if above:
        return "rating", float(above[0].from_), above[0].label
    whole = floor(value) + 1.0
    if not ratings and score.range[1] - score.range[0] > 1 and whole <= round(score.range[1], 9):
        return "number", whole, ""
    return None


def _answers_needed(sheet: ScoredSheet, part: Part) -> frozenset[int] | None:
    """The fewest open questions whose answers give a part a score; None where none do.

    One child must have a score, and enough of the weight below must be answered. The heaviest serve both, from the
    innermost section outward, so trying each child as the one that must have a score finds the fewest.
    """
    if part.unit is None:
        return None
    bases = [_answers_needed(sheet, part.parts[n]) for n in part.counted]
    states = sheet.states[part.looked_at]
    if ((states == ANSWERED) | (part.policies[states] > POLICIES["exclude"])).any():
        bases.append(frozenset())
    open_ = [int(question) for question in part.looked_at if sheet.open(int(question))]
    if open_:
        bases.append(frozenset([_heaviest_first(sheet, open_)[0]]))
    enough = [_topped_up(sheet, part, base) for base in bases if base is not None]
    return min((found for found in enough if found is not None), key=len, default=None)


def _topped_up(sheet: ScoredSheet, part: Part, base: frozenset[int]) -> frozenset[int] | None:
    """These questions and the heaviest open ones that `minimum_answered` asks for besides."""
    weights = sheet.plan.weights
    below = [int(question) for question in part.below]
    have = sum(weights[question] for question in below if sheet.states[question] == ANSWERED or question in base)
    open_ = [question for question in below if sheet.open(question)]
    whole = sum(weights[q] for q in below if sheet.states[q] == ANSWERED) + sum(weights[q] for q in open_)
    chosen = set(base)
    for question in _heaviest_first(sheet, [question for question in open_ if question not in base]):
        if round(have, 9) >= round(part.minimum_answered * whole, 9):
            break
        have += weights[question]
        chosen.add(question)
    return frozenset(chosen) if round(have, 9) >= round(part.minimum_answered * whole, 9) else None


def _heaviest_first(sheet: ScoredSheet, questions: list[int]) -> list[int]:
    return sorted(questions, key=lambda question: -sheet.plan.weights[question])
