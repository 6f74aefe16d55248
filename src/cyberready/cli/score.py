"""`cyberready score QUESTIONNAIRE SHEET`"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cyberready.cli.faults import talk_faults
from cyberready.cli.options import json_option, workspace_option
from cyberready.cli.output import say, say_json, table
from cyberready.errors import Exit
from cyberready.language.formats import shown_count, shown_number
from cyberready.language.messages import _, counted

if TYPE_CHECKING:
    from cyberready.model.questionnaire import Questionnaire, Section
    from cyberready.model.scorecard import ProfileResult, SectionScore, TargetResult
    from cyberready.workspace.sheet_scoring import Scored


@click.command("score")
@click.argument("questionnaire", metavar="QUESTIONNAIRE")
@click.argument("sheet", metavar="SHEET")
@click.option("--policies", is_flag=True, help="The same sheet under other treatments of what is not answered.")
@json_option
@workspace_option
def command(questionnaire: str, sheet: str, policies: bool, as_json: bool, workspace: str | None) -> int:
    """Score an answer sheet or a stored round.

    QUESTIONNAIRE is an id, a folder or a file; of an id or folder, the version that the sheet answers is taken.
    SHEET is a sheet's file, or a stored round: an id or SUBJECT/LABEL[@QUESTIONNAIRE]. Nothing is stored.

    With --policies the scores stand beside those under every treatment of not applicable, unknown and unanswered,
    and beside those without the answers that lack evidence.
    """
    scored = _scored(questionnaire, sheet, workspace)
    talk_faults(scored.warnings)
    if as_json:
        more = {"policies": scored.sensitivity().model_dump(mode="json")} if policies else {}
        say_json({**scored.scorecard.as_json(), **more})
    else:
        say("\n".join(_policies(scored) if policies else _lines(scored)))
    return Exit.DONE


def _scored(questionnaire: str, sheet: str, workspace: str | None) -> Scored:
    from cyberready.workspace.sheet_scoring import score_file, score_round

    there = os.path.exists(sheet) and not os.path.isdir(sheet)
    if there or sheet.endswith((".yaml", ".yml")):
        from cyberready.workspace.location import database_file, locate
        from cyberready.workspace.questionnaires import cache_beside, library_of

        place = locate(workspace)
        library = library_of(place, cache_beside(database_file(place)))
        return score_file(library, questionnaire, Path(sheet))
    from cyberready.workspace.workspace import Workspace

    with Workspace.open(workspace, make=False) as opened:
        return score_round(opened, questionnaire, opened.round(sheet))


def _lines(scored: Scored) -> Iterator[str]:
    """The scores for people: the tree of sections, the counts of states, the profiles."""
    from cyberready.reports.wording import states_told
    from cyberready.workspace.questionnaires import rating_words

    questionnaire, card = scored.shown, scored.scorecard
    words = rating_words(scored.questionnaire, questionnaire)
    yield _head(scored)
    yield ""
    header = ["", _("score"), _("bounds"), _("scale"), _("answered"), _("rating")]
    rows = [_row(_("Overall"), card.overall, questionnaire.scoring.decimals, words)]
    for section, depth in _tree(questionnaire.domains):
        rows.append(
            _row(
                "  " * depth + section.title, card.sections[section.id], _places(questionnaire, section.id), words
            )
        )
    yield from table(header, rows, right={1, 4}, indent=True)
    yield ""
    yield states_told(card.overall)
    yield from _cuts(scored)
    for id, result in card.profiles.items():
        yield ""
        yield from _profile(questionnaire, id, result)


def _head(scored: Scored) -> str:
    unreviewed = f" · {_('unreviewed translation')}" if scored.translation.unreviewed else ""
    name = f"{scored.sheet.subject.name}/{scored.sheet.round}"
    return f"{name} · {scored.shown.id} {scored.shown.version}{unreviewed}"


def _policies(scored: Scored) -> Iterator[str]:
    """The scores under other policies, for people: a table for each state, for evidence, for all together."""
    from cyberready.cli.paging import page_lines
    from cyberready.reports.sensitivity import sensitivity_page

    yield _head(scored)
    yield from page_lines(sensitivity_page(scored.shown, scored.sensitivity()), scored.shown)


def _cuts(scored: Scored) -> Iterator[str]:
    """The answers that a gate let count for less than they say."""
    from cyberready.reports.wording import GATE_WORDS

    cut = {id: (score.points, score.gate) for id, score in scored.scorecard.questions.items() if score.gate}
    if not cut:
        return
    yield ""
    yield _("Counted lower than answered:")
    for id, (points, gate) in cut.items():
        answer = scored.sheet.answers[id].value
        text = _("  {id}: {answer} counts {points:g} points: {why}.")
        yield text.format(id=id, answer=answer, points=points or 0, why=_(GATE_WORDS[gate]))


def _tree(sections: tuple[Section, ...], depth: int = 0) -> Iterator[tuple[Section, int]]:
    for section in sections:
        yield section, depth
        yield from _tree(section.sections, depth + 1)


def _places(questionnaire: Questionnaire, section: str) -> int:
    """How many decimals the section's scores are shown with."""
    own = questionnaire.sections[section].decimals if section in questionnaire.sections else None
    return questionnaire.scoring.decimals if own is None else own


def _row(title: str, score: SectionScore, places: int, words: Mapping[str, str]) -> list[str]:
    from cyberready.charts.text import rounded, unit

    value, low, high = (
        _("no score") if v is None else shown_number(rounded(v, places))
        for v in (score.value, score.low, score.high)
    )
    return [
        title,
        value,
        "" if low == high == value else _("{low} to {high}").format(low=low, high=high),
        "" if score.range is None else unit(score.range),
        f"{shown_count(score.answered)}/{shown_count(score.questions)}",
        words[score.rating] if score.rating else "",
    ]


def _profile(questionnaire: Questionnaire, id: str, result: ProfileResult) -> Iterator[str]:
    """A profile that is met in one line; else with the targets that are missed."""
    missed = [target for target in result.targets if not target.met]
    if result.met:
        yield _("Profile {id}: met.").format(id=id)
        return
    yield _("Profile {id}: not met, {missed} of {targets} missed.").format(
        id=id,
        missed=shown_count(len(missed)),
        targets=counted("{number} target", "{number} targets", len(result.targets)),
    )
    rows = [_target_row(questionnaire, target) for target in missed]
    yield from table([_("  target missed"), _("score"), _("target"), _("gap")], rows, right={1, 2, 3}, indent=True)


def _target_row(questionnaire: Questionnaire, target: TargetResult) -> list[str]:
    from cyberready.charts.text import rounded

    places = _places(questionnaire, target.id)
    section = questionnaire.sections.get(target.id)
    value, gap = (None if v is None else shown_number(rounded(v, places)) for v in (target.value, target.gap))
    return [
        "  " + (target.id if section is None else section.title),
        value or _("no score"),
        shown_number(rounded(target.target, places)),
        gap or "",
    ]
