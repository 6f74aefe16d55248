"""A document as Markdown (CommonMark): what people wrote stays literal, whatever marks are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cyberready.language.plain import plain
from cyberready.reports.document import (
    Blank,
    Block,
    Choice,
    Choices,
    Contents,
    Document,
    Heading,
    Paragraph,
    Question,
    Row,
    Title,
)

BOX = "☐"
# Dots, since a line of underscores is a rule across the page.
_ROOM = "." * 40
# Every mark that CommonMark, GitHub or pandoc may read as more than itself, wherever it stands …
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~^$&@!]")
# … and those that mean something at the start of a line: a list, a rule, an underlined heading, a definition.
_LEADING = re.compile(r"^([-+=:%]|[0-9]{1,9}(?=[.)]( |$)))")


def markdown(document: Document) -> str:
    """The document as one text that ends in a line break."""
    parts = (part for block in document.blocks for part in _block(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def literal(text: str) -> str:
    """A text as Markdown that shows just this text: its lines kept, control characters gone."""
    lines = map(_literal_line, plain(text).split("\n"))
    return "\\\n".join(line for line in lines if line)


def literal_line(text: str) -> str:
    """A text as `literal` gives it, on one line."""
    return _literal_line(plain(text).replace("\n", " "))


def _literal_line(line: str) -> str:
    """Spaces are drawn together, since four of them would begin a block of code; those that do not break stay."""
    marked = _MARKS.sub(r"\\\g<0>", re.sub(" +", " ", line).strip(" "))
    return _LEADING.sub(_escaped_start, marked)


def _escaped_start(found: re.Match[str]) -> str:
    """`-` becomes `\\-`; of a list's number the sign behind it is escaped, since a digit cannot be."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text=text, pairs=pairs, warning=warning):
            yield f"# {literal_line(text)}"
            yield f"**{literal(warning)}**" if warning else ""
            yield "\n".join(f"- {literal_line(name)}: {literal_line(value)}" for name, value in pairs)
        case Heading(level=level, number=number, text=text):
            yield f"{_hashes(level)} {number} {literal_line(text)}"
        case Paragraph():
            yield _paragraph(block)
        case Choices(label=label, flowing=flowing):
            head = f"**{literal_line(label)}**" if label else ""
            yield "" if flowing else head
            yield f"{head}: {_choices(block)}" if flowing and head else _choices(block)
        case Blank():
            yield _blank(block)
        case Row(blanks=blanks):
            yield "  ".join(_blank(blank) for blank in blanks if blank.label)
        case Question():
            yield f"{_hashes(block.level)} {block.number} {literal_line(block.text)}"
            yield f"`{block.id}`"
            for part in (*block.parts, *block.answer):
                yield from _block(part)
        case Contents():
            return


def _hashes(level: int) -> str:
    """The title has one; there are six at most."""
    return "#" * min(level + 1, 6)


def _paragraph(paragraph: Paragraph) -> str:
    text = literal(paragraph.text)
    if paragraph.label:
        label = f"**{literal_line(paragraph.label)}**"
        return f"{label}: {text}" if text else label
    return f"**{text}**" if paragraph.tone == "condition" and text else text


def _choices(choices: Choices) -> str:
    box = f"{BOX} " if choices.boxes else ""
    if choices.flowing:
        return "  ".join(f"{box}{_choice(choice)}" for choice in choices.items)
    return "\n".join(line for choice in choices.items for line in _choice_lines(choice, box))


def _choice_lines(choice: Choice, box: str) -> Iterable[str]:
    yield f"- {box}{_choice(choice)}"
    yield from (f"    - {box}{literal_line(fact)}" for fact in choice.facts)


def _choice(choice: Choice) -> str:
    text = literal_line(choice.text)
    return f"**{literal_line(choice.mark)}** {text}".rstrip() if choice.mark else text


def _blank(blank: Blank) -> str:
    box = f"{BOX} " if blank.box else ""
    first = f"{box}{literal_line(blank.label)}: {_ROOM} {literal_line(blank.after)}".rstrip()
    return "\\\n".join([first, *[_ROOM] * (blank.lines - 1)])
