"""The raises that an answer can take, one after the other: what each makes it, what it earns, what it asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale, Scale
from cyberready.model.scorecard import Gate
from cyberready.scoring.points import counted_position, number_points


@dataclass(frozen=True)
class Rung:
    """An answer one raise better than the rung before it.

    `value` is what to answer; of a number in bands every value from it to below `until` does. `needs` is what else
    the answer must have to count for as much.
    """

    value: Any
    points: float
    until: float | None = None
    needs: tuple[Gate, ...] = ()


def ladder(question: Question, scale: Scale, answer: Answer) -> tuple[Rung, ...]:
    """The raises from what an answer counts as now to the best; an open question stands at its worst.

    A raise is the next option of `levels`, one more option of `multiple`, the next better band, and the whole of a
    straight line at once. An answer that a gate cuts is raised first by what opens the gate, to what it says.
    """
    match scale:
        case LevelsScale():
            return _levels(question, scale, answer)
        case MultipleScale():
            return _multiple(scale, answer)
        case NumberScale():
            return _numbers(scale, answer)
    return ()


def on_line(scale: NumberScale, points: float) -> list[tuple[float, float]]:
    """Numbers on a scale's straight line with what they earn: one that earns so many points, and the next better.

    They are rounded toward the best to a hundredth of the line's length; the first may miss the points by a
    millionth of that, so that what was meant to be a round number is one.
    """
    line = scale.linear
    assert line is not None
    zero_at, full_at = float(line.zero_at), float(line.full_at)
    better = 1 if full_at > zero_at else -1
    places = max(0, math.ceil(2 - math.log10(abs(full_at - zero_at))))
    exact = round((zero_at + points / float(line.points) * (full_at - zero_at)) * 10**places, 6)
    first = math.ceil(exact) if better > 0 else math.floor(exact)
    best = _best_on_line(scale)
    numbers = [(first + step * better) / 10**places for step in (0, 1)]
    numbers = [min(number, best) if better > 0 else max(number, best) for number in numbers]
    return [(_whole(number), number_points(scale, number) or 0.0) for number in numbers]


def _best_on_line(scale: NumberScale) -> float:
    """The end of a line, or as near to it as numbers may be typed in."""
    assert scale.linear is not None
    return _within(scale, float(scale.linear.full_at))


def worst(scale: Scale) -> Any:
    """The answer that stands for an open question counted as its worst."""
    match scale:
        case LevelsScale():
            return scale.options[0].value
        case MultipleScale():
            return ()
        case NumberScale(linear=linear) if linear is not None:
            return _within(scale, linear.zero_at)
        case NumberScale():
            return min(_bands(scale), key=lambda band: band.points).value
    return None


def _levels(question: Question, scale: LevelsScale, answer: Answer) -> tuple[Rung, ...]:
    said = scale.position(answer.value) if answer.state == "answered" else 0
    assert said is not None
    cut = answer.state == "answered" and counted_position(question, scale, answer, said)[1] is not None
    return tuple(
        Rung(option.value, option.worth, needs=_needs(question, scale, answer, position))
        for position, option in enumerate(scale.options)
        if position > said or (cut and position == said)
    )


def _needs(question: Question, scale: LevelsScale, answer: Answer, position: int) -> tuple[Gate, ...]:
    """What the answer lacks to count as this option, each gate asked by itself."""
    criteria = question.model_copy(update={"evidence_from": None})
    evidence = question.model_copy(update={"criteria": ()})
    found = (counted_position(each, scale, answer, position)[1] for each in (criteria, evidence))
    return tuple(gate for gate in found if gate is not None)


def _multiple(scale: MultipleScale, answer: Answer) -> tuple[Rung, ...]:
    chosen = answer.value if isinstance(answer.value, tuple) else ()
    points = sum(option.worth for option in scale.options if option.value in chosen)
    rungs: list[Rung] = []
    left = [option for option in scale.options if option.value not in chosen and option.worth > 0]
    for option in sorted(left, key=lambda option: -option.worth):
        if scale.capped(points) == scale.capped(points + option.worth):
            break
        points, chosen = points + option.worth, (*chosen, option.value)
        rungs.append(Rung(chosen, scale.capped(points)))
    return tuple(rungs)


def _numbers(scale: NumberScale, answer: Answer) -> tuple[Rung, ...]:
    given = answer.value if answer.state == "answered" else None
    now = number_points(scale, float(given)) if isinstance(given, int | float) else None
    if scale.linear is not None:
        best = _best_on_line(scale)
        earned = number_points(scale, best)
        rungs = [Rung(_whole(best), earned)] if earned is not None and earned > (now or 0.0) else []
        return tuple(rungs)
    bands = _bands(scale)
    if now is None:
        now = min((float(band.points) for band in scale.bands), default=0.0)
    better: dict[float, Rung] = {}
    for band in bands:
        if band.points > now:
            better.setdefault(band.points, band)
    return tuple(better[points] for points in sorted(better))


def _bands(scale: NumberScale) -> list[Rung]:
    """The bands in which a number may lie, the lowest first: from `value` to below `until`.

    The first holds what is below it as well; bands beyond the numbers that may be typed in are left out.
    """
    bands = sorted(scale.bands, key=lambda band: band.from_)
    ends = [*(float(band.from_) for band in bands), None][1:]
    found = []
    for place, (band, end) in enumerate(zip(bands, ends, strict=True)):
        value = _within(scale, band.from_)
        inside = (place == 0 or value >= band.from_) and (end is None or value < end)
        if inside:
            beyond = scale.maximum is not None and end is not None and end > scale.maximum
            found.append(Rung(value, float(band.points), None if beyond else end))
    return found


def _within(scale: NumberScale, value: float) -> float:
    """The value, or the nearest that may be typed in."""
    if scale.minimum is not None and value < scale.minimum:
        return scale.minimum
    return scale.maximum if scale.maximum is not None and value > scale.maximum else value


def _whole(value: float) -> float:
    """A whole number as one, since people see it."""
    return int(value) if value == int(value) else value
