"""`cyberready rounds`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import STATUS_WORDS, path_text, say, say_json, table, talk
from cyberready.errors import Exit
from cyberready.language.messages import _, counted

if TYPE_CHECKING:
    from cyberready.model.rounds import Round
    from cyberready.workspace.listing import Overview
    from cyberready.workspace.workspace import Workspace


@click.command("rounds")
@click.option("--all", "every", is_flag=True, help="Also archived rounds, and revisions that were amended since.")
@json_option
@workspace_option
def command(every: bool, as_json: bool, workspace: str | None) -> int:
    """List the rounds, oldest first.

    Each stands in its newest revision, with its overall score and how many of the questions asked are done:
    answered, not applicable or unknown.
    """
    from cyberready.workspace.listing import overviews
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        found = overviews(opened, every_revision=every)
        listed = [item for item in found if every or not item.round.archived]
        if as_json:
            say_json([_json(opened, item) for item in listed])
        elif listed:
            header = [
                _("subject"),
                _("label"),
                _("questionnaire"),
                _("date"),
                _("status"),
                _("done"),
                _("score"),
            ]
            for line in table(header, map(_row, listed), right={5, 6}):
                say(line)
        if hidden := len(found) - len(listed):
            talk(
                counted(
                    "{number} archived round is hidden; --all lists it.",
                    "{number} archived rounds are hidden; --all lists them.",
                    hidden,
                )
            )
        if not found:
            place = path_text(opened.folder)
            talk(_("There are no rounds in {place} yet; `cyberready demo` makes some.").format(place=place))
    return Exit.DONE


def _row(item: Overview) -> list[str]:
    from cyberready.charts.text import rounded
    from cyberready.language.formats import shown_number

    return [
        item.round.subject.name,
        label(item.round),
        item.round.questionnaire.id,
        item.round.date.isoformat(),
        _status(item.round),
        f"{item.done}/{item.questions}",
        _("no score") if item.value is None else shown_number(rounded(item.value)),
    ]


def _status(round: Round) -> str:
    status = _(STATUS_WORDS[round.status])
    return _("{status}, archived").format(status=status) if round.archived else status


def label(round: Round) -> str:
    """The label, with the revision where there is more than one."""
    if round.revision == 1:
        return round.label
    return _("{label} (revision {number})").format(label=round.label, number=round.revision)


def _json(workspace: Workspace, item: Overview) -> dict[str, Any]:
    return {
        **workspace.summary(item.round),
        "questions": item.questions,
        "done": item.done,
        "value": item.value,
        "rating": item.rating,
    }
