"""The profile: where a subject stands per domain, and how far from its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cyberready.charts.text import (
    NO_SCORE,
    Scale,
    brief,
    decimals,
    directed,
    listed,
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
    questionnaires,
    reference,
    scale_of,
    source,
)


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
        return low if low == high else f"{low} to {high}"


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
        title=f"{directed(subject)} {directed(round_.label)}: {_finding(rows, scale)}",
        subtitle=_subtitle(rows, scale, str(round_), questionnaires([round_])),
        note=_note(rows, target),
        source=source([round_]),
        alt=_alt(rows, scale, f"{directed(subject)}, {round_}", target),
        table=Table(_HEADER, tuple(map(_cells, rows))),
        rows=rows,
        scale=scale,
        profile=target,
    )


_HEADER = ("id", "domain", "score", "low", "high", "target", "scale_low", "scale_high")


def _cells(row: ProfileRow) -> tuple[Cell, ...]:
    value = NO_SCORE if row.value is None else row.value
    return (row.id, row.title, value, row.low, row.high, row.target, *(row.scale or (None, None)))


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
        return f"{NO_SCORE} in any domain"
    best, worst = max(place for _, place in scored), min(place for _, place in scored)
    if len(scored) == 1:
        row = scored[0][0]
        return f"{_shown(row, scale)} in {directed(brief(row.title))}" + (
            ", the only domain with a score" if rows[1:] else ""
        )
    if best == worst:
        level = _shown(scored[0][0], scale) if scale else f"{rounded(best * 100, 0)} % of the scale"
        return f"{level} in {'both' if len(scored) == 2 else f'all {len(scored)}'} domains with a score"
    ends = [[row for row, place in scored if place == end] for end in (best, worst)]
    return f"highest in {_named(ends[0], scale)}, lowest in {_named(ends[1], scale)}"


def _place(row: ProfileRow, scale: Scale | None) -> float | None:
    """What domains are ordered by: the score at its shown precision, or its share where units differ."""
    if row.value is None or row.scale is None:
        return None
    if scale is None:
        return round(share(row.value, row.scale), 2)
    return float(rounded(row.value, decimals(scale)).replace("−", "-"))


def _named(rows: Sequence[ProfileRow], scale: Scale | None) -> str:
    """One or two domains by name, each with its score unless both show the same; of more, how many."""
    if scale is None and len(rows) <= 2:
        return listed(f"{directed(brief(row.title))} ({_shown(row, scale)})" for row in rows)
    names = listed(directed(brief(row.title)) for row in rows) if len(rows) <= 2 else f"{len(rows)} domains"
    level = (
        _shown(rows[0], scale) if scale else f"{rounded((_place(rows[0], scale) or 0.0) * 100, 0)} % of the scale"
    )
    return f"{names} ({level})"


def _shown(row: ProfileRow, scale: Scale | None) -> str:
    """The score; with its unit where units differ."""
    return points(row.value, row.scale) + ("" if scale or row.value is None else f" on {unit(row.scale)}")


def _subtitle(rows: Sequence[ProfileRow], scale: Scale | None, round_: str, questionnaire: str) -> str:
    if scale is not None:
        measure = f"Score per domain, {unit(scale)}"
    elif any(row.scale for row in rows):
        measure = "Score per domain, each on its own scale, drawn as the share of that scale"
    else:
        measure = "Score per domain"
    return f"{measure}; {round_}; {questionnaire}"


def _note(rows: Sequence[ProfileRow], target: str) -> str:
    aimed = [row for row in rows if row.target is not None]
    reached = sum(row.value is not None and round(row.value, 9) >= round(row.target or 0, 9) for row in aimed)
    without = [directed(row.title) for row in rows if row.value is None]
    return sentences(
        (
            f"At or above the target{_of(target)}: {reached} of {len(aimed)} domains that have one."
            if aimed
            else "",
            UNDECIDED if any(row.bounded for row in rows) else "",
            f"No score, for want of answers that count: {listed(without)}." if without else "",
        )
    )


def _alt(rows: Sequence[ProfileRow], scale: Scale | None, about: str, target: str) -> str:
    aim = f" with the target{_of(target)}" if any(row.target is not None for row in rows) else ""
    measure = f", {unit(scale)}" if scale else ""
    return sentences(
        (
            f"Bar chart of the score per domain{measure}{aim}: {about}.",
            *(
                f"{directed(row.title)}: {_shown(row, scale)}"
                + (f", between {row.bounds.replace(' to ', ' and ')}" if row.bounded else "")
                + (f", target {points(row.target, row.scale)}" if row.target is not None else "")
                + "."
                for row in rows
            ),
        )
    )


def _of(target: str) -> str:
    return f" of {directed(target)}" if target else ""
