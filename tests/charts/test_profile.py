"""The profile as rows and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyberready.charts.series import profile
from cyberready.language.messages import use_language

from .made_up import DOMAINS, GCI, IRAQ, arabic, exampleland, iraq, scores, section

MIXED = {
    "legal": 3.0,
    "technical": section(60.0, range=(0.0, 100.0)),
    "people": section(0.256, range=(0.0, 1.0)),
}


def test_rows_keep_file_order_and_full_precision() -> None:
    series = profile(iraq()[1])
    assert [(row.id, row.title, row.value) for row in series.rows] == [
        (id, GCI[id], value) for id, value in zip(GCI, IRAQ["2024"], strict=True)
    ]
    assert series.scale == (0, 20)


def test_row_has_bounds_and_target() -> None:
    technical = profile(exampleland()[2]).rows[1]
    assert (technical.value, technical.target, technical.scale) == (2.6, 3, (0, 5))
    assert (technical.low, technical.high) == (pytest.approx(2.3), pytest.approx(3.2))
    assert technical.bounded
    assert technical.bounds == "2.3 to 3.2"


def test_bounds_that_show_the_same_number_are_no_bounds() -> None:
    row = profile(scores({"legal": section(2.0, 1.99, 2.01)})).rows[0]
    assert not row.bounded


def test_no_score_is_a_gap_never_zero() -> None:
    series = profile(exampleland()[1])
    row = series.rows[4]
    assert (row.value, row.low, row.high) == (None, None, None)
    assert "Cooperation: no score, target 2.0." in series.alt
    assert "No score, for want of answers that count: Cooperation." in series.note
    assert series.table.rows[4] == ("cooperation", "Cooperation", "no score", None, None, 2, 0, 5)


def test_no_score_but_bounds_shows_no_bounds() -> None:
    row = profile(scores({"legal": section(None, 0, 5)})).rows[0]
    assert (row.low, row.high, row.bounded) == (None, None, False)


@pytest.mark.parametrize(
    ("domains", "title"),
    [
        (
            {"legal": 3.4, "technical": 2.0, "people": 1.6},
            "highest in Legal measures (3.4), lowest in People and skills (1.6)",
        ),
        (
            {"legal": 3.41, "technical": 3.38, "people": 1},
            "highest in Legal measures and Technical measures (3.4), lowest in People and skills (1.0)",
        ),
        (
            {"legal": 3, "technical": 3, "people": 3, "cooperation": 1},
            "highest in 3 domains (3.0), lowest in Cooperation (1.0)",
        ),
        ({"legal": 3, "technical": 3}, "3.0 in both domains with a score"),
        ({"legal": 0, "technical": 0, "people": 0}, "0.0 in all 3 domains with a score"),
        ({"legal": 3.4}, "3.4 in Legal measures"),
        ({"legal": None, "technical": 2.2}, "2.2 in Technical measures, the only domain with a score"),
        ({"legal": None, "technical": None}, "no score in any domain"),
        ({}, "no score in any domain"),
        (
            MIXED,
            "highest in Legal measures (3.0 on 0 to 5) and Technical measures (60.0 on 0 to 100), "
            "lowest in People and skills (0.26 on 0 to 1)",
        ),
        (
            {"legal": 2.5, "technical": section(50.0, range=(0.0, 100.0))},
            "50 % of the scale in both domains with a score",
        ),
        ({"legal": section(2.0, range=None)}, "no score in any domain"),
    ],
)
def test_title_states_the_finding(domains: dict[str, float | None], title: str) -> None:
    assert profile(scores(domains)).title == f"Exampleland 2026: {title}"


def test_each_domain_on_its_own_scale_when_units_differ() -> None:
    series = profile(scores(MIXED))
    assert series.scale is None
    assert "each on its own scale" in series.subtitle
    assert "Technical measures: 60.0 on 0 to 100." in series.alt


def test_subtitle_names_unit_round_status_and_questionnaire() -> None:
    series = profile(scores({"legal": 3.4, "technical": 1}, status="draft"))
    assert series.subtitle == "Score per domain, 0 to 5; 2026 (2026-06-15, draft); trust-security-ict 2026.1"


def test_note_counts_targets_and_explains_bounds_only_where_there_are_some() -> None:
    note = profile(exampleland()[2]).note
    assert note.startswith("At or above the target of Baseline 2027: 2 of 4 domains that have one.")
    assert "lowest to the highest score that unanswered or unknown questions could give" in note
    assert profile(iraq()[1]).note == ""


def test_a_target_met_but_for_the_last_bit_is_met() -> None:
    series = profile(scores({"legal": 0.1 + 0.2 + 2.7 - 1e-13}, targets={"legal": 3}))
    assert "1 of 1 domains" in series.note


def test_source_names_questionnaire_engine_and_program() -> None:
    assert profile(iraq()[1]).source == (
        "Source: Trust and security in the use of ICT, version 5. Scores by engine 1, chart by cyberready 0.1.0."
    )


def test_alt_text_holds_every_number() -> None:
    assert profile(exampleland()[2]).alt == (
        "Bar chart of the score per domain, 0 to 5 with the target of Baseline 2027: "
        "Exampleland, 2026 (2026-06-15). "
        "Legal measures: 3.4, target 3.0. Technical measures: 2.6, between 2.3 and 3.2, target 3.0. "
        "Institutions: 2.8. People and skills: 1.6, target 2.5. Cooperation: 2.4, target 2.0."
    )


def test_arabic_names_stand_in_isolates_in_sentences_and_plain_in_rows() -> None:
    series = profile(arabic()[0])
    assert series.title.startswith("⁧جمهورية العراق ⁦2024-05-01⁩⁩ ⁧الجولة ⁦1⁩⁩: highest in ⁧⁦A.1⁩ بناء القدرات⁩ (3.5)")
    assert series.rows[2].title == series.table.rows[2][1] == "A.1 بناء القدرات"
    assert (series.language, series.direction) == ("en", "ltr")


def test_every_sentence_is_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    series = profile(exampleland()[2])
    assert (series.language, series.direction) == ("fr", "ltr")
    assert (
        series.title
        == "Exampleland 2026\xa0: minimum pour People and skills (1,6), maximum pour Legal measures (3,4)"
    )
    assert series.subtitle == "Score par domaine, de 0 à 5\xa0; 2026 (2026-06-15)\xa0; trust-security-ict 2026.1"
    assert series.note == (
        "Cible Baseline 2027 atteinte\xa0: 2 sur 4 domaines qui en ont une. "
        "Traits fins\xa0: du minimum au maximum possibles."
    )
    assert series.source == (
        "Source\xa0: Trust and security in the use of ICT, version 2026.1. Moteur 1, graphique cyberready 0.1.0."
    )
    assert series.alt == (
        "Barres, 0 à 5, cible Baseline 2027\xa0: Exampleland, 2026 (2026-06-15). "
        "Legal measures\xa0: 3,4, cible 3,0. Technical measures\xa0: 2,6, entre 2,3 et 3,2, cible 3,0. "
        "Institutions\xa0: 2,8. People and skills\xa0: 1,6, cible 2,5. Cooperation\xa0: 2,4, cible 2,0."
    )
    assert series.rows[1].bounds == "2,3 à 3,2"


@pytest.mark.parametrize(
    ("domains", "finding"),
    [
        (
            {"legal": 3, "technical": 3, "people": 3, "cooperation": 1},
            "minimum pour Cooperation (1,0), maximum pour 3 domaines (3,0)",
        ),
        (
            {"legal": 3, "technical": 3, "people": 1},
            "minimum pour People and skills (1,0), maximum pour Legal measures et Technical measures (3,0)",
        ),
        (
            {"legal": 3.0, "technical": section(60.0, range=(0.0, 100.0)), "people": 1},
            "minimum pour People and skills (1,0 sur 0 à 5), "
            "maximum pour Legal measures (3,0 sur 0 à 5) et Technical measures (60,0 sur 0 à 100)",
        ),
        (
            {"legal": 5, "technical": section(100.0, range=(0.0, 100.0)), "people": 5, "cooperation": 1},
            "minimum pour Cooperation (1,0 sur 0 à 5), maximum pour 3 domaines (100\xa0% de l'échelle)",
        ),
    ],
)
def test_another_language_orders_its_sentences_as_it_likes(
    catalogues: None, domains: dict[str, float | None], finding: str
) -> None:
    use_language("fr-FR")
    series = profile(scores(domains))
    assert series.title == f"Exampleland 2026\xa0: {finding}"
    assert series.language == "fr-FR"


def test_a_draft_is_called_so_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    assert profile(scores({"legal": 3}, status="draft")).rounds[0].__str__() == "2026 (2026-06-15, brouillon)"


def test_the_table_is_the_same_for_every_reader(catalogues: None) -> None:
    english = profile(exampleland()[1]).table
    use_language("fr")
    translated = replace(exampleland()[1], domains={**DOMAINS, "legal": "Mesures juridiques"}, written=DOMAINS)
    series = profile(translated)
    assert series.rows[0].title == "Mesures juridiques"
    assert "Cooperation\xa0: aucun score, cible 2,0." in series.alt
    assert series.table == english


def test_in_arabic_every_name_number_and_date_keeps_its_order(catalogues: None) -> None:
    use_language("ar-IQ")
    series = profile(scores({"legal": 3.4, "people": -1.6}))
    assert (series.language, series.direction) == ("ar-IQ", "rtl")
    assert series.title == (
        "⁦Exampleland⁩ ⁦2026⁩: الأعلى في ⁦Legal measures⁩ (٣٫٤)، والأدنى في ⁦People and skills⁩ (⁦−١٫٦⁩)"
    )
    assert series.subtitle == ("الدرجة لكل مجال، من ٠ إلى ٥؛ ⁦2026⁩ (⁦2026-06-15⁩)؛ ⁦trust-security-ict⁩ ⁦2026.1⁩")
    assert profile(arabic()[0]).title.startswith("⁧جمهورية العراق ⁦2024-05-01⁩⁩ ⁧الجولة ⁦1⁩⁩: الأعلى في ⁧")


def test_a_translation_that_nobody_has_read_over_is_told_behind_the_source(catalogues: None) -> None:
    unreviewed = replace(exampleland()[0], unreviewed=True)
    assert profile(unreviewed).source.endswith("chart by cyberready 0.1.0. Unreviewed translation.")
    assert "Unreviewed" not in profile(exampleland()[0]).source
    use_language("fr")
    assert profile(unreviewed).source.endswith("graphique cyberready 0.1.0. Traduction non relue.")
