"""Charts as terminal text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.charts.blocks import bar, cells, trend_lines
from cyberready.charts.series import trend
from cyberready.language.messages import use_language

from .made_up import arabic, exampleland, iraq, scores

LEGEND = ("▲ higher, ▼ lower, = the same as the round before. Changes are not judged here.",)


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (2.5, 2.5, 2.5, "█████     "),
        (3.4, 3.4, 3.4, "██████▊   "),
        (0, 0, 0, "          "),
        (5, 5, 5, "██████████"),
        (0.0625, None, None, "▏         "),
        (2.0, 1.0, 4.0, "██▓▓░░░░  "),
        (0, 0, 5, "░░░░░░░░░░"),
        (None, None, None, "no score  "),
        (9, 9, 9, "██████████"),  # never wider than it was told
    ],
)
def test_bar(value: float | None, low: float | None, high: float | None, text: str) -> None:
    assert bar(value, low, high, (0, 5), 10) == text


def test_bar_without_room_or_unit() -> None:
    assert bar(2, 2, 2, (0, 5), 0) == ""
    assert bar(None, None, None, (0, 5), 4) == "no s"
    assert bar(2, 2, 2, None, 4) == "    "


@given(st.tuples(*[st.floats(0, 5)] * 3).map(sorted), st.integers(1, 60))
def test_bar_is_always_as_wide_as_asked(ends: list[float], width: int) -> None:
    low, value, high = ends
    assert len(bar(value, low, high, (0, 5), width)) == width


def test_trend_lines_show_changes_between_comparable_rounds() -> None:
    assert trend_lines(trend(exampleland((1.8, 1.8, 1.2)), [False, True, True]), 80) == (
        "                    2022            2024        2026",
        "Overall score        1.8  =0.0       1.8  ▼0.6   1.2",
        "Legal measures       2.6  =0.0       2.6  ▼0.6   2.0",
        "Technical measures   1.8  =0.0       1.8  ▼0.6   1.2",
        "Institutions         2.0  =0.0       2.0  ▼0.6   1.4",
        "People and skills    0.8  =0.0       0.8  ▼0.6   0.2",
        "Cooperation          1.6        no score         1.0",
        *LEGEND,
    )


def test_trend_lines_show_no_change_between_editions() -> None:
    lines = trend_lines(trend(iraq(), [False, False]), 80)
    assert lines[1] == "Overall score            20.7  ·  53.1"
    assert lines[2] == "Legal measures            0.0  ·  11.2"
    assert not any(sign in line for line in lines for sign in "▲▼=")
    assert " ".join(lines[7:]).startswith("· not comparable with the round before")


def test_a_rise_is_marked() -> None:
    assert "▲0.5" in trend_lines(trend(exampleland(), [False, True, True]), 80)[1]


def test_one_round_needs_no_legend() -> None:
    assert trend_lines(trend([scores({"legal": 2.0}, 2.5)], [False]), 80) == (
        "                2026",
        "Overall score    2.5",
        "Legal measures   2.0",
    )


@pytest.mark.parametrize("width", [20, 24, 36, 60, 80, 200])
def test_lines_never_exceed_the_width(width: int) -> None:
    for series in (trend(exampleland(), [False, True, True]), trend(arabic(), [False, True])):
        assert all(cells(line) <= width for line in trend_lines(series, width))


def test_earliest_rounds_are_left_out_where_there_is_no_room() -> None:
    lines = trend_lines(trend(exampleland(), [False, True, True]), 36)
    assert lines[0].split() == ["2024", "2026"]
    assert " ".join(lines).endswith("1 earlier round left out: the window is too narrow.")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("عُمان", 4), ("", 0)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_lines_and_legend_are_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    lines = trend_lines(trend(exampleland((1.8, 1.8, 1.2)), [False, True, True]), 90)
    assert lines[1] == "Score global         1,8  =0,0          1,8  ▼0,6   1,2"
    assert lines[6] == "Cooperation          1,6        aucun score         1,0"
    assert lines[7:] == ("▲ plus haut, ▼ plus bas",)
    assert trend_lines(trend(exampleland(), [False, True, True]), 40)[-1] == "1 cycle omis."
    assert bar(None, None, None, (0, 5), 14) == "aucun score   "


def test_in_arabic_the_order_stays_that_of_reading(catalogues: None) -> None:
    use_language("ar-IQ")
    lines = trend_lines(trend(exampleland()[:2], [False, True]), 80)
    assert lines[1] == "الدرجة الإجمالية     ١٫٨  ▲٠٫٣      ٢٫١"
    assert {cells(line) for line in lines[:5]} == {cells(lines[1])}
