"""The trend as rows and sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cyberready.charts.series import RoundScores, trend
from cyberready.charts.trend import TrendLine
from cyberready.charts.trend_words import NOT_JUDGED
from cyberready.errors import WrongCall
from cyberready.language.messages import use_language

from .made_up import GCI, IRAQ, TOTALS, arabic, exampleland, iraq, scores, section


def rounds(*overall: float | None, versions: str = "", start: int = 2020) -> tuple[RoundScores, ...]:
    """Yearly rounds with these overall scores; `versions` has a letter for each round's version."""
    return tuple(
        scores({"legal": value}, value, label=str(start + i), version=version)
        for i, (value, version) in enumerate(zip(overall, versions or "a" * len(overall), strict=True))
    )


def runs(line: TrendLine | None) -> list[list[str]]:
    assert line is not None
    return [[point.label for point in segment] for segment in line.segments]


def test_comparable_rounds_are_one_segment() -> None:
    series = trend(exampleland(), [False, True, True])
    assert runs(series.overall) == [["2022", "2024", "2026"]]
    assert [line.id for line in series.domains] == ["legal", "technical", "organisation", "people", "cooperation"]
    assert series.editions == ("2026.1",)


def test_a_round_without_a_score_breaks_the_line_but_not_the_comparison() -> None:
    cooperation = trend(exampleland(), [False, True, True]).domains[4]
    assert runs(cooperation) == [["2022"], ["2026"]]
    assert [len(chain) for chain in cooperation.chains] == [2]
    assert cooperation.points[1].value is None
    assert cooperation.points[1].joined


def test_published_editions_are_unconnected_points() -> None:
    series = trend(iraq(), [False, False])
    assert series.title == "Iraq: 20.7 (2020) and 53.1 (2024), two editions that cannot be compared"
    assert runs(series.overall) == [["2020"], ["2024"]]
    assert [p.value for p in series.overall.points] == list(TOTALS.values())  # type: ignore[union-attr]
    assert {line.title: tuple(p.value for p in line.points) for line in series.domains} == {
        GCI[id]: (IRAQ["2020"][i], IRAQ["2024"][i]) for i, id in enumerate(GCI)
    }
    assert series.domains[0].points[0].value == 0  # a score of 0 is a score
    assert series.editions == ("4", "5")
    assert "Points that no line joins cannot be compared" in series.note
    assert NOT_JUDGED not in series.note  # there is no change to judge


def test_a_new_version_breaks_the_line_whatever_the_caller_says() -> None:
    series = trend(rounds(1, 2, 3, 4, versions="aabb"), [True] * 4)
    assert runs(series.overall) == [["2020", "2021"], ["2022", "2023"]]
    assert series.editions == ("a", "b")
    assert [p.edition for p in series.domains[0].points] == [0, 0, 1, 1]
    assert "A dashed rule marks a new version" in series.note


def test_a_version_that_returns_is_a_break_of_its_own() -> None:
    assert trend(rounds(1, 2, 3, versions="aba"), [False] * 3).editions == ("a", "b", "a")


def test_editions_name_the_questionnaire_where_it_changes() -> None:
    two = (scores({"legal": 1}, 1, label="2020", questionnaire="old"), scores({"legal": 2}, 2, label="2021"))
    assert trend(two, [False, False]).editions == ("old 2026.1", "trust-security-ict 2026.1")


def test_a_new_unit_breaks_the_line_of_that_domain_only() -> None:
    two = (
        scores({"legal": 2.0, "people": 1.0}, 2.0, label="2020"),
        scores({"legal": section(60.0, range=(0.0, 100.0)), "people": 1.5}, 2.2, label="2021"),
    )
    series = trend(two, [False, True])
    assert [runs(line) for line in series.lines] == [[["2020", "2021"]], [["2020"], ["2021"]], [["2020", "2021"]]]
    assert series.domains[0].scale is None
    assert "each domain on its own scale" in series.subtitle
    assert "Legal measures, on changing scales: 2.0 on 0 to 5 (2020)" in series.alt


def test_a_unit_is_remembered_over_a_round_without_one() -> None:
    three = (
        scores({"legal": 2.0}, label="2020"),
        scores({"legal": section(None, range=None)}, label="2021"),
        scores({"legal": section(9.0, range=(0.0, 10.0))}, label="2022"),
    )
    assert len(trend(three, [False, True, True]).domains[0].chains) == 2


def test_domains_of_all_rounds_newest_first() -> None:
    two = (scores({"legal": 1, "technical": 1}, label="2020"), scores({"people": 1, "legal": 2}, label="2021"))
    series = trend(two, [False, True])
    assert [line.id for line in series.domains] == ["people", "legal", "technical"]
    assert [p.value for p in series.domains[2].points] == [1, None]
    assert series.overall is None


@pytest.mark.parametrize(
    ("overall", "versions", "connected", "title"),
    [
        ((1.8, 2.6), "aa", (0, 1), "overall score from 1.8 (2020) to 2.6 (2021)"),
        ((1.8, None, 2.6), "aaa", (0, 1, 1), "overall score from 1.8 (2020) to 2.6 (2022)"),
        ((2.6,), "a", (0,), "overall score 2.6 (2020), the only round"),
        ((None, 2.6), "aa", (0, 1), "overall score 2.6 (2021), the only round with one"),
        ((None, None), "aa", (0, 1), "1 domain, no overall score"),
        (
            (1, 2, 3),
            "abb",
            (0, 0, 1),
            "overall score from 2.0 (2021) to 3.0 (2022); earlier rounds cannot be compared with these",
        ),
        ((1, 2), "aa", (0, 0), "1.0 (2020) and 2.0 (2021), two rounds that cannot be compared"),
        ((1, 2, 3), "abc", (0, 0, 0), "1.0 (2020), 2.0 (2021) and 3.0 (2022), editions that cannot be compared"),
        (
            (1, 2, 3, 4),
            "abcd",
            (0, 0, 0, 0),
            "overall score 4.0 (2023), the last of 4 editions that cannot be compared",
        ),
        ((1, 2, 3), "aab", (0, 1, 0), "overall score 3.0 (2022), which cannot be compared with 2021"),
    ],
)
def test_title_states_the_finding(
    overall: tuple[float | None, ...], versions: str, connected: tuple[int, ...], title: str
) -> None:
    series = trend(rounds(*overall, versions=versions), [bool(join) for join in connected])
    assert series.title == f"Exampleland: {title}"


def test_words_that_a_chart_must_never_say() -> None:
    for series in (trend(exampleland(), [False, True, True]), trend(iraq(), [False, False])):
        said = " ".join((series.title, series.subtitle, series.note, series.source, series.alt)).lower()
        assert not {"significant", "proves", "rank", "failing", "improved"} & set(said.replace(",", "").split())


def test_a_change_that_is_drawn_is_said_to_be_not_judged() -> None:
    assert NOT_JUDGED in trend(exampleland(), [False, True, True]).note


def test_subtitle_gives_units_rounds_with_dates_and_versions() -> None:
    assert trend(iraq(), [False, False]).subtitle == (
        "Overall score 0 to 100, domains 0 to 20; rounds 2020 (2020-06-15) and 2024 (2024-06-15); gci 4 and 5"
    )
    many = trend(rounds(*range(5)), [False] + [True] * 4)
    assert "; 5 rounds, 2020 (2020-06-15) to 2024 (2024-06-15); " in many.subtitle


def test_alt_text_holds_every_number_and_every_break() -> None:
    assert trend(rounds(1.25, 2, None, versions="abb"), [False, False, True]).alt == (
        "Line charts of the score over 3 rounds, Exampleland: "
        "2020 (2020-06-15), 2021 (2021-06-15) and 2022 (2022-06-15). "
        "Versions of the questionnaire in order: a and b. "
        "Overall score, 0 to 5: 1.3 (2020); not comparable with that, 2.0 (2021), no score (2022). "
        "Legal measures, 0 to 5: 1.3 (2020); not comparable with that, 2.0 (2021), no score (2022)."
    )


def test_bounds_are_told() -> None:
    series = trend(exampleland()[:1], [False])
    assert "Technical measures, 0 to 5: 1.8 between 1.5 and 2.4 (2022)." in series.alt
    assert "Thin lines run" in series.note


def test_table_has_a_row_for_every_point_at_full_precision() -> None:
    table = trend(iraq(), [False, False]).table
    assert len(table.rows) == 12
    assert all(len(row) == len(table.header) for row in table.rows)
    row = dict(zip(table.header, table.rows[3], strict=True))
    assert row == {
        "part": "domain", "id": "legal", "title": "Legal measures", "round": "2024", "date": "2024-06-15",
        "status": "finalised", "questionnaire": "gci", "version": "5", "joined_to_previous": "no",
        "score": 11.206002201749271, "low": 11.206002201749271, "high": 11.206002201749271,
        "scale_low": 0, "scale_high": 20,
    }  # fmt: skip


def test_no_rounds_is_a_wrong_call() -> None:
    with pytest.raises(WrongCall, match="at least one round"):
        trend([], [])


def test_connections_must_match_the_rounds() -> None:
    with pytest.raises(ValueError, match="zip"):
        trend(exampleland(), [False, True])


def test_names_are_on_one_line_without_marks() -> None:
    odd = scores({"legal": 1}, 1, subject="Ex\u202eample\nland", label="2026\x1b", day=date(2026, 1, 2))
    series = trend([odd], [True])
    assert series.subject == "Example land"
    assert series.rounds[0].label == series.domains[0].points[0].label == "2026"
    assert not series.domains[0].points[0].joined  # the first joins nothing


def test_arabic_subject_and_labels() -> None:
    series = trend(arabic(), [False, True])
    assert series.title == "⁧جمهورية العراق ⁦2024-05-01⁩⁩: overall score from 2.0 (⁧الجولة ⁦1⁩⁩) to 2.5 (⁧الجولة ⁦2⁩⁩)"


def test_every_sentence_is_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    series = trend(iraq(), [False, False])
    assert series.title == "Iraq\xa0: 20,7 (2020) et 53,1 (2024), éditions non comparables"
    assert series.subtitle == (
        "Score global de 0 à 100, domaines de 0 à 20\xa0; "
        "cycles 2020 (2020-06-15) et 2024 (2024-06-15)\xa0; gci 4 et 5"
    )
    assert series.source == (
        "Source\xa0: Trust and security in the use of ICT, versions 4 et 5. Moteur 1, graphique cyberready 0.1.0."
    )
    assert "Score global, 0 à 100\xa0: 20,7 (2020)\xa0; non comparable, 53,1 (2024)." in series.alt
    assert trend(exampleland(), [False, True, True]).note.endswith("Les changements ne sont pas jugés.")
    one = trend(exampleland()[:1], [False])
    assert "; cycle 2022 (2022-06-15)" in one.subtitle


def test_the_table_is_the_same_for_every_reader(catalogues: None) -> None:
    english = trend(iraq(), [False, False]).table
    use_language("fr")
    translated = [
        replace(each, domains={id: f"Domaine {id}" for id in GCI}, written=GCI if i else {})
        for i, each in enumerate(iraq())
    ]
    series = trend(translated, [False, False])
    assert [line.title for line in series.lines[:2]] == ["Score global", "Domaine legal"]
    assert series.table == english


def test_in_arabic_two_rounds_are_a_dual(catalogues: None) -> None:
    use_language("ar")
    series = trend(exampleland()[:2], [False, True])
    assert series.title == "⁦Exampleland⁩: الدرجة الإجمالية من 1.8 (⁦2022⁩) إلى 2.1 (⁦2024⁩)"
    assert "؛ الجولتان ⁦2022⁩ (⁦2022-06-15⁩) و⁦2024⁩ (⁦2024-06-15⁩)؛ " in series.subtitle
    assert series.direction == "rtl"


def test_one_unreviewed_translation_is_told_for_the_whole_chart() -> None:
    first, second = iraq()
    series = trend([replace(first, unreviewed=True), second], [False, False])
    assert series.source.endswith(" Unreviewed translation.")
