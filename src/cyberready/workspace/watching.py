"""Waiting until one of the checked files is saved.

The system tells at once (watchfiles); what it may keep to itself, such as a change on a network drive or in a
folder that was replaced, is found by looking every two seconds. What counts is the files' sizes and times, never
the notices: an editor's swap files are none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from cyberready.library.finding import FILE

# Milliseconds. Files saved together come within the quiet time; a stream of saves is told of twice a second.
_QUIET, _LONGEST, _LOOK = 100, 500, 2000
# Seconds. Editors that save by taking the old file away put the new one in its place within a few milliseconds.
_SETTLING = 0.3

Seen: TypeAlias = dict[str, tuple[int, ...]]


def saves(paths: list[Path], *, tell_polling: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Yield now, and again after each change of the YAML files that are the paths, beside them or below them.

    It never ends by itself. `tell_polling` is called once where the system cannot tell of changes, so that the
    folders are read again and again instead.

    Raises:
        KeyboardInterrupt: by ctrl+c.
    """
    seen = look(paths)
    yield
    for _notice in _notices(paths, tell_polling):
        now = _settled(paths, seen)
        if now != seen:
            seen = now
            yield


def look(paths: list[Path]) -> Seen:
    """The files that a check of the paths reads, each with what changes when it is saved."""
    found: Seen = {}
    for path in paths:
        for file in _files(path):
            try:
                stat = file.stat()
            except OSError:  # gone since it was listed
                continue
            found[str(file)] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return found


def _files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return list(path.rglob("*.yaml"))
        # Beside a questionnaire lie its translations.
        return list(path.parent.glob("*.yaml")) if (path.parent / FILE).is_file() else [path]
    except OSError:  # a folder went while it was read
        return []


def _settled(paths: list[Path], before: Seen) -> Seen:
    """What is there once no file is missing that was there, or after a moment all the same."""
    end = time.monotonic() + _SETTLING
    while before.keys() - (now := look(paths)).keys() and time.monotonic() < end:
        time.sleep(_SETTLING / 10)
    return now


def _notices(paths: list[Path], tell_polling: Callable[[], None]) -> Iterator[None]:
    """Yield whenever something may have changed: by the system's word, and every `_LOOK` in any case."""
    import watchfiles

    poll = None
    while True:
        roots = _roots(paths)
        try:
            for _changes in watchfiles.watch(
                *roots,
                watch_filter=None,
                step=_QUIET,
                debounce=_LONGEST,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                force_polling=poll,
                ignore_permission_denied=True,
            ):
                yield
                if _roots(paths) != roots:  # what is watched is a folder that was, not one of that name
                    break
        except (OSError, RuntimeError):
            # A root went between looking and watching; or the system has no watches left, and polling needs none.
            if _roots(paths) == roots and poll is None:
                poll = True
                tell_polling()
            else:
                time.sleep(_SETTLING)
            yield


def _roots(paths: list[Path]) -> dict[Path, tuple[int, int]]:
    """The folders and files to watch that are there, each with what tells it from another of its name."""
    found = {}
    for path in paths:
        root = path if os.path.isdir(path) or not (path.parent / FILE).is_file() else path.parent
        try:
            stat = root.stat()
        except OSError:
            continue
        found[root] = (stat.st_dev, stat.st_ino)
    return found
