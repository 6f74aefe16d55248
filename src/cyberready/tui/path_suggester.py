"""Completes the path of a file while it is typed; the right arrow takes what is proposed."""

from __future__ import annotations

import asyncio
import os
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

# A folder of downloads holds thousands; one of more is no place to choose from letter by letter.
_MOST = 10_000


class PathSuggester(Suggester):
    """Proposes the first file or folder, by name, whose path begins as the text does."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completed, value)


def completed(text: str) -> str | None:
    """The text with the rest of a name behind it, a folder's with a slash; None where nothing begins so."""
    at = max(text.rfind(separator) for separator in (os.sep, os.altsep or os.sep)) + 1
    folder, begun = text[:at], text[at:]
    if not text:
        return None
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            # What does not print would reach the terminal as it is; hidden files are for those who ask.
            found = [
                entry.name + os.sep * entry.is_dir()
                for entry in islice(entries, _MOST)
                if entry.name.startswith(begun) and entry.name.isprintable()
                if begun or not entry.name.startswith(".")
            ]
    except (OSError, RuntimeError, ValueError):  # no such folder, no home, a NUL
        return None
    return folder + min(found) if found else None
