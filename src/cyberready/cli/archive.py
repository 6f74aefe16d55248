"""`cyberready archive ROUND [--undo]`"""

from __future__ import annotations

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("archive")
@click.argument("round_name", metavar="ROUND")
@click.option("--undo", is_flag=True, help="Bring it back into the lists.")
@json_option
@workspace_option
def command(round_name: str, undo: bool, as_json: bool, workspace: str | None) -> int:
    """Put a round away from the lists.

    It stays as it is, with all its revisions, and trends go on using it; `rounds --all` lists it. ROUND is an id
    or SUBJECT/LABEL[@QUESTIONNAIRE]. The round's id is printed.
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.keeping import set_archived
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor, make=False) as opened:
        named = opened.round(round_name)
        set_archived(opened, named, not undo)
        if as_json:
            say_json(opened.summary(opened.round(named.id)))
        else:
            say(named.id)
        told = _("{round} is in the lists again.") if undo else _("{round} is archived; --undo brings it back.")
        talk(told.format(round=named.name))
    return Exit.DONE
