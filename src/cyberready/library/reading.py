"""YAML as data only: no tags, anchors, duplicate keys or second documents; every fault with its line.

Built on the parser's events, since the constructors of YAML libraries resolve `no`, `12:30` and `010`, let the
last of two equal keys win in silence, and expand aliases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from cyberready.errors import Fault
from cyberready.language.messages import _
from cyberready.library.hints import nearest as nearest
from cyberready.library.sources import LARGEST, Source, read_source
from cyberready.model.values import WrittenFloat, WrittenInt, clean

# libyaml is about 5 times faster than the pure parser; PyYAML wheels carry it, source builds may lack it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

UNNAMED = "unnamed-0"  # the id that stands in for one that is missing or faulty
DEEPEST = 20
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_HALF = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_CONSTANTS = {"null": None, "Null": None, "~": None, "": None, "true": True, "false": False}


class Mapping(dict[str, Any]):
    """A mapping of the file that knows on which line it and each of its keys stand.

    `holes` are the keys whose faulty values were taken out, so that nobody reports them as missing.
    """

    line: int = 1
    lines: dict[str | int, int]
    holes: set[str | int]

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines, self.holes = line, {}, set()

    def take_out(self, key: str) -> None:
        self.holes.add(key)
        self.pop(key, None)


class Sequence(list[Any]):
    """A list of the file that knows on which line it and each of its items stand.

    `holes` are the places of faulty items that were taken out.
    """

    line: int = 1
    lines: dict[str | int, int]
    holes: set[str | int]

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines, self.holes = line, {}, set()

    def take_out(self, index: int) -> None:
        self.holes.add(index)
        del self[index]
        self.lines = {n - (n > index): line for n, line in self.lines.items() if isinstance(n, int) and n != index}


@dataclass
class Document:
    """A file's data and what was found wrong with it."""

    file: str
    data: Any = None
    faults: list[Fault] = field(default_factory=list)

    def add(self, where: object, key: str | int | None, what: str, remedy: str = "", id: str = "") -> None:
        """Note an error at a key of a part of the data (or at the part itself)."""
        id = "" if id == UNNAMED else id
        self.faults.append(Fault(self.file, line_of(where, key), what, remedy, id))

    def warn(self, where: object, key: str | int | None, what: str, remedy: str = "", id: str = "") -> None:
        id = "" if id == UNNAMED else id
        self.faults.append(Fault(self.file, line_of(where, key), what, remedy, id, "warning"))

    @property
    def errors(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.severity == "error")


def line_of(where: object, key: str | int | None = None) -> int:
    """The line of a key of a mapping or list, or where that begins; 1 for anything else."""
    if isinstance(where, Mapping | Sequence):
        return where.lines.get(key, where.line) if key is not None else where.line
    return 1


def gone(where: object, key: str | int) -> bool:
    """Whether a faulty value was taken out at a key; what follows from that is not told again."""
    return isinstance(where, Mapping | Sequence) and key in where.holes


def whole(where: object) -> bool:
    """Whether nothing was taken out of a part of the data (a label aside, which decides nothing)."""
    if not isinstance(where, Mapping | Sequence):
        return True
    items = where.values() if isinstance(where, Mapping) else where
    return not where.holes - {"label"} and all(whole(item) for item in items)


def read_document(path: Path) -> Document:
    """Read a file; whatever is wrong with it stands in `faults`, never in an exception."""
    return document_of(read_source(path))


def document_of(source: Source) -> Document:
    """The data of a file that was read, with its faults."""
    document = Document(str(source.path))
    text = _text_of(source, document)
    return document if text is None else parse(text, document)


def value_at_top(path: Path, key: str) -> str:
    """What a key at the top of a file says, as it is written; '' where there is none.

    The file is read no further than to the key, so it may have faults that are not seen here.
    """
    unseen = Document(str(path))
    text = _without_control_characters(_text_of(read_source(path), unseen) or "", unseen)
    depth = nodes = 0
    with suppress(yaml.YAMLError):
        events = yaml.parse(text, Loader=_Loader)
        for event in events:
            if depth == 1 and isinstance(event, yaml.NodeEvent):
                if nodes % 2 == 0 and getattr(event, "value", None) == key:
                    return clean(getattr(next(events), "value", ""))
                nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    return ""


def _text_of(source: Source, document: Document) -> str | None:
    """The file as text; None, with a fault, where it is none."""
    raw = source.raw
    if source.trouble:
        document.add(
            None, None, _("cannot be read: {trouble}.").format(trouble=source.trouble), _("Check the path.")
        )
        return None
    if len(raw) > LARGEST:
        document.add(
            None,
            None,
            _("is larger than {value} MB.").format(value=LARGEST // 1024 // 1024),
            _("Split it, or take out what is not text."),
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
        odd = text.find("\0")
        line = text.count("\n", 0, odd) + 1
    except UnicodeDecodeError as error:
        odd, line = error.start, raw.count(b"\n", 0, error.start) + 1
    if odd >= 0:
        document.faults.append(Fault(document.file, line, _("is not UTF-8 text."), _("Save the file as UTF-8.")))
        return None
    return text


def parse(text: str, document: Document) -> Document:
    """Fill a document from YAML text."""
    text = _without_control_characters(text, document)
    builder = _Builder(document, _real_lines(text))
    try:
        builder.build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        lines = _LINE_END.split(text.rstrip())
        mark = getattr(error, "problem_mark", None)
        number = min(mark.line, len(lines) - 1) if mark else 0  # the end of the file counts as a line of its own
        told, remedy = _("is not YAML: {problem}."), _("Put texts that hold `: ` or ` #` in quotes.")
        if "nesting depth" in problem:  # PyYAML from 6.0.4 on reads ahead, and stops at a depth of its own
            told, remedy = _("is nested deeper than {DEEPEST}."), _("Flatten the structure.")
        elif re.match(r"\s*\t", lines[number]):
            remedy = _("Indent with spaces, not tabs.")
        elif "escape" in problem:
            remedy = _("Write the character itself; a backslash is written \\\\ in double quotes.")
        document.faults.append(
            Fault(document.file, builder.real(number), told.format(problem=problem, DEEPEST=DEEPEST), remedy)
        )
    except _GivenUp:
        return document
    return document


def _without_control_characters(text: str, document: Document) -> str:
    """The text with what no YAML may hold replaced, and a fault for each line that held some."""
    told = set()
    for match in Reader.NON_PRINTABLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if line not in told:
            told.add(line)
            what = _("holds the character U+{value:04X}, which YAML does not allow.").format(
                value=ord(match.group())
            )
            document.faults.append(Fault(document.file, line, what, _("Delete it.")))
    return Reader.NON_PRINTABLE.sub("\ufffd", text) if told else text


def _real_lines(text: str) -> list[int]:
    """For each line as YAML counts them the line as editors do; empty when they count alike."""
    if not any(end in text for end in "\x85\u2028\u2029"):
        return []
    lines = [1]
    for end in _LINE_END.findall(text):
        lines.append(lines[-1] + (end in ("\r\n", "\n", "\r")))
    return lines


class _GivenUp(Exception):
    """The file is unfit to be read further; the fault is noted."""


_UNREAD = object()  # in place of a value that was refused


@dataclass
class _Builder:
    document: Document
    lines: list[int]

    def real(self, line: int) -> int:
        return self.lines[line] if line < len(self.lines) else line + 1

    def line(self, event: Any) -> int:
        return self.real(event.start_mark.line) if self.lines else int(event.start_mark.line) + 1

    def build(self, events: Iterator[Any]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 1:
                    data = self.node(next(events), events, 0)
                    if data is _UNREAD:
                        return
                    self.document.data = data
                else:
                    self.fault(event, _("a second document begins here."), _("Keep one document a file."))
                    raise _GivenUp
        if documents == 0 or self.document.data is None:
            self.document.add(None, None, _("is empty."), _("Write at least the required keys."))

    def fault(self, event: Any, what: str, remedy: str) -> None:
        self.document.faults.append(Fault(self.document.file, self.line(event), what, remedy))

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        if depth >= DEEPEST:
            self.fault(
                event, _("is nested deeper than {DEEPEST}.").format(DEEPEST=DEEPEST), _("Flatten the structure.")
            )
            raise _GivenUp
        if isinstance(event, yaml.AliasEvent):
            self.fault(
                event,
                _("alias `*{anchor}` is not allowed.").format(anchor=event.anchor),
                _("Write the value out."),
            )
            return _UNREAD
        if event.anchor is not None:
            self.fault(
                event,
                _("anchor `&{anchor}` is not allowed.").format(anchor=event.anchor),
                _("Write the value out where it is used."),
            )
        if event.tag is not None:
            self.fault(event, _("tag `{tag}` is not allowed.").format(tag=event.tag), _("Write plain data."))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return self.mapping(event, events, depth)

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items = Sequence(self.line(start))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value = self.node(event, events, depth + 1)
            if value is _UNREAD:
                items.holes.add(len(items))
            else:
                items.lines[len(items)] = self.line(event)
                items.append(value)
        return items

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapping:
        items = Mapping(self.line(start))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, _("a key must be one word or text."), _("Write `key: value`."))
                self.node(event, events, depth + 1)
                self.node(next(events), events, depth + 1)
                continue
            if event.anchor is not None or event.tag is not None:
                self.fault(event, _("a key has an anchor or a tag."), _("Write plain data."))
            key = event.value
            if not key.isascii():
                key = unicodedata.normalize("NFC", self.whole_characters(event))
            value = self.node(next(events), events, depth + 1)
            if key in items.lines:
                first = items.lines[key]
                self.fault(
                    event,
                    _("key `{key}` stands twice, first on line {first}.").format(key=key, first=first),
                    _("Keep one of them."),
                )
                continue
            items.lines[key] = self.line(event)
            if value is _UNREAD:
                items.holes.add(key)
            else:
                items[key] = value
        return items

    def whole_characters(self, event: Any) -> str:
        """The text without halves of characters: libyaml refuses `"\\ud800"`, the pure parser lets it pass."""
        text: str = _HALF.sub("\ufffd", event.value)
        if text != event.value:
            what = _("half of a character was replaced by U+FFFD, since no file could hold it.")
            self.document.faults.append(
                Fault(self.document.file, self.line(event), what, _("Write the character itself."), "", "warning")
            )
        return text

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if not event.implicit[0]:  # quoted or block text
            return text if text.isascii() else self.whole_characters(event)
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _NOT_A_NUMBER.fullmatch(text):
            self.fault(
                event,
                _("`{text}` is not a number that can be counted with.").format(text=text),
                _("Give a finite number."),
            )
            return _UNREAD
        if len(text) > 40 and _FLOAT.fullmatch(text):
            self.fault(
                event,
                _("a number of {count} digits is too long.").format(count=len(text)),
                _("Give at most 15 digits, or quote it."),
            )
            return _UNREAD
        if _INT.fullmatch(text):
            return _written(WrittenInt(text), text)
        # `1e999` may be meant as text, like the stamp 12e45678; a type that wants a number refuses infinity.
        return _written(WrittenFloat(text), text) if _FLOAT.fullmatch(text) else text


def _written(number: Any, text: str) -> Any:
    number.written = text
    return number


def settled(value: Any) -> Any:
    """The data with each number that was taken as text written as text, ready for canonical JSON."""
    if isinstance(value, dict):
        return {key: settled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [settled(item) for item in value]
    if isinstance(value, WrittenInt | WrittenFloat):
        return value.written if value.is_text else (int if isinstance(value, int) else float)(value)
    return value


def as_written(value: Any) -> str | None:
    """A text, or a number as the file wrote it, where a text is meant; None for anything else."""
    if isinstance(value, WrittenInt | WrittenFloat):
        return value.written
    return value if isinstance(value, str) else None


def stays_text(text: str) -> bool:
    """Whether a text that is written without quotes is read as text again."""
    return text not in _CONSTANTS and not _FLOAT.fullmatch(text) and not _NOT_A_NUMBER.fullmatch(text)
