"""The parts of a document, as frozen values; what writes a format knows these and nothing of questionnaires.

Texts are as people wrote them, line breaks included: each writer makes them harmless for its own format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Title:
    """What stands at the top of the first page; `warning` says what the reader must know before all else."""

    text: str
    pairs: tuple[tuple[str, str], ...] = ()
    warning: str = ""


@dataclass(frozen=True)
class Heading:
    """A section's title; level 1 is a domain's. A `fresh` one begins a page."""

    level: int
    number: str
    text: str
    fresh: bool = False


@dataclass(frozen=True)
class Contents:
    """Which headings stand on which pages; formats without pages leave it out."""

    label: str


@dataclass(frozen=True)
class Paragraph:
    """A text with an optional label before it. `condition` is a rule to obey before reading on."""

    text: str
    label: str = ""
    tone: Literal["plain", "small", "condition"] = "plain"


@dataclass(frozen=True)
class Choice:
    """Something to read or tick: its mark (a level's digit), its text, and what it consists of."""

    text: str
    mark: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """Choices one a line, or one after the other where `flowing`; to tick where they have `boxes`."""

    items: tuple[Choice, ...]
    label: str = ""
    boxes: bool = False
    flowing: bool = False


@dataclass(frozen=True)
class Blank:
    """A label and room to write behind it; `after` (a unit) follows, `lines` more than one for a note."""

    label: str
    after: str = ""
    box: bool = False
    lines: int = 1


@dataclass(frozen=True)
class Row:
    """Blanks beside each other."""

    blanks: tuple[Blank, ...]


Part = Paragraph | Choices | Blank | Row


@dataclass(frozen=True)
class Question:
    """A question with what belongs to it; `answer` is what is filled in, best without a page break in it."""

    level: int
    number: str
    text: str
    id: str
    parts: tuple[Part, ...] = ()
    answer: tuple[Part, ...] = ()


Block = Title | Heading | Contents | Part | Question


@dataclass(frozen=True)
class Document:
    """A whole document in one language; `head` runs along its pages, `page` is `Page {page} of {pages}`."""

    title: str
    language: str
    right_to_left: bool
    head: str
    page: str
    blocks: tuple[Block, ...]
