"""Something to show on every screen: published figures of Iraq, and rounds of a country that does not exist."""

from __future__ import annotations

from cyberready.library.finding import shipped_folder
from cyberready.workspace.importing import Imported, import_sheets
from cyberready.workspace.workspace import Workspace


def fill(workspace: Workspace) -> list[Imported]:
    """Import the shipped examples and finalise them, except those named as drafts; rounds that are here stay."""
    files = sorted(shipped_folder().glob("*/examples/*.yaml"))
    outcomes = import_sheets(workspace, files, keep=True)
    for imported in outcomes:
        if imported.outcome == "new" and not imported.file.stem.endswith("-draft"):
            workspace.finalise(imported.round)
    return outcomes
