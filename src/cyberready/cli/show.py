"""`cyberready show ID`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cyberready.cli.options import workspace_option
from cyberready.cli.output import path_text, say_exact, talk
from cyberready.cli.writing import write
from cyberready.errors import Exit, WrongCall
from cyberready.language.messages import _, language_of

if TYPE_CHECKING:
    from cyberready.workspace.showing import Format

# Those of workspace.showing, which loads pydantic.
FORMATS = ("md", "pdf")


@click.command("show")
@click.argument("name", metavar="ID")
@click.option("--language", metavar="TAG", help="The language to show it in, such as ar; its own without it.")
@click.option("--form", is_flag=True, help="As a paper form, with boxes to tick and room to write.")
@click.option("--section", metavar="SECTION", help="Only this domain or section, by its id.")
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="Markdown, or PDF for printing; without it by the ending of --out, else Markdown.",
)
@click.option("--out", metavar="FILE", help="Write this file instead of printing; - prints.")
@click.option("--force", is_flag=True, help="Replace the file where it exists.")
@workspace_option
def command(
    name: str,
    language: str | None,
    form: bool,
    section: str | None,
    format: Format | None,
    out: str | None,
    force: bool,
    workspace: str | None,
) -> int:
    """Print a questionnaire to read, or as a form.

    It is Markdown, or PDF with --out. With --form it can be printed and filled in by hand in a meeting. ID is an
    id, a folder or a file.
    """
    prints = out is None or out == "-"
    format = format or ("pdf" if not prints and str(out).lower().endswith(".pdf") else "md")
    if prints and format == "pdf":
        raise WrongCall(_("A PDF cannot be printed here. Name its file with --out."))
    from cyberready.workspace.location import locate
    from cyberready.workspace.questionnaires import library_of
    from cyberready.workspace.showing import show

    library = library_of(locate(workspace))
    shown = show(library, name, format, language=language, form=form, section=section)
    if language is not None and language_of(shown.language) != language_of(language):
        text = _("There is no translation into {asked}; this is {shown}.")
        talk(text.format(asked=language, shown=shown.language))
    if shown.undrawable:
        text = _("A font of this machine draws these characters, or a box stands for them: {characters}")
        talk(text.format(characters=shown.undrawable))
    if out is None or out == "-":
        say_exact(shown.content.decode("utf-8"))
        return Exit.DONE
    write(Path(out), shown.content, force)
    talk(_("Wrote {path}.").format(path=path_text(out)))
    return Exit.DONE
