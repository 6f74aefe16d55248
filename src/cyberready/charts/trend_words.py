"""The sentences of a trend: what the scores did, as far as rounds can be compared, and never more than that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cyberready.charts.text import (
    Scale,
    directed,
    in_figures,
    in_turn,
    listed,
    ngettext,
    points,
    same,
    sentences,
    unit,
)
from cyberready.charts.values import UNDECIDED, RoundReference
from cyberready.language.messages import N_, _

if TYPE_CHECKING:
    from cyberready.charts.trend import TrendLine, TrendPoint

NOT_JUDGED = N_(
    "Changes are drawn, not judged: only a comparison of two rounds tells whether one is larger than rating error."
)


def finding(overall: TrendLine, domains: int) -> str:
    """What the overall score did, as far as its rounds can be compared."""
    scored, chains = overall.scored, overall.chains
    if not scored:
        text = ngettext("{number} domain, no overall score", "{number} domains, no overall score", domains)
        return text.format(number=in_figures(str(domains)))
    last = chains[-1]
    if len(scored) == 1:
        text = _("overall score {score}, the only round with one")
        if len(overall.points) == 1:
            text = _("overall score {score}, the only round")
        return text.format(score=_at(scored[0]))
    if len(last) > 1:
        text = _("overall score from {first} to {last}")
        if len(chains) > 1:
            text = _("overall score from {first} to {last}; earlier rounds cannot be compared with these")
        return text.format(first=_at(last[0]), last=_at(last[-1]))
    if len(chains) == len(scored):
        return _apart(scored, editions=len({point.edition for point in scored}) == len(scored))
    text = _("overall score {score}, which cannot be compared with {round}")
    return text.format(score=_at(scored[-1]), round=directed(chains[-2][-1].label))


def _apart(scored: Sequence[TrendPoint], *, editions: bool) -> str:
    """Scores of which no two can be compared: all of a few, the last of many."""
    scores = list(map(_at, scored))
    if len(scores) == 2:
        text = _("{first} and {last}, two rounds that cannot be compared")
        if editions:
            text = _("{first} and {last}, two editions that cannot be compared")
    elif len(scores) == 3:
        text = _("{scores}, rounds that cannot be compared")
        if editions:
            text = _("{scores}, editions that cannot be compared")
    elif editions:
        text = ngettext(
            "overall score {last}, the last of {number} edition that cannot be compared",
            "overall score {last}, the last of {number} editions that cannot be compared",
            len(scores),
        )
    else:
        text = ngettext(
            "overall score {last}, the last of {number} round that cannot be compared",
            "overall score {last}, the last of {number} rounds that cannot be compared",
            len(scores),
        )
    number = in_figures(str(len(scores)))
    return text.format(first=scores[0], last=scores[-1], scores=listed(scores), number=number)


def _at(point: TrendPoint) -> str:
    return _("{score} ({round})").format(score=points(point.value, point.scale), round=directed(point.label))


def measure(overall: TrendLine, domains: Sequence[TrendLine]) -> str:
    """The units of the overall score, where it has one, and of the domains, where they share one."""
    own = overall.scale if overall.scored else None
    each = same(line.scale for line in domains) if all(line.scale for line in domains) else None
    if not domains:
        text = _("Overall score {overall}") if own else ""
    elif own:
        text = _("Overall score {overall}, each domain on its own scale")
        if each:
            text = _("Overall score {overall}, domains {domains}")
    else:
        text = _("Domains {domains}") if each else _("Each domain on its own scale")
    return text.format(overall=unit(own), domains=unit(each))


def rounds_in_words(rounds: Sequence[RoundReference]) -> str:
    """All of a few, the ends of many: the axis has the rest."""
    number = len(rounds)
    if number <= 4:
        text = ngettext("round {rounds}", "rounds {rounds}", number)
        return text.format(rounds=listed(map(str, rounds)))
    text = ngettext("{number} round, {first} to {last}", "{number} rounds, {first} to {last}", number)
    return text.format(number=in_figures(str(number)), first=rounds[0], last=rounds[-1])


def note(lines: Sequence[TrendLine], editions: int) -> str:
    every = [point for line in lines for point in line.points]
    apart = any(not after.joined for line in lines for after in line.points[1:])
    return sentences(
        (
            _("A dashed rule marks a new version of the questionnaire.") if editions > 1 else "",
            _(_OTHER_QUESTIONS if editions > 1 else _NOT_JOINED) if apart else "",
            _(UNDECIDED) if any(p.bounded for p in every) else "",
            _("Where a round has no score, the line stops.") if any(p.value is None for p in every) else "",
            _(NOT_JUDGED) if any(len(segment) > 1 for line in lines for segment in line.segments) else "",
        )
    )


_NOT_JOINED = N_(
    "Points that no line joins cannot be compared: the difference between them is no measured change."
)
_OTHER_QUESTIONS = N_(
    "Points that no line joins cannot be compared, since versions ask different questions: "
    "the difference between them is no measured change."
)


def alt(
    lines: Sequence[TrendLine], subject: str, rounds: Sequence[RoundReference], editions: Sequence[str]
) -> str:
    number = len(rounds)
    chart = ngettext(
        "Line charts of the score over {number} round, {subject}: {rounds}.",
        "Line charts of the score over {number} rounds, {subject}: {rounds}.",
        number,
    )
    versions = _("Versions of the questionnaire in order: {versions}.")
    return sentences(
        (
            chart.format(number=in_figures(str(number)), subject=subject, rounds=listed(map(str, rounds))),
            versions.format(versions=listed(map(directed, editions))) if len(editions) > 1 else "",
            *map(_line_in_words, lines),
        )
    )


def _line_in_words(line: TrendLine) -> str:
    """Each point in words, after what parts it from the one before."""
    told = ""
    for point in line.points:
        step = _step(point, line.scale)
        if not told:
            told = step
        elif point.joined:
            told = in_turn((told, step))
        else:
            told = _("{before}; not comparable with that, {after}").format(before=told, after=step)
    changing = line.scored and line.scale is None
    text = _("{line}, on changing scales: {scores}.") if changing else _("{line}, {scale}: {scores}.")
    return text.format(line=directed(line.title), scale=unit(line.scale), scores=told)


def _step(point: TrendPoint, scale: Scale | None) -> str:
    """A score with its bounds; with its unit where units differ."""
    score = points(point.value, point.scale)
    if scale is None and point.value is not None:
        score = _("{score} on {scale}").format(score=score, scale=unit(point.scale))
    text = _("{score} between {low} and {high} ({round})") if point.bounded else _("{score} ({round})")
    low, high = points(point.low, point.scale), points(point.high, point.scale)
    return text.format(score=score, low=low, high=high, round=directed(point.label))
