"""Characters that let a text be read otherwise than it is stored, and names that only look alike.

Both are warnings: honest text may hold them, and what is stored stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cyberready.language.messages import _
from cyberready.library.checks import parts_by_id
from cyberready.library.reading import Document, Mapping, Sequence, as_written, line_of

# Embeddings and overrides turn what follows around (Trojan Source, CVE-2021-42574). Isolates are what Unicode
# advises in their place and honest Arabic text uses; one that nothing ends reaches to the end of its paragraph.
_DIRECTIONS = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069\n\u2029]")
_END = "\u2069"

# What looks alike, small letters standing for both cases: В is b and Н is h. Of the pairs in confusables.txt of
# Unicode Technical Standard 39 only those that Cyrillic, Greek, Arabic and Persian keyboards write, and ى ي ی,
# which are alike inside a word; the whole list has thousands, and would warn of 0 beside O and of rn beside m.
_LOOK_ALIKES = str.maketrans(
    "авекмнорстухѕіј" + "αβεζηικμνορτυχ" + "یىک" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹",
    "abekmhopctyxsij" + "abezhikmvoptux" + "ييك" + "0123456789" + "0123456789",
)
# The keys at the top of a file under which stands what is told by its own name.
_BY_NAME = ("answers", "texts", "scales", "profiles")


@dataclass(frozen=True)
class _Text:
    """A text of the data, where it stands, what to call it, and the question or section that it belongs to."""

    where: Any
    key: str | int
    value: str
    name: str
    id: str

    @property
    def line(self) -> int:
        return line_of(self.where, self.key)


def check_characters(document: Document) -> None:
    """Warn of each text of the document that holds directions which could turn it around."""
    for text in _beyond_ascii(document.data):
        if found := directions(text.value):
            what = _("`{name}` holds {characters}, so that it may be read otherwise than it is stored.")
            told = what.format(name=text.name, characters=", ".join(map(named, found)))
            document.warn(text.where, text.key, told, _("Delete it, or close what it opens."), text.id)


def check_names(document: Document) -> None:
    """Warn of each option label, section title and id that is not the same as another, but looks the same.

    Labels are held against those of their own scale, titles and ids against all others of the file.
    """
    for group in _names(document):
        seen: dict[str, _Text] = {}
        for text in group:
            other = seen.setdefault(skeleton(text.value), text)
            character = _first_difference(text.value, other.value)
            if character:
                what = _("`{name}` {value} looks like {other} on line {line}, but differs in {character}.").format(
                    name=text.name,
                    value=repr(text.value),
                    other=repr(other.value),
                    line=other.line,
                    character=named(character),
                )
                document.warn(
                    text.where, text.key, what, _("Write both alike, or give one another name."), text.id
                )


def directions(text: str) -> list[str]:
    """The characters that turn a text around, each once: every embedding, override and end of one, and the
    isolates that nothing closes or opens."""
    odd, opened = _DIRECTIONS.findall(text), list[str]()
    for character in _ISOLATES.findall(text + "\n"):
        if character in "\n\u2029":
            odd += opened
            opened.clear()
        elif character != _END:
            opened.append(character)
        elif opened:
            opened.pop()
        else:
            odd.append(character)
    return list(dict.fromkeys(odd))


def skeleton(text: str) -> str:
    """What is left of a text when case, width, invisible characters and look-alikes make no difference.

    Compare it only with another skeleton: it is no text for people (UTS 39, section 4).
    """
    if text.isascii():  # most are, and this is called for every id
        return " ".join(text.casefold().split())
    # Decomposed, since Cyrillic has no letter for Latin é but е and an accent.
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).translate(_LOOK_ALIKES)
    return " ".join("".join(letter for letter in small if unicodedata.category(letter) != "Cf").split())


def named(character: str) -> str:
    """A character for people, visible whatever it is."""
    return f"[U+{ord(character):04X}] {unicodedata.name(character, '')}".rstrip()


def _first_difference(text: str, other: str) -> str:
    """The first character in which two texts differ, rather the one beyond ASCII; '' when they are the same."""
    one, two = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", other)
    for left, right in zip(one + "\0" * len(two), two + "\0" * len(one), strict=True):
        if left != right:
            return max(left, right)
    return ""


def _beyond_ascii(data: Any) -> Iterator[_Text]:
    """Every text and key of the data that is not ASCII, in no order.

    The 125,000 values of a file of 3.4 MB are passed in 0.1 s.
    """
    left: list[tuple[Any, str, str, bool]] = [(data, "", "", False)]
    while left:
        where, name, id, own_names = left.pop()
        if isinstance(where, Sequence):
            for index, value in enumerate(where):
                if isinstance(value, str):
                    if not value.isascii():
                        yield _Text(where, index, value, name, id)
                elif isinstance(value, list | dict):  # a part in a list begins anew
                    left.append((value, name if isinstance(value, list) else "", id, False))
        elif isinstance(where, Mapping):
            id = (as_written(where.get("id")) or id) if where is not data else ""
            for key, value in where.items():
                about, path = (key, key) if own_names else (id, f"{name}.{key}" if name else key)
                if not key.isascii():
                    yield _Text(where, key, key, key, about)
                if isinstance(value, str):
                    if not value.isascii():
                        yield _Text(where, key, value, path, about)
                elif isinstance(value, list | dict):
                    named_within = where is data and key in _BY_NAME
                    left.append((value, "" if own_names or named_within else path, about, named_within))


def _items(where: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(where, Mapping):
        yield from where.items()
    elif isinstance(where, Sequence):
        yield from enumerate(where)


def _names(document: Document) -> Iterator[list[_Text]]:
    """What must be told apart in a questionnaire or a translation: the labels of each scale, titles, ids."""
    data = document.data
    if not isinstance(data, Mapping):
        return
    for name, scale in _items(data.get("scales")):
        options = scale.get("options") if isinstance(scale, Mapping) else None
        if isinstance(options, Sequence):
            yield list(_told(((each, "label") for each in options), str(name)))
        else:
            yield list(_told(((scale, key) for key, _value in _items(scale)), str(name)))
    parts = parts_by_id(document).items() or _items(data.get("texts"))
    by_id = [(str(id), part) for id, part in parts]
    for key in ("title", "id"):
        yield [text for id, part in by_id for text in _told([(part, key)], id)]


def _told(places: Iterable[tuple[Any, str | int]], id: str) -> Iterator[_Text]:
    for where, key in places:
        value = where.get(str(key)) if isinstance(where, Mapping) else None
        if isinstance(value, str):
            yield _Text(where, key, value, str(key), id)
