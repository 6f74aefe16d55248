"""`cyberready trend SUBJECT`"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json
from cyberready.errors import Exit

if TYPE_CHECKING:
    from cyberready.charts.series import TrendSeries
    from cyberready.model.trend import Trend


@click.command("trend")
@click.argument("subject", metavar="SUBJECT")
@click.option("--questionnaire", metavar="ID", help="Which, where the subject has rounds of several.")
@json_option
@workspace_option
def command(subject: str, questionnaire: str | None, as_json: bool, workspace: str | None) -> int:
    """Show a subject's scores over its rounds.

    SUBJECT is the name of who was assessed. Rounds that were not asked the same questions are not compared.
    """
    from cyberready.workspace.charting import trend_series
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        if as_json:
            say_json(_json(opened.trend(subject, questionnaire)))
        else:
            _say_lines(trend_series(opened, opened.rounds_of(subject, questionnaire)))
    return Exit.DONE


def _say_lines(series: TrendSeries) -> None:
    from cyberready.charts.blocks import trend_lines

    say(f"{series.title}\n{series.subtitle}\n")
    for line in trend_lines(series, shutil.get_terminal_size().columns):
        say(line)
    say(f"\n{series.source}")


def _json(trend: Trend) -> dict[str, Any]:
    return {
        "subject": trend.subject,
        "questionnaire": trend.questionnaire,
        "rounds": [
            {
                "id": point.round.id,
                "label": point.round.label,
                "date": point.round.date.isoformat(),
                "status": point.round.status,
                "version": point.round.questionnaire.version,
                "connected": point.connected,
                "overall": point.scorecard.overall.model_dump(mode="json"),
                "sections": {id: score.model_dump(mode="json") for id, score in point.scorecard.sections.items()},
            }
            for point in trend.points
        ],
    }
