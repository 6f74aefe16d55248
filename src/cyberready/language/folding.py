"""Searching as people spell: case, accents, digits, hamza, forms of alef, vowel signs, tatweel make no difference.

Nor do final ya and alef maqsura, ta marbuta and ha, and the Persian, Urdu and Kurdish forms of kaf, ya and ha,
which keyboards of the region type for them.
"""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئیې", "ي"),
        **dict.fromkeys("ةہھە", "ه"),
        "ؤ": "و",
        "ک": "ك",
        **dict.fromkeys("ءـ\u200c\u200d\u200e\u200f", None),
        **{digit: str(number) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(digits)},
    }
)


def folded(text: str) -> str:
    """The text as it is compared in a search."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
