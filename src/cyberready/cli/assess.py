"""`cyberready assess ROUND`"""

from __future__ import annotations

import sys

import click

from cyberready.cli.options import as_name, workspace_option
from cyberready.errors import Exit
from cyberready.language.messages import tag_in_use


@click.command("assess")
@click.argument("round_name", metavar="ROUND")
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers, TERM=dumb and piped input.")
@click.option(
    "--assessor",
    metavar="NAME",
    callback=as_name,
    help="Fill the sheet of this assessor or body, beside the official one.",
)
@workspace_option
def command(round_name: str, plain: bool, assessor: str | None, workspace: str | None) -> int:
    """Answer a round's questions, from where it was left.

    The app opens at the question; with --plain the same questions are asked line by line. ROUND is an id or
    SUBJECT/LABEL[@QUESTIONNAIRE]. Its official sheet is filled, or with --assessor one of somebody's own.
    """
    if not plain:
        from cyberready.cli.main import MODULES
        from cyberready.cli.opening import open_app

        return open_app(workspace, list(MODULES), round_name, assessor)

    from cyberready.cli.dialogue import Dialogue
    from cyberready.settings import read_settings
    from cyberready.tui.sitting import open_sitting
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor) as opened:
        Dialogue(opened, open_sitting(opened, round_name, language=tag_in_use(), assessor=assessor)).run(sys.stdin)
    return Exit.DONE
