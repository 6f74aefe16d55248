"""`cyberready demo`"""

from __future__ import annotations

import shlex
from dataclasses import replace

import click

from cyberready.cli.import_sheets import say_imported
from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import path_text, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("demo")
@json_option
@workspace_option
def command(as_json: bool, workspace: str | None) -> int:
    """Fill the workspace with example rounds.

    They are published figures of Iraq, and rounds of Exampleland and Deltaland, countries that do not exist. A
    second time nothing changes.
    """
    from cyberready.workspace.demo import fill
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace) as opened:
        # Filling finalises rounds after it imported them: their state is asked for again.
        outcomes = [replace(item, round=opened.round(item.round.id)) for item in fill(opened)]
        say_imported(opened, outcomes, as_json)
        call = "cyberready" if workspace is None else f"cyberready --workspace {shlex.quote(workspace)}"
        told = _("The examples are in {place}. Next: `{call}` opens the app.")
        talk(told.format(place=path_text(opened.folder), call=call))
    return Exit.DONE
