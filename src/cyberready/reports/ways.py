"""The shortest way to a score in words: what there is to reach, which answers change, what results."""

from __future__ import annotations

from collections.abc import Iterator

from cyberready.charts.text import in_turn
from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.explanation import Change, Goal, GoalKind
from cyberready.reports.pages import Lines, Table, TableRow
from cyberready.reports.wording import Reader, figure

_AIMS: dict[GoalKind, str] = {
    "rating": N_("To “{label}”, from {bound}"),
    "level": N_("To level {label}"),
    "target": N_("To the target {bound} of “{label}”"),
    "number": N_("To {bound}"),
    "score": N_("To a score at all"),
}


def way(reader: Reader, goal: Goal) -> Iterator[Lines | Table]:
    """What there is to reach, with the changes that do, or why none does."""
    label = reader.ratings.get(goal.label, goal.label) if goal.kind == "rating" else goal.label
    if goal.kind == "level":
        label = shown_count(int(goal.label))
    if goal.kind == "target" and goal.label in reader.questionnaire.profiles:
        label = reader.questionnaire.profiles[goal.label].title or label
    aim = _(_AIMS[goal.kind]).format(label=label, bound=figure(goal.bound))
    if goal.changes is None:
        told = _("no raise of answers reaches it; {highest} is the most, while what is left out stays out.")
        told = told.format(highest=figure(goal.highest or 0.0))
        yield Lines((_("{aim}: {told}").format(aim=aim, told=told),), heading=True)
        return
    if not goal.changes:
        yield Lines((_("{aim}: {told}").format(aim=aim, told=_("it is there already.")),), heading=True)
        return
    yield Lines((_("{aim}: {told}").format(aim=aim, told=_effort(goal)),), heading=True)
    if goal.kind == "score":  # any answer will do
        yield Table(("",), tuple(TableRow(change.id, reader.name(change.id), ()) for change in goal.changes))
    else:
        rows = tuple(_change_row(reader, change) for change in goal.changes)
        yield Table(("", _("now"), _("then"), ""), rows)
    after = []
    if goal.value is not None:
        after.append(_("The score would then be {score}.").format(score=figure(goal.value)))
    if goal.opens:
        text = _("These answers bring up more questions, whose answers count as well: {ids}.")
        after.append(text.format(ids=in_turn(goal.opens)))
    if goal.closes:
        text = _("These answers hide questions, which then do not count: {ids}.")
        after.append(text.format(ids=in_turn(goal.closes)))
    if after:
        yield Lines(tuple(after))


def _effort(goal: Goal) -> str:
    count = goal.count or 0
    answers = counted("{number} answer", "{number} answers", count)
    if goal.kind == "score":
        return _("{answers} to open questions will do, and no fewer.").format(answers=answers)
    if goal.answers:
        return _("{answers} to change, and no fewer.").format(answers=answers)
    raises = counted("{number} raise", "{number} raises", count)
    questions = counted("{number} question", "{number} questions", len(goal.changes or ()))
    text = _("{raises} by one level in {questions} will do, and no fewer.")
    return text.format(raises=raises, questions=questions)


def _change_row(reader: Reader, change: Change) -> TableRow:
    now = _("open") if change.value is None else reader.answer(change.id, change.value)
    then = reader.answer(change.id, change.to)
    if change.until is not None:
        text = _("{value} to below {until}")
        then = text.format(value=figure(change.to), until=reader.answer(change.id, change.until))
    needs = {"criteria": _("every criterion met"), "evidence": _("with evidence")}
    asked = in_turn([needs[need] for need in change.needs] or [""])
    return TableRow(change.id, reader.name(change.id), (now, then, asked))
