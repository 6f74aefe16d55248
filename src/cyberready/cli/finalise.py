"""`cyberready finalise ROUND`"""

from __future__ import annotations

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("finalise")
@click.argument("round_name", metavar="ROUND")
@json_option
@workspace_option
def command(round_name: str, as_json: bool, workspace: str | None) -> int:
    """Lock a round with its scores.

    It never changes again; `amend` makes a new revision of it. ROUND is an id or SUBJECT/LABEL[@QUESTIONNAIRE].
    The round's id is printed.
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, by=read_settings().assessor) as opened:
        locked = opened.finalise(opened.round(round_name))
        if as_json:
            say_json(opened.summary(locked))
        else:
            say(locked.id)
        counts = opened.score(locked).overall.model_dump()
        told = _("{round} is finalised: {answered} of {questions} questions answered, {unanswered} unanswered.")
        talk(told.format(round=locked.name, **counts))
    return Exit.DONE
