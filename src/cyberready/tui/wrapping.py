"""Breaking text into lines by terminal cells, not letters."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

from cyberready.language.plain import one_line

COLUMN = "\u2002"
"""Between columns: one cell, at which a right-to-left line is parted, so that its columns keep their order."""

PART = f"{COLUMN}· "
"""Between the parts of a line that says several things."""

GAP = "   "
"""Between parts that may begin with a number: in a right-to-left line, one would take the sign of PART with it."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken between words where it can be."""
    lines = [""]
    for word in one_line(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        lines[-1:] = _pieces(word, width)
    return lines


def broken(text: str, width: int) -> str:
    """The text, with each word of more than `width` cells in lines; all else is left to what shows it."""
    return re.sub(r"\S+", lambda word: "\n".join(_pieces(word[0], width)), text)


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, parted where a path or a name has its parts, if it can be."""
    pieces = []
    while cell_len(word) > width:
        most = next(n for n in range(len(word), 0, -1) if n == 1 or cell_len(word[:n]) <= width)
        ends = (max(word.rfind(sign, 0, most) for sign in signs) + 1 for signs in ("/\\", "-_."))
        cut = next(filter(None, ends), most)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def cut(text: str, width: int) -> str:
    """The text, with an ellipsis for its end where it is longer than `width` cells."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
