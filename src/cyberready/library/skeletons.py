"""The files that authors start from: a questionnaire that shows everything once, and a translation to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from cyberready.library.companions import label_keys, source_texts
from cyberready.library.json_schema import schema_comment
from cyberready.library.reading import stays_text
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale, Scale

LANGUAGES = ("en", "fr", "ar")
"""The languages in which a questionnaire can be started: each is a file in `starting`."""

_STARTS = Path(__file__).with_name("starting")
# What ends a line for YAML ends a comment; a source text must not leave its comment by such a sign.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Words and signs that stay one plain text wherever a value may stand; anything else is quoted.
_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{},\"'&*!|>%@`\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*(?<! )")


def starting_questionnaire(id: str, title: str, language: str = "en") -> str:
    """A questionnaire's file in one of `LANGUAGES` that passes the check: every feature once, with comments."""
    text = (_STARTS / f"{language}.yaml").read_text(encoding="utf-8")
    filled = {"{schema}": schema_comment("questionnaire"), "{id}": written(id), "{title}": written(title)}
    head, rest = text.split("\ndescription:", 1)
    for mark, value in filled.items():
        head = head.replace(mark, value, 1)
    return f"{head}\ndescription:{rest}"


def translation_skeleton(
    questionnaire: Questionnaire, language: str, status: str = "machine", by: str = "", schema: str = ""
) -> str:
    """A translation's file with every id and no text yet; each source text stands above its place as a comment.

    Keys without a text count as missing, as if they were left out. `schema` is the first line, when there is one.
    """
    title, version = (" ".join(text.split()) for text in (questionnaire.title, questionnaire.version))
    lines = [
        *([schema] if schema else []),
        f"# Translation of {title}, version {version}.",
        "# Write each text behind its key, below its source. Where the key itself is a comment, take `# ` away",
        "# and write over the text. What stays empty is shown in the questionnaire's own language.",
        "cyberready: 1",
        f"translates: {written(questionnaire.id)}",
        f"language: {written(language)}",
        f"status: {status}  # machine, reviewed (by somebody who knows the language) or approved",
        f"by: {written(by)}" if by else "# by: who translated or reviewed it",
        "texts:",
    ]
    for id, texts in source_texts(questionnaire).items():
        lines += ["", f"  {id}:", *(f"    {line}" for line in _entry(texts))]
    return "\n".join([*lines, *_labels(questionnaire)]) + "\n"


def written(text: str) -> str:
    """A text as a YAML value on one line, quoted where it must be."""
    if _PLAIN.fullmatch(text) and stays_text(text):
        return text
    return str(yaml.dump(text, default_style='"', allow_unicode=True, width=float("inf"))).rstrip("\n")


def _entry(texts: Mapping[str, Any]) -> Iterator[str]:
    for name, text in texts.items():
        if isinstance(text, str):
            yield from (f"# {line}".rstrip() for line in _LINE_END.split(Reader.NON_PRINTABLE.sub("\ufffd", text)))
            yield f"{name}:"
        else:
            yield f"{name}:"
            yield from (f"  # {line}" for line in _lines(text))


def _lines(value: Any) -> Iterator[str]:
    """A text, a list of texts or texts by option, as the lines of a YAML block."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, str) or len(item) == 1:
                yield f"{_key(key)}: {written(item if isinstance(item, str) else item[0])}"
            else:
                yield f"{_key(key)}:"
                yield from (f"  {line}" for line in _lines(item))
    else:
        yield from (f"- {written(text)}" for text in value)


def _key(key: str) -> str:
    """Keys are read as text however they look: a number needs no quotes."""
    return key if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", key) else written(key)


def _labels(questionnaire: Questionnaire) -> Iterator[str]:
    """The labels of scales, ratings and profiles, all of it comments."""
    scales = {name: labels for name, scale in questionnaire.scales.items() if (labels := _scale_labels(scale))}
    ratings = [rating.label for rating in questionnaire.scoring.ratings]
    titles = {name: profile.title for name, profile in questionnaire.profiles.items() if profile.title}
    if scales:
        yield from ("", "# scales:")
        for name, labels in scales.items():
            yield f"#   {_key(name)}:"
            yield from (f"#     {line}" for line in _lines(labels))
    if ratings:
        yield from ("", "# ratings:", *(f"#   {line}" for line in _lines(ratings)))
    if titles:
        yield from ("", "# profiles:", *(f"#   {line}" for line in _lines(titles)))


def _scale_labels(scale: Scale) -> dict[str, str]:
    if isinstance(scale, LevelsScale | MultipleScale):
        return {option.key: option.label for option in scale.options}
    return dict.fromkeys(label_keys(scale), scale.unit) if isinstance(scale, NumberScale) else {}
