"""`cyberready review ROUND`"""

from __future__ import annotations

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json
from cyberready.errors import Exit


@click.command("review")
@click.argument("round_name", metavar="ROUND")
@json_option
@workspace_option
def command(round_name: str, as_json: bool, workspace: str | None) -> int:
    """List what to look at before a ROUND is finalised.

    Unanswered questions, answers that lack evidence, its files or a validation, that differ from the last round
    without a reason, that were only carried over, that the host disputes, that are not sure or flagged. Nothing
    is forbidden.
    """
    from cyberready.workspace.reviewing import review_round
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        round = opened.round(round_name)
        found = review_round(opened, round)
        if as_json:
            points = [{"kind": point.kind, "question": point.question} for point in found.points]
            say_json({"round": round.name, "earlier": found.earlier or None, "points": points})
            return Exit.DONE
        from cyberready.cli.paging import page_lines
        from cyberready.reports.reviewing import review_page
        from cyberready.workspace.explaining import reader_of

        reader = reader_of(opened, round)
        say(
            "\n".join(
                [
                    f"{round.name} · {round.questionnaire.id} {round.questionnaire.version}",
                    *page_lines(review_page(reader, found), reader.questionnaire),
                ]
            )
        )
    return Exit.DONE
