"""`cyberready import SHEET...`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.faults import fault_json, talk_faults
from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import STATUS_WORDS, path_text, say, say_json, table
from cyberready.errors import Exit
from cyberready.language.messages import N_, _

if TYPE_CHECKING:
    from cyberready.workspace.importing import Imported
    from cyberready.workspace.workspace import Workspace


@click.command("import")
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take a file's answers where a draft has others.")
@json_option
@workspace_option
def command(sheets: tuple[Path, ...], replace: bool, as_json: bool, workspace: str | None) -> int:
    """Make rounds of answer sheets.

    SHEET is an answer sheet's file. Where one is faulty none is taken. The same sheet again changes nothing.
    Where a draft has other answers they are listed and kept, unless --replace is given; a finalised round
    never changes.
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.importing import import_sheets
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor) as opened:
        outcomes = import_sheets(opened, list(dict.fromkeys(sheets)), replace=replace)
        say_imported(opened, outcomes, as_json)
    return Exit.DONE


def say_imported(workspace: Workspace, outcomes: list[Imported], as_json: bool) -> None:
    """What became of each file, with the warnings on stderr."""
    if as_json:
        say_json([_json(workspace, item) for item in outcomes])
    else:
        header = [_("outcome"), _("round"), _("questionnaire"), _("status"), _("file")]
        for line in table(header, map(_row, outcomes)):
            say(line)
    for item in outcomes:
        talk_faults(item.warnings)


_OUTCOMES = {"new": N_("new"), "unchanged": N_("unchanged"), "replaced": N_("replaced")}


def _row(item: Imported) -> list[str]:
    return [
        _(_OUTCOMES[item.outcome]),
        item.round.name,
        f"{item.round.questionnaire.id} {item.round.questionnaire.version}",
        _(STATUS_WORDS[item.round.status]),
        path_text(item.file),
    ]


def _json(workspace: Workspace, item: Imported) -> dict[str, Any]:
    return {
        "file": str(item.file),
        "outcome": item.outcome,
        "round": workspace.summary(item.round),
        "warnings": [fault_json(fault) for fault in item.warnings],
    }
