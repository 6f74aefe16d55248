"""`cyberready evidence ROUND`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import path_text, say, say_json, table, talk
from cyberready.errors import Exit
from cyberready.language.messages import _

if TYPE_CHECKING:
    from cyberready.workspace.evidence import EvidenceRow


@click.command("evidence")
@click.argument("round_name", metavar="ROUND")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write copies of the files into this folder, named after question and title.",
)
@json_option
@workspace_option
def command(round_name: str, out: Path | None, as_json: bool, workspace: str | None) -> int:
    """List the evidence of a ROUND and check its files.

    The files are those that were copied into the workspace. One that is missing, or no longer what its digest
    says, ends in exit status 3. Nothing in --out is overwritten.
    """
    from cyberready.workspace.evidence import evidence_of, write_out
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        round = opened.round(round_name)
        rows = evidence_of(opened, round)
        written = () if out is None else write_out(opened, round, out)
    if as_json:
        files = {} if out is None else {"written": [str(path) for path in written]}
        say_json({"round": round.name, "evidence": [_json(row) for row in rows], **files})
    elif rows:
        header = [_("question"), _("title"), _("issued by"), _("dated"), _("seen"), _("file"), _("link")]
        for line in table(header, map(_row, rows)):
            say(line)
    else:
        talk(_("{round} has no evidence attached.").format(round=round.name))
    if not as_json:
        for path in written:
            talk(_("Wrote {path}.").format(path=path_text(path)))
    return Exit.DONE if all(row.sound for row in rows) else Exit.DAMAGED


def _row(row: EvidenceRow) -> list[str]:
    from cyberready.model.answers import SEEN_WORDS
    from cyberready.workspace.evidence import COPY_WORDS

    evidence = row.evidence
    return [
        row.question,
        evidence.title,
        evidence.issuer,
        "" if evidence.dated is None else evidence.dated.isoformat(),
        "" if evidence.seen is None else _(SEEN_WORDS[evidence.seen]),
        "" if row.copy is None else _(COPY_WORDS[row.copy.state]),
        evidence.link,
    ]


def _json(row: EvidenceRow) -> dict[str, Any]:
    return {
        "question": row.question,
        "number": row.number,
        **row.evidence.model_dump(mode="json"),
        "state": None if row.copy is None else row.copy.state,
        "path": None if row.copy is None or row.copy.path is None else str(row.copy.path),
    }
