"""Faults of files as commands print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cyberready.cli.output import talk
from cyberready.errors import Fault
from cyberready.language.plain import one_line


def fault_line(fault: Fault) -> str:
    return one_line(fault)


def fault_json(fault: Fault) -> dict[str, Any]:
    return asdict(fault)


def talk_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        talk(fault_line(fault))
