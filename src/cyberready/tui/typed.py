"""What a person typed as a date or as sources; knows no widget."""

from __future__ import annotations

from datetime import date

from cyberready.language.digits import western
from cyberready.language.messages import _


def not_a_date(text: str) -> str:
    """What is wrong with a text as a date; nothing with an empty one."""
    try:
        date.fromisoformat(western(text.strip()) or "2000-01-01")
    except ValueError:
        return _("A date is written YYYY-MM-DD, for example 2026-06-30.")
    return ""


def sources_in(text: str) -> tuple[str, ...]:
    """Sessions, bodies or people as they are typed, between commas of either script."""
    return tuple(part.strip() for part in text.replace("،", ",").split(",") if part.strip())
