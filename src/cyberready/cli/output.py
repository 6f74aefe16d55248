"""Printing: data on stdout, talk on stderr, nothing that could steer a terminal on either."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import click

from cyberready.language.messages import N_
from cyberready.language.plain import one_line, plain

# What JSON may hold as it is and a terminal had better not see: as \uXXXX it is the same text to every reader.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


STATUS_WORDS = {"draft": N_("draft"), "finalised": N_("finalised")}


class ReaderGone(Exception):
    """Whoever read the output has closed it, as `head` does: no fault of anyone's."""


def say(text: str) -> None:
    """Data for people: to stdout, made safe."""
    _write(plain(text) + "\n")


def say_json(value: Any) -> None:
    """Data for programs: to stdout, exact."""
    _write(json_text(value))


def say_exact(text: str) -> None:
    """A file's text: exact where it goes into a file or a program, made safe where it goes to a terminal."""
    _write(plain(text) if sys.stdout.isatty() else text)


def talk(text: str) -> None:
    """Anything that is not data: to stderr, made safe."""
    click.echo(plain(text), err=True)


def _write(text: str) -> None:
    try:
        click.echo(text, nl=False)
    except BrokenPipeError as error:  # click would end the program with status 1
        raise ReaderGone from error


def json_text(value: Any) -> str:
    """The value as JSON of several lines."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def path_text(path: object) -> str:
    """A path on one line, its spaces kept."""
    return plain(path).replace("\n", " ")


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, right: Collection[int] = (), indent: bool = False
) -> list[str]:
    """Lines of aligned columns, two spaces between them; `right` names the columns of numbers.

    With `indent`, spaces before the text of the first column are kept.
    """
    from cyberready.charts.blocks import cells

    texts = [list(header)]
    for row in rows:
        texts.append([one_line(cell) for cell in row])
        if indent:
            first = plain(row[0])
            texts[-1][0] = " " * (len(first) - len(first.lstrip(" "))) + texts[-1][0]
    widths = [max(cells(line[column]) for line in texts) for column in range(len(header))]
    lines = []
    for line in texts:
        parts = []
        for column, (text, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - cells(text))
            parts.append(space + text if column in right else text + space)
        lines.append("  ".join(parts).rstrip())
    return lines
