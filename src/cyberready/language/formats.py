"""Numbers and dates as a region writes them, by the CLDR data that Babel carries.

Only for people's eyes: what is typed, exported or read by a program keeps `2026-06-30` and `2.5`, and so do codes,
versions, names of rounds and the digits beside the levels, which are keys. Babel is imported on first use (20 ms),
behind the first paint.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from cyberready.language.messages import language_of, tag_in_use

if TYPE_CHECKING:
    from babel import Locale

# English without a region puts the day before the month, as most of the countries do that the program serves.
_PLAIN_ENGLISH = "en-GB"
_DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


@cache
def locale_of(tag: str) -> Locale:
    """Babel's locale of a tag; of its language where Babel does not know the region, else English."""
    from babel import Locale, UnknownLocaleError

    plain = _PLAIN_ENGLISH if language_of(tag) == "en" else language_of(tag)
    for name in (plain if tag == "en" else tag, plain):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_PLAIN_ENGLISH, sep="-")


def shown_date(day: date, tag: str | None = None) -> str:
    """A date in words: `30 June 2026`, `30 juin 2026`; in Iraq `٣٠ حزيران ٢٠٢٦`, in Algeria `30 جوان 2026`."""
    from babel.dates import format_date

    locale = locale_of(tag or tag_in_use())
    return _in_digits(format_date(day, "long", locale), locale)


def shown_number(written: str, tag: str | None = None) -> str:
    """A rounded number with the signs and digits of the region: `2.5`, `2,5`, `٢٫٥`.

    Only signs are exchanged, so nothing is rounded a second time.
    """
    if (tag or tag_in_use()) == "en" and len(written) <= 4:  # the list of rounds is painted before Babel is loaded
        return written
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = locale_of(tag or tag_in_use())
    whole, point, part = written.partition(".")
    minus, digits = (whole[0], whole[1:]) if whole[:1] in ("-", "−", "+") else ("", whole)
    if len(digits) > 4 and digits.isdecimal():
        digits = f"{int(digits):,}".replace(",", get_group_symbol(locale, numbering_system="default"))
    symbol = get_decimal_symbol(locale, numbering_system="default") if point else ""
    return _in_digits(f"{minus}{digits}{symbol}{part}", locale)


def shown_count(number: int, tag: str | None = None) -> str:
    """How many there are, in the digits of the region."""
    return shown_number(str(number), tag)


def _in_digits(text: str, locale: Locale) -> str:
    """Babel exchanges the separators for those of the region's numbering system, but not the digits."""
    digits = _DIGITS.get(locale.default_numbering_system)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text
