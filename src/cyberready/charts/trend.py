"""The trend: how the overall score and each domain moved over the rounds, where they can be compared at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cyberready.charts.text import (
    NO_SCORE,
    Scale,
    directed,
    listed,
    points,
    same,
    sentences,
    tidy,
    unit,
)
from cyberready.charts.values import (
    UNDECIDED,
    Cell,
    RoundReference,
    RoundScores,
    Series,
    Table,
    questionnaires,
    reference,
    scale_of,
    source,
)
from cyberready.errors import WrongCall

NOT_JUDGED = (
    "Changes are drawn, not judged: only a comparison of two rounds tells whether one is larger than rating error."
)


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
        raise WrongCall("A trend needs at least one round with a scorecard.")
    references = tuple(map(reference, rounds))
    editions, edition_of = _editions(references)
    joined = [
        bool(join) and i > 0 and edition_of[i] == edition_of[i - 1]
        for i, (join, _) in enumerate(zip(connected, rounds, strict=True))
    ]
    overall = _line(rounds, "", "Overall score", edition_of, joined)
    domains = tuple(_line(rounds, id, title, edition_of, joined) for id, title in _domains(rounds).items())
    lines = (*((overall,) if overall.scored else ()), *domains)
    subject = tidy(rounds[-1].subject)
    return TrendSeries(
        subject=subject,
        rounds=references,
        title=f"{directed(subject)}: {_finding(overall, len(domains), len(editions))}",
        subtitle=_subtitle(overall, domains, references),
        note=_note(lines, len(editions)),
        source=source(references),
        alt=_alt(lines, directed(subject), references, editions),
        table=_table(lines, references),
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


def _finding(overall: TrendLine, domains: int, editions: int) -> str:
    """What the overall score did, as far as its rounds can be compared."""
    scored, chains = overall.scored, overall.chains
    if not scored:
        return f"{domains} domain{'s' if domains > 1 else ''}, no overall score"
    last = chains[-1]
    if len(scored) == 1:
        only = "the only round" if len(overall.points) == 1 else "the only round with one"
        return f"overall score {_at(scored[0])}, {only}"
    if len(last) > 1:
        rest = "" if len(chains) == 1 else "; earlier rounds cannot be compared with these"
        return f"overall score from {_at(last[0])} to {_at(last[-1])}{rest}"
    what = "editions" if len({point.edition for point in scored}) == len(scored) else "rounds"
    if len(scored) == 2:
        return f"{_at(scored[0])} and {_at(scored[1])}, two {what} that cannot be compared"
    if len(chains) == len(scored):
        return (
            f"{listed(map(_at, scored))}, {what} that cannot be compared"
            if len(scored) < 4
            else (f"overall score {_at(scored[-1])}, the last of {len(scored)} {what} that cannot be compared")
        )
    return f"overall score {_at(scored[-1])}, which cannot be compared with {directed(chains[-2][-1].label)}"


def _at(point: TrendPoint) -> str:
    return f"{points(point.value, point.scale)} ({directed(point.label)})"


def _subtitle(overall: TrendLine, domains: Sequence[TrendLine], rounds: Sequence[RoundReference]) -> str:
    """Units, rounds (all of a few, the ends of many: the axis has the rest) and questionnaires."""
    each = same(line.scale for line in domains) if all(line.scale for line in domains) else None
    of_domains = f"domains {unit(each)}" if each else "each domain on its own scale"
    of_overall = f"Overall score {unit(overall.scale)}" if overall.scored and overall.scale else ""
    parts = (of_overall, of_domains) if domains else (of_overall,)
    units = ", ".join(part for part in parts if part)
    if len(rounds) <= 4:
        shown = f"round{'s' if len(rounds) > 1 else ''} {listed(map(str, rounds))}"
    else:
        shown = f"{len(rounds)} rounds, {rounds[0]} to {rounds[-1]}"
    return "; ".join((units[:1].upper() + units[1:], shown, questionnaires(rounds)))


_APART = "Points that no line joins cannot be compared{why}: the difference between them is no measured change."


def _note(lines: Sequence[TrendLine], editions: int) -> str:
    every = [point for line in lines for point in line.points]
    apart = any(not after.joined for line in lines for after in line.points[1:])
    return sentences(
        (
            "A dashed rule marks a new version of the questionnaire." if editions > 1 else "",
            _APART.format(why=", since versions ask different questions" if editions > 1 else "") if apart else "",
            UNDECIDED if any(p.bounded for p in every) else "",
            "Where a round has no score, the line stops." if any(p.value is None for p in every) else "",
            NOT_JUDGED if any(len(segment) > 1 for line in lines for segment in line.segments) else "",
        )
    )


def _alt(
    lines: Sequence[TrendLine], subject: str, rounds: Sequence[RoundReference], editions: Sequence[str]
) -> str:
    versions = (
        f" Versions of the questionnaire in order: {listed(map(directed, editions))}." if len(editions) > 1 else ""
    )
    return sentences(
        (
            f"Line charts of the score over {len(rounds)} round{'s' if len(rounds) > 1 else ''}, {subject}:",
            f"{listed(map(str, rounds))}.{versions}",
            *(f"{directed(line.title)}, {_unit_of(line)}: {''.join(_steps(line))}." for line in lines),
        )
    )


def _unit_of(line: TrendLine) -> str:
    return unit(line.scale) if line.scale or not line.scored else "on changing scales"


def _steps(line: TrendLine) -> Iterator[str]:
    """Each point in words, after what parts it from the one before."""
    for i, point in enumerate(line.points):
        before = "" if i == 0 else ", " if point.joined else "; not comparable with that, "
        own = "" if line.scale or point.value is None else f" on {unit(point.scale)}"
        ends = points(point.low, point.scale), points(point.high, point.scale)
        bounds = f" between {ends[0]} and {ends[1]}" if point.bounded else ""
        yield f"{before}{points(point.value, point.scale)}{own}{bounds} ({directed(point.label)})"


_HEADER = (
    *("part", "id", "title", "round", "date", "status", "questionnaire", "version", "joined_to_previous"),
    *("score", "low", "high", "scale_low", "scale_high"),
)


def _table(lines: Sequence[TrendLine], rounds: Sequence[RoundReference]) -> Table:
    return Table(
        _HEADER, tuple(_cells(line, p, r) for line in lines for p, r in zip(line.points, rounds, strict=True))
    )


def _cells(line: TrendLine, point: TrendPoint, r: RoundReference) -> tuple[Cell, ...]:
    return (
        *("domain" if line.id else "overall", line.id, line.title, r.label, r.date.isoformat(), r.status),
        *(r.questionnaire, r.version, "yes" if point.joined else "no"),
        *(NO_SCORE if point.value is None else point.value, point.low, point.high),
        *(point.scale or (None, None)),
    )
