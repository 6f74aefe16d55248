"""A sheet's scores under other policies, in words and tables beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cyberready.charts.text import between, in_figures, rounded
from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.questionnaire import Policy, Questionnaire
from cyberready.model.sensitivity import TREATED, Scores, Sensitivity, Treated
from cyberready.reports.pages import Lines, Page, Table, TableRow

_HEADINGS: dict[Treated, str] = {
    "not_applicable": N_("Not applicable: {questions}; in the questionnaire: {policy}."),
    "unknown": N_("Unknown: {questions}; in the questionnaire: {policy}."),
    "unanswered": N_("Unanswered: {questions}; in the questionnaire: {policy}."),
}
_POLICIES: dict[Policy, str] = {
    "exclude": N_("left out"),
    "zero": N_("as the worst"),
    "full": N_("as the best"),
    "void": N_("section minimum"),
}


def sensitivity_page(questionnaire: Questionnaire, found: Sensitivity) -> Page:
    """One table for each state that a question is in, then what lacks evidence, then all treatments together."""
    return tuple(_blocks(questionnaire, found))


def _blocks(questionnaire: Questionnaire, found: Sensitivity) -> Iterator[Lines | Table]:
    quiet = []
    for state in TREATED:
        number = counted("{number} question", "{number} questions", found.questions[state])
        told = _(_HEADINGS[state]).format(
            questions=number, policy=_(_POLICIES[getattr(questionnaire.scoring, state)])
        )
        if not found.questions[state]:
            quiet.append(told)
            continue
        yield Lines((told,), heading=True)
        columns = {_("now"): found.scores}
        columns |= {_(word): found.treatments[state][each] for each, word in _POLICIES.items()}
        yield _table(questionnaire, columns)
    if quiet:
        yield Lines((*quiet, _("Where no question is in a state, its treatment changes nothing.")))
    evidence = found.evidence
    text = _("Without evidence: {answers} of {of} answers claim more than the worst and have none attached.")
    counts = {"answers": shown_count(evidence.answers), "of": shown_count(evidence.of)}
    yield Lines((text.format(**counts),), heading=True)
    if evidence.answers:
        without = {_("left out"): evidence.left_out, _("as the worst"): evidence.worst}
        yield _table(questionnaire, {_("now"): found.scores, **without})
        rows = [TableRow(id, questionnaire.questions[id].text, ()) for id in evidence.questions]
        told = _("Left out is as if not asked: what is left has evidence and is no better for it. These are:")
        yield Lines((told,))
        yield Table(("",), tuple(rows))
    if any(found.questions.values()):
        yield Lines((_("Lowest and highest over all treatments together:"),), heading=True)
        spans = {"": found.any.overall, **{d.id: found.any.sections[d.id] for d in questionnaire.domains}}
        rows = [
            TableRow(id, _name(questionnaire, id), (_span(questionnaire, id, span),)) for id, span in spans.items()
        ]
        yield Table(("", _("lowest to highest")), tuple(rows), frozenset({1}))


def _table(questionnaire: Questionnaire, columns: Mapping[str, Scores]) -> Table:
    """The overall score and each domain's, one column a treatment; what differs from now is marked."""
    now = next(iter(columns.values()))
    rows = []
    for id in ("", *(domain.id for domain in questionnaire.domains)):
        values = [_of(scores, id) for scores in columns.values()]
        cells = [_figure(questionnaire, id, value) for value in values]
        marked = [f"{_mark(_of(now, id), value)}{cell}" for cell, value in zip(cells, values, strict=True)]
        rows.append(TableRow(id, _name(questionnaire, id), tuple(marked)))
    return Table(("", *columns), tuple(rows), frozenset(range(1, len(columns) + 1)))


def _of(scores: Scores, id: str) -> float | None:
    return scores.overall if not id else scores.sections[id]


def _mark(now: float | None, value: float | None) -> str:
    """Whether a score lies above or below the one that counts now."""
    if now is None or value is None or round(now, 9) == round(value, 9):
        return ""
    return "▲ " if value > now else "▼ "


def _name(questionnaire: Questionnaire, id: str) -> str:
    return questionnaire.sections[id].title if id else _("Overall")


def _figure(questionnaire: Questionnaire, id: str, value: float | None) -> str:
    own = questionnaire.sections[id].decimals if id else None
    places = questionnaire.scoring.decimals if own is None else own
    return _("no score") if value is None else in_figures(rounded(value, max(2, places)))


def _span(questionnaire: Questionnaire, id: str, span: tuple[float, float] | None) -> str:
    if span is None:
        return _("no score")
    return between(*(_figure(questionnaire, id, bound) for bound in span))
