"""`cyberready diff OLD NEW`"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import path_text, say, say_exact, say_json, talk
from cyberready.errors import Exit, WrongCall
from cyberready.language.messages import _, counted

if TYPE_CHECKING:
    from cyberready.library.differences import Differences, Row
    from cyberready.model.questionnaire import Questionnaire


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--crosswalk", is_flag=True, help="Write crosswalk.yaml beside NEW, for you to review.")
@click.option("--out", metavar="FILE", help="Write the crosswalk to this file; - prints it instead of the report.")
@click.option("--replace", is_flag=True, help="Replace the crosswalk where it exists.")
@json_option
@workspace_option
def command(
    old: str, new: str, crosswalk: bool, out: str | None, replace: bool, as_json: bool, workspace: str | None
) -> int:
    """Tell what changed between two versions of a questionnaire.

    OLD and NEW are each an id, a folder or a file; id@version is an older version. Questions are matched by id.
    Those whose id is in one version alone are matched by their words: these are guesses, which a person must
    review. Differences leave the exit status 0.
    """
    from cyberready.workspace.differences import compare, crosswalk_text, write_crosswalk
    from cyberready.workspace.location import locate
    from cyberready.workspace.questionnaires import library_of

    if as_json and out == "-":
        raise WrongCall(_("The crosswalk is YAML: give --out a file, or leave --json out."))
    compared = compare(library_of(locate(workspace)), old, new)
    found = compared.differences
    if out == "-":
        say_exact(crosswalk_text(compared))
        return Exit.DONE
    written = write_crosswalk(compared, Path(out) if out else None, replace) if crosswalk or out else None
    if as_json:
        say_json(_json(found))
    else:
        from cyberready.cli.diff_report import report

        say("\n".join(report(found)))
    _talk_about(found)
    if compared.has_crosswalk and written is None:
        message = _("{path} exists; this report does not look into it.")
        talk(message.format(path=path_text(compared.crosswalk_file)))
    if written is not None:
        talk(_("Wrote {path}.").format(path=path_text(written)))
    return Exit.DONE


def _talk_about(found: Differences) -> None:
    """The counts, and what the reader of a report should know about the two files."""
    if found.old.id != found.new.id:
        message = _("These are two questionnaires, {old} and {new}; their questions are matched all the same.")
        talk(message.format(old=found.old.id, new=found.new.id))
    elif found.old.version == found.new.version and found.differ:
        message = _("Both say version {version}: give the newer one its own before rounds begin with it.")
        talk(message.format(version=found.new.version))
    told = _(
        "{same} same, {reworded} reworded, {moved} moved, {split} split, {merged} merged, {new} new, "
        "{dropped} dropped."
    )
    talk(told.format(**found.counts))
    if guesses := sum(row.guess for row in found.questions):
        talk(
            counted(
                "{number} of them is a guess: review it.", "{number} of them are guesses: review them.", guesses
            )
        )
    if unraised := sum(bool(row.unraised) for row in found.questions):
        talk(
            counted(
                "{number} question changed, but its revision did not.",
                "{number} questions changed, but their revisions did not.",
                unraised,
            )
        )


def _json(found: Differences) -> dict[str, Any]:
    parts = {name: [asdict(part) for part in getattr(found, name)] for name in ("sections", "scales", "profiles")}
    return {
        "old": _version(found.old),
        "new": _version(found.new),
        "counts": found.counts,
        "questions": [_row(row) for row in found.questions],
        **parts,
        "scoring": [asdict(change) for change in found.scoring],
        "head": [asdict(change) for change in found.head],
    }


def _version(questionnaire: Questionnaire) -> dict[str, str]:
    return {"id": questionnaire.id, "version": questionnaire.version}


def _row(row: Row) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "old": list(row.old),
        "new": list(row.new),
        "guess": row.guess,
        "likeness": row.likeness,
        "unraised": list(row.unraised),
        "changes": [asdict(change) for change in row.changes],
    }
