"""Checks of the files beside a questionnaire: translations and the crosswalk."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from cyberready.language.messages import _
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
        what = _("translates `{translates}`, but lies beside `{id}`.").format(
            translates=translation.translates, id=questionnaire.id
        )
        document.add(document.data, "translates", what, _("Move the file or mend the id."))
        return
    for id, entry in translation.texts.items():
        if id not in source:
            document.add(
                raw, id, _("there is no `{id}` to translate.").format(id=id), nearest(id, list(source)), id
            )
            continue
        for what, remedy in _entry_problems(entry, source[id]):
            document.add(raw, id, what, remedy, id)
    for id, given in translation.stamps.items():
        if id in source and given != stamp(source[id]):
            what = _("the source text has changed since this was translated.")
            document.warn(
                document.data.get("stamps"),
                id,
                what,
                _("Translate it again; its stamp is {value}.").format(value=stamp(source[id])),
                id,
            )
        elif id not in source:
            document.add(
                document.data.get("stamps"),
                id,
                _("there is no `{id}` to stamp.").format(id=id),
                nearest(id, list(source)),
                id,
            )
    _check_labels(translation, questionnaire, document)
    total, done = coverage(translation, questionnaire)
    if done < total and not document.errors:
        missing = next(missing_texts(translation, questionnaire))
        what = _("{done} of {total} texts are translated; the first that is missing: {name}.").format(
            done=done, total=total, name=missing.name
        )
        document.warn(
            document.data, "texts", what, _("A missing text is shown in the questionnaire's own language.")
        )


def _entry_problems(entry: Entry, source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in entry.model_dump(exclude_none=True).items():
        if name not in source:
            yield (
                _("translates `{name}`, which the source does not have.").format(name=name),
                _("It has: {source}.").format(source=", ".join(source)),
            )
        elif isinstance(text, dict):
            for key in text:
                if key not in source[name]:
                    yield (
                        _("`{name}` has no option `{key}`.").format(name=name, key=key),
                        _("Its options: {names}.").format(names=", ".join(source[name])),
                    )
                elif isinstance(text[key], tuple) and len(text[key]) != len(source[name][key]):
                    yield (
                        _("`{name}` {key} has {count} facts, the source {wanted}.").format(
                            name=name, key=key, count=len(text[key]), wanted=len(source[name][key])
                        ),
                        _("Translate them one to one."),
                    )
        elif isinstance(text, tuple) and len(text) != len(source[name]):
            yield (
                _("`{name}` has {count} items, the source {wanted}.").format(
                    name=name, count=len(text), wanted=len(source[name])
                ),
                _("Translate them one to one."),
            )


def _check_labels(translation: Translation, questionnaire: Questionnaire, document: Document) -> None:
    for name, labels in translation.scales.items():
        scale = questionnaire.scales.get(name)
        raw = document.data["scales"]
        if scale is None:
            document.add(
                raw,
                name,
                _("there is no scale `{name}`.").format(name=name),
                nearest(name, list(questionnaire.scales)),
                name,
            )
            continue
        keys = label_keys(scale)
        for key in labels:
            if key not in keys:
                offered = (
                    _("It has: {keys}.").format(keys=", ".join(keys))
                    if keys
                    else _("It has nothing to translate.")
                )
                document.add(
                    raw[name],
                    key,
                    _("scale `{name}` has no option `{key}`.").format(name=name, key=key),
                    offered,
                    name,
                )
    ratings = questionnaire.scoring.ratings
    if translation.ratings and len(translation.ratings) != len(ratings):
        what = _("`ratings` has {count} labels, the questionnaire {wanted}.").format(
            count=len(translation.ratings), wanted=len(ratings)
        )
        document.add(document.data, "ratings", what, _("Give one for each, in the same order."))
    for name in translation.profiles:
        if name not in questionnaire.profiles:
            hint = nearest(name, list(questionnaire.profiles))
            document.add(
                document.data["profiles"], name, _("there is no profile `{name}`.").format(name=name), hint, name
            )


class Wanted(NamedTuple):
    """A text that there is to translate: of which id (or label), which of its texts, and whether it is."""

    owner: str
    part: str
    done: bool

    @property
    def name(self) -> str:
        """For people, such as `power.fuel (options 0)`."""
        return f"{self.owner} ({self.part})" if self.part else self.owner


def coverage(translation: Translation, questionnaire: Questionnaire) -> tuple[int, int]:
    """How many texts there are to translate, and how many are translated.

    Each option's text counts by itself, and so do the labels of scales, ratings and profiles.
    """
    texts = list(wanted_texts(translation, questionnaire))
    return len(texts), sum(text.done for text in texts)


def missing_texts(translation: Translation, questionnaire: Questionnaire) -> Iterator[Wanted]:
    """The texts that are not translated, in the order of the questionnaire."""
    return (text for text in wanted_texts(translation, questionnaire) if not text.done)


def wanted_texts(translation: Translation, questionnaire: Questionnaire) -> Iterator[Wanted]:
    """Each text that there is to translate, in the order of the questionnaire, the labels last."""
    for id, texts in source_texts(questionnaire).items():
        entry = translation.texts.get(id, Entry())
        for name, source in texts.items():
            translated = getattr(entry, name)
            if isinstance(source, Mapping):
                for key in source:
                    yield Wanted(id, f"{name} {key}", _filled((translated or {}).get(key)))
            else:
                yield Wanted(id, name if id not in ("title", "description") else "", _filled(translated))
    for name, scale in questionnaire.scales.items():
        for key in label_keys(scale):
            yield Wanted(f"scale {name}", key, _filled(translation.scales.get(name, {}).get(key)))
    for index, rating in enumerate(questionnaire.scoring.ratings):
        yield Wanted(f"rating {rating.label}", "", _filled(translation.ratings[index : index + 1]))
    for name, profile in questionnaire.profiles.items():
        if profile.title:
            yield Wanted(f"profile {name}", "", _filled(translation.profiles.get(name)))


def _filled(text: str | tuple[str, ...] | None) -> bool:
    """Whether there is a text; of a list of facts, each."""
    return bool(text) and all(text or ())


def label_keys(scale: Scale) -> list[str]:
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
        what = _("leads to {id} {version}, but lies beside {beside} {newest}.").format(
            id=crosswalk.to.id,
            version=crosswalk.to.version,
            beside=questionnaire.id,
            newest=questionnaire.version,
        )
        document.add(document.data, "to", what, _("Mend `to`, or move the file."))
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
    told = _("there is no question `{id}` in the new version.")
    if side == "old":
        told = _("there is no question `{id}` in the old version.")
    for where, key, id in named:
        if id not in known:
            document.add(
                where,
                key,
                told.format(id=id),
                nearest(id, list(known)),
                id,
            )
