"""Which level the ticked facts propose; the assessor decides (facts never gate a score)."""

from __future__ import annotations

from collections.abc import Mapping

from cyberready.model.questionnaire import Question
from cyberready.model.scales import LevelsScale


def proposed_position(question: Question, scale: LevelsScale, facts: Mapping[str, tuple[int, ...]]) -> int | None:
    """The highest option all of whose facts, and those of the options below it, are ticked; None without any tick.

    The first option describes absence: its facts stand against those of every other, so none above asks for them.
    """
    if not any(facts.values()):
        return None
    proposed = 0
    for position, option in enumerate(scale.options[1:], 1):
        described = question.options.get(option.key, ())
        if not described or not set(range(len(described))) <= set(facts.get(option.key, ())):
            break
        proposed = position
    return proposed
