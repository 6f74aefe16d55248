"""What goes into a chart and what every chart's series has in common."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyberready import __version__
from cyberready.charts.text import Scale, directed, listed, tidy

if TYPE_CHECKING:  # the scorecard's module loads pydantic (0.1 s), which nothing here needs at run time
    from cyberready.model.scorecard import Scorecard, SectionScore

Cell = str | float | None
PROGRAM = f"cyberready {__version__}"


@dataclass(frozen=True)
class RoundScores:
    """One scored round, as a chart needs it.

    `title` is the questionnaire's, `domains` gives titles by id in file order, `targets` the target of each
    section in the section's unit, `profile` the title of the profile they come from ('' without one).
    """

    subject: str
    label: str
    date: datetime.date
    questionnaire: str
    version: str
    title: str
    digest: str
    status: str
    engine: str
    scorecard: Scorecard
    domains: Mapping[str, str]
    targets: Mapping[str, float]
    profile: str


@dataclass(frozen=True)
class RoundReference:
    """Where a chart's numbers come from: one round, its questionnaire to the last character, its engine."""

    label: str
    date: datetime.date
    status: str
    questionnaire: str
    version: str
    title: str
    digest: str
    engine: str

    def __str__(self) -> str:
        draft = "" if self.status == "finalised" else f", {self.status}"
        return f"{directed(self.label)} ({self.date.isoformat()}{draft})"


@dataclass(frozen=True)
class Table:
    """The numbers of a chart in its own order, at full precision; None is an empty cell."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Series:
    """What every chart's series has: its sentences, its table and where it comes from.

    The sentences are in `language`. Names in them that are written in the other direction stand in Unicode
    isolates (`text.directed`); rows and table hold the plain names.
    """

    subject: str
    rounds: tuple[RoundReference, ...]
    title: str
    subtitle: str
    note: str
    source: str
    alt: str
    table: Table
    language: str = "en"

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, of the sentences."""
        return "rtl" if self.language.split("-")[0] in ("ar", "ckb", "fa", "he", "ps", "ur") else "ltr"


def reference(scores: RoundScores) -> RoundReference:
    """The round behind a scorecard, with its texts on one line."""
    return RoundReference(
        label=tidy(scores.label),
        date=scores.date,
        status=scores.status,
        questionnaire=scores.questionnaire,
        version=tidy(scores.version),
        title=tidy(scores.title),
        digest=scores.digest,
        engine=scores.engine,
    )


def scale_of(score: SectionScore | None) -> Scale | None:
    """The unit of a score; None when it has none, or one without width, on which nothing can be placed."""
    if score is None or score.range is None or score.range[0] >= score.range[1]:
        return None
    return score.range


def questionnaires(rounds: Sequence[RoundReference]) -> str:
    """The questionnaires of the rounds with their versions: `gci 4 and 5`."""
    versions: dict[str, dict[str, None]] = {}
    for r in rounds:
        versions.setdefault(r.questionnaire, {})[directed(r.version)] = None
    return ", ".join(f"{id} {listed(each)}" for id, each in versions.items())


def source(rounds: Sequence[RoundReference]) -> str:
    """Whose numbers these are, and which program drew them."""
    versions: dict[str, dict[str, None]] = {}
    for r in rounds:
        versions.setdefault(r.title, {})[directed(r.version)] = None
    texts = [
        f"{directed(title)}, version{'s' if len(each) > 1 else ''} {listed(each)}"
        for title, each in versions.items()
    ]
    engines = listed(dict.fromkeys(r.engine for r in rounds))
    return f"Source: {'; '.join(texts)}. Scores by engine {engines}, chart by {PROGRAM}."


UNDECIDED = "Thin lines run from the lowest to the highest score that unanswered or unknown questions could give."
