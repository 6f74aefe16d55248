"""`cyberready amend ROUND --why REASON`"""

from __future__ import annotations

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("amend")
@click.argument("round_name", metavar="ROUND")
@click.option("--why", metavar="REASON", required=True, help="The reason, kept on the record.")
@json_option
@workspace_option
def command(round_name: str, why: str, as_json: bool, workspace: str | None) -> int:
    """Make a new revision of a finalised round.

    The revision is a draft with the same answers, and its id is printed; the finalised round stays as it is. ROUND
    is an id or SUBJECT/LABEL[@QUESTIONNAIRE].
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor) as opened:
        revision = opened.amend(opened.round(round_name), why)
        if as_json:
            say_json(opened.summary(revision))
        else:
            say(revision.id)
        talk(
            _("{round} has revision {number}, a draft: change it, then finalise it.").format(
                round=revision.name, number=revision.revision
            )
        )
    return Exit.DONE
