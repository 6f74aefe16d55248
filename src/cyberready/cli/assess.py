"""`cyberready assess ROUND`"""

from __future__ import annotations

import sys

import click

from cyberready.cli.options import workspace_option
from cyberready.errors import Exit
from cyberready.language.messages import tag_in_use


@click.command("assess")
@click.argument("round_name", metavar="ROUND")
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers, TERM=dumb and piped input.")
@workspace_option
def command(round_name: str, plain: bool, workspace: str | None) -> int:
    """Answer a round's questions, from where it was left.

    The app opens at the question; with --plain the same questions are asked line by line. ROUND is an id or
    SUBJECT/LABEL[@QUESTIONNAIRE].
    """
    if not plain:
        from cyberready.cli.main import MODULES
        from cyberready.cli.opening import open_app

        return open_app(workspace, list(MODULES), round_name)

    from cyberready.cli.dialogue import Dialogue
    from cyberready.settings import read_settings
    from cyberready.tui.sitting import open_sitting
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor) as opened:
        Dialogue(opened, open_sitting(opened, round_name, language=tag_in_use())).run(sys.stdin)
    return Exit.DONE
