"""What may have been meant: exact among few names, and found at once among thousands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.library.hints import _neighbours, nearest

MANY = [
    f"d{d}.s{s}.{name}" for d in range(10) for s in range(20) for name in ("law", "policy", "team", "budget", "q1")
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("d3.s7.law", "d3.s7.law"),
        ("d3.s7.lw", "d3.s7.law"),  # the beginning is left
        ("d3.s7.teem", "d3.s7.team"),
        ("d3s7.policy", "d3.s7.policy"),  # the end is left
        ("3.s7.policy", "d3.s7.policy"),
        ("d9.s19.budgett", "d9.s19.budget"),
        ("zzzz", None),
        ("", None),
    ],
)
def test_a_slip_among_a_thousand_names(word: str, meant: str | None) -> None:
    assert nearest(word, MANY) == (f"Did you mean `{meant}`?" if meant else "Check the name.")


@given(st.sampled_from(MANY), st.integers(0, 20), st.sampled_from(["drop", "double", "swap"]))
def test_any_single_slip_finds_a_name_like_it(name: str, place: int, slip: str) -> None:
    """Not always the one that was meant: `d1.s1.law` without its first 1 is as near to `d.s1.law` of another."""
    place %= len(name) - 1
    left, pair, right = name[:place], name[place : place + 2], name[place + 2 :]
    word = {"drop": left + pair[1:], "double": left + pair[0] + pair, "swap": left + pair[::-1]}[slip] + right
    assert nearest(word, MANY).startswith("Did you mean")


def test_a_word_is_compared_with_few_of_many_names() -> None:
    """Where 5,000 questions each name one that is not there, comparing each with all takes 6 minutes."""
    known = tuple(f"d{d}.s{s}.q{q}" for d in range(10) for s in range(20) for q in range(25))
    for name in known[::50]:
        assert name in _neighbours(f"{name}x", known)
        assert len(_neighbours(f"{name}x", known)) <= 32
