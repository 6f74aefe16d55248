"""The same charts as terminal text, for screens and for people without pictures; readable without colour."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from cyberready.charts.text import NO_SCORE, Scale, decimals, in_figures, ngettext, points, rounded, share
from cyberready.charts.trend import TrendLine, TrendPoint, TrendSeries
from cyberready.language.messages import N_, _

_EIGHTHS = " ▏▎▍▌▋▊▉"
_JOINED = N_("▲ higher, ▼ lower, = the same as the round before. Changes are not judged here.")
_APART = N_("· not comparable with the round before: the difference between them is no measured change.")


def bar(value: float | None, low: float | None, high: float | None, unit: Scale | None, width: int) -> str:
    """A score as a bar of exactly `width` cells over its unit, to an eighth of a cell.

    `▓` marks what of the score is not certain (from low up to it), `░` what could still be added (up to high).
    """
    if width < 1:
        return ""
    if value is None or unit is None:
        return _(NO_SCORE)[:width].ljust(width) if value is None else " " * width
    full, eighths = divmod(round(_clamped(value, unit) * width * 8), 8)
    cells = ["█"] * full + ([_EIGHTHS[eighths]] if eighths else [])
    certain = width if low is None else -(-round(_clamped(low, unit) * width * 8) // 8)
    cells[certain:full] = "▓" * max(0, full - certain)
    possible = 0 if high is None else round(_clamped(high, unit) * width)
    return ("".join(cells) + "░" * (possible - len(cells))).ljust(width)


def trend_lines(series: TrendSeries, width: int) -> tuple[str, ...]:
    """A table of at most `width` cells: a row per line of the trend, a column per round, changes between them.

    Where the width does not hold all rounds the earliest are left out, and the last line says how many.
    """
    rows = [_row(line) for line in series.lines]
    names = ["", *(line.title for line in series.lines)]
    labels = [r.label for r in series.rounds]
    values = [max([min(cells(label), 14), *(cells(row[i][1]) for row in rows)]) for i, label in enumerate(labels)]
    changes = [max((cells(row[i][0]) for row in rows), default=0) for i in range(len(labels))]
    longest = max(map(cells, names), default=0)
    most = max(8, min(longest, 28, width // 3))
    shown = len(labels)
    while shown > 1 and most + _space(values, changes, shown) > width:
        shown -= 1
    most = max(1, min(longest, width - _space(values, changes, shown)))
    first = len(labels) - shown
    table = []
    for name, row in zip(names, [[("", label) for label in labels], *rows], strict=True):
        text = _fitted(name, most)
        for i in range(first, len(labels)):
            if i > first:
                text += "  " + " " * (changes[i] - cells(row[i][0])) + row[i][0]
            value = _fitted(row[i][1], values[i]).rstrip()
            text += "  " + " " * (values[i] - cells(value)) + value
        table.append(_fitted(text, width).rstrip())
    missing = ngettext(
        "{number} earlier round left out: the window is too narrow.",
        "{number} earlier rounds left out: the window is too narrow.",
        first,
    ).format(number=in_figures(str(first)))
    joins = {point.joined for line in series.lines for point in line.points[1:]}
    told = ((_(_JOINED), True in joins), (_(_APART), False in joins), (missing, first > 0))
    legend = [text for text, there in told if there]
    return (*table, *(row for text in legend for row in _wrapped(text, width)))


def cells(text: str) -> int:
    """How many terminal cells a text takes: none for combining marks, two for wide letters."""
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clamped(value: float, unit: Scale) -> float:
    return min(1.0, max(0.0, share(value, unit)))


def _row(line: TrendLine) -> list[tuple[str, str]]:
    """For each round, the change that led to it and its score."""
    steps = [""] + [_change(before, after) for before, after in pairwise(line.points)]
    return [(step, points(p.value, p.scale)) for step, p in zip(steps, line.points, strict=True)]


def _change(before: TrendPoint, after: TrendPoint) -> str:
    if not after.joined:
        return "·"
    if before.value is None or after.value is None:
        return ""
    places = decimals(after.scale)
    change = rounded(after.value - before.value, places)
    if float(change.replace("−", "-")) == 0:
        return f"={in_figures(change)}"
    return f"▼{in_figures(change[1:])}" if change.startswith("−") else f"▲{in_figures(change)}"


def _space(values: list[int], changes: list[int], shown: int) -> int:
    """The cells of the newest rounds, each value and change with two before it; the first has no change."""
    return sum(values[-shown:]) + sum(changes[len(changes) - shown + 1 :]) + 2 * (2 * shown - 1)


def _fitted(text: str, width: int) -> str:
    """The text in exactly `width` cells, cut with an ellipsis where it is longer."""
    if cells(text) > width:
        while text and cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
