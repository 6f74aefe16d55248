"""The profile as bullets: a bar per domain, its target a black tick, its bounds a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from cyberready.charts.figures.lettering import drawable, in_line, label, width
from cyberready.charts.figures.page import BLACK, BLUE, GREY, WIDTH, sheet, style
from cyberready.charts.profile import ProfileRow, ProfileSeries, shown
from cyberready.charts.text import Scale, directed, in_figures, percent, share
from cyberready.language.messages import _

_NAMES = 2.4  # inches for the domains' titles
_BAR, _TICK = 0.46, 0.74  # of a row's height
_SIZE, _SMALL = 8.0, 7.0
_GAP = 0.07  # inches between a bar and its value


@dataclass(frozen=True)
class _Bullet:
    """A row as it lies on the axis; its words stand behind its end."""

    value: float | None
    bounds: tuple[float, float] | None
    target: float | None
    words: str
    more: str

    @property
    def inches(self) -> float:
        """The length of the words."""
        return width(self.words, _SIZE, bold=True) + width(self.more, _SMALL)

    def behind(self, low: float, inch: float) -> float:
        """Where the words start: behind bar and bounds, or behind a target that would strike them through."""
        end: float = max([low, *([] if self.value is None else [self.value]), *(self.bounds or ())])
        start = end + _GAP * inch
        if self.target is not None and end - _GAP * inch < self.target < start + (self.inches + _GAP) * inch:
            return max(start, self.target + 1.3 * _GAP * inch)
        return start


def draw_profile(series: ProfileSeries) -> Figure:
    """Horizontal bars on the common unit, or on each domain's share of its own where units differ."""
    with style():
        names = [label(row.title, _SIZE, _NAMES) for row in series.rows]
        bullets = [_bullet(row, series.scale) for row in series.rows]
        lines = max((name.count("\n") + 1 for name in names), default=1)
        figure = sheet(series, max(0.31, lines * 0.148 + 0.09) * max(1, len(names)) + 0.35, _key(series))
        axes = figure.add_subplot()
        low, high = _ends(bullets, series.scale)
        room = WIDTH - max((width(line, _SIZE) for name in names for line in name.split("\n")), default=0) - 0.5
        inch = _inch(bullets, low, high, room)
        for y, bullet in enumerate(bullets):
            _draw(axes, y, bullet, low)
            _write(axes, y, bullet, bullet.behind(low, inch))
        _frame(axes, names, (low, high), low + room * inch, series.scale)
        return figure


def _bullet(row: ProfileRow, scale: Scale | None) -> _Bullet:
    def place(x: float | None) -> float | None:
        if x is None or row.scale is None:
            return None
        return x if scale is not None else share(x, row.scale)

    low, high = place(row.low), place(row.high)
    return _Bullet(
        value=place(row.value),
        bounds=(low, high) if row.bounded and low is not None and high is not None else None,
        target=place(row.target),
        words=in_line(shown(row, scale)),
        more=f"   {in_line(row.bounds)}" if row.bounded else "",
    )


def _ends(bullets: Sequence[_Bullet], scale: Scale | None) -> Scale:
    """The unit, widened where a target lies outside of it."""
    low, high = scale or (0.0, 1.0)
    drawn = [
        x for bullet in bullets for x in (bullet.value, bullet.target, *(bullet.bounds or ())) if x is not None
    ]
    return min(low, *drawn, high), max(high, *drawn, low)


def _inch(bullets: Sequence[_Bullet], low: float, high: float, room: float) -> float:
    """What an inch is worth on the axis, so that words behind full bars stay on the sheet."""
    inch = (high - low) / room
    for _round in range(2):  # moving words behind their targets can need a little more room
        starts = [((bullet.behind(low, inch) - low) / inch, bullet.inches) for bullet in bullets]
        inch *= max([1.0, *(start / max(room - long, 0.3) for start, long in starts)])
    return inch


def _draw(axes: Axes, y: int, bullet: _Bullet, low: float) -> None:
    if bullet.value is not None:
        axes.barh(y, bullet.value - low, left=low, height=_BAR, color=BLUE, linewidth=0)
    if bullet.bounds is not None:
        for colour, thick in (("white", 2.2), (BLACK, 1.0)):  # the white edge keeps the line apart from the bar
            axes.plot(bullet.bounds, (y, y), color=colour, linewidth=thick, solid_capstyle="butt")
        axes.plot(bullet.bounds, (y, y), color=BLACK, linewidth=0, marker="|", markersize=5, clip_on=False)
    if bullet.target is not None:
        ends = (y - _TICK / 2, y + _TICK / 2)
        axes.plot(
            (bullet.target, bullet.target), ends, color=BLACK, linewidth=2.4, solid_capstyle="butt", clip_on=False
        )


def _write(axes: Axes, y: int, bullet: _Bullet, x: float) -> None:
    known = bullet.value is not None
    text = axes.text(x, y, bullet.words, size=_SIZE, va="center", color=BLACK if known else GREY)
    text.set_fontweight("bold" if known else "normal")
    if bullet.more:
        axes.annotate(
            bullet.more, (1, 0.5), xycoords=text, size=_SMALL, color=GREY, va="center", annotation_clip=False
        )


def _frame(axes: Axes, names: Sequence[str], ends: Scale, right: float, scale: Scale | None) -> None:
    """The axis ends where the unit ends; only the words go further to the right."""
    low, high = ends
    axes.set_xlim(low, right)
    axes.set_ylim(max(1, len(names)) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), list(names), size=_SIZE, multialignment="right")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_color(BLACK)
    axes.spines["bottom"].set_bounds(low, high)
    if scale is None:
        shares = (0, 0.25, 0.5, 0.75, 1)
        axes.set_xticks(shares, [in_line(percent(share)) for share in shares])
    else:
        ticks = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        axes.set_xticks([tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9])
        axes.xaxis.set_major_formatter(_InFigures())
    axes.grid(axis="x")


class _InFigures(ScalarFormatter):
    """The axis' numbers with the signs and digits of the region."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return in_figures(super().__call__(x, pos))


def _key(series: ProfileSeries) -> list[Artist]:
    """What the marks mean; bars alone explain themselves."""
    key: list[Artist] = []
    if any(row.target is not None for row in series.rows):
        text = _("target {profile}") if series.profile else _("target")
        name = in_line(text.format(profile=directed(drawable(series.profile))))
        key.append(
            Line2D([], [], color=BLACK, linewidth=0, marker="|", markersize=9, markeredgewidth=2.4, label=name)
        )
    if any(row.bounded for row in series.rows):
        bounds = in_line(_("lowest to highest possible"))
        key.append(Line2D([], [], color=BLACK, linewidth=1, marker="|", markersize=5, label=bounds))
    return [Patch(color=BLUE, label=in_line(_("score"))), *key] if key else []
