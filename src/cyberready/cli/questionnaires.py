"""`cyberready questionnaires`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import path_text, say, say_json, table
from cyberready.errors import Exit
from cyberready.language.messages import _, counted, tag_in_use

if TYPE_CHECKING:
    from cyberready.workspace.questionnaires import Listed


@click.command("questionnaires")
@json_option
@workspace_option
def command(as_json: bool, workspace: str | None) -> int:
    """List the questionnaires and where they lie.

    They are the workspace's own, and those that come with the program.
    """
    from cyberready.workspace.location import database_file, locate
    from cyberready.workspace.questionnaires import cache_beside, library_of, list_questionnaires

    place = locate(workspace)
    listed = list_questionnaires(library_of(place, cache_beside(database_file(place))))
    if as_json:
        say_json([_json(item) for item in listed])
        return Exit.DONE
    header = [_("id"), _("version"), _("title"), _("questions"), _("languages"), _("folder")]
    for line in table(header, map(_row, listed), right={3}):
        say(line)
    return Exit.DONE


def _row(item: Listed) -> list[str]:
    from cyberready.workspace.questionnaires import loaded_in

    if item.loaded is None:
        faults = counted(
            "{number} error: see `cyberready check`", "{number} errors: see `cyberready check`", len(item.faults)
        )
        return [item.id, "", faults, "", "", path_text(item.folder)]
    questionnaire = item.loaded.questionnaire
    return [
        item.id,
        questionnaire.version,
        loaded_in(item.loaded, tag_in_use())[0].title,
        str(sum(map(questionnaire.scored, questionnaire.questions))),
        ", ".join(item.languages),
        path_text(item.folder),
    ]


def _json(item: Listed) -> dict[str, Any]:
    questionnaire = None if item.loaded is None else item.loaded.questionnaire
    return {
        "id": item.id,
        "version": None if questionnaire is None else questionnaire.version,
        "title": None if questionnaire is None else questionnaire.title,
        "questions": None if questionnaire is None else len(questionnaire.questions),
        "languages": list(item.languages),
        "digest": None if item.loaded is None else item.loaded.digest,
        "folder": str(item.folder),
        "faults": len(item.faults),
    }
