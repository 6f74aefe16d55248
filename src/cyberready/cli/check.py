"""`cyberready check PATH...`"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cyberready.cli.faults import fault_json, fault_line
from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, talk
from cyberready.errors import Exit, Fault
from cyberready.language.messages import _, counted

if TYPE_CHECKING:
    from cyberready.workspace.checking import Checked
    from cyberready.workspace.translating import Translated
    from cyberready.workspace.workspace import Workspace

# A folder that is replaced while it is read is whole again within moments.
_TRIES, _BETWEEN = 5, 0.2


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved, until ctrl+c.")
@json_option
@workspace_option
def command(paths: tuple[Path, ...], watch: bool, as_json: bool, workspace: str | None) -> int:
    """Print every fault of questionnaires and sheets.

    PATH is a file, or a folder of which every questionnaire, translation, crosswalk and sheet is checked, or a
    questionnaire's id. Without any, the workspace's own questionnaires are checked. Errors end in exit status 2,
    warnings alone in 0. Sheets are held against the questionnaires' files; rounds play no part, and nothing is
    stored. How far each translation is comes after the faults.
    """
    from cyberready.workspace.checking import check, places_of
    from cyberready.workspace.workspace import Workspace

    with Workspace.without_rounds(workspace) as opened:
        places = places_of(opened, paths)
        if watch:
            _watch(opened, places, as_json)
        checked = check(opened, places)
    faults = _in_order(checked)
    if as_json:
        say_json([fault_json(fault) for fault in faults])
    else:
        for fault in faults:
            say(fault_line(fault))
    for line in _coverage(checked.translations):
        talk(line)
    talk(_summary(faults))
    return Exit.WRONG_INPUT if any(fault.severity == "error" for fault in faults) else Exit.DONE


def _watch(workspace: Workspace, paths: list[Path], as_json: bool) -> None:
    """Print the time, what was found in short, and the faults, now and after each save, until ctrl+c."""
    from cyberready.workspace.watching import saves

    def tell_polling() -> None:
        talk(_("The system does not tell of changes here, so the files are looked at again and again."))

    talk(_("Watching. ctrl+c ends."))
    for _save in saves(paths, tell_polling=tell_polling):
        checked = _checked_in_peace(workspace, paths)
        faults = _in_order(checked)
        head = f"{datetime.now().isoformat(' ', 'seconds')}  {_summary(faults)}"
        if as_json:
            talk(head)
            say_json([fault_json(fault) for fault in faults])
        else:
            for line in (head, *map(fault_line, faults)):
                say(line)
        for line in _coverage(checked.translations):
            talk(line)


def _checked_in_peace(workspace: Workspace, paths: list[Path]) -> Checked:
    """The check, tried again where folders go and come while it reads them."""
    from cyberready.workspace.checking import check

    for _try in range(_TRIES):
        with suppress(OSError):
            return check(workspace, paths)
        time.sleep(_BETWEEN)
    return check(workspace, paths)


def _in_order(checked: Checked) -> list[Fault]:
    return sorted(checked.faults, key=lambda fault: (fault.file, fault.line))


def _coverage(translations: tuple[Translated, ...]) -> Iterator[str]:
    """How far the translations are, a line a questionnaire: `power: ar 1100 of 1204, reviewed; fr ...`."""
    found: dict[tuple[str, str, Path], list[Translated]] = {}
    for item in translations:
        folder, questionnaire = item.file.parent, item.questionnaire
        found.setdefault((questionnaire.id, questionnaire.version, folder), []).append(item)
    for (id, version, folder), items in found.items():
        name = f"{id} {version}" if folder.parent.name == "versions" else id
        yield f"{name}: {'; '.join(map(_language, items))}"


def _language(item: Translated) -> str:
    told = _("{language} {translated} of {total} texts, {status}")
    return told.format(
        language=item.language,
        translated=item.state.translated,
        total=item.state.total,
        status=_(item.translation.status),
    )


def _summary(faults: list[Fault]) -> str:
    if not faults:
        return _("No faults.")
    errors = sum(fault.severity == "error" for fault in faults)
    return _("{errors}, {warnings} in {files}").format(
        errors=counted("{number} error", "{number} errors", errors),
        warnings=counted("{number} warning", "{number} warnings", len(faults) - errors),
        files=counted("{number} file", "{number} files", len({fault.file for fault in faults})),
    )
