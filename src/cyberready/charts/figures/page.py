"""The sheet that every chart is drawn on: its style, its words above and below, and its bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import matplotlib
import matplotlib.style
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from cyberready.charts.figures.lettering import width, wrap
from cyberready.charts.text import sentences_right_to_left
from cyberready.charts.values import Series

BLACK, BLUE, ORANGE, GREEN, PINK = "black", "#0072B2", "#D55E00", "#009E73", "#CC79A7"
GREY, PALE = "#595959", "#D9D9D9"

WIDTH = 6.5  # inches: the text width of A4 and Letter pages, so that a report never scales the type
_EDGE = 0.12
_LEADING = 1.32
_TITLE, _SUBTITLE, _FOOT = 11.0, 8.0, 7.0
_STYLE = Path(__file__).with_name("style.mplstyle")
_SETTINGS = RLock()  # matplotlib's settings belong to the whole process


@contextmanager
def style() -> Iterator[None]:
    """Our settings on top of matplotlib's own defaults: a user's matplotlibrc must not change a report."""
    with _SETTINGS, matplotlib.style.context(["default", str(_STYLE)]):
        yield


def sheet(series: Series, body: float, key: Sequence[Artist] = ()) -> Figure:
    """A figure with the series' words in place and `body` inches of height between them for the axes.

    The key's entries stand under the axes, in columns.
    """
    head = _lines(series.title, _TITLE, bold=True), _lines(series.subtitle, _SUBTITLE)
    foot = _lines(series.note, _FOOT), _lines(series.source, _FOOT)
    above = _EDGE + _height(head[0], _TITLE) + _height(head[1], _SUBTITLE) + 0.1
    columns = _columns(key)
    keys = -(-len(key) // columns) * 0.17 + 0.14 if key else 0.0
    below = _EDGE + _height(foot[0], _FOOT) + _height(foot[1], _FOOT) + 0.08
    height = above + body + keys + below
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    engine = figure.get_layout_engine()
    assert engine is not None  # `layout=` above made it
    # In fractions of the figure, from its left lower corner; pads in inches.
    area = (_EDGE / WIDTH, (below + keys) / height, 1 - 2 * _EDGE / WIDTH, body / height)
    engine.set(rect=area, w_pad=0.03, h_pad=0.06)  # type: ignore[call-arg]
    _column(figure, height - _EDGE, ((head[0], _TITLE, BLACK, True), (head[1], _SUBTITLE, GREY, False)))
    _column(figure, below - 0.06, ((foot[0], _FOOT, GREY, False), (foot[1], _FOOT, GREY, False)))
    if key:
        legend = figure.legend(
            handles=list(key),
            loc="upper left",
            bbox_to_anchor=(_EDGE / WIDTH, (below + keys - 0.08) / height),
            ncols=columns,
            borderaxespad=0,
            borderpad=0,
            handlelength=1.6,
            columnspacing=1.6,
            labelspacing=0.3,
        )
        legend.set_in_layout(False)
    return figure


def render(figure: Figure, format: str, metadata: Mapping[str, str | list[str] | None]) -> bytes:
    """The figure as the bytes of an SVG, PNG or PDF file; the same bytes for the same figure."""
    with style(), io.BytesIO() as stream:
        figure.savefig(stream, format=format, metadata=dict(metadata))
        return stream.getvalue()


def _lines(text: str, size: float, bold: bool = False) -> list[str]:
    return wrap(text, size, WIDTH - 2 * _EDGE, bold)


def _height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * _LEADING / 72


def _columns(key: Sequence[Artist]) -> int:
    """As many columns as the widest entry leaves room for."""
    widest = max((width(str(entry.get_label()), 7.5) for entry in key), default=0.0) + 0.45
    return max(1, min(len(key), int((WIDTH - 2 * _EDGE) / widest)))


def _column(figure: Figure, top: float, blocks: Sequence[tuple[list[str], float, str, bool]]) -> None:
    """Lines of text under each other from `top` inches downward, from the edge where their language starts.

    Each is placed by its baseline: Arabic letters stand higher and hang lower than Latin ones, and text
    aligned at its top would stand on uneven lines.
    """
    height = figure.get_figheight()
    x, side = (1 - _EDGE / WIDTH, "right") if sentences_right_to_left() else (_EDGE / WIDTH, "left")
    for lines, size, colour, bold in blocks:
        for line in lines:
            top -= size * _LEADING / 72
            y = (top + size * 0.3 / 72) / height
            text = figure.text(x, y, line, size=size, color=colour, ha=side, va="baseline")
            text.set_fontweight("bold" if bold else "normal")
            text.set_in_layout(False)
