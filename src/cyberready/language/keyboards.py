"""Where letters lie: what is typed on an Arabic layout where a Latin one has another letter."""

from __future__ import annotations

# Which letter stands at the place of a Latin one on the Arabic (101) layout; `b` types two letters and has none.
_ARABIC = dict(zip("qwertyuiopasdfghjklzxcvnm,./?", "ضصثقفغعهخحشسيبلاتنمئءؤرىةوزظ؟", strict=True))
_LATIN = {arabic: letter for letter, arabic in _ARABIC.items()}


def twin(letter: str) -> str:
    """The letter at the same place of an Arabic keyboard; itself, where there is none."""
    return _ARABIC.get(letter, letter)


def latin(letter: str) -> str:
    """The Latin letter at the place of a letter of either keyboard, whatever its case."""
    return _LATIN.get(letter, letter.lower())
