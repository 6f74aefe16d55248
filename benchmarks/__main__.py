"""`python -m benchmarks`: every measure, or those named; a table on stdout and a JSON file.

The exit status is 0 even when a target is missed: a busy machine is no fault of the code. The table says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.fixtures import Fixtures, Sizes
from benchmarks.report import machine, table, write_json
from benchmarks.results import Result
from cyberready.settings import VARIABLE

OUT = Path(__file__).resolve().parents[1] / "results" / "bench.json"
RUNS = 11
PEERS = ("harlequin", "posting")
Measure = Callable[[Fixtures, int], tuple[Result, ...]]
MEASURES: Mapping[str, str] = {
    "start": "start_up",
    "keys": "keys",
    "language": "language",
    "durable": "durable",
    "opening": "opening",
    "scoring": "scoring",
    "batches": "batches",
    "questionnaires": "questionnaires",
    "memory": "memory",
    "peers": "peers",
}
NEED_TERMINAL = {"start", "keys", "language", "opening", "memory", "peers"}
"""Imported by name, since Windows has no pseudo-terminals and lacks what these import."""


def measures(names: Sequence[str]) -> dict[str, Measure]:
    """The measures of these names that this system can run, in the order of `MEASURES`; all when none is named."""
    runnable = [name for name in MEASURES if os.name == "posix" or name not in NEED_TERMINAL]
    chosen = [name for name in runnable if not names or name in names]
    return {name: import_module(f"benchmarks.{MEASURES[name]}").measure for name in chosen}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast cyberready is.")
    parser.add_argument("--only", metavar="NAME", action="append", choices=MEASURES, help=f"{', '.join(MEASURES)}")
    parser.add_argument("--runs", type=_positive, default=RUNS, help=f"runs of each measure (default {RUNS})")
    told = f"where {' or '.join(PEERS)} is, when it is not on PATH; may be repeated"
    parser.add_argument("--peer", metavar="NAME=FILE", action="append", default=[], type=_peer, help=told)
    parser.add_argument("--out", type=Path, default=OUT, help="the JSON file (default results/bench.json)")
    given = parser.parse_args(arguments)
    results = run(measures(given.only or ()), Sizes(), given.runs, given.out, dict(given.peer))
    facts = " · ".join(f"{name} {value}" for name, value in machine().items())
    print(f"{facts}\n\n{table(results)}\n\nEvery sample is in {given.out.name}; docs/performance.md explains.")
    return 0


def run(
    chosen: Mapping[str, Measure], sizes: Sizes, runs: int, out: Path, peers: Mapping[str, str] | None = None
) -> list[Result]:
    """Run the measures and write the JSON file.

    The workspaces lie beside that file while they are needed: by default on the disk that holds `results/`, whose
    speed is the one that users meet; a folder of the system's for temporary files may lie in memory.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=out.parent) as folder:
        os.environ.setdefault(
            VARIABLE, str(Path(folder, "settings.toml"))
        )  # nothing of the user's is read or made
        fixtures = Fixtures(Path(folder), sizes, peers)
        for name, measure in chosen.items():
            print(f"{name}: {runs} runs…", file=sys.stderr, flush=True)
            results += measure(fixtures, runs)
    write_json(out, results, sizes, runs)
    return results


def _peer(text: str) -> tuple[str, str]:
    name, _equals, file = text.partition("=")
    if name not in PEERS or not file:
        raise ValueError(text)
    return name, file


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
