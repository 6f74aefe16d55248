"""The profile: where a subject stands per domain, and how far from its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cyberready.charts.text import (
    NO_SCORE,
    Scale,
    between,
    brief,
    decimals,
    directed,
    in_figures,
    listed,
    ngettext,
    percent,
    points,
    rounded,
    same,
    sentences,
    share,
    tidy,
    unit,
)
from cyberready.charts.values import (
    UNDECIDED,
    Cell,
    RoundScores,
    Series,
    Table,
    reference,
    scale_of,
    source,
    subtitle,
)
from cyberready.language.messages import N_, _


@dataclass(frozen=True)
class ProfileRow:
    """One domain: its score with its bounds and its target, all in its own unit."""

    id: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    target: float | None
    scale: Scale | None

    @property
    def bounded(self) -> bool:
        """Whether the bounds say more than the score itself, as far as one can see."""
        return "" != self.bounds != points(self.value, self.scale)

    @property
    def bounds(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return ""
        low, high = points(self.low, self.scale), points(self.high, self.scale)
        return low if low == high else between(low, high)


@dataclass(frozen=True, kw_only=True)
class ProfileSeries(Series):
    """The rows in file order; `scale` is their common unit, None when their units differ."""

    kind: ClassVar[str] = "profile"
    rows: tuple[ProfileRow, ...]
    scale: Scale | None
    profile: str


def profile(scores: RoundScores) -> ProfileSeries:
    """One scored round as rows, one per domain, with the sentences around them."""
    rows = tuple(_row(scores, id, tidy(title)) for id, title in scores.domains.items())
    scale = same(row.scale for row in rows)
    subject, round_ = tidy(scores.subject), reference(scores)
    target = tidy(scores.profile)
    return ProfileSeries(
        subject=subject,
        rounds=(round_,),
        title=_("{subject} {round}: {finding}").format(
            subject=directed(subject), round=directed(round_.label), finding=_finding(rows, scale)
        ),
        subtitle=subtitle(_measure(rows, scale), str(round_), [round_]),
        note=_note(rows, target),
        source=source([round_], scores.unreviewed),
        alt=_alt(rows, scale, directed(subject), str(round_), target),
        table=Table(_HEADER, tuple(_cells(row, tidy(scores.written.get(row.id, row.title))) for row in rows)),
        rows=rows,
        scale=scale,
        profile=target,
    )


_HEADER = ("id", "domain", "score", "low", "high", "target", "scale_low", "scale_high")


def _cells(row: ProfileRow, title: str) -> tuple[Cell, ...]:
    value = NO_SCORE if row.value is None else row.value
    return (row.id, title, value, row.low, row.high, row.target, *(row.scale or (None, None)))


def _row(scores: RoundScores, id: str, title: str) -> ProfileRow:
    score = scores.scorecard.sections.get(id)
    if score is None or score.value is None:
        return ProfileRow(id, title, None, None, None, scores.targets.get(id), scale_of(score))
    return ProfileRow(id, title, score.value, score.low, score.high, scores.targets.get(id), scale_of(score))


def _finding(rows: Sequence[ProfileRow], scale: Scale | None) -> str:
    """Highest and lowest, as the reader sees them: two domains that both show 3.4 are equally high."""
    places = {row.id: _place(row, scale) for row in rows}
    scored = [(row, place) for row in rows if (place := places[row.id]) is not None]
    if not scored:
        return _("no score in any domain")
    best, worst = max(place for _row, place in scored), min(place for _row, place in scored)
    if len(scored) == 1:
        row = scored[0][0]
        text = _("{score} in {domain}, the only domain with a score") if rows[1:] else _("{score} in {domain}")
        return text.format(score=shown(row, scale), domain=directed(brief(row.title)))
    if best == worst:
        if len(scored) == 2:
            text = _("{score} in both domains with a score")
        else:
            text = ngettext(
                "{score} in all {number} domain with a score",
                "{score} in all {number} domains with a score",
                len(scored),
            )
        return text.format(score=_level(scored[0][0], scale), number=in_figures(str(len(scored))))
    highest, lowest = ([row for row, place in scored if place == end] for end in (best, worst))
    return _("highest in {highest}, lowest in {lowest}").format(
        highest=_named(highest, scale), lowest=_named(lowest, scale)
    )


def _place(row: ProfileRow, scale: Scale | None) -> float | None:
    """What domains are ordered by: the score at its shown precision, or its share where units differ."""
    if row.value is None or row.scale is None:
        return None
    if scale is None:
        return round(share(row.value, row.scale), 2)
    return float(rounded(row.value, decimals(scale)).replace("−", "-"))


def _named(rows: Sequence[ProfileRow], scale: Scale | None) -> str:
    """One or two domains by name, each with its score unless both show the same; of more, how many."""
    if len(rows) > 2:
        text = ngettext("{number} domain ({score})", "{number} domains ({score})", len(rows))
        return text.format(number=in_figures(str(len(rows))), score=_level(rows[0], scale))
    names, text = [directed(brief(row.title)) for row in rows], _("{domain} ({score})")
    if scale is not None:
        return text.format(domain=listed(names), score=shown(rows[0], scale))
    return listed(text.format(domain=name, score=shown(row, scale)) for name, row in zip(names, rows, strict=True))


def _level(row: ProfileRow, scale: Scale | None) -> str:
    """The score that several domains have in common; their share of the scale where units differ."""
    if scale is not None:
        return shown(row, scale)
    return _("{share} of the scale").format(share=percent(_place(row, scale) or 0.0))


def shown(row: ProfileRow, scale: Scale | None) -> str:
    """The score; with its unit where units differ."""
    score = points(row.value, row.scale)
    if scale is not None or row.value is None:
        return score
    return _("{score} on {scale}").format(score=score, scale=unit(row.scale))


def _measure(rows: Sequence[ProfileRow], scale: Scale | None) -> str:
    if scale is not None:
        return _("Score per domain, {scale}").format(scale=unit(scale))
    if any(row.scale for row in rows):
        return _("Score per domain, each on its own scale, drawn as the share of that scale")
    return _("Score per domain")


def _note(rows: Sequence[ProfileRow], target: str) -> str:
    without = [directed(row.title) for row in rows if row.value is None]
    return sentences(
        (
            _reached([row for row in rows if row.target is not None], target),
            _(UNDECIDED) if any(row.bounded for row in rows) else "",
            _("No score, for want of answers that count: {domains}.").format(domains=listed(without))
            if without
            else "",
        )
    )


def _reached(aimed: Sequence[ProfileRow], target: str) -> str:
    """How many of the domains with a target are at it or above; '' where none has one."""
    if not aimed:
        return ""
    reached = sum(row.value is not None and round(row.value, 9) >= round(row.target or 0, 9) for row in aimed)
    if target:
        text = ngettext(
            "At or above the target of {profile}: {reached} of {number} domains that have one.",
            "At or above the target of {profile}: {reached} of {number} domains that have one.",
            len(aimed),
        )
    else:
        text = ngettext(
            "At or above the target: {reached} of {number} domains that have one.",
            "At or above the target: {reached} of {number} domains that have one.",
            len(aimed),
        )
    counts = {"reached": in_figures(str(reached)), "number": in_figures(str(len(aimed)))}
    return text.format(profile=directed(target), **counts)


# By whether the domains have one unit, and whether there are targets without (1) or with (2) a name.
_ALTS = {
    (False, 0): N_("Bar chart of the score per domain: {subject}, {round}."),
    (False, 1): N_("Bar chart of the score per domain with the target: {subject}, {round}."),
    (False, 2): N_("Bar chart of the score per domain with the target of {profile}: {subject}, {round}."),
    (True, 0): N_("Bar chart of the score per domain, {scale}: {subject}, {round}."),
    (True, 1): N_("Bar chart of the score per domain, {scale} with the target: {subject}, {round}."),
    (True, 2): N_("Bar chart of the score per domain, {scale} with the target of {profile}: {subject}, {round}."),
}
# By whether the domain has bounds that can be seen, and a target.
_ROWS = {
    (False, False): N_("{domain}: {score}."),
    (False, True): N_("{domain}: {score}, target {target}."),
    (True, False): N_("{domain}: {score}, between {low} and {high}."),
    (True, True): N_("{domain}: {score}, between {low} and {high}, target {target}."),
}


def _alt(rows: Sequence[ProfileRow], scale: Scale | None, subject: str, round_: str, target: str) -> str:
    aim = 0 if all(row.target is None for row in rows) else 2 if target else 1
    chart = _(_ALTS[scale is not None, aim])
    return sentences(
        (
            chart.format(scale=unit(scale), profile=directed(target), subject=subject, round=round_),
            *(_row_in_words(row, scale) for row in rows),
        )
    )


def _row_in_words(row: ProfileRow, scale: Scale | None) -> str:
    return _(_ROWS[row.bounded, row.target is not None]).format(
        domain=directed(row.title),
        score=shown(row, scale),
        low=points(row.low, row.scale),
        high=points(row.high, row.scale),
        target=points(row.target, row.scale),
    )
