"""`cyberready check PATH...`"""

from __future__ import annotations

from pathlib import Path

import click

from cyberready.cli.faults import fault_json, fault_line
from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit, Fault
from cyberready.language.messages import _, counted


@click.command("check")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@workspace_option
def command(paths: tuple[Path, ...], as_json: bool, workspace: str | None) -> int:
    """Print every fault of questionnaires and sheets.

    PATH is a file, or a folder of which every questionnaire, translation, crosswalk and sheet is checked.
    Errors end in exit status 2, warnings alone in 0. Sheets are held against the questionnaires' files; rounds
    play no part, and nothing is stored.
    """
    from cyberready.workspace.checking import check_paths
    from cyberready.workspace.workspace import Workspace

    with Workspace.without_rounds(workspace) as opened:
        found = check_paths(opened, list(paths))
    faults = sorted(found, key=lambda fault: (fault.file, fault.line))
    if as_json:
        say_json([fault_json(fault) for fault in faults])
    else:
        for fault in faults:
            say(fault_line(fault))
    talk(_summary(faults))
    return Exit.WRONG_INPUT if any(fault.severity == "error" for fault in faults) else Exit.DONE


def _summary(faults: list[Fault]) -> str:
    if not faults:
        return _("No faults.")
    errors = sum(fault.severity == "error" for fault in faults)
    return _("{errors}, {warnings} in {files}").format(
        errors=counted("{number} error", "{number} errors", errors),
        warnings=counted("{number} warning", "{number} warnings", len(faults) - errors),
        files=counted("{number} file", "{number} files", len({fault.file for fault in faults})),
    )
