"""How far a translation is, and the stamps that say which source text each of its entries was made from.

A stamp is written into the text of the file: nothing of it changes but the `stamps` themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from cyberready.library.companions import source_texts, stamp, wanted_texts
from cyberready.library.reading import as_written, settled, stays_text
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Translation

# libyaml counts its marks in characters as the pure parser does, and is about 5 times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|\n|\r")
# Eight hexadecimal digits that some reader of YAML takes for a number: 12345678, 00000001, 12e45678.
_NUMBER = re.compile("[0-9]+(e[0-9]+)?")
_A_LINE = 4  # new stamps that fit on the line of a flow mapping


@dataclass(frozen=True)
class State:
    """How far a translation is.

    `missing` are the texts not translated, by id or label; `complete` the ids all of whose texts are; `stale`
    those whose source has changed since they were stamped; `unstamped` the complete ones without a stamp.
    """

    total: int
    translated: int
    missing: Mapping[str, tuple[str, ...]]
    complete: tuple[str, ...]
    stale: tuple[str, ...]
    unstamped: tuple[str, ...]


def state_of(translation: Translation, questionnaire: Questionnaire) -> State:
    source = source_texts(questionnaire)
    texts = list(wanted_texts(translation, questionnaire))
    missing: dict[str, tuple[str, ...]] = {}
    for text in texts:
        if not text.done:
            missing[text.owner] = (*missing.get(text.owner, ()), *([text.part] if text.part else []))
    complete = tuple(id for id in source if id not in missing)
    given = translation.stamps
    return State(
        total=len(texts),
        translated=sum(text.done for text in texts),
        missing=missing,
        complete=complete,
        stale=tuple(id for id in source if id in given and given[id] != stamp(source[id])),
        unstamped=tuple(id for id in complete if id not in given),
    )


def stamps_of(questionnaire: Questionnaire) -> dict[str, str]:
    """The stamp of every id's source texts as they now stand, in the order of the questionnaire."""
    return {id: stamp(texts) for id, texts in source_texts(questionnaire).items()}


def with_stamps(text: str, stamps: Mapping[str, str]) -> str:
    """A translation's text with these stamps set, each in its place or behind the others.

    The text must have passed the check. Whether what comes out says the same beside is for `only_stamps_differ`.
    """
    found = _find(text)
    edits = [
        (*found.entries[id].span, _quoted(value, found.entries[id].style))
        for id, value in stamps.items()
        if id in found.entries
    ]
    new = {id: value for id, value in stamps.items() if id not in found.entries}
    if new:
        edits.append(_addition(text, found, new))
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def only_stamps_differ(before: Any, after: Any, expected: Mapping[str, str]) -> bool:
    """Whether the data of a file, as it was and as it is, differ in nothing but these stamps."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    stamps = {id: as_written(value) for id, value in after.get("stamps", {}).items()}
    kept = {id: as_written(value) for id, value in before.get("stamps", {}).items()}
    return _beside(before) == _beside(after) and stamps == {**kept, **expected}


def _beside(data: Mapping[str, Any]) -> Any:
    return {key: settled(value) for key, value in data.items() if key != "stamps"}


@dataclass(frozen=True)
class _Value:
    span: tuple[int, int]
    style: str | None


@dataclass
class _Found:
    """Where the stamps of a text stand: marks in characters.

    `end` is where the file's own mapping ends when it is in braces, else where the document does; `column` is that
    of the keys of the stamps.
    """

    braces: bool
    end: int
    has_stamps: bool = False
    stamps_in_braces: bool = False
    inside: int = 0
    column: int = 2
    entries: dict[str, _Value] = field(default_factory=dict)


def _find(text: str) -> _Found:
    events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
    root: Any = next(event for event in events if isinstance(event, yaml.MappingStartEvent))
    found = _Found(bool(root.flow_style), len(text))
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        value = next(events)
        if key.value == "stamps":
            found.has_stamps, found.stamps_in_braces = True, bool(value.flow_style)
            found.inside = value.start_mark.index + 1
            _read_entries(events, found)
        else:
            last = _last_of(value, events)
            found.end = last.end_mark.index if found.braces else found.end
    closing = next(events)
    if not found.braces and closing.explicit:  # a line of `...`: what comes after would be a second document
        found.end = closing.start_mark.index
    return found


def _read_entries(events: Iterator[Any], found: _Found) -> None:
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        value = next(events)  # one scalar each, since the text has passed the check
        if not found.entries:
            found.column = key.start_mark.column
        found.entries[key.value] = _Value((value.start_mark.index, value.end_mark.index), value.style)


def _last_of(event: Any, events: Iterator[Any]) -> Any:
    """The last event of the node that begins with this one."""
    depth = 0
    while True:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            return event
        event = next(events)


def _addition(text: str, found: _Found, new: Mapping[str, str]) -> tuple[int, int, str]:
    """Where the stamps that are new go, and how they are written there."""
    match = _LINE_END.search(text)
    end_of_line = match.group() if match else "\n"
    last = list(found.entries.values())[-1] if found.entries else None
    style = last.style if last else None
    lines = [f"{id}: {_quoted(value, style)}" for id, value in new.items()]
    if not found.has_stamps and not found.braces:
        begun = text[: found.end]
        gap = "" if not begun or begun.endswith(("\n", "\r")) else end_of_line
        return found.end, found.end, gap + end_of_line.join(["stamps:", *(f"  {line}" for line in lines), ""])
    if not found.has_stamps:
        return found.end, found.end, f", stamps: {{{', '.join(lines)}}}"
    if not found.stamps_in_braces:
        assert last is not None  # a block without a key is no mapping
        line_end = _LINE_END.search(text, last.span[1])
        place = line_end.start() if line_end else len(text)
        return place, place, "".join(f"{end_of_line}{' ' * found.column}{line}" for line in lines)
    joined = (", " if len(lines) <= _A_LINE else f",{end_of_line}  ").join(lines)
    place = last.span[1] if last else found.inside
    return place, place, f", {joined}" if last else joined


def _quoted(value: str, style: str | None) -> str:
    """A stamp in a style of quotes, and in quotes where it would be read as a number."""
    if style in ("'", '"'):
        return f"{style}{value}{style}"
    return value if stays_text(value) and not _NUMBER.fullmatch(value) else f'"{value}"'
