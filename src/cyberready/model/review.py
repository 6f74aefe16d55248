"""What a reader should look at before a round is finalised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cyberready.model.answers import Answer
from cyberready.model.scorecard import SectionScore
from cyberready.model.values import Value

PointKind = Literal[
    "unanswered",
    "evidence",
    "evidence_file",
    "criteria",
    "not_applicable",
    "unlike_last",
    "carried",
    "disputed",
    "dissent",
    "low_confidence",
    "flagged",
    "hidden",
]


class Point(Value):
    """One thing about one answer; `before` is the last round's answer where it differs from that.

    `others` are the answers of those whose own sheets say otherwise, by their names. `titles` name the evidence
    that it is about.
    """

    kind: PointKind
    question: str
    before: Answer | None = None
    others: Mapping[str, Answer] = {}
    titles: tuple[str, ...] = ()


class Review(Value):
    """The points by kind, each in the questionnaire's order; `earlier` is the label of the last round.

    `overall` has the counts that finalising locks, `answers` what the points are about; `final`: they are locked.
    """

    overall: SectionScore
    earlier: str
    points: tuple[Point, ...]
    answers: Mapping[str, Answer]
    final: bool = False
