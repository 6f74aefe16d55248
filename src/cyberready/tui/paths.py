"""Files as people name them in a field: typed, pasted from a file manager, or dropped on the terminal."""

from __future__ import annotations

import glob
import os
import shlex
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cyberready.errors import WrongCall
from cyberready.language.messages import _


def files_named(text: str) -> list[Path]:
    """The files and folders that a text names, each once: one path, a pattern, or several of them.

    What is there under the whole text is taken as it is, so blanks in a name need no quotes.

    Raises:
        WrongCall: something that is named is not there.
    """
    whole = _matching(text.strip())
    if whole:
        return whole
    words = _words(text)
    found = [_matching(word) for word in words]
    for word, paths in zip(words, found, strict=True):
        if not paths:
            told = _("There is no {path}. Give a file, a folder, or a pattern such as ~/sheets/*.yaml.")
            raise WrongCall(told.format(path=word))
    return list(dict.fromkeys(path for paths in found for path in paths))


def _words(text: str) -> list[str]:
    """As a shell would part them; a text that no shell could read is one word."""
    try:
        return shlex.split(text, posix=os.name != "nt") or [text]
    except ValueError:
        return [text]


def _matching(word: str) -> list[Path]:
    if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"":
        word = word[1:-1]
    if word.lower().startswith("file://"):
        word = url2pathname(urlsplit(word).path)
    word = os.path.expanduser(word)
    if not word:
        return []
    if os.path.exists(word):
        return [Path(word)]
    return [Path(path) for path in sorted(glob.glob(word, recursive=True))]
