"""`cyberready explain ROUND [ID]`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cyberready.cli.options import as_number, json_option, workspace_option
from cyberready.cli.output import say, say_json
from cyberready.cli.paging import page_lines
from cyberready.errors import Exit, WrongCall
from cyberready.language.messages import _

if TYPE_CHECKING:
    from cyberready.model.rounds import Round
    from cyberready.workspace.explaining import Explained


@click.command("explain")
@click.argument("round_name", metavar="ROUND")
@click.argument("id", metavar="[ID]", required=False, default="")
@click.option(
    "--reach", metavar="SCORE", callback=as_number, help="The shortest way to this score, in place of the next."
)
@json_option
@workspace_option
def command(round_name: str, id: str, reach: float | None, as_json: bool, workspace: str | None) -> int:
    """Open a score into its arithmetic.

    ID is a section or a question of the ROUND; without it the overall score is explained: what it is made of with
    weights and shares, what was left out or cut, what blocks a level, and the fewest changes that reach the next
    rating or level.
    """
    from cyberready.workspace.explaining import explain_round
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        round = opened.round(round_name)
        if reach is not None and id in opened.questionnaire(round).questions:
            raise WrongCall(
                _("A question has no score to reach. Name a section, or nothing for the overall score.")
            )
        explained = explain_round(opened, round, id, reach)
    if as_json:
        say_json({"round": round.name, **explained.explanation.model_dump(mode="json", by_alias=True)})
    else:
        say("\n".join(_lines(round, explained)))
    return Exit.DONE


def _lines(round: Round, explained: Explained) -> Iterator[str]:
    from cyberready.reports.explaining import explained as page_of

    reader, found = explained.reader, explained.explanation
    questionnaire = reader.questionnaire
    unreviewed = f" · {_('unreviewed translation')}" if explained.translation.unreviewed else ""
    yield f"{round.name} · {questionnaire.id} {questionnaire.version}{unreviewed}"
    yield ""
    titled = found.id in questionnaire.sections
    yield f"{reader.name(found.id)} ({found.id})" if titled else found.id or reader.name("")
    yield from page_lines(page_of(reader, found), questionnaire)
