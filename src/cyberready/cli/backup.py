"""`cyberready backup`"""

from __future__ import annotations

import click

from cyberready.cli.options import workspace_option
from cyberready.cli.output import path_text, say
from cyberready.errors import Exit


@click.command("backup")
@workspace_option
def command(workspace: str | None) -> int:
    """Copy the database into results/backups/ and check the copy.

    The copy holds every round with its answers and history as they are now, also while the app is open. Its path
    is printed.
    """
    from cyberready.workspace.keeping import back_up
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        say(path_text(back_up(opened)))
    return Exit.DONE
