"""What may have been meant by a name that is not there."""

from __future__ import annotations

from bisect import bisect_left
from difflib import get_close_matches
from functools import lru_cache

from cyberready.language.messages import _

# A comparison with 1,000 names takes 14 ms: where each of 5,000 questions names one that is not there, 6 minutes.
_MANY, _NEAR = 200, 8


def nearest(word: str, known: list[str]) -> str:
    """ "Did you mean ...?" when something known looks alike, else what there is."""
    close = get_close_matches(word, _neighbours(word, tuple(known)) if len(known) > _MANY else known, 1)
    if close:
        return _("Did you mean `{value}`?").format(value=close[0])
    return (
        _("Known here: {known}.").format(known=", ".join(known)) if 0 < len(known) <= 20 else _("Check the name.")
    )


def _neighbours(word: str, known: tuple[str, ...]) -> list[str]:
    """Those that begin like a word, and those that end like it: one slip leaves the beginning or the end."""
    forward, backward = _sorted_both_ways(known)
    return list(dict.fromkeys([*_around(forward, word), *(each[::-1] for each in _around(backward, word[::-1]))]))


def _around(words: list[str], word: str) -> list[str]:
    at = bisect_left(words, word)
    return words[max(0, at - _NEAR) : at + _NEAR]


@lru_cache(maxsize=4)
def _sorted_both_ways(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return sorted(known), sorted(word[::-1] for word in known)
