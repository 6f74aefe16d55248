"""The shortest way to a score in words: what there is to reach, which answers change, what results."""

from __future__ import annotations

from collections.abc import Iterator

from cyberready.charts.text import in_turn, short
from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.answers import BASIS_WORDS
from cyberready.model.explanation import Change, Goal, GoalKind
from cyberready.model.scales import NumberScale
from cyberready.model.scorecard import Gate, SectionScore
from cyberready.reports.pages import Lines, Table, TableRow
from cyberready.reports.wording import Reader, figure

_AIMS: dict[GoalKind, str] = {
    "rating": N_("To “{label}”, from {bound}"),
    "level": N_("To level {label}"),
    "target": N_("To the target {bound} of “{label}”"),
    "number": N_("To {bound}"),
    "score": N_("To a score at all"),
}


def way(reader: Reader, goal: Goal, score: SectionScore) -> Iterator[Lines | Table]:
    """What there is to reach, with the changes that do, or why none does."""
    label = reader.ratings.get(goal.label, goal.label) if goal.kind == "rating" else goal.label
    if goal.kind == "level":
        label = shown_count(int(goal.label))
    if goal.kind == "target" and goal.label in reader.questionnaire.profiles:
        label = reader.questionnaire.profiles[goal.label].title or label
    aim = _(_AIMS[goal.kind]).format(label=label, bound=figure(goal.bound))
    if goal.changes is None:
        told = _("no raise of answers reaches it; {highest} is the most, while what is left out stays out.")
        if score.range is not None and goal.bound > score.range[1]:
            told = _("the scale ends at {highest}.")
        most = score.range[1] if score.range is not None and goal.bound > score.range[1] else goal.highest
        told = told.format(highest=figure(most or 0.0))
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
        text = _("These answers bring up questions, which count as they stand now, open ones as open: {ids}.")
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
        text = _("{answers} to open questions will do, and no fewer.")
        if goal.skips:
            text = _("{answers} to open questions will do, and no fewer, while the same questions are asked.")
        return text.format(answers=answers)
    if goal.answers:
        text = _("{answers} to change, and no fewer.")
        if goal.skips:
            text = _("{answers} to change, and no fewer while the same questions are asked.")
        return text.format(answers=answers)
    raises = counted("{number} raise", "{number} raises", count)
    questions = counted("{number} question", "{number} questions", len(goal.changes or ()))
    text = _("{raises} by one level in {questions} will do, and no fewer.")
    if goal.value is not None and round(goal.value, 9) < round(goal.bound, 9):
        text = _("{raises} by one level in {questions} would do, were nothing else asked.")
    elif goal.opens or goal.closes:
        text = _("{raises} by one level in {questions} will do.")
    elif goal.skips:
        text = _("{raises} by one level in {questions} will do, and no fewer while the same questions are asked.")
    return text.format(raises=raises, questions=questions)


def _change_row(reader: Reader, change: Change) -> TableRow:
    now = _("open") if change.value is None else reader.answer(change.id, change.value)
    then = reader.answer(change.id, change.to)
    scale = reader.questionnaire.scale_of(change.id)
    if change.until is not None:
        text = _("{value} to below {until}")
        then = text.format(value=_edge(change.to), until=reader.answer(change.id, change.until))
    elif isinstance(scale, NumberScale):
        then = f"{_edge(change.to)} {scale.unit}".strip()
    asked = in_turn([_needed(reader, change.id, need) for need in change.needs] or [""])
    return TableRow(change.id, reader.name(change.id), (now, then, asked))


def _needed(reader: Reader, question: str, need: Gate) -> str:
    """What else an answer must have, with the bases that its evidence may rest on."""
    if need == "criteria":
        return _("every criterion met")
    gate = reader.questionnaire.questions[question].evidence_from
    bases = [_(BASIS_WORDS[basis]) for basis in gate.basis] if gate is not None else []
    return _("with evidence ({bases})").format(bases=in_turn(bases)) if bases else _("with evidence")


def _edge(value: float) -> str:
    """The lower edge of a band, which is inclusive: one that lies a hair above a number is told as above that."""
    shown = round(value, 3)
    return _("above {value}").format(value=figure(shown)) if 0 < value - shown < 1e-6 else short(value)
