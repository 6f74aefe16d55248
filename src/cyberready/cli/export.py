"""`cyberready export ROUND`"""

from __future__ import annotations

from pathlib import Path

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import json_text, path_text, say_exact, talk
from cyberready.cli.writing import write
from cyberready.errors import Exit
from cyberready.language.messages import _


@click.command("export")
@click.argument("round_name", metavar="ROUND")
@click.option("--out", metavar="FILE", help="Write this file instead of printing; - prints.")
@click.option("--force", is_flag=True, help="Replace the file where it exists.")
@click.option("--assessor", metavar="NAME", help="The sheet of this assessor or body, not the official one.")
@json_option
@workspace_option
def command(
    round_name: str, out: str | None, force: bool, assessor: str | None, as_json: bool, workspace: str | None
) -> int:
    """Print a round's answer sheet.

    The official one, or with --assessor one of somebody's own. It is YAML, which `import` reads again. ROUND is an
    id or SUBJECT/LABEL[@QUESTIONNAIRE].
    """
    from cyberready.exchange.sheets import sheet_data, sheet_text
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        sheet = opened.sheet(opened.round(round_name), assessor)
    text = json_text(sheet_data(sheet)) if as_json else sheet_text(sheet)
    if out is None or out == "-":
        say_exact(text)
        return Exit.DONE
    write(Path(out), text.encode("utf-8"), force)
    talk(_("Wrote {path}.").format(path=path_text(out)))
    return Exit.DONE
