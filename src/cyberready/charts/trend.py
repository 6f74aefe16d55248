"""The trend: how the overall score and each domain moved over the rounds, where they can be compared at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cyberready.charts.text import NO_SCORE, Scale, directed, points, same, tidy
from cyberready.charts.trend_words import alt, finding, measure, note, rounds_in_words
from cyberready.charts.values import (
    Cell,
    RoundReference,
    RoundScores,
    Series,
    Table,
    reference,
    scale_of,
    source,
    subtitle,
)
from cyberready.errors import WrongCall
from cyberready.language.messages import N_, _

OVERALL = N_("Overall score")


@dataclass(frozen=True)
class TrendPoint:
    """A score in one round, in its own unit; `joined` when a line may lead to it from the round before."""

    label: str
    date: date
    edition: int
    value: float | None
    low: float | None
    high: float | None
    scale: Scale | None
    joined: bool

    @property
    def bounded(self) -> bool:
        """Whether the bounds say more than the score itself, as far as one can see."""
        shown = points(self.value, self.scale)
        return self.value is not None and any(
            bound is not None and points(bound, self.scale) != shown for bound in (self.low, self.high)
        )


@dataclass(frozen=True)
class TrendLine:
    """The overall score or one domain: a point for every round, in the rounds' order."""

    id: str
    title: str
    points: tuple[TrendPoint, ...]

    @property
    def scale(self) -> Scale | None:
        """The unit of all its points; None when they differ."""
        return same(point.scale for point in self.points)

    @property
    def scored(self) -> tuple[TrendPoint, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @property
    def chains(self) -> tuple[tuple[TrendPoint, ...], ...]:
        """The scored points in runs of comparable rounds; a round without a score does not end a run."""
        runs: list[list[TrendPoint]] = []
        for point in self.points:
            if not (point.joined and runs):
                runs.append([])
            if point.value is not None:
                runs[-1].append(point)
        return tuple(tuple(run) for run in runs if run)

    @property
    def segments(self) -> tuple[tuple[TrendPoint, ...], ...]:
        """The scored points in runs that a line joins: it stops at a round without a score as well."""
        runs: list[list[TrendPoint]] = []
        before: TrendPoint | None = None
        for point in self.points:
            if point.value is not None:
                if not (point.joined and before is not None and before.value is not None):
                    runs.append([])
                runs[-1].append(point)
            before = point
        return tuple(tuple(run) for run in runs)


@dataclass(frozen=True, kw_only=True)
class TrendSeries(Series):
    """`editions` names the questionnaire versions in order; a point's `edition` is its place among them."""

    kind: ClassVar[str] = "trend"
    overall: TrendLine | None
    domains: tuple[TrendLine, ...]
    editions: tuple[str, ...]

    @property
    def lines(self) -> tuple[TrendLine, ...]:
        return ((self.overall,) if self.overall else ()) + self.domains


def trend(rounds: Sequence[RoundScores], connected: Sequence[bool]) -> TrendSeries:
    """The rounds of one subject, oldest first; `connected[i]` when round i is comparable with round i-1.

    Points of two questionnaire versions, or in two units, are never joined, whatever `connected` says.

    Raises:
        WrongCall: there are no rounds.
        ValueError: `connected` is not as long as `rounds`.
    """
    if not rounds:
        raise WrongCall(_("A trend needs at least one round with a scorecard."))
    references = tuple(map(reference, rounds))
    editions, edition_of = _editions(references)
    joined = [
        bool(join) and i > 0 and edition_of[i] == edition_of[i - 1]
        for i, (join, _scores) in enumerate(zip(connected, rounds, strict=True))
    ]
    overall = _line(rounds, "", _(OVERALL), edition_of, joined)
    domains = tuple(_line(rounds, id, title, edition_of, joined) for id, title in _domains(rounds).items())
    lines = (*((overall,) if overall.scored else ()), *domains)
    subject = tidy(rounds[-1].subject)
    return TrendSeries(
        subject=subject,
        rounds=references,
        title=_("{subject}: {finding}").format(subject=directed(subject), finding=finding(overall, len(domains))),
        subtitle=subtitle(measure(overall, domains), rounds_in_words(references), references),
        note=note(lines, len(editions)),
        source=source(references, any(scores.unreviewed for scores in rounds)),
        alt=alt(lines, directed(subject), references, editions),
        table=_table(lines, references, _written(rounds)),
        overall=overall if overall.scored else None,
        domains=domains,
        editions=editions,
    )


def _editions(rounds: Sequence[RoundReference]) -> tuple[tuple[str, ...], list[int]]:
    """The versions as they follow each other (one that returns counts anew), and each round's place among them."""
    several = len({r.questionnaire for r in rounds}) > 1
    names: list[str] = []
    places: list[int] = []
    for before, r in zip((None, *rounds), rounds, strict=False):
        if before is None or (before.questionnaire, before.version) != (r.questionnaire, r.version):
            names.append(f"{r.questionnaire} {r.version}" if several else r.version)
        places.append(len(names) - 1)
    return tuple(names), places


def _domains(rounds: Sequence[RoundScores]) -> dict[str, str]:
    """Every domain by id: those of the newest round in its order, then those that only earlier rounds have."""
    titles: dict[str, str] = {}
    for scores in reversed(rounds):
        for id, title in scores.domains.items():
            titles.setdefault(id, tidy(title))
    return titles


def _written(rounds: Sequence[RoundScores]) -> dict[str, str]:
    """The titles for the table, which are the same in every language."""
    titles = {"": OVERALL}
    for scores in reversed(rounds):
        for id, title in scores.domains.items():
            titles.setdefault(id, tidy(scores.written.get(id, title)))
    return titles


def _line(
    rounds: Sequence[RoundScores], id: str, title: str, editions: Sequence[int], joined: Sequence[bool]
) -> TrendLine:
    """The points of a domain, or of the overall score when the id is empty."""
    line: list[TrendPoint] = []
    before: Scale | None = None
    for scores, edition, join in zip(rounds, editions, joined, strict=True):
        card = scores.scorecard
        score = card.sections.get(id) if id else card.overall
        scale = scale_of(score)
        alike = None in (before, scale) or same((before, scale)) is not None
        before = scale or before
        value, low, high = (score.value, score.low, score.high) if score else (None, None, None)
        if value is None:
            low = high = None
        line.append(TrendPoint(tidy(scores.label), scores.date, edition, value, low, high, scale, join and alike))
    return TrendLine(id, title, tuple(line))


_HEADER = (
    *("part", "id", "title", "round", "date", "status", "questionnaire", "version", "joined_to_previous"),
    *("score", "low", "high", "scale_low", "scale_high"),
)


def _table(lines: Sequence[TrendLine], rounds: Sequence[RoundReference], titles: Mapping[str, str]) -> Table:
    rows = (
        _cells(line.id, titles[line.id], point, r)
        for line in lines
        for point, r in zip(line.points, rounds, strict=True)
    )
    return Table(_HEADER, tuple(rows))


def _cells(id: str, title: str, point: TrendPoint, r: RoundReference) -> tuple[Cell, ...]:
    return (
        *("domain" if id else "overall", id, title, r.label, r.date.isoformat(), r.status),
        *(r.questionnaire, r.version, "yes" if point.joined else "no"),
        *(NO_SCORE if point.value is None else point.value, point.low, point.high),
        *(point.scale or (None, None)),
    )
