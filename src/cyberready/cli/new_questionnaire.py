"""`cyberready new questionnaire ID`"""

from __future__ import annotations

from pathlib import Path

import click

from cyberready.cli.options import as_name, json_option, workspace_option
from cyberready.cli.output import path_text, say, say_json, talk
from cyberready.errors import Exit
from cyberready.language.messages import _

# Those of library.skeletons, which loads pydantic and yaml.
LANGUAGES = ("en", "fr", "ar")


@click.command("questionnaire")
@click.argument("id", metavar="ID")
@click.option("--title", metavar="TEXT", callback=as_name, help="Its title; made of the id without it.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of its texts and comments.",
)
@click.option(
    "--translation",
    "translations",
    metavar="TAG",
    multiple=True,
    help="Also begin a translation, such as fr; may be given several times.",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write into DIR/ID instead of the workspace's questionnaires/ID.",
)
@json_option
@workspace_option
def command(
    id: str,
    title: str | None,
    language: str,
    translations: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    workspace: str | None,
) -> int:
    """Begin a questionnaire.

    ID is its name in small letters, digits and -. Its file shows everything once, with comments, and passes the
    check; write over it. The schemas by which editors complete keys are put into the folder schema beside it. The
    files that were written are printed.
    """
    from cyberready.workspace.authoring import begin_questionnaire
    from cyberready.workspace.location import locate
    from cyberready.workspace.questionnaires import library_of

    place = locate(workspace)
    folder = out or place / "questionnaires"
    written = begin_questionnaire(
        library_of(place), id, folder, title=title or "", language=language, translations=translations
    )
    if as_json:
        say_json({"id": id, "files": [str(file) for file in written]})
    else:
        for file in written:
            say(path_text(file))
    talk(
        _("Began {id}. Write over its file; `cyberready check --watch {folder}` checks it at each save.").format(
            id=id, folder=path_text(folder / id)
        )
    )
    return Exit.DONE
