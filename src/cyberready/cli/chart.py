"""`cyberready chart KIND ROUND...`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import path_text, say, say_json
from cyberready.errors import Exit, WrongCall
from cyberready.language.messages import _

if TYPE_CHECKING:
    from cyberready.model.rounds import Round
    from cyberready.workspace.workspace import Workspace

# Those of workspace.charting, which loads numpy and pydantic.
KINDS = ("profile", "trend")


@click.command("chart")
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("round_names", metavar="ROUND...", nargs=-1)
@click.option("--subject", metavar="SUBJECT", help="All rounds of a subject, instead of naming them.")
@click.option("--questionnaire", metavar="ID", help="With --subject: which, where it has rounds of several.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; one in results/ without it.",
)
@click.option(
    "--format",
    "formats",
    metavar="LIST",
    default="svg,png,pdf",
    show_default=True,
    help="Any of svg, png and pdf, with commas between.",
)
@click.option(
    "--profile", metavar="ID", help="Whose targets a profile shows; the questionnaire's first without it."
)
@json_option
@workspace_option
def command(
    kind: str,
    round_names: tuple[str, ...],
    subject: str | None,
    questionnaire: str | None,
    out: Path | None,
    formats: str,
    profile: str | None,
    as_json: bool,
    workspace: str | None,
) -> int:
    """Draw charts of rounds into files.

    They are pictures, their table as CSV and a manifest; the files written are printed. KIND is profile, the
    domains against their targets, one chart a round; or trend, all rounds in one chart. ROUND is an id or
    SUBJECT/LABEL[@QUESTIONNAIRE]; for a trend, one round stands for all of its subject and questionnaire.
    """
    wanted = [format.strip().lower() for format in formats.split(",") if format.strip()]
    if not wanted:
        raise WrongCall(_("--format names no format. Give any of svg, png and pdf."))
    if bool(round_names) == (subject is not None):
        raise WrongCall(_("Name the rounds to draw, or give --subject for all of a subject's."))
    if questionnaire is not None and subject is None:
        raise WrongCall(_("--questionnaire goes with --subject. Behind a round's name write @QUESTIONNAIRE."))
    if profile is not None and kind != "profile":
        raise WrongCall(_("A {kind} shows no targets: --profile goes with `chart profile`.").format(kind=kind))
    from cyberready.workspace.charting import write_charts
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        if subject is not None:
            rounds = opened.rounds_of(subject, questionnaire)
        else:
            rounds = _named(opened, round_names, alone=kind != "trend")
        files = write_charts(opened, kind, rounds, out, wanted, profile)
    files = tuple(dict.fromkeys(files))
    if as_json:
        say_json([str(file) for file in files])
    else:
        for file in files:
            say(path_text(file))
    return Exit.DONE


def _named(workspace: Workspace, names: tuple[str, ...], *, alone: bool) -> list[Round]:
    """The rounds of these names, each once; one that may not stand alone, with all of its subject's."""
    rounds = list({round.id: round for round in map(workspace.round, names)}.values())
    if len(rounds) > 1 or alone:
        return rounds
    return workspace.rounds_of(rounds[0].subject.name, rounds[0].questionnaire.id)
