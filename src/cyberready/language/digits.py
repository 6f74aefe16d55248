"""Numbers as people type them: Arabic-Indic and Persian digits, the unshifted digit row of AZERTY, both commas."""

from __future__ import annotations

import re
from contextlib import suppress

_EASTERN = {ord(letter): str(index % 10) for index, letter in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_NUMBER = {
    **_EASTERN,
    ord("٫"): ".",
    ord("٬"): None,
    ord("،"): ",",
    ord("−"): "-",
    ord("\u00a0"): None,
    ord("\u202f"): None,
}
_IN_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(٬\d{3})+(٫\d+)?")
_AZERTY = dict(zip("à&é\"'(-è_ç", "0123456789", strict=True))


def western(text: str) -> str:
    """The text with every digit written 0 to 9."""
    return text.translate(_EASTERN)


def number(text: str) -> int | float | None:
    """The number that a text says, whole where it is whole; None when it says none, or could say two.

    `1,500` is one and a half in French and fifteen hundred in English.
    """
    if "٬" in text and not _IN_THOUSANDS.fullmatch(western(text.strip())):
        return None  # the sign between thousands, where the decimal sign ٫ was meant
    written = text.strip().translate(_NUMBER).replace(" ", "")
    if "_" in written or re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+", written):  # Python reads over `_`
        return None
    if "," in written and "." not in written:
        written = written.replace(",", ".", 1)
    for kind in (int, float):
        with suppress(ValueError):  # what is no whole number may be another one, and else is none
            value: int | float = kind(written)
            return value if abs(value) <= 1e15 else None
    return None


def digit_of_key(character: str | None) -> int | None:
    """Which digit a key stands for outside text fields, on Western, Arabic, Persian and AZERTY keyboards."""
    if not character or len(character) != 1:
        return None
    text = _AZERTY.get(character, western(character))
    return int(text) if text in "0123456789" else None
