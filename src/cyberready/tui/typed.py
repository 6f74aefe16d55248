"""What a person typed as a date or as sources; knows no widget."""

from __future__ import annotations

import re
from datetime import date

from cyberready.language.digits import western
from cyberready.language.messages import _


def not_a_date(text: str, *, needed: bool = False) -> str:
    """What is wrong with a text as a date; nothing with an empty one, unless it is needed."""
    written = western(text.strip())
    try:
        if written or needed:
            date.fromisoformat(written)
    except ValueError:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return _("There is no day {date}.").format(date=written)
        return _("A date is written YYYY-MM-DD, for example 2026-06-30.")
    return ""


def sources_in(text: str) -> tuple[str, ...]:
    """Sessions, bodies or people as they are typed, between commas of either script."""
    return tuple(part.strip() for part in text.replace("،", ",").split(",") if part.strip())
