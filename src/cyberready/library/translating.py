"""A questionnaire in another language: the translation's texts in the places of its own, the structure untouched.

What is not translated stays in the questionnaire's own language, text by text (questionnaire format, chapter 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cyberready.model.questionnaire import Question, Questionnaire, Section
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale, Scale
from cyberready.model.translation import Entry, Translation

_NOTHING = Entry()


def translated(questionnaire: Questionnaire, translation: Translation) -> Questionnaire:
    """The questionnaire in the translation's language: same ids, same order, same scores."""
    entry = translation.texts.get
    ratings = questionnaire.scoring.ratings
    labels = translation.ratings if len(translation.ratings) == len(ratings) else [r.label for r in ratings]
    fields: dict[str, Any] = {
        **{name: getattr(questionnaire, name) for name in Questionnaire.model_fields},
        "title": entry("title", _NOTHING).text or questionnaire.title,
        "description": entry("description", _NOTHING).text or questionnaire.description,
        "language": translation.language,
        "scales": {
            name: _scale(scale, translation.scales.get(name, {})) for name, scale in questionnaire.scales.items()
        },
        "scoring": questionnaire.scoring.model_copy(
            update={
                "ratings": tuple(
                    rating.model_copy(update={"label": label})
                    for rating, label in zip(ratings, labels, strict=True)
                )
            }
        ),
        "profiles": {
            name: profile.model_copy(update={"title": translation.profiles.get(name) or profile.title})
            for name, profile in questionnaire.profiles.items()
        },
        "domains": tuple(_section(domain, translation) for domain in questionnaire.domains),
    }
    # Not model_copy, which would take along what the questionnaire has cached of its own texts.
    return Questionnaire.model_construct(**fields)


def best_language(tag: str, offered: Iterable[str]) -> str | None:
    """Which of the offered languages serves a reader of a tag: the same, else the same language elsewhere."""
    offers, language = list(offered), tag.partition("-")[0]
    alike = [offer for offer in offers if offer.partition("-")[0] == language]
    return next((offer for offer in (tag, language, *alike) if offer in offers), None)


def _section(section: Section, translation: Translation) -> Section:
    entry = translation.texts.get(section.id, _NOTHING)
    return section.model_copy(
        update={
            "title": entry.title or section.title,
            "description": entry.description or section.description,
            "why_weight": entry.why_weight or section.why_weight,
            "questions": tuple(
                _question(question, translation.texts.get(question.id, _NOTHING)) for question in section.questions
            ),
            "sections": tuple(_section(child, translation) for child in section.sections),
        }
    )


def _question(question: Question, entry: Entry) -> Question:
    return question.model_copy(
        update={
            "text": entry.text or question.text,
            "help": entry.help or question.help,
            "options": _merged(question.options, entry.options),
            "advice": _merged(question.advice, entry.advice),
            "evidence": _all_or_none(question.evidence, entry.evidence),
            "criteria": _all_or_none(question.criteria, entry.criteria),
        }
    )


def _merged(source: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Texts by option; a list of facts is taken only whole, since ticks count its items."""
    texts = given or {}
    return {
        key: (_all_or_none(text, texts.get(key)) if isinstance(text, tuple) else texts.get(key) or text)
        for key, text in source.items()
    }


def _all_or_none(source: tuple[str, ...], given: tuple[str, ...] | None) -> tuple[str, ...]:
    return given if given and len(given) == len(source) else source


def _scale(scale: Scale, labels: Mapping[str, str]) -> Scale:
    if isinstance(scale, LevelsScale | MultipleScale):
        options = tuple(
            option.model_copy(update={"label": labels.get(option.key) or option.label}) for option in scale.options
        )
        return scale.model_copy(update={"options": options})
    if isinstance(scale, NumberScale):
        return scale.model_copy(update={"unit": labels.get("unit") or scale.unit})
    return scale
