"""`cyberready next ROUND LABEL [--date]`"""

from __future__ import annotations

from datetime import date

import click

from cyberready.cli.options import as_day, as_name, json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("next")
@click.argument("round_name", metavar="ROUND")
@click.argument("label", metavar="LABEL", callback=as_name)
@click.option(
    "--date", "on", metavar="DATE", callback=as_day, help="The date that the round describes; today without it."
)
@json_option
@workspace_option
def command(round_name: str, label: str, on: date | None, as_json: bool, workspace: str | None) -> int:
    """Begin the next round with the answers of one that is there.

    The answers are marked carried until they are checked again. The round has the same subject and the newest
    version of the questionnaire. ROUND is an id or SUBJECT/LABEL[@QUESTIONNAIRE], LABEL names the new one. Its id
    is printed.
    """
    from cyberready.settings import read_settings
    from cyberready.workspace.keeping import next_round
    from cyberready.workspace.workspace import Workspace

    person = read_settings().assessor
    with Workspace.open(workspace, by=person, make=False) as opened:
        last = opened.round(round_name)
        begun = next_round(opened, last, label, on or date.today(), assessor=person or None)
        if as_json:
            say_json(opened.summary(begun))
        else:
            say(begun.id)
        talk(
            _("Began {round} with {questionnaire} {version} and the answers of {last}.").format(
                round=begun.name,
                questionnaire=begun.questionnaire.id,
                version=begun.questionnaire.version,
                last=last.name,
            )
        )
    return Exit.DONE
