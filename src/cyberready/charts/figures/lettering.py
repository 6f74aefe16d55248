"""Text as the chart's font can draw it: known letters only, measured, wrapped, in the right direction."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from cyberready.charts.text import LEFT_TO_RIGHT, POP, RIGHT_TO_LEFT, directed, sentences_right_to_left

UNKNOWN = "□"
_FAMILY = "DejaVu Sans"  # comes with matplotlib, so a chart is the same on every machine; has all of Arabic
_ISOLATES = LEFT_TO_RIGHT + RIGHT_TO_LEFT


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    return FT2Font(findfont(FontProperties(family=[_FAMILY], weight="bold" if bold else "normal")))


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())


def undrawable(text: str) -> str:
    """The characters of a text that the font lacks, each once, in order."""
    return "".join(sorted({c for c in text if UNKNOWN in _drawn(c) and c != UNKNOWN}))


def drawable(text: str) -> str:
    """The text with a box for every character that the font lacks.

    A box, not an error: the name of a subject must never keep its chart from being made. The whole name
    stands in the alternative text and the table, and the manifest lists what was not drawn.
    """
    return "".join(map(_drawn, text))


def _drawn(character: str) -> str:
    if ord(character) in _known() or character in _ISOLATES + POP + "\n":
        return character
    plain = unicodedata.normalize(
        "NFKC", character
    )  # the font lacks U+FDFA but has the eighteen letters it stands for
    return plain if all(ord(c) in _known() for c in plain) else UNKNOWN


def width(text: str, size: float, bold: bool = False) -> float:
    """Inches that a line takes at a size in points."""
    if not text:
        return 0.0
    font = _font(bold)
    font.set_size(size, 72)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / 72


def wrap(text: str, size: float, inches: float, bold: bool = False) -> list[str]:
    """Sentences, in drawable lines of at most that width; a word that is wider still is cut into pieces.

    Isolates that a line leaves open are closed at its end and opened again in the next, since each line is
    laid out by itself.
    """
    lines = map(in_line, _balanced(_lines(text, size, inches, bold)))
    return [f"{LEFT_TO_RIGHT}{line}{POP}" if POP in line else line for line in lines]


def in_line(text: str) -> str:
    """A line of sentences by itself: in the direction of the language in use, whatever name it starts with."""
    return f"{RIGHT_TO_LEFT}{text}{POP}" if sentences_right_to_left() else text


def _lines(text: str, size: float, inches: float, bold: bool = False) -> list[str]:
    lines: list[str] = []
    for word in drawable(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold) <= inches:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, size, inches, bold))
    return lines


def label(text: str, size: float, inches: float, most: int = 4) -> str:
    """A name by itself, wrapped, each line in the right direction; after `most` lines an ellipsis."""
    lines = _lines(text, size, inches)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width(f"{last}…", size) > inches:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last}…"]
    return "\n".join(map(directed, lines))


def _pieces(word: str, size: float, inches: float, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, bold) > inches:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(lines: list[str]) -> list[str]:
    """Every line with its isolates closed."""
    balanced: list[str] = []
    open_: list[str] = []
    for line in lines:
        start = "".join(open_)
        for character in line:
            if character in _ISOLATES:
                open_.append(character)
            elif character == POP and open_:
                open_.pop()
        balanced.append(start + line + POP * len(open_))
    return balanced
