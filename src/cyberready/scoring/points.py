"""What one answer is worth (questionnaire format, chapters 3.1 and 3.2)."""

from __future__ import annotations

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale, Scale
from cyberready.model.scorecard import Gate


def question_points(question: Question, scale: Scale, answer: Answer) -> tuple[float | None, Gate | None]:
    """The points of an answer that has a value, and the gate that cut them, if one did."""
    match scale:
        case LevelsScale():
            position = scale.position(answer.value)
            if position is None:
                return None, None
            counted, gate = counted_position(question, scale, answer, position)
            return scale.options[counted].worth, gate
        case MultipleScale():
            chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            return scale.capped(sum(option.worth for option in scale.options if option.value in chosen)), None
        case NumberScale() if isinstance(answer.value, int | float):
            return number_points(scale, float(answer.value)), None
    return None, None


def counted_position(
    question: Question, scale: LevelsScale, answer: Answer, position: int
) -> tuple[int, Gate | None]:
    """The position that counts for one that is answered, and the gate that lowered it: the first option while
    criteria are open, else at most one below the proof."""
    if question.criteria and not set(range(len(question.criteria))) <= set(answer.criteria):
        return 0, "criteria" if position > 0 else None
    gate = question.evidence_from
    if gate is not None:
        threshold = scale.position(gate.option)
        proven = bool(answer.evidence) and (not gate.basis or answer.basis in gate.basis)
        if threshold is not None and position >= threshold and not proven:
            return threshold - 1, "evidence"
    return position, None


def number_points(scale: NumberScale, value: float) -> float | None:
    """What a number earns by the line or the bands; None where it has neither."""
    if scale.linear is not None:
        zero_at, full_at = float(scale.linear.zero_at), float(scale.linear.full_at)
        share = (value - zero_at) / (full_at - zero_at)
        return min(1.0, max(0.0, share)) * float(scale.linear.points)
    if not scale.bands:
        return None
    bands = sorted(scale.bands, key=lambda band: band.from_)
    reached = [band for band in bands if round(value, 9) >= round(band.from_, 9)]
    return float((reached[-1] if reached else bands[0]).points)
