"""The files that a questionnaire is read from, as bytes, read once.

What is parsed is then what a digest was made of, whoever writes the files meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FILE = "questionnaire.yaml"
LARGEST = 8 * 1024 * 1024
Kind = Literal["questionnaire", "translation", "crosswalk", "older"]
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Source:
    """A file's bytes, at most `LARGEST` and one of them; `trouble` says why there are none."""

    path: Path
    raw: bytes = b""
    trouble: str = ""
    kind: Kind = "questionnaire"


def read_source(path: Path, kind: Kind = "questionnaire") -> Source:
    """The bytes of a file, or what is wrong with it; never an exception."""
    try:
        with path.open("rb") as stream:
            return Source(path, stream.read(LARGEST + 1), kind=kind)
    except OSError as error:
        return Source(path, trouble=(error.strerror or str(error)).lower(), kind=kind)


def sources_of(path: Path) -> tuple[Source, ...]:
    """All that a questionnaire is read from: its file first, then the files beside it, by name.

    With a crosswalk come the older versions, of which it names one.

    Args:
        path: the questionnaire's file, or the folder that holds it.
    """
    file = path / FILE if path.is_dir() else path
    return read_source(file), *(read_source(beside, kind) for beside, kind in _beside(file))


def _beside(file: Path) -> Iterator[tuple[Path, Kind]]:
    """The translations and the crosswalk beside a questionnaire; other files are not ours to read."""
    if file.name != FILE:
        return
    for path in sorted(file.parent.glob("*.yaml")):
        if path.stem == "crosswalk":
            yield path, "crosswalk"
            for older in sorted(file.parent.glob(f"versions/*/{FILE}")):
                yield older, "older"
        elif path.name != FILE and _LANGUAGE_TAG.fullmatch(path.stem):
            yield path, "translation"
