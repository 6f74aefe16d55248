"""Many rounds of one subject, in order of time."""

from __future__ import annotations

from cyberready.model.rounds import Round
from cyberready.model.scorecard import Scorecard
from cyberready.model.values import Value


class TrendPoint(Value):
    """One round with its scores; `connected` when it may be compared with the round before it."""

    round: Round
    scorecard: Scorecard
    connected: bool


class Trend(Value):
    """The rounds of a subject that answer one questionnaire, oldest first."""

    subject: str
    questionnaire: str
    points: tuple[TrendPoint, ...]
