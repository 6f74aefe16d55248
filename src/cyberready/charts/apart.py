"""Charts drawn in a process of their own, while this one answers keys.

Drawing takes a processor for one or two seconds, and in a thread it holds the interpreter too: one key in twenty
then showed after 40 ms. Not by `multiprocessing`, which hands on Textual's stderr, a file that is none.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cyberready.charts.values import Series
from cyberready.errors import CyberreadyError
from cyberready.language.messages import tag_in_use, use_language


@dataclass(frozen=True)
class Drawing:
    """What is drawn, and where its files go, as `export.write_chart` takes it."""

    kind: str
    series: Series
    folder: Path
    stem: str
    formats: tuple[str, ...]


def draw(drawings: Sequence[Drawing]) -> tuple[Path, ...]:
    """Write each, with the errors of `export.write_chart`; the files."""
    from cyberready.charts.export import write_chart

    return tuple(file for d in drawings for file in write_chart(d.kind, d.series, d.folder, d.stem, d.formats))


def draw_apart(drawings: Sequence[Drawing]) -> tuple[Path, ...]:
    """The same in a process of its own, waited for; to be called from a thread."""
    # Without -P it would import what lies in the folder that the app was started in.
    command = [sys.executable, "-P", "-m", __name__]
    given = pickle.dumps((tag_in_use(), tuple(drawings)))
    ended = subprocess.run(command, input=given, capture_output=True)
    if ended.returncode:
        raise RuntimeError(ended.stderr.decode(errors="replace"))
    outcome: tuple[Path, ...] | CyberreadyError = pickle.loads(ended.stdout)
    if isinstance(outcome, CyberreadyError):
        raise outcome
    return outcome


def _draw_what_is_given() -> None:
    """From a pickle on stdin to one on stdout: the files, or the mistake that a user can mend."""
    if hasattr(os, "nice"):
        os.nice(5)  # keys go first
    language, drawings = pickle.load(sys.stdin.buffer)
    use_language(language)
    outcome: tuple[Path, ...] | CyberreadyError
    try:
        outcome = draw(drawings)
    except CyberreadyError as error:
        outcome = error
    sys.stdout.buffer.write(pickle.dumps(outcome))


if __name__ == "__main__":
    _draw_what_is_given()
