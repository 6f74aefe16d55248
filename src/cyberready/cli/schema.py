"""`cyberready schema`"""

from __future__ import annotations

from pathlib import Path

import click

from cyberready.cli.options import workspace_option
from cyberready.cli.output import path_text, say, say_json
from cyberready.errors import Exit, WrongCall
from cyberready.language.messages import _

# Those of library.json_schema.MODELS, which loads pydantic.
FORMATS = ("questionnaire", "sheet", "translation", "crosswalk")


@click.command("schema")
@click.argument("format", metavar="[FORMAT]", type=click.Choice(FORMATS), required=False)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write all four, or the one of FORMAT, as files into this folder; their names are printed.",
)
@click.option("--force", is_flag=True, help="With --out: replace files of these names that say something else.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; without --out it is that in any case.")
@workspace_option
def command(format: str | None, out: Path | None, force: bool, as_json: bool, workspace: str | None) -> int:
    """Print the JSON Schema of a file format.

    It is of draft 2020-12, for editors and other programs. FORMAT is questionnaire (unless another is named),
    sheet, translation or crosswalk.
    """
    if out is None:
        if force:
            raise WrongCall(_("--force goes with --out."))
        from cyberready.library.json_schema import json_schema

        say_json(json_schema(format or "questionnaire"))
        return Exit.DONE
    from cyberready.workspace.schemas import write_schemas

    written = write_schemas(out, [format] if format else FORMATS, replace=force)
    if as_json:
        say_json([str(file) for file in written])
    else:
        for file in written:
            say(path_text(file))
    return Exit.DONE
