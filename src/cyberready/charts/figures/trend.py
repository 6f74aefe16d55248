"""The trend as small panels: the overall score, wider, first; then one per domain with the others in grey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from cyberready.charts.figures.lettering import drawable, in_line, label, width
from cyberready.charts.figures.page import BLACK, BLUE, GREEN, GREY, ORANGE, PALE, PINK, WIDTH, sheet, style
from cyberready.charts.text import (
    NO_SCORE,
    Scale,
    directed,
    percent,
    points,
    right_to_left,
    sentences_right_to_left,
    share,
    short,
    unit,
)
from cyberready.charts.trend import TrendLine, TrendPoint, TrendSeries
from cyberready.language.messages import _

# Colour and shape change together at each version, so that either alone is enough; both repeat after 35.
_COLOURS = (BLUE, ORANGE, GREEN, PINK, BLACK)
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_SIZE, _SMALL = 7.5, 6.5
_HALO = withStroke(linewidth=2.2, foreground="white")  # keeps numbers readable where a line runs behind them
_AXIS = 0.42  # inches that an axis' numbers and pads take beside a panel


def draw_trend(series: TrendSeries) -> Figure:
    """A panel per line of the series; x is the true date, y the unit of the panel's line."""
    with style():
        count = len(series.domains)
        columns = 2 if count in (2, 4) else min(3, max(1, count))
        inches = (WIDTH - 0.24) / columns - _AXIS
        titles = {line.id: label(line.title, 8.5, inches, most=4) for line in series.domains}
        rows = [series.domains[i : i + columns] for i in range(0, count, columns)]
        heights = [1.35 + 0.15 * max(titles[line.id].count("\n") for line in row) for row in rows]
        wide = [1.95] if series.overall else []
        figure = sheet(series, sum(heights) + sum(wide), _key(series))
        grid = figure.add_gridspec(len(wide + heights), columns, height_ratios=wide + heights)
        if series.overall:
            axes = figure.add_subplot(grid[0, :])
            _panel(axes, series, series.overall, WIDTH - 0.24 - _AXIS, label(series.overall.title, 8.5, 3))
        for i, line in enumerate(series.domains):
            axes = figure.add_subplot(grid[len(wide) + i // columns, i % columns])
            _panel(axes, series, line, inches, titles[line.id])
        return figure


def _panel(axes: Axes, series: TrendSeries, line: TrendLine, inches: float, title: str) -> None:
    scale = line.scale
    first, last = (date.toordinal() for date in _span(series))
    # Inches at both ends, for half of a number, or of a number with its scale.
    room = 0.3 if all(each.scale for each in series.lines if each.scored) else 0.55
    pad = max(30.0, (last - first) * room / (inches - 2 * room))
    axes.set_xlim(first - pad, last + pad)
    day = inches / (last - first + 2 * pad)
    for other in series.domains:
        if line.id and other is not line and scale and other.scale == scale and _backdrop(series):
            for segment in (each for each in other.segments if len(each) > 1):
                axes.plot(*_path(segment, scale), color=PALE, linewidth=0.8, zorder=1)
    for segment in line.segments:
        colour, marker = _edition(segment[0].edition)
        axes.plot(
            *_path(segment, scale), color=colour, marker=marker, markersize=4.5, linewidth=1.6, clip_on=False
        )
        for point in segment:
            _bounds(axes, point, scale, colour)
    _rules(axes, series, day, named=not line.id)
    _values(axes, line, day, scale)
    _axes(axes, line, scale, inches, day)
    side = "right" if sentences_right_to_left() and right_to_left(title) else "left"
    axes.set_title(title, pad=14 if len(series.editions) > 1 and not line.id else 5, multialignment=side)


def _backdrop(series: TrendSeries) -> bool:
    """Whether the other domains stand behind each: more than eight hide what they should set off."""
    return 1 < len(series.domains) <= 8


def _y(value: float, scale: Scale | None, own: Scale | None) -> float:
    """On the panel's unit; where its rounds have different units, the share of each round's own."""
    return value if scale is not None or own is None else share(value, own)


def _path(segment: Sequence[TrendPoint], scale: Scale | None) -> tuple[list[int], list[float]]:
    return [p.date.toordinal() for p in segment], [_y(p.value or 0.0, scale, p.scale) for p in segment]


def _bounds(axes: Axes, point: TrendPoint, scale: Scale | None, colour: str) -> None:
    if point.bounded and point.low is not None and point.high is not None:
        ends = [_y(bound, scale, point.scale) for bound in (point.low, point.high)]
        x = point.date.toordinal()
        axes.plot([x, x], ends, color=colour, linewidth=0.8, marker="_", markersize=4, clip_on=False)


def _rules(axes: Axes, series: TrendSeries, day: float, named: bool) -> None:
    """A dashed rule half-way between two versions; in the wide panel each version's name over its stretch."""
    dates = [p.date.toordinal() for p in series.lines[0].points]
    editions = [p.edition for p in series.lines[0].points]
    breaks = [
        (a + b) / 2 for (a, b), (old, new) in zip(pairwise(dates), pairwise(editions), strict=True) if old != new
    ]
    for x in breaks:
        axes.axvline(x, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1.5)
    left, right = axes.get_xlim()
    if named and breaks:
        for name, (start, end) in zip(series.editions, pairwise([left, *breaks, right]), strict=True):
            text = _version(directed(drawable(name)))
            if width(text, _SIZE) < (end - start) * day - 0.05:  # the key has the names that do not fit here
                axes.annotate(
                    text,
                    ((start + end) / 2, 1),
                    xycoords=("data", "axes fraction"),
                    xytext=(0, 3),
                    textcoords="offset points",
                    ha="center",
                    size=_SIZE,
                    color=GREY,
                )


def _values(axes: Axes, line: TrendLine, day: float, scale: Scale | None) -> None:
    """Scores above their points, the last and first before the others where there is no room for all."""
    taken: list[tuple[float, float]] = []
    none = in_line(_(NO_SCORE))
    for x in {p.date.toordinal(): None for p in line.points if p.value is None}:
        text = axes.text(x, 0.04, none, size=_SMALL, color=GREY, rotation=90, ha="center", va="bottom")
        text.set_transform(axes.get_xaxis_transform())
        text.set_path_effects([_HALO])
        taken.append((x * day - 0.05, x * day + 0.05))
    # A narrow panel with many rounds shows only its ends: more numbers would lie on the line.
    others = line.scored[1:-1] if len(line.points) <= 5 or not line.id else ()
    for point in [*line.scored[-1:], *line.scored[:1], *others]:
        words = _number(point, scale)
        half = max(width(part, _SIZE) for part in words.split("\n")) / 2 + 0.03
        x = point.date.toordinal()
        if any(start < x * day + half and x * day - half < end for start, end in taken):
            continue
        taken.append((x * day - half, x * day + half))
        ends = [_y(y, scale, point.scale) for y in (point.value, point.low, point.high) if y is not None]
        below = _in_a_valley(line, point)
        axes.annotate(
            words,
            (x, min(ends) if below else max(ends)),
            xytext=(0, -4 if below else 4),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            size=_SIZE,
            annotation_clip=False,
            path_effects=[_HALO],
        )


def _number(point: TrendPoint, scale: Scale | None) -> str:
    """The score; where units differ, over its own."""
    score = points(point.value, point.scale)
    if scale is not None:
        return in_line(score)
    text = _("{score}\non {scale}").format(score=score, scale=unit(point.scale))
    return "\n".join(map(in_line, text.split("\n")))


def _in_a_valley(line: TrendLine, point: TrendPoint) -> bool:
    """Whether the lines from a point lead upward, through a number above it; low points have no room below."""
    segment = next(segment for segment in line.segments if point in segment)
    at = segment.index(point)
    own, scale = point.value or 0.0, point.scale
    slopes = [(p.value or 0.0) - own for p in (*segment[max(0, at - 1) : at], *segment[at + 1 : at + 2])]
    return (
        scale is not None
        and share(own, scale) > 0.3
        and bool(slopes)
        and sum(slopes) > 0.2 * (scale[1] - scale[0])
    )


def _axes(axes: Axes, line: TrendLine, scale: Scale | None, inches: float, day: float) -> None:
    low, high = scale or (0.0, 1.0)
    drawn = [_y(y, scale, p.scale) for p in line.points for y in (p.value, p.low, p.high) if y is not None]
    low, high = min([low, *drawn]), max([high, *drawn])
    # Room above for the numbers of points at the top of the unit.
    axes.set_ylim(low - (high - low) * 0.04, high + (high - low) * (0.2 if scale else 0.3))
    middle = (low + high) / 2
    texts = map(percent, (0.0, 0.5, 1.0)) if scale is None else map(short, (low, middle, high))
    axes.set_yticks([low, middle, high], list(map(in_line, texts)))
    axes.grid(axis="y")
    axes.spines["left"].set_bounds(low, high)
    kept = _labels(line.points, inches, day)
    axes.set_xticks([p.date.toordinal() for p in line.points], minor=True)
    axes.set_xticks([point.date.toordinal() for point, _text in kept], [text for _point, text in kept])
    axes.tick_params(axis="x", which="both", length=2.5)


def _labels(rounds: Sequence[TrendPoint], inches: float, day: float) -> list[tuple[TrendPoint, str]]:
    """The rounds whose names find room under the axis, last and first before the others; all have a tick."""
    slot = max(0.5, inches / max(2, min(len(rounds), 5)) - 0.08)
    kept: list[tuple[float, float, TrendPoint, str]] = []
    for point in [*rounds[-1:], *rounds[:1], *rounds[1:-1]]:
        text = label(point.label, _SIZE, slot, most=3)
        half = max(width(part, _SIZE) for part in text.split("\n")) / 2 + 0.04
        x = point.date.toordinal() * day
        if all(x + half <= start or end <= x - half for start, end, _point, _text in kept):
            kept.append((x - half, x + half, point, text))
    return [(point, text) for _start, _end, point, text in kept]


def _span(series: TrendSeries) -> tuple[date, date]:
    dates = [r.date for r in series.rounds]
    return min(dates), max(dates)


def _edition(edition: int) -> tuple[str, str]:
    return _COLOURS[edition % len(_COLOURS)], _MARKERS[edition % len(_MARKERS)]


def _key(series: TrendSeries) -> list[Artist]:
    """What the shapes mean where there is more than one; the grey lines where there are any."""
    key: list[Artist] = []
    segments = [segment for line in series.lines for segment in line.segments]
    if len(series.editions) > 1:
        for edition, name in enumerate(series.editions):
            colour, marker = _edition(edition)
            text = _version(label(name, _SIZE, 2.4 - width(_version(""), _SIZE), most=1))
            joined = 1.6 if any(len(s) > 1 and s[0].edition == edition for s in segments) else 0
            key.append(Line2D([], [], color=colour, marker=marker, markersize=4.5, linewidth=joined, label=text))
    if any(point.bounded for line in series.lines for point in line.points):
        bounds = in_line(_("lowest to highest possible"))
        key.append(Line2D([], [], color=BLACK, linewidth=0, marker="|", markersize=8, label=bounds))
    if _backdrop(series) and any(len(s) > 1 for line in series.domains for s in line.segments):
        key.append(Line2D([], [], color=PALE, linewidth=1.2, label=in_line(_("the other domains"))))
    return key


def _version(name: str) -> str:
    return in_line(_("version {version}").format(version=name))
