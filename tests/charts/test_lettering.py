"""Text as the chart's font can draw it."""

from __future__ import annotations

import pytest

from cyberready.charts.figures.lettering import drawable, in_line, label, undrawable, width, wrap
from cyberready.charts.text import directed
from cyberready.language.messages import use_language


def test_a_character_that_the_font_lacks_becomes_a_box() -> None:
    assert drawable("日本 Japan") == "□□ Japan"
    assert undrawable("本日日 Japan □") == "日本"


def test_a_character_that_stands_for_others_is_spelled_out() -> None:
    assert drawable("ﷺ") == "صلى الله عليه وسلم"
    assert undrawable("ﷺ") == ""


@pytest.mark.parametrize(
    "text",
    [
        "العراق ٢٠٢٤",
        "٢٫٥",
        "10\u202f000\xa0%",
        "Côte d'Ivoire",
        "▲−·…",
        "می\u200cخواهم",
        directed("العراق 2024-05-01"),
    ],
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


def test_lines_of_an_arabic_sentence_run_from_right_to_left_whatever_they_start_with(catalogues: None) -> None:
    use_language("ar")
    lines = wrap(f"{directed('National CERT')} الدرجة الإجمالية من 2.0 إلى 2.5", 8, 1.0)
    assert len(lines) > 2
    assert all(line.startswith("\u2066\u2067") and line.endswith("\u2069\u2069") for line in lines)
    assert all(line.count("\u2069") == line.count("\u2066") + line.count("\u2067") for line in lines)
    assert in_line("IQ-CERT") == "\u2067IQ-CERT\u2069"
    assert label("IQ-CERT", 8, 1.0) == "\u2066IQ-CERT\u2069"  # a name by itself is no sentence


def test_lines_of_an_english_sentence_need_no_isolates() -> None:
    assert in_line("target Baseline") == "target Baseline"
    assert wrap("highest in Law (3.5)", 8, 9.0) == ["highest in Law (3.5)"]
