"""Reading questionnaires: a known one again, from what is kept beside the database, and a long one for `check`.

Against the least that any program must do with the same files: read them and parse the kept JSON; and PyYAML's own
loading by libyaml, which checks nothing, knows no lines and takes `no` for false.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from benchmarks.alternating import alternate, timed
from benchmarks.fixtures import FLAGSHIP, Fixtures, questions_in
from benchmarks.results import Result, Samples, Target, milliseconds
from cyberready.library.caching import Cache
from cyberready.library.finding import Library
from cyberready.workspace.checking import check_paths
from cyberready.workspace.workspace import Workspace

LOADED, CHECKED = Target(60, "median"), Target(2000, "median")


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    return _loading(fixtures, runs), _checking(fixtures, max(1, runs // 3))


def _loading(fixtures: Fixtures, runs: int) -> Result:
    """In this process, everything imported: what the app waits for at each questionnaire but the first time."""
    folder = fixtures.flagship
    library = Library((folder.parent,), Cache(fixtures.folder / "cache", fixtures.folder / "cache.key"))
    library.load(FLAGSHIP)
    (kept,) = (fixtures.folder / "cache").iterdir()
    files = sorted(folder.glob("*.yaml"))

    def plain() -> Any:
        return [file.read_bytes() for file in files], json.loads(kept.read_bytes())

    mine, least = alternate(runs, timed(lambda: library.load(FLAGSHIP)), timed(plain))
    return Result(
        "loading again",
        "ms",
        Samples("a known questionnaire with two translations", milliseconds(mine)),
        Samples("its files read, the kept JSON parsed", milliseconds(least)),
        LOADED,
    )


def _checking(fixtures: Fixtures, runs: int) -> Result:
    file = fixtures.long_questionnaire
    megabytes = file.stat().st_size / 1e6
    with Workspace.without_rounds(fixtures.folder) as workspace:
        mine, bare = alternate(runs, timed(lambda: check_paths(workspace, [file])), timed(lambda: _loaded(file)))
    what = f"check of {questions_in(fixtures.sizes.long)} questions, {megabytes:.1f} MB"
    return Result(
        "checking",
        "ms",
        Samples(what, milliseconds(mine)),
        Samples("the file loaded by PyYAML's CSafeLoader", milliseconds(bare)),
        CHECKED,
    )


def _loaded(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
