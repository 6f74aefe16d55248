"""Numbers and names as people read them: rounding, ranges, lists, and names of either writing direction.

What people read is in the language in use; `rounded` alone gives the number itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from cyberready.language import messages
from cyberready.language.formats import locale_of, shown_number
from cyberready.language.messages import N_, _

Scale = tuple[float, float]

NO_SCORE = N_("no score")
"""In tables as it stands here, to people translated."""

LEFT_TO_RIGHT, RIGHT_TO_LEFT, POP = "\u2066", "\u2067", "\u2069"

# Direction marks, overrides and isolates, which could turn the sentence around a name; U+FEFF draws a box;
# U+FFFE and U+FFFF are refused by XML, so one of them in a name would make the SVG unreadable.
_REMOVED = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF]
)
_REMOVED |= dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])

# Words, numbers, dates and codes read from left to right, neighbours together: `IQ-CERT`, `2024-05-01`, `+1.0`.
_LETTER = r"0-9A-Za-z\u00C0-\u024F\u0660-\u0669\u06F0-\u06F9"
_TOKEN = rf"[+\-−±]?[{_LETTER}](?:[{_LETTER}.,:/+\-–−%'’_@&٫٬]*[{_LETTER}%+])?"
_LEFT_TO_RIGHT_RUN = re.compile(rf"{_TOKEN}(?: {_TOKEN})*")


# Spaces that a line may be broken at; French has others before its signs.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def tidy(text: str) -> str:
    """One line, without control characters and direction marks; lone surrogates become U+FFFD."""
    line = _SPACES.sub(" ", text).strip().translate(_REMOVED)
    return re.sub("[\ud800-\udfff]", "\ufffd", line)


def right_to_left(text: str) -> bool:
    """Whether most letters of the text are written from right to left."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return sum(kind in ("R", "AL") for kind in kinds) > sum(kind == "L" for kind in kinds)


def directed(text: str) -> str:
    """The text so that it reads right wherever it stands in a sentence of the language in use.

    Unchanged when both run from left to right. The Unicode algorithm turns `2024-05-01` after an Arabic letter
    into `01-05-2024`, and gives a label that starts with a Latin code the wrong direction; isolates (U+2066 to
    U+2069) are its own cure for both.
    """
    if not any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text):
        return f"{LEFT_TO_RIGHT}{text}{POP}" if text and sentences_right_to_left() else text
    if not right_to_left(text):
        return f"{LEFT_TO_RIGHT}{text}{POP}"
    inner = _LEFT_TO_RIGHT_RUN.sub(lambda run: f"{LEFT_TO_RIGHT}{run[0]}{POP}", text)
    return f"{RIGHT_TO_LEFT}{inner}{POP}"


def sentences_right_to_left() -> bool:
    """Whether sentences of the language in use are written from right to left."""
    return messages.right_to_left(messages.tag_in_use())


def decimals(scale: Scale | None) -> int:
    """One; two on a scale no wider than 1, where 0.26 and 0.34 would both read 0.3."""
    return 2 if scale is not None and scale[1] - scale[0] <= 1 else 1


def rounded(value: float, places: int = 1) -> str:
    """The value for people, half away from zero, with the minus sign that screen readers read out.

    Rounded to 9 decimals first, as before every threshold: a mean that is 2.25 but for its last bit shows 2.3.
    """
    step = Decimal(1).scaleb(-places)
    amount = Decimal(repr(round(value, 9))).quantize(step, ROUND_HALF_UP)
    return f"{abs(amount)}" if amount >= 0 else f"−{abs(amount)}"


def in_figures(written: str) -> str:
    """A written number with the signs and digits of the region, and its minus sign before it in any sentence.

    Plain English stays as it is written, so that it needs no Babel (20 ms), which every command would wait for.
    """
    number = written if messages.tag_in_use() == "en" else shown_number(written)
    return directed(number) if written.startswith("−") else number


def points(value: float | None, scale: Scale | None) -> str:
    """A score as it is shown on its scale, or the words that say there is none."""
    return _(NO_SCORE) if value is None else in_figures(rounded(value, decimals(scale)))


def brief(name: str) -> str:
    """A name in a title: cut between words after 60 characters, since the axis and the table have all of it."""
    return name if len(name) <= 60 else f"{name[:60].rsplit(' ', 1)[0]}…"


def unit(scale: Scale | None) -> str:
    """A scale in words: `0 to 5`."""
    return _("no unit") if scale is None else between(short(scale[0]), short(scale[1]))


def between(low: str, high: str) -> str:
    return _("{low} to {high}").format(low=low, high=high)


def percent(share: float) -> str:
    """A share as it is shown: 0.5 is `50 %`."""
    return _("{number} %").format(number=in_figures(rounded(share * 100, 0)))


def share(value: float, scale: Scale) -> float:
    """How far along its scale a value stands; 0 at the lower end, 1 at the upper."""
    return (value - scale[0]) / (scale[1] - scale[0])


def same(scales: Iterable[Scale | None]) -> Scale | None:
    """The one scale that all have who have one; None when there are several, or none at all."""
    known = {(round(scale[0], 9), round(scale[1], 9)) for scale in scales if scale is not None}
    return known.pop() if len(known) == 1 else None


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; as every sentence, English stands in the code, and CLDR has the others."""
    *most, last = items
    if not most:
        return last
    if messages.language_in_use() == "en":
        return f"{', '.join(most)} and {last}"
    from babel.lists import format_list

    return format_list([*most, last], locale=locale_of(messages.tag_in_use()))


def in_turn(items: Iterable[str]) -> str:
    """`a, b, c`: things that follow each other but are no list that ends."""
    return reduce(lambda before, after: _("{before}, {after}").format(before=before, after=after), items)


def apart(items: Iterable[str]) -> str:
    """`a; b; c`: parts that each may hold commas."""
    return reduce(lambda before, after: _("{before}; {after}").format(before=before, after=after), items)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things, its fields still to be filled in; `counted` fills in the number only."""
    return messages.messages_of(messages.tag_in_use()).ngettext(one, many, number)


def sentences(parts: Iterable[str]) -> str:
    """The parts that are there, one after the other."""
    return " ".join(part for part in parts if part)


def short(value: float) -> str:
    """A number in as few digits as it has."""
    return in_figures(f"{value:.10g}".replace("-", "−"))
