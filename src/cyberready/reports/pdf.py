"""A document as PDF, set by Typst: the template is code, everything else reaches it as JSON and stays data."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cyberready.charts.text import LEFT_TO_RIGHT, POP, directed
from cyberready.language.plain import one_line, plain
from cyberready.reports.document import Document

_TEMPLATE = Path(__file__).parent / "templates" / "form.typ"

# Fields that say how, not what.
_CODES = ("tone", "language")
# A longer word would run off the page; it may break after so many letters.
_LONG_WORD = re.compile(r"(\S{30})(?=\S)")
_MAY_BREAK = "\u200b"
# `Rev. Kigali, 2022` in an Arabic sentence: `directed` isolates its words, which would then stand in Arabic order.
_LATIN_PHRASE = re.compile(r"[A-Za-z\u00C0-\u024F](?:[.,:;/&+'’\-]* ?[0-9A-Za-z\u00C0-\u024F]+)*")
# What the bundled font surely draws; asking it about any other character costs 0.7 s.
_LATIN_AND_SIGNS = frozenset(
    map(chr, (*range(0x20, 0x250), 0x200B, *range(0x2010, 0x2065), *range(0x2066, 0x206A), 0x2610))
)
_ARABIC = frozenset(
    map(chr, (0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66E)))
)
_LETTERS_IN_ONE = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")


def available() -> bool:
    """Whether Typst is installed: it comes with the extra `report`."""
    return find_spec("typst") is not None


def pdf(document: Document) -> bytes:
    """The document as tagged PDF (PDF/UA-1), the same bytes for the same document.

    Raises:
        ImportError: Typst is not installed.
    """
    import typst

    own = _fonts()
    made = typst.compile(
        _TEMPLATE,
        font_paths=[own],
        # Fonts of this machine only where the bundled one does not do, so that a form is the same everywhere.
        ignore_system_fonts=own.is_dir() and not undrawable(document),
        sys_inputs={"document": json.dumps(data_of(document), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made


def undrawable(document: Document) -> str:
    """The characters that the bundled font lacks, each once; a font of this machine may have them."""
    unusual = set(json.dumps(data_of(document), ensure_ascii=False)) - _LATIN_AND_SIGNS - _ARABIC
    if not unusual:
        return ""
    from cyberready.charts.figures.lettering import undrawable

    return undrawable("".join(unusual))


def data_of(document: Document) -> dict[str, Any]:
    """What the template gets: the document's fields, each part with the `kind` by which it is drawn."""
    texts: dict[str, Any] = _data(document, document.right_to_left)
    metadata = {"title": one_line(_harmless(document.title))}
    return texts | {"page": _harmless(document.page), "metadata": metadata}


def _fonts() -> Path:
    """The folder of DejaVu Sans, which has Latin and Arabic and lies in matplotlib; looked up, not imported."""
    found = find_spec("matplotlib")
    return Path(found.origin if found and found.origin else "").parent / "mpl-data" / "fonts" / "ttf"


def _data(value: Any, right_to_left: bool) -> Any:
    if is_dataclass(value):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        texts = {name: _data(part, right_to_left) for name, part in own.items() if name not in _CODES}
        return {"kind": type(value).__name__.lower(), **own, **texts}
    if isinstance(value, tuple):
        return [_data(item, right_to_left) for item in value]
    if isinstance(value, str):
        return "\n".join(_line(line, right_to_left) for line in _harmless(value).split("\n"))
    return value


def _line(line: str, right_to_left: bool) -> str:
    """A line in its own direction whatever stands around it, in which no word is too long."""
    line = _LONG_WORD.sub(rf"\1{_MAY_BREAK}", line)
    if any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in line):
        return directed(_LATIN_PHRASE.sub(rf"{LEFT_TO_RIGHT}\g<0>{POP}", line))
    return f"{LEFT_TO_RIGHT}{line}{POP}" if right_to_left and line else line


def _harmless(text: str) -> str:
    """The text without what moves other text or is no character; PDF/UA refuses some of it.

    Ligatures such as U+FDFA, which the bundled font lacks, become the letters that they stand for.
    """
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cn", "Co", "Cs") else c for c in plain(text))
    return _LETTERS_IN_ONE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), shown)
