"""A questionnaire in another language: its structure is untouched, and what is not translated stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.library.finding import load, shipped_folder
from cyberready.library.translating import best_language, translated
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Translation

SOURCE = Questionnaire.model_validate(
    {
        "cyberready": 1,
        "id": "small",
        "version": "1",
        "title": "Small",
        "description": "A test.",
        "language": "en",
        "scales": {
            "level": {"type": "levels", "options": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]},
            "hours": {"type": "number", "unit": "hours"},
            "remark": {"type": "text"},
        },
        "scoring": {"ratings": [{"from": 0, "label": "Low"}, {"from": 1, "label": "High"}]},
        "profiles": {"goal": {"title": "Goal"}, "bare": {"default": 1}},
        "domains": [
            {
                "id": "law",
                "title": "Law",
                "description": "Acts.",
                "sections": [
                    {
                        "id": "law.acts",
                        "title": "Acts",
                        "questions": [
                            {
                                "id": "law.act",
                                "text": "Is there one?",
                                "help": "Look.",
                                "scale": "level",
                                "options": {"0": ["none"], "1": ["in force", "applied"]},
                                "advice": {"0": "Write one."},
                                "criteria": ["read", "dated"],
                                "evidence": ["the journal"],
                                "when": {"question": "law.hours", "answered": True},
                            },
                            {"id": "law.hours", "text": "How long?", "scale": "hours"},
                        ],
                    }
                ],
            }
        ],
    }
)


def french(**more: object) -> Questionnaire:
    given = {"cyberready": 1, "translates": "small", "language": "fr", "status": "machine", **more}
    return translated(SOURCE, Translation.model_validate(given))


@pytest.mark.parametrize(
    ("given", "path", "shown"),
    [
        ({"texts": {"title": "Petit"}}, "title", "Petit"),
        ({"texts": {"description": "Un essai."}}, "description", "Un essai."),
        ({}, "title", "Small"),
        ({"texts": {"law": {"title": "Droit"}}}, "sections.law.title", "Droit"),
        ({"texts": {"law": {"title": "Droit"}}}, "sections.law.description", "Acts."),
        ({"texts": {"law.acts": {"title": "Lois"}}}, "sections.law*acts.title", "Lois"),
        ({"texts": {"law.act": "Existe-t-elle ?"}}, "questions.law*act.text", "Existe-t-elle ?"),
        ({"texts": {"law.act": {"help": "Voir."}}}, "questions.law*act.help", "Voir."),
        ({"texts": {"law.act": {"help": "Voir."}}}, "questions.law*act.text", "Is there one?"),
        (
            {"texts": {"law.act": {"options": {"1": ["en vigueur", "appliquée"]}}}},
            "questions.law*act.options",
            {"0": ("none",), "1": ("en vigueur", "appliquée")},
        ),
        # Ticks count the facts of the source, so a list of another length is not shown.
        (
            {"texts": {"law.act": {"options": {"1": ["en vigueur"]}}}},
            "questions.law*act.options",
            {"0": ("none",), "1": ("in force", "applied")},
        ),
        ({"texts": {"law.act": {"criteria": ["lue"]}}}, "questions.law*act.criteria", ("read", "dated")),
        ({"texts": {"law.act": {"criteria": ["lue", "datée"]}}}, "questions.law*act.criteria", ("lue", "datée")),
        ({"texts": {"law.act": {"evidence": ["le journal"]}}}, "questions.law*act.evidence", ("le journal",)),
        ({"texts": {"law.act": {"advice": {"0": "L'écrire."}}}}, "questions.law*act.advice", {"0": "L'écrire."}),
        ({"ratings": ["Bas", "Haut"]}, "scoring.ratings.1.label", "Haut"),
        ({"ratings": ["Bas"]}, "scoring.ratings.0.label", "Low"),
        ({"scales": {"level": {"1": "Oui"}}}, "scales.level.options.1.label", "Oui"),
        ({"scales": {"level": {"1": "Oui"}}}, "scales.level.options.0.label", "No"),
        ({"scales": {"hours": {"unit": "heures"}}}, "scales.hours.unit", "heures"),
        ({"profiles": {"goal": "But"}}, "profiles.goal.title", "But"),
        ({"profiles": {"goal": "But"}}, "profiles.bare.title", ""),
        ({}, "language", "fr"),
    ],
)
def test_a_text_is_shown_in_its_place_else_the_source(given: dict[str, object], path: str, shown: object) -> None:
    value: object = french(**given)
    for step in path.split("."):
        key = step.replace("*", ".")
        if isinstance(value, dict):
            value = value[key]
        elif isinstance(value, tuple):
            value = value[int(key)]
        else:
            value = getattr(value, key)
    assert value == shown


def test_nothing_but_texts_changes_even_after_the_source_was_used() -> None:
    assert SOURCE.questions["law.act"].text == "Is there one?"  # fills the source's own caches
    shown = french(texts={"law.act": "Existe-t-elle ?"}, scales={"level": {"1": "Oui"}})
    assert shown.questions["law.act"].text == "Existe-t-elle ?"
    assert list(shown.questions) == list(SOURCE.questions)
    assert shown.conditions == SOURCE.conditions
    assert shown.scale_of("law.act").points_range == SOURCE.scale_of("law.act").points_range
    assert [shown.scored(id) for id in shown.questions] == [SOURCE.scored(id) for id in SOURCE.questions]


def test_an_empty_translation_shows_the_questionnaire_in_its_own_words() -> None:
    assert french().model_dump(exclude={"language"}) == SOURCE.model_dump(exclude={"language"})


@pytest.mark.parametrize(
    ("tag", "offered", "chosen"),
    [
        ("fr", ["en", "fr"], "fr"),
        ("fr-MA", ["en", "fr"], "fr"),
        ("fr-MA", ["fr", "fr-MA"], "fr-MA"),
        ("fr", ["fr-CA"], "fr-CA"),
        ("fr-MA", ["fr-CA", "en"], "fr-CA"),
        ("ar", ["en", "fr"], None),
        ("ar", [], None),
        ("", ["en"], None),
    ],
)
def test_the_nearest_language_serves(tag: str, offered: list[str], chosen: str | None) -> None:
    assert best_language(tag, offered) == chosen


@pytest.mark.parametrize(
    "folder", sorted(shipped_folder().glob("*/questionnaire.yaml")), ids=lambda f: f.parent.name
)
def test_shipped_translations_keep_ids_order_and_facts(folder: Path) -> None:
    loaded = load(folder)
    for kind, _language, body in loaded.companions:
        if kind != "translation":
            continue
        shown = translated(loaded.questionnaire, Translation.model_validate_json(body))
        for id, question in loaded.questionnaire.questions.items():
            other = shown.questions[id]
            assert {key: len(facts) for key, facts in other.options.items()} == {
                key: len(facts) for key, facts in question.options.items()
            }
            assert len(other.evidence) == len(question.evidence)
