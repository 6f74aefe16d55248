"""`cyberready schema`"""

from __future__ import annotations

import click

from cyberready.cli.options import workspace_option
from cyberready.cli.output import say_json
from cyberready.errors import Exit

# Those of library.json_schema.MODELS, which loads pydantic.
FORMATS = ("questionnaire", "sheet", "translation", "crosswalk")


@click.command("schema")
@click.argument("format", metavar="[FORMAT]", type=click.Choice(FORMATS), default="questionnaire")
@click.option("--json", "as_json", is_flag=True, help="As without it: a schema is JSON in any case.")
@workspace_option
def command(format: str, as_json: bool, workspace: str | None) -> int:
    """Print the JSON Schema of a file format.

    It is of draft 2020-12, for editors and other programs. FORMAT is questionnaire (unless another is named),
    sheet, translation or crosswalk.
    """
    from cyberready.library.json_schema import json_schema

    say_json(json_schema(format))
    return Exit.DONE
