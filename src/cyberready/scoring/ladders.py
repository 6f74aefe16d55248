"""The raises that an answer can take, one after the other: what each makes it, what it earns, what it asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import LevelsScale, Linear, MultipleScale, NumberScale, Scale
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


def on_line(linear: Linear, points: float) -> tuple[float, float]:
    """The number that earns at least so many points, rounded toward the best to a hundredth of the line's length,
    and the points that it earns."""
    zero_at, full_at = float(linear.zero_at), float(linear.full_at)
    places = max(0, math.ceil(2 - math.log10(abs(full_at - zero_at))))
    exact = zero_at + points / float(linear.points) * (full_at - zero_at)
    away = math.ceil if full_at > zero_at else math.floor
    value = away(round(exact * 10**places, 6)) / 10**places
    value = min(value, full_at) if full_at > zero_at else max(value, full_at)
    share = (value - zero_at) / (full_at - zero_at)
    return value, min(1.0, share) * float(linear.points)


def worst(scale: Scale) -> Any:
    """The answer that stands for an open question counted as its worst."""
    match scale:
        case LevelsScale():
            return scale.options[0].value
        case MultipleScale():
            return ()
        case NumberScale(linear=linear) if linear is not None:
            return linear.zero_at
        case NumberScale():
            return _inside(scale, min(_bands(scale), key=lambda band: band.points).value)
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
        rungs = [Rung(scale.linear.full_at, float(scale.linear.points))]
        return tuple(rung for rung in rungs if now is None or rung.points > now)
    bands = _bands(scale)
    if now is None:
        now = min((band.points for band in bands), default=0.0)
    better: dict[float, Rung] = {}
    for band in bands:
        if band.points > now and _possible(scale, band):
            better.setdefault(band.points, Rung(_inside(scale, band.value), band.points, band.until))
    return tuple(better[points] for points in sorted(better))


def _bands(scale: NumberScale) -> list[Rung]:
    """The bands as rungs, the lowest first: from `value` to below `until`."""
    bands = sorted(scale.bands, key=lambda band: band.from_)
    ends = [*(float(band.from_) for band in bands), None][1:]
    return [Rung(band.from_, float(band.points), end) for band, end in zip(bands, ends, strict=True)]


def _possible(scale: NumberScale, band: Rung) -> bool:
    """Whether a number that may be typed in lies in the band."""
    too_low = scale.minimum is not None and band.until is not None and band.until <= scale.minimum
    return not too_low and (scale.maximum is None or band.value <= scale.maximum)


def _inside(scale: NumberScale, value: Any) -> Any:
    return value if scale.minimum is None or value >= scale.minimum else scale.minimum
