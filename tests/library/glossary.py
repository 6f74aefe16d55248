"""The glossary as a rule: where a source has a term, its translation has one of the forms that stand for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cyberready.language.folding import folded
from cyberready.library.companions import source_texts
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Entry, Translation

FILE = Path(__file__).parents[2] / "docs" / "glossary.csv"
COLUMNS = ("term", "kind", "french", "arabic", "french_also", "arabic_also", "note")
_COLUMN = {"fr": "french", "ar": "arabic"}


class Pair(NamedTuple):
    """A source text with its translation; `place` is the id and the key that it stands under."""

    place: str
    source: str
    text: str


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _terms(language: str) -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """The field's terms, longest first, each with how it is found and with the folded forms that stand for it."""
    column = _COLUMN[language]
    found = []
    for row in sorted(rows(), key=lambda row: -len(row["term"])):
        if row["kind"] == "field":
            pattern = re.compile(rf"(?<![\w-]){re.escape(row['term'])}(?:s|es)?(?![\w-])", re.IGNORECASE)
            forms = [row[column], *row[f"{column}_also"].split("|")]
            found.append((row["term"], pattern, tuple(folded(form) for form in forms if form)))
    return tuple(found)


def missed(pair: Pair, language: str) -> Iterator[str]:
    """The terms of the source that the translation says in no form of the glossary."""
    left, text = pair.source, folded(pair.text)
    for term, pattern, forms in _terms(language):
        if pattern.search(left):
            left = pattern.sub(" ", left)  # so that `audit office` is no `audit`
            if not any(form in text for form in forms):
                yield term


def pairs(questionnaire: Questionnaire, translation: Translation) -> Iterator[Pair]:
    """Every text with its translation, facts one by one."""
    for id, texts in source_texts(questionnaire).items():
        entry = translation.texts.get(id, Entry())
        for name, source in texts.items():
            yield from _pairs(f"{id}.{name}", source, getattr(entry, name))


def _pairs(place: str, source: object, text: object) -> Iterator[Pair]:
    if isinstance(source, Mapping) and isinstance(text, Mapping):
        for key in source:
            yield from _pairs(f"{place}.{key}", source[key], text.get(key))
    elif isinstance(source, tuple) and isinstance(text, tuple):
        for one, other in zip(source, text, strict=True):
            yield Pair(place, one, other)
    elif isinstance(source, str) and isinstance(text, str):
        yield Pair(place, source, text)
