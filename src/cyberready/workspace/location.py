"""Which folder is the workspace. Imports nothing heavy: the app shows it before anything else is loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CYBERREADY_WORKSPACE"
DATABASE = "cyberready.db"


def locate(
    given: str | Path | None, environment: Mapping[str, str] | None = None, here: Path | None = None
) -> Path:
    """The folder given, else the variable's, else the nearest upward that holds `questionnaires/` and `results/`,
    else the platform's data folder."""
    environment = os.environ if environment is None else environment
    if given or environment.get(VARIABLE):
        return Path(given or environment[VARIABLE]).expanduser().absolute()
    here = (here or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / "questionnaires").is_dir() and (folder / "results").is_dir():
            return folder
    from platformdirs import user_data_path

    return user_data_path("cyberready", appauthor=False)


def database_file(workspace: Path) -> Path:
    return workspace / "results" / DATABASE


def backups_folder(workspace: Path) -> Path:
    return workspace / "results" / "backups"


def evidence_folder(workspace: Path) -> Path:
    return workspace / "results" / "evidence"
