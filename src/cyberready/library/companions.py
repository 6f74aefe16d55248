"""Checks of the files beside a questionnaire: translations and the crosswalk."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cyberready.library.reading import Document, gone, nearest
from cyberready.model.questionnaire import Question, Questionnaire, Section
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale, Scale
from cyberready.model.translation import Crosswalk, Entry, Translation
from cyberready.signing import canonical_json

_QUESTION_TEXTS = ("text", "help", "options", "advice", "evidence", "criteria")
_SECTION_TEXTS = ("title", "description", "why_weight")


def source_texts(questionnaire: Questionnaire) -> dict[str, dict[str, Any]]:
    """What there is to translate, by id: texts, lists of texts and texts by option."""
    found: dict[str, dict[str, Any]] = {
        "title": {"text": questionnaire.title},
        "description": {"text": questionnaire.description},
    }
    for section in questionnaire.sections.values():
        found[section.id] = _texts(section, _SECTION_TEXTS)
        for question in section.questions:
            found[question.id] = _texts(question, _QUESTION_TEXTS)
    return {id: texts for id, texts in found.items() if any(texts.values())}


def _texts(part: Section | Question, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: text for name in names if (text := getattr(part, name))}


def stamp(texts: dict[str, Any]) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of an id's source texts in canonical JSON."""
    return hashlib.sha256(canonical_json(texts).encode("utf-8")).hexdigest()[:8]


def check_translation(translation: Translation, questionnaire: Questionnaire, document: Document) -> None:
    """Add every fault to the document: unknown ids and options, stale stamps, and how much is translated."""
    source, raw = source_texts(questionnaire), document.data.get("texts", {})
    if translation.translates != questionnaire.id and not gone(document.data, "translates"):
        what = f"translates `{translation.translates}`, but lies beside `{questionnaire.id}`."
        document.add(document.data, "translates", what, "Move the file or mend the id.")
        return
    for id, entry in translation.texts.items():
        if id not in source:
            document.add(raw, id, f"there is no `{id}` to translate.", nearest(id, list(source)), id)
            continue
        for what, remedy in _entry_problems(entry, source[id]):
            document.add(raw, id, what, remedy, id)
    for id, given in translation.stamps.items():
        if id in source and given != stamp(source[id]):
            what = "the source text has changed since this was translated."
            document.warn(
                document.data.get("stamps"), id, what, f"Translate it again; its stamp is {stamp(source[id])}.", id
            )
        elif id not in source:
            document.add(
                document.data.get("stamps"), id, f"there is no `{id}` to stamp.", nearest(id, list(source)), id
            )
    _check_labels(translation, questionnaire, document)
    total, done = coverage(translation, questionnaire)
    if done < total and not document.errors:
        missing = next(_missing(translation, questionnaire))
        what = f"{done} of {total} texts are translated; the first that is missing: {missing}."
        document.warn(document.data, "texts", what, "A missing text is shown in the questionnaire's own language.")


def _entry_problems(entry: Entry, source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in entry.model_dump(exclude_none=True).items():
        if name not in source:
            yield f"translates `{name}`, which the source does not have.", f"It has: {', '.join(source)}."
        elif isinstance(text, dict):
            for key in text:
                if key not in source[name]:
                    yield f"`{name}` has no option `{key}`.", f"Its options: {', '.join(source[name])}."
                elif isinstance(text[key], tuple) and len(text[key]) != len(source[name][key]):
                    counts = f"{len(text[key])} facts, the source {len(source[name][key])}"
                    yield f"`{name}` {key} has {counts}.", "Translate them one to one."
        elif isinstance(text, tuple) and len(text) != len(source[name]):
            yield f"`{name}` has {len(text)} items, the source {len(source[name])}.", "Translate them one to one."


def _check_labels(translation: Translation, questionnaire: Questionnaire, document: Document) -> None:
    for name, labels in translation.scales.items():
        scale = questionnaire.scales.get(name)
        raw = document.data["scales"]
        if scale is None:
            document.add(
                raw, name, f"there is no scale `{name}`.", nearest(name, list(questionnaire.scales)), name
            )
            continue
        keys = _label_keys(scale)
        for key in labels:
            if key not in keys:
                offered = f"It has: {', '.join(keys)}." if keys else "It has nothing to translate."
                document.add(raw[name], key, f"scale `{name}` has no option `{key}`.", offered, name)
    ratings = questionnaire.scoring.ratings
    if translation.ratings and len(translation.ratings) != len(ratings):
        what = f"`ratings` has {len(translation.ratings)} labels, the questionnaire {len(ratings)}."
        document.add(document.data, "ratings", what, "Give one for each, in the same order.")
    for name in translation.profiles:
        if name not in questionnaire.profiles:
            hint = nearest(name, list(questionnaire.profiles))
            document.add(document.data["profiles"], name, f"there is no profile `{name}`.", hint, name)


def coverage(translation: Translation, questionnaire: Questionnaire) -> tuple[int, int]:
    """How many texts there are to translate, and how many are translated.

    Each option's text counts by itself, and so do the labels of scales, ratings and profiles.
    """
    texts = list(_texts_to_translate(translation, questionnaire))
    return len(texts), sum(bool(text) for _, text in texts)


def _missing(translation: Translation, questionnaire: Questionnaire) -> Iterator[str]:
    return (name for name, text in _texts_to_translate(translation, questionnaire) if not text)


def _texts_to_translate(translation: Translation, questionnaire: Questionnaire) -> Iterator[tuple[str, object]]:
    """Each text that there is to translate, named for people, with its translation or nothing."""
    for id, texts in source_texts(questionnaire).items():
        entry = translation.texts.get(id, Entry())
        for name, source in texts.items():
            translated = getattr(entry, name)
            if isinstance(source, Mapping):
                for key in source:
                    yield f"{id} ({name} {key})", (translated or {}).get(key)
            else:
                yield f"{id} ({name})" if id not in ("title", "description") else id, translated
    for name, scale in questionnaire.scales.items():
        for key in _label_keys(scale):
            yield f"scale {name} ({key})", translation.scales.get(name, {}).get(key)
    for index, rating in enumerate(questionnaire.scoring.ratings):
        yield f"rating {rating.label}", translation.ratings[index : index + 1]
    for name, profile in questionnaire.profiles.items():
        if profile.title:
            yield f"profile {name}", translation.profiles.get(name)


def _label_keys(scale: Scale) -> list[str]:
    """Under which keys a scale has something to translate."""
    if isinstance(scale, LevelsScale | MultipleScale):
        return [option.key for option in scale.options]
    return ["unit"] if isinstance(scale, NumberScale) and scale.unit else []


def check_crosswalk(
    crosswalk: Crosswalk, questionnaire: Questionnaire, older: Questionnaire | None, document: Document
) -> None:
    """Add every fault to the document: a crosswalk belongs to the newer version and names questions of both."""
    to = document.data["to"]
    sure = not (gone(document.data, "to") or gone(to, "id") or gone(to, "version"))
    if sure and (crosswalk.to.id, crosswalk.to.version) != (questionnaire.id, questionnaire.version):
        what = f"leads to {crosswalk.to.id} {crosswalk.to.version}, but lies beside {questionnaire.id} "
        document.add(document.data, "to", what + f"{questionnaire.version}.", "Mend `to`, or move the file.")
        return
    _check_ids(crosswalk, "new", questionnaire.questions, document)
    if older is not None:
        _check_ids(crosswalk, "old", older.questions, document)


def _check_ids(crosswalk: Crosswalk, side: str, known: Collection[str], document: Document) -> None:
    alone = crosswalk.new if side == "new" else crosswalk.dropped
    listed = document.data.get("new" if side == "new" else "dropped")
    named: list[tuple[Any, int | str, str]] = [(listed, index, id) for index, id in enumerate(alone)]
    for index, pair in enumerate(crosswalk.pairs):
        named += [(document.data["pairs"][index], side, id) for id in getattr(pair, side)]
    for where, key, id in named:
        if id not in known:
            document.add(
                where, key, f"there is no question `{id}` in the {side} version.", nearest(id, list(known)), id
            )
