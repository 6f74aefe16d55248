"""`cyberready export ROUND`"""

from __future__ import annotations

import os
from pathlib import Path

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import json_text, path_text, say_exact, talk
from cyberready.errors import CannotWriteFile, Exit, WrongCall
from cyberready.language.messages import _


@click.command("export")
@click.argument("round_name", metavar="ROUND")
@click.option("--out", metavar="FILE", help="Write this file instead of printing; - prints.")
@click.option("--force", is_flag=True, help="Replace the file where it exists.")
@json_option
@workspace_option
def command(round_name: str, out: str | None, force: bool, as_json: bool, workspace: str | None) -> int:
    """Print a round's answer sheet.

    It is YAML, which `import` reads again. ROUND is an id or SUBJECT/LABEL[@QUESTIONNAIRE].
    """
    from cyberready.exchange.sheets import sheet_data, sheet_text
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        sheet = opened.sheet(opened.round(round_name))
    text = json_text(sheet_data(sheet)) if as_json else sheet_text(sheet)
    if out is None or out == "-":
        say_exact(text)
        return Exit.DONE
    write(Path(out), text, force)
    talk(_("Wrote {path}.").format(path=path_text(out)))
    return Exit.DONE


def write(path: Path, text: str, force: bool) -> None:
    """Write a file of one's own choice: whole, not through a symbolic link, over another only by force.

    Raises:
        WrongCall: the path exists, and either `force` was not given or it is no plain file.
        CannotWriteFile: the machine refuses.
    """
    from cyberready.charts.files import write_whole

    if path.is_symlink():
        raise CannotWriteFile(path, _("it is a symbolic link"))
    if os.path.exists(path) and not os.path.isfile(path):
        raise WrongCall(_("{path} is no plain file. Give another with --out.").format(path=path))
    if os.path.exists(path) and not force:
        raise WrongCall(
            _("{path} exists already. Give --force to replace it, or another --out.").format(path=path)
        )
    write_whole(path, text.encode("utf-8"))
