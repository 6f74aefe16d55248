"""File names out of any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.charts.names import slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iraq", "iraq"),
        ("Exampleland 2026 trend", "exampleland-2026-trend"),
        ("gci 2026.1", "gci-2026.1"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\system.ini", "c-windows-system.ini"),
        (".hidden.", "hidden"),
        ("a..b", "a-b"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    "text", ["", ".", "..", "/", "CON", "nul", "com1", "lpt9.txt", "\x00", "العراق", "日本", "x" * 300, "\ud800"]
)
def test_what_cannot_be_kept_gets_a_digest(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9.-]+-|x)[0-9a-f]{8}", slug(text))


def test_names_that_lost_letters_stay_apart() -> None:
    assert slug("العراق 2026") != slug("الأردن 2026")
    assert slug("العراق 2026").startswith("2026-")
    assert slug("x" * 300) != slug("x" * 301)


@given(st.text(max_size=200))
def test_any_text_gives_a_plain_name_that_stays_as_it_is(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name)
    assert ".." not in name
    assert len(name) <= 80
    assert slug(name) == name
