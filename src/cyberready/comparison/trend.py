"""Which rounds stand on one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cyberready.model.rounds import Round
from cyberready.model.scorecard import Scorecard
from cyberready.model.trend import Trend, TrendPoint


def connected(before: Round, after: Round) -> bool:
    """Whether two rounds were asked the same questions: the same questionnaire in the same version.

    Editions ask different questions, so a line from one to the other would show a change that nobody measured.
    """
    return (before.questionnaire.id, before.questionnaire.version) == (
        after.questionnaire.id,
        after.questionnaire.version,
    )


def joined(rounds: Sequence[Round]) -> tuple[bool, ...]:
    """Whether each round, in order of time, may be joined to the one before it; the first to none."""
    return (False, *(connected(before, after) for before, after in pairwise(rounds)))[: len(rounds)]


def trend(subject: str, questionnaire: str, scored: Sequence[tuple[Round, Scorecard]]) -> Trend:
    """The rounds, oldest first, each with whether it may be joined to the one before."""
    ordered = sorted(scored, key=lambda item: (item[0].date, item[0].created))
    joins = joined([round for round, _ in ordered])
    points = tuple(
        TrendPoint(round=round, scorecard=scorecard, connected=join)
        for (round, scorecard), join in zip(ordered, joins, strict=True)
    )
    return Trend(subject=subject, questionnaire=questionnaire, points=points)
