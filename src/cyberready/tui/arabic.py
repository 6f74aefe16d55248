"""Right-to-left text on terminals that lay cells out as they are sent.

One filter reorders and shapes each finished line of each widget, after wrapping and padding, so that no widget, no
selection and no stored value knows of it. It keeps the number of cells, so nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from cyberready.tui.wrapping import COLUMN

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SHAPED = re.compile("[\ufe70-\ufefc]")
_REMEMBERED = 1000
# Controls, embeddings, overrides and isolates: they have no width, and a text is put in order without them.
_FORMATTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# A date, a signed number and a path are read from the left in every language; among Arabic letters the algorithm
# would show 30-06-2024, 2− and home/. Letters stand in for them while the order is found, as isolates would.
_CODES = re.compile(r"\d{4}-\d{2}-\d{2}|[+−±-]\d+([.,٫]\d+)?|(?<!\S)[~/][\w./@-]*[A-Za-z][\w./@-]*|\^[a-z↑↓]+")
# Between columns; a tab parts what stands on either side, as the algorithm wants it in tables.
_SAID = re.compile(r"[\w.,;:!?()%'\"/+…-]")
_CELLS = re.compile(f"[^ {COLUMN}]+(?: [^ {COLUMN}]+)*")
_GAPS = re.compile(f"[ {COLUMN}]{{2,}}|{COLUMN}")
_NUMBERS = re.compile(r"[\s\d.,/:%+−–·-]*\d[\s\d.,/:%+−–·-]*")
# What a border draws at either end of a line; it stays where it is.
_FRAME = re.compile("([\u2500-\u259f]*)(.*?)([\u2500-\u259f]*)", re.DOTALL)
# Where lines begin at the right, bars grow from there and arrows point the other way; of eighths filled from the
# right only these two exist.
_FROM_THE_RIGHT = str.maketrans("▉▊▋▌▍▎▏←├└▶▸", "▐▐▐▐▕▕▕→┤┘◀◂")
_BRANCH = re.compile("[├└▶▼▸▾]")
# ECMA-48 BDSM: asks a terminal that reorders by itself (VTE, mintty) to leave the order to us, and gives it back.
TAKE_ORDER, GIVE_ORDER_BACK = "\x1b[8l", "\x1b[8h"


def display_of(setting: str, environment: Mapping[str, str]) -> str:
    """Who orders Arabic: `app`, `terminal` or `plain` (the app, without shaping).

    `auto` leaves it to the terminals known to do it with no way of asking them not to.
    """
    if setting != "auto":
        return setting
    program = environment.get("TERM_PROGRAM", "")
    orders = (
        "KITTY_WINDOW_ID" in environment
        or "KONSOLE_VERSION" in environment
        or program == "Apple_Terminal"
        or environment.get("TERM", "").startswith("mlterm")
    )
    return "terminal" if orders else "app"


class ArabicLines(LineFilter):
    """Reorders each line that holds right-to-left letters, carrying every cell's style along.

    In a left-to-right interface a line takes the direction of its first letter, as a paragraph of a book would.
    """

    def __init__(self, *, shape: bool, right_to_left: bool) -> None:
        super().__init__()
        self.right_to_left = right_to_left
        self._made: set[str] = set()
        try:
            from bidi import algorithm

            self._bidi: Any = algorithm
        except ImportError:
            self._bidi = None
        self._reshaper: Any = None
        if shape and self._bidi is not None:
            try:
                from arabic_reshaper import ArabicReshaper
            except ImportError:
                return
            # Ligatures and dropped marks would change the number of cells after wrapping.
            self._reshaper = ArabicReshaper({"delete_harakat": False, "support_ligatures": False})

    @property
    def available(self) -> bool:
        """Whether the extra `arabic` is installed."""
        return self._bidi is not None

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        text = "".join(segment.text for segment in segments)
        if _SHAPED.search(text) or text in self._made:
            return segments  # a screen behind a window comes a second time
        if self._bidi is None or not (_RIGHT_TO_LEFT.search(text) or self._goes_along(text)):
            return segments
        if _FORMATTING.search(text):
            segments = [Segment(_FORMATTING.sub("", s.text), s.style, s.control) for s in segments]
            text = "".join(segment.text for segment in segments)
        frame = _FRAME.fullmatch(text)
        if frame is not None and (frame[1] or frame[3]):
            left, middle, right = _split(segments, len(frame[1]), len(text) - len(frame[3]))
            return [*left, *self.apply(middle, background), *right]
        styles = [segment.style for segment in segments for _ in segment.text]
        if self.right_to_left:
            text = text.translate(_FROM_THE_RIGHT)
        shaped = self._reshaper.reshape(text) if self._reshaper is not None else text
        if len(shaped) != len(text):
            shaped = text
        clusters = _clusters(shaped)
        letters = [shaped[first] for first, _end in clusters]
        cells = [
            (mirrored + shaped[clusters[index][0] + 1 : clusters[index][1]], styles[clusters[index][0]])
            for index, mirrored in self._visual(letters)
        ]
        if len(self._made) >= _REMEMBERED:
            self._made.clear()
        self._made.add("".join(cell for cell, _style in cells))
        return _joined(cells)

    def _goes_along(self, text: str) -> bool:
        """Whether a line goes with those around it: the years above a table, a branch with a Latin name."""
        return self.right_to_left and bool(_NUMBERS.fullmatch(text) or _BRANCH.search(text))

    def _visual(self, letters: list[str]) -> list[tuple[int, str]]:
        """The letters in the order in which they are seen, each with the index that it had."""
        text = "".join(letters)
        lettered = _CODES.sub(lambda code: "a" * len(code[0]), text)
        if self.right_to_left:
            lettered = _CELLS.sub(_as_one, lettered)
        lettered = _GAPS.sub(lambda gap: " " * (len(gap[0]) - 1) + "\t", lettered)
        storage = self._bidi.get_empty_storage()
        left = COLUMN in text  # a line of parts goes with the interface, whatever its first part is written in
        storage["base_level"] = 1 if self.right_to_left else 0 if left else self._bidi.get_base_level(text)
        storage["base_dir"] = "LR"[storage["base_level"]]
        self._bidi.get_embedding_levels(lettered, storage)
        for index, character in enumerate(storage["chars"]):
            character["index"] = index
        self._bidi.explicit_embed_and_overrides(storage)
        self._bidi.resolve_weak_types(storage)
        self._bidi.resolve_neutral_types(storage, False)
        self._bidi.resolve_implicit_levels(storage, False)
        self._bidi.reorder_resolved_levels(storage, False)
        self._bidi.apply_mirroring(storage, False)
        return [
            (index, character["ch"] if lettered[index] == text[index] else text[index])
            for character in storage["chars"]
            for index in [character["index"]]
        ]


def _as_one(cell: re.Match[str]) -> str:
    """A text in Latin letters, in a cell of a right-to-left line, keeps its direction, numbers and stops too."""
    text = cell[0]
    latin = re.search("[A-Za-z]{2}", text) and not _RIGHT_TO_LEFT.search(text)
    return _SAID.sub("a", text) if latin else text


def _split(segments: list[Segment], first: int, last: int) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """The segments before the letter `first`, from there to `last`, and from there on."""
    parts: tuple[list[Segment], list[Segment], list[Segment]] = ([], [], [])
    at = 0
    for segment in segments:
        for number, (start, end) in enumerate(((0, first), (first, last), (last, at + len(segment.text)))):
            text = segment.text[max(0, start - at) : max(0, end - at)]
            if text:
                parts[number].append(Segment(text, segment.style))
        at += len(segment.text)
    return parts


def _clusters(text: str) -> list[tuple[int, int]]:
    """From where to where each letter goes with all that stands in its cells, such as marks above and below it."""
    return [(start, end) for start, end, _width in split_graphemes(text)[0]]


def _joined(cells: list[tuple[str, Style | None]]) -> list[Segment]:
    """Segments of one style each."""
    segments: list[Segment] = []
    for text, style in cells:
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments
