"""Text as the chart's font can draw it."""

from __future__ import annotations

import pytest

from cyberready.charts.figures.lettering import drawable, label, undrawable, width, wrap
from cyberready.charts.text import directed


def test_a_character_that_the_font_lacks_becomes_a_box() -> None:
    assert drawable("日本 Japan") == "□□ Japan"
    assert undrawable("本日日 Japan □") == "日本"


def test_a_character_that_stands_for_others_is_spelled_out() -> None:
    assert drawable("ﷺ") == "صلى الله عليه وسلم"
    assert undrawable("ﷺ") == ""


@pytest.mark.parametrize(
    "text", ["العراق ٢٠٢٤", "Côte d'Ivoire", "▲−·…", "می\u200cخواهم", directed("العراق 2024-05-01")]
)
def test_what_the_font_has_stays(text: str) -> None:
    assert drawable(text) == text


def test_isolates_take_no_room() -> None:
    assert width(directed("العراق"), 10) == pytest.approx(width("العراق", 10))
    assert width("", 10) == 0


@pytest.mark.parametrize(
    "text", ["Critical infrastructure protection and incident response", "x" * 200, "العراق " * 30]
)
def test_no_line_is_wider_than_asked(text: str) -> None:
    lines = wrap(text, 8, 1.2)
    assert all(width(line, 8) <= 1.2 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_isolates_are_closed_in_each_line_and_opened_in_the_next() -> None:
    for line in wrap(f"in {directed('جمهورية العراق هيئة الإعلام والاتصالات 2024')} (3.5)", 8, 1.0):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_a_label_ends_in_an_ellipsis_after_its_last_line() -> None:
    lines = label("many words " * 20, 8, 1.0, most=3).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert width(lines[-1], 8) <= 1.0


def test_every_line_of_a_label_has_its_own_direction() -> None:
    assert all(line.startswith("\u2067") for line in label("الإطار القانوني للأمن السيبراني", 8, 1.0).split("\n"))
