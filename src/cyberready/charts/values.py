"""What goes into a chart and what every chart's series has in common."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cyberready import __version__
from cyberready.charts.text import Scale, apart, directed, in_turn, listed, ngettext, sentences, tidy
from cyberready.language.messages import N_, _, right_to_left, tag_in_use

if TYPE_CHECKING:  # the scorecard's module loads pydantic (0.1 s), which nothing here needs at run time
    from cyberready.model.scorecard import Scorecard, SectionScore

Cell = str | float | None
PROGRAM = f"cyberready {__version__}"


@dataclass(frozen=True)
class RoundScores:
    """One scored round, as a chart needs it.

    `title` is the questionnaire's, `domains` gives titles by id in file order, `targets` the target of each
    section in the section's unit, `profile` the title of the profile they come from ('' without one). All titles
    are in the reader's language, `unreviewed` when by a machine's translation; `written` gives the domains' titles
    as the questionnaire has them where that is another, for the table, which is the same for every reader.
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
    written: Mapping[str, str] = field(default_factory=dict)
    unreviewed: bool = False


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
        text = _("{round} ({date})") if self.status == "finalised" else _("{round} ({date}, draft)")
        return text.format(round=directed(self.label), date=directed(self.date.isoformat()))


@dataclass(frozen=True)
class Table:
    """The numbers of a chart in its own order, at full precision; None is an empty cell."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Series:
    """What every chart's series has: its sentences, its table and where it comes from.

    The sentences are in `language`, the tag in use when they were made. Names in them that are written in the
    other direction stand in Unicode isolates (`text.directed`); rows and table hold the plain names. The table's
    own words are English whatever the language, for programs read it.
    """

    subject: str
    rounds: tuple[RoundReference, ...]
    title: str
    subtitle: str
    note: str
    source: str
    alt: str
    table: Table
    language: str = field(default_factory=tag_in_use)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, of the sentences."""
        return "rtl" if right_to_left(self.language) else "ltr"


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


def subtitle(measure: str, rounds: str, of: Sequence[RoundReference]) -> str:
    """What was measured, when, and with which questionnaires: `gci 4 and 5`."""
    versions: dict[str, dict[str, None]] = {}
    for r in of:
        versions.setdefault(r.questionnaire, {})[directed(r.version)] = None
    named = [
        _("{questionnaire} {versions}").format(questionnaire=directed(id), versions=listed(each))
        for id, each in versions.items()
    ]
    return apart((measure, rounds, in_turn(named)))


def source(rounds: Sequence[RoundReference], unreviewed: bool) -> str:
    """Whose numbers and, where nobody has read them over, whose words these are, and which program drew them."""
    versions: dict[str, dict[str, None]] = {}
    for r in rounds:
        versions.setdefault(r.title, {})[directed(r.version)] = None
    named = [
        ngettext("{questionnaire}, version {versions}", "{questionnaire}, versions {versions}", len(each)).format(
            questionnaire=directed(title), versions=listed(each)
        )
        for title, each in versions.items()
    ]
    told = _("Source: {questionnaires}. Scores by engine {engines}, chart by {program}.").format(
        questionnaires=apart(named),
        engines=listed(dict.fromkeys(directed(r.engine) for r in rounds)),
        program=directed(PROGRAM),
    )
    return sentences((told, _("Unreviewed translation.") if unreviewed else ""))


UNDECIDED = N_(
    "Thin lines run from the lowest to the highest score that unanswered or unknown questions could give."
)
