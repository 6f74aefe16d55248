"""Searching as people spell: case, accents, hamza, alef forms, diacritics and tatweel make no difference."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": None, "ء": None}
)


def folded(text: str) -> str:
    """The text as it is compared in a search."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
