"""Right-to-left text on terminals that lay cells out as they are sent.

One filter reorders and shapes each finished line of each widget, after wrapping and padding, so that no list, no
selection and no stored value knows of it. It keeps the number of cells, so nothing moves. Fields put their lines
in order themselves, in the direction of what is typed in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from unicodedata import bidirectional

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from cyberready.tui.wrapping import COLUMN

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Controls, embeddings, overrides and isolates: they have no width, and a text is put in order without them.
_FORMATTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# A date, a signed number, an address, an option and a path are read from the left in every language; among Arabic
# letters the algorithm would show 30-06-2024, 2−, plain-- and home/. Letters stand in for them while the order is
# found, as isolates would.
_CODES = re.compile(
    r"\d{4}-\d{2}-\d{2}|[+−±-]\d+([.,٫]\d+)?|\^[a-z↑↓]+"
    r"|[a-z]+://[!-~]*[\w/]|(?<!\S)--?[a-z][\w-]*|(?<!\S)[~/](?=[\w./@-]*[A-Za-z])([\w./@-]*[\w/])?"
)
# What stands between columns goes with the line, so that no column has a say in the order of the next; a tab,
# which the algorithm knows, would let signs at the edge of one go with the letters of the other.
_STRONG = ("a", "\u0627")
_SAID = re.compile(r"[\w.,;:!?()\[\]{}<>«»“”‘’'\"/\\%+*=&#@$€…-]")
# Between Latin words these would go with them, and a list of names would be read from its end.
_STOPS = str.maketrans("،؛؟", _STRONG[1] * 3)
_CELLS = re.compile(f"[^ {COLUMN}]+(?: [^ {COLUMN}]+)*")
_GAPS = re.compile(f"[ {COLUMN}]{{2,}}|{COLUMN}")
_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
# What a border draws at either end of a line; it stays where it is.
_FRAME = re.compile("([\u2500-\u259f]*)(.*?)([\u2500-\u259f]*)", re.DOTALL)
# Where lines begin at the right, bars grow from there and arrows point the other way; of eighths filled from the
# right only these two exist.
_FROM_THE_RIGHT = str.maketrans("▉▊▋▌▍▎▏←├└▶▸", "▐▐▐▐▕▕▕→┤┘◀◂")
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


def direction_of(text: str) -> Literal["left", "right", ""]:
    """From which side a text is read: as its first letter is, or as digits are; '' where it has none of them."""
    for sign in text:
        kind = bidirectional(sign)
        if kind in ("L", "R", "AL"):
            return "left" if kind == "L" else "right"
    return "left" if any(map(str.isdigit, text)) else ""


class ArabicLines(LineFilter):
    """Puts each line into the order in which it is seen, carrying every cell's style along.

    In a right-to-left interface every line begins at the right, one in Latin letters too, which stays readable. In
    a left-to-right one a line takes the direction of its first letter, as a paragraph of a book would.
    """

    def __init__(self, *, shape: bool, right_to_left: bool) -> None:
        super().__init__()
        self.right_to_left = right_to_left
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
        if self._bidi is None or not text.strip() or not (self.right_to_left or _RIGHT_TO_LEFT.search(text)):
            return segments
        if _FORMATTING.search(text):
            segments = [Segment(_FORMATTING.sub("", s.text), s.style, s.control) for s in segments]
            text = "".join(segment.text for segment in segments)
        frame = _FRAME.fullmatch(text)
        if frame is not None and (frame[1] or frame[3]):
            left, middle, right = _split(segments, len(frame[1]), len(text) - len(frame[3]))
            return [*left, *self.apply(middle, background), *right]
        if self.right_to_left:
            text = text.translate(_FROM_THE_RIGHT)
        # a line of parts goes with the interface, whatever its first part is written in
        right_to_left = self.right_to_left or (COLUMN not in text and direction_of(text) == "right")
        return _styled(self.arranged(text, right_to_left), segments)

    def line(self, segments: list[Segment], right_to_left: bool) -> list[Segment]:
        """A line of a text as it is seen where the text is read from the right, or else from the left."""
        text = "".join(segment.text for segment in segments)
        return _styled(self.arranged(text, right_to_left, columns=False), segments)

    def arranged(self, text: str, right_to_left: bool, *, columns: bool = True) -> list[tuple[str, int]]:
        """What is seen of a line from the left edge on: each letter with its marks, and its index in the text.

        With `columns`, wide gaps part the line, and what has Latin letters alone between two is a text of its own.
        """
        if not (right_to_left or _RIGHT_TO_LEFT.search(text)):
            return [(text[start:end], start) for start, end in _clusters(text)]
        shaped = self._reshaper.reshape(text) if self._reshaper is not None else text
        if len(shaped) != len(text):
            shaped = text
        clusters = _clusters(shaped)
        letters = [shaped[first] for first, _end in clusters]
        return [
            (mirrored + shaped[clusters[index][0] + 1 : clusters[index][1]], clusters[index][0])
            for index, mirrored in self._parts(letters, right_to_left, columns)
        ]

    def cell_in_text(self, text: str, right_to_left: bool, cell: int) -> int:
        """The cell at which that letter begins in the text as it is stored which is seen in `cell` of the line."""
        for letter, index in self.arranged(text, right_to_left, columns=False):
            cell -= cell_len(letter)
            if cell < 0:
                return cell_len(text[:index])
        return cell_len(text)

    def _parts(self, letters: list[str], right_to_left: bool, columns: bool) -> Iterator[tuple[int, str]]:
        """As `_visual`; in a line from the left what stands between wide gaps is read as its first letter is."""
        if right_to_left or not columns:
            yield from self._visual(letters, right_to_left, columns)
            return
        for cell in re.finditer(f"{_CELLS.pattern}|.", "".join(letters), re.DOTALL):
            part = letters[cell.start() : cell.end()]
            for index, mirrored in self._visual(part, direction_of(cell[0]) == "right", columns=False):
                yield cell.start() + index, mirrored

    def _visual(self, letters: list[str], right_to_left: bool, columns: bool) -> list[tuple[int, str]]:
        """The letters in the order in which they are seen, each with the index that it had."""
        text = "".join(letters)
        lettered = _CODES.sub(lambda code: "a" * len(code[0]), _FORMATTING.sub(" ", text))
        if right_to_left:
            lettered = (_CELLS.sub(_as_one, lettered) if columns else lettered).translate(_STOPS)
        if columns:
            lettered = _GAPS.sub(lambda gap: _STRONG[right_to_left] * len(gap[0]), lettered)
        lettered = _brackets(lettered, right_to_left)
        storage = self._bidi.get_empty_storage()
        storage["base_level"] = int(right_to_left)
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
        mirrored = _OPENING | _CLOSING
        return [
            (index, character["ch"] if same else mirrored.get(text[index], text[index]) if turned else text[index])
            for character in storage["chars"]
            for index in [character["index"]]
            for same, turned in [(lettered[index] == text[index], lettered[index] == _STRONG[1])]
        ]


class InOrder:
    """What draws its lines in order itself: a field, or a window, behind which a screen is drawn once more."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters: Sequence[LineFilter] = super().get_line_filters()  # type: ignore[misc]
        return [filter for filter in filters if not isinstance(filter, ArabicLines)]


def preload() -> None:
    """Import what orders and joins, where it is installed: 60 ms, in whatever thread this is called from."""
    ArabicLines(shape=True, right_to_left=False)


def _as_one(cell: re.Match[str]) -> str:
    """A text in Latin letters, in a cell of a right-to-left line, keeps its direction, numbers and stops too."""
    text = cell[0]
    latin = re.search("[A-Za-z]{2}", text) and not _RIGHT_TO_LEFT.search(text)
    return _SAID.sub("a", text) if latin else text


def _brackets(text: str, right_to_left: bool) -> str:
    """A letter in the place of each bracket of a pair, by what stands between the two, else before them.

    Rule N0 of the Unicode bidirectional algorithm, version 8, which the library's own steps do without: they show
    `CERT (v1.2)` among Arabic letters as `CERT (v1.2(`.
    """
    if not any(opening in text for opening in _OPENING):
        return text
    directions = list(_directions(text, right_to_left))
    waiting: list[int] = []
    found = list(text)
    for at, sign in enumerate(text):
        if sign in _OPENING:
            waiting.append(at)
        elif sign in _CLOSING and any(text[before] == _CLOSING[sign] for before in waiting):
            while text[opening := waiting.pop()] != _CLOSING[sign]:
                pass
            inside = set(directions[opening + 1 : at]) - {None}
            if inside:
                before = next((way for way in reversed(directions[:opening]) if way is not None), right_to_left)
                way = right_to_left if right_to_left in inside else before if before in inside else right_to_left
                found[opening] = found[at] = _STRONG[way]
                directions[opening] = directions[at] = way
    return "".join(found)


def _directions(text: str, right_to_left: bool) -> Iterator[bool | None]:
    """Of each sign, whether it is read from the right; a number is where it does not follow Latin letters."""
    latin = not right_to_left
    for sign in text:
        kind = bidirectional(sign)
        if kind in ("L", "R", "AL"):
            latin = kind == "L"
            yield not latin
        elif kind in ("EN", "AN"):
            yield kind == "AN" or not latin
        else:
            yield None


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


def _styled(arranged: list[tuple[str, int]], before: list[Segment]) -> list[Segment]:
    """Segments of one style each, which letters have taken along from where they stood before."""
    styles = [segment.style for segment in before for _ in segment.text]
    segments: list[Segment] = []
    for text, index in arranged:
        style = styles[index]
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments
