"""The results as a table for people and as JSON for comparing one day with another."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.fixtures import Sizes
from benchmarks.results import Result, Target, Unit

_HEADS = ("measure", "what", "median", "95 %", "baseline", "ratio", "target", "")
_WORDS = {True: "met", False: "MISSED", None: ""}


def table(results: Sequence[Result]) -> str:
    """One line for each result, numbers to the right; the last column says whether the target is met."""
    rows = [_HEADS, *map(_row, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    lines = [
        "  ".join(
            cell.rjust(width) if 2 <= column <= 6 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        result.measured.what,
        f"{_figure(result.measured.median)} {result.unit}",
        _figure(result.measured.high),
        "" if result.baseline is None else _figure(result.baseline.median),
        "" if result.ratio is None else f"{result.ratio:.2f}x",
        "" if result.target is None else _bound(result.target, result.unit),
        _WORDS[result.met],
    )


def _bound(target: Target, unit: Unit) -> str:
    most = f"<= {target.at_most:g}{'x' if target.of == 'ratio' else f' {unit}'}"
    return most if target.high is None else f"{most}, 95 % <= {target.high:g}"


def _figure(value: float) -> str:
    """Three digits that count, at most two of them behind the point."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def machine() -> dict[str, Any]:
    """What the numbers depend on and no more: no host name, no user, no path."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "textual": version("textual"),
        "numpy": version("numpy"),
        "cyberready": version("cyberready"),
    }


def write_json(file: Path, results: Sequence[Result], sizes: Sizes, runs: int) -> None:
    """Everything that was measured, each sample with it."""
    document = {
        "format": 1,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "sizes": asdict(sizes),
        "runs": runs,
        "results": [result.as_json() for result in results],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
