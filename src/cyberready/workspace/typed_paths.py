"""The path of a file as a person types it, or as a terminal pastes it when the file is dragged in.

VTE and Konsole paste it in single quotes, Terminal and iTerm2 with a backslash before each space, the terminals of
Windows in double quotes, others as `file://`; some add a space behind it.
"""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

# Windows' window of properties puts U+202A before a path that is copied out of it.
_UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def path_typed(text: str) -> Path:
    """The path that a text means; a file that has the very text as its name is always that one."""
    text = text.strip()
    if text and not os.path.lexists(text):
        text = text.strip(_UNSEEN).strip()
        text = _of_address(text) if text[:7].casefold() == "file://" else _unquoted(text)
    path = Path(text)
    with suppress(RuntimeError):  # no home folder, or nobody's
        return path.expanduser()
    return path


def _of_address(text: str) -> str:
    _host, slash, path = text[len("file://") :].partition("/")  # the host is this machine, or left out
    return unquote(path) if os.name == "nt" else slash + unquote(path)


def _unquoted(text: str) -> str:
    if os.name == "nt":  # where a backslash is part of the path
        return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
    with suppress(ValueError):  # quotes that do not close are part of a name
        words = shlex.split(text)
        if len(words) == 1:
            return words[0]
    return text
