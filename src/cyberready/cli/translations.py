"""`cyberready translations status`, `stamp` and `begin`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.faults import talk_faults
from cyberready.cli.groups import Group
from cyberready.cli.options import as_name, json_option, workspace_option
from cyberready.cli.output import path_text, say, say_json, table, talk
from cyberready.errors import Exit, Fault, FaultyFile
from cyberready.language.messages import N_, _, counted

if TYPE_CHECKING:
    from cyberready.library.finding import Library
    from cyberready.workspace.translating import Stamped, Translated

STATUSES = (N_("machine"), N_("reviewed"), N_("approved"))
_MOST = 20  # ids that people are shown; --json gives all


@click.group("translations", cls=Group)
@workspace_option
def command(workspace: str | None) -> int:
    """Begin and stamp translations, and tell how far they are."""
    return Exit.DONE


@command.command("begin")
@click.argument("name", metavar="PATH|ID")
@click.option("--language", metavar="TAG", required=True, help="The language to translate into, such as fr.")
@click.option(
    "--status",
    "trust",
    type=click.Choice(STATUSES),
    default="machine",
    show_default=True,
    help="How far the texts can be trusted once they are written.",
)
@click.option("--by", metavar="NAME", callback=as_name, help="Who translates.")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write this file instead of one beside the questionnaire.",
)
@json_option
@workspace_option
def begin(
    name: str, language: str, trust: str, by: str | None, out: Path | None, as_json: bool, workspace: str | None
) -> int:
    """Begin a translation.

    PATH|ID is the id, folder or file of a questionnaire. A file with every id and no text yet is written beside
    it, each source text as a comment above its place. Its name is printed.
    """
    from cyberready.workspace.translating import begin_translation

    written = begin_translation(_library(workspace), name, language, status=trust, by=by or "", out=out)
    if as_json:
        say_json({"file": str(written)})
    else:
        say(path_text(written))
    talk(_("Fill it in; `cyberready translations status` tells how far it is."))
    return Exit.DONE


@command.command("status")
@click.argument("names", metavar="[PATH|ID...]", nargs=-1)
@json_option
@workspace_option
def status(names: tuple[str, ...], as_json: bool, workspace: str | None) -> int:
    """Tell how far translations are.

    PATH|ID... is the id, folder or file of a questionnaire, or a translation's file; without any, all that are
    here. A text is stale when its source has changed since it was stamped, and unstamped when it is translated and
    has no stamp. With one questionnaire named, the texts that are missing, stale or unstamped are listed.
    """
    library = _library(workspace)
    found, faults = _found(library, names or tuple(library.newest()))
    if as_json:
        say_json([_status_json(item) for item in found])
    else:
        _say_table(found)
        if len(names) == 1:
            for line in _lists(found):
                say(line)
    if not found and not faults:
        talk(_("There are no translations here yet; `cyberready translations begin` begins one."))
    talk_faults(faults)
    return Exit.WRONG_INPUT if faults else Exit.DONE


@command.command("stamp")
@click.argument("name", metavar="PATH|ID")
@click.option("--language", metavar="TAG", help="Only the translation into this language.")
@click.option(
    "--id", "ids", metavar="ID", multiple=True, help="Only this text, stale or not; may be given several times."
)
@click.option("--all", "stale_too", is_flag=True, help="Also every text whose source has changed since.")
@json_option
@workspace_option
def stamp(
    name: str, language: str | None, ids: tuple[str, ...], stale_too: bool, as_json: bool, workspace: str | None
) -> int:
    """Stamp what is translated as it now stands.

    PATH|ID is the id, folder or file of a questionnaire, or a translation's file. Each section and question that
    is wholly translated and has no stamp gets one; when its source changes later, `check` and `translations
    status` say so. A stale stamp is left until the text is named with --id, or --all is given: a new stamp says
    that you have translated the text as it now is. Nothing else of the file changes.
    """
    from cyberready.workspace.translating import stamp_translations

    stamped = stamp_translations(_library(workspace), name, language, ids, stale_too=stale_too)
    if as_json:
        say_json([_stamped_json(item) for item in stamped])
    for item in stamped:
        if not as_json:
            for line in _some([f"{item.language}  {id}: {value}" for id, value in item.stamps.items()]):
                say(line)
        _talk_stamped(item)
    return Exit.DONE


def _library(workspace: str | None) -> Library:
    from cyberready.workspace.location import locate
    from cyberready.workspace.questionnaires import library_of

    return library_of(locate(workspace))


def _found(library: Library, names: Sequence[str]) -> tuple[list[Translated], list[Fault]]:
    """The translations of all that can be read, and the errors of the rest."""
    from cyberready.workspace.translating import find_translations

    found: dict[Path, Translated] = {}
    faults: list[Fault] = []
    for name in names:
        try:
            found.update({item.file.absolute(): item for item in find_translations(library, name)})
        except FaultyFile as error:
            faults += [fault for fault in error.faults if fault.severity == "error"]
    return list(found.values()), faults


def _say_table(found: list[Translated]) -> None:
    header = [_("questionnaire"), _("language"), _("texts"), _("stale"), _("unstamped"), _("status"), _("by")]
    if found:
        for line in table(header, map(_row, found), right={2, 3, 4}):
            say(line)


def _row(item: Translated) -> list[str]:
    state = item.state
    return [
        item.questionnaire.id,
        item.language,
        f"{state.translated}/{state.total}",
        str(len(state.stale)),
        str(len(state.unstamped)),
        _(item.translation.status),
        item.translation.by,
    ]


def _lists(found: list[Translated]) -> Iterator[str]:
    """The ids that want work, by language."""
    for item in found:
        missing = [
            f"{owner}: {', '.join(parts)}" if parts else owner for owner, parts in item.state.missing.items()
        ]
        for head, ids in (
            (_("{language}: missing"), missing),
            (_("{language}: stale, the source has changed since"), list(item.state.stale)),
            (_("{language}: unstamped"), list(item.state.unstamped)),
        ):
            if ids:
                yield ""
                yield head.format(language=item.language)
                yield from (f"  {line}" for line in _some(ids))


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield _("and {number} more").format(number=len(lines) - _MOST)


def _talk_stamped(item: Stamped) -> None:
    place = path_text(item.file)
    if item.stamps:
        told = counted("Stamped {number} text", "Stamped {number} texts", len(item.stamps))
        talk(_("{stamped} in {path}.").format(stamped=told, path=place))
    else:
        talk(_("{path}: nothing to stamp.").format(path=place))
    if item.left:
        talk(_("{path}: left, since their source has changed; translate them, then name them:").format(path=place))
        for line in _some(list(item.left)):
            talk(f"  {line}")


def _status_json(item: Translated) -> dict[str, Any]:
    return {
        "questionnaire": item.questionnaire.id,
        "version": item.questionnaire.version,
        "language": item.language,
        "file": str(item.file),
        "status": item.translation.status,
        "by": item.translation.by,
        "total": item.state.total,
        "translated": item.state.translated,
        "missing": {owner: list(parts) for owner, parts in item.state.missing.items()},
        "stale": list(item.state.stale),
        "unstamped": list(item.state.unstamped),
    }


def _stamped_json(item: Stamped) -> dict[str, Any]:
    return {
        "file": str(item.file),
        "language": item.language,
        "stamped": dict(item.stamps),
        "left": list(item.left),
    }
