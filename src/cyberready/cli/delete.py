"""`cyberready delete ROUND --name NAME`"""

from __future__ import annotations

import click

from cyberready.cli.options import workspace_option
from cyberready.cli.output import path_text, say, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("delete")
@click.argument("round_name", metavar="ROUND")
@click.option("--name", metavar="NAME", required=True, help="The round's name once more, letter by letter.")
@workspace_option
def command(round_name: str, name: str, workspace: str | None) -> int:
    """Delete a round with all its revisions, answers and history.

    The database is backed up first, and the backup's path is printed. That the round was there stays on the
    record. ROUND is an id or SUBJECT/LABEL[@QUESTIONNAIRE], NAME its SUBJECT/LABEL. `archive` only puts a round
    away.
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.keeping import delete_round
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor, make=False) as opened:
        named = opened.round(round_name)
        say(path_text(delete_round(opened, named, name)))
        talk(_("Deleted {round} with all its revisions. The backup still has it.").format(round=named.name))
    return Exit.DONE
