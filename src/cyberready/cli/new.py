"""`cyberready new [round] QUESTIONNAIRE SUBJECT LABEL` and `cyberready new questionnaire ID`"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cyberready.cli import new_questionnaire
from cyberready.cli.groups import Group
from cyberready.cli.options import as_day, as_name, json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _

if TYPE_CHECKING:
    from cyberready.model.answers import Kind


@click.group(
    "new",
    cls=Group,
    fallback="round",
    subcommand_metavar="[round] QUESTIONNAIRE SUBJECT LABEL | questionnaire ID",
)
@workspace_option
def command(workspace: str | None) -> int:
    """Begin a round, or a questionnaire.

    `cyberready new QUESTIONNAIRE SUBJECT LABEL` begins a round, with or without `round` before it.
    `cyberready new questionnaire ID` begins a questionnaire that you write yourself. `--help` behind either tells
    its options.
    """
    return Exit.DONE


@command.command("round")
@click.argument("questionnaire", metavar="QUESTIONNAIRE")
@click.argument("subject", metavar="SUBJECT", callback=as_name)
@click.argument("label", metavar="LABEL", callback=as_name)
@click.option(
    "--date", "on", metavar="DATE", callback=as_day, help="The date that the round describes; today without it."
)
@click.option(
    "--assessor", metavar="NAME", callback=as_name, help="Who assesses; the name in the settings without it."
)
@click.option(
    "--from-last", is_flag=True, help="Begin with the answers of the subject's last round, marked carried."
)
@click.option("--kind", type=click.Choice(["country", "sector", "organisation"]), help="What the subject is.")
@click.option("--parent", metavar="NAME", callback=as_name, help="The subject that it is a part of.")
@json_option
@workspace_option
def begin_round(
    questionnaire: str,
    subject: str,
    label: str,
    on: date | None,
    assessor: str | None,
    from_last: bool,
    kind: Kind | None,
    parent: str | None,
    as_json: bool,
    workspace: str | None,
) -> int:
    """Begin a round.

    QUESTIONNAIRE is an id, a folder or a file; SUBJECT is who is assessed; LABEL names the round, such as 2026.
    The round's id is printed.
    """
    from cyberready.model.answers import Subject
    from cyberready.settings import read_settings
    from cyberready.workspace.workspace import Workspace

    person = assessor or read_settings().assessor or None
    with Workspace.open(workspace, by=person or "") as opened:
        begun = opened.start(
            opened.library.load(questionnaire),
            Subject(name=subject, kind=kind, parent=parent),
            label,
            on or date.today(),
            assessor=person,
            from_last=from_last,
        )
        if as_json:
            say_json(opened.summary(begun))
        else:
            say(begun.id)
        talk(
            _("Began {round} with {questionnaire} {version}. Answer it in the app: `cyberready`.").format(
                round=begun.name, questionnaire=begun.questionnaire.id, version=begun.questionnaire.version
            )
        )
        if from_last and begun.earlier is None:
            talk(_("There is no earlier round to begin from, so it begins empty."))
    return Exit.DONE


command.add_command(new_questionnaire.command)
