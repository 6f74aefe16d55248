"""Compiles the catalogues of messages whenever the package is built, also for an editable install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Makes each `.mo`, which gettext reads, from the `.po` beside it, which people write."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root).resolve()
        sys.path.insert(0, str(root / "src"))
        try:
            from cyberready.language.upkeep import compile_catalogues
        finally:
            sys.path.pop(0)
        # Git ignores what is compiled, so the wheel must be told of it.
        build_data["artifacts"] += [
            f"/{file.resolve().relative_to(root).as_posix()}" for file in compile_catalogues()
        ]
