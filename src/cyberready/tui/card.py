"""The texts of the question card: from a sitting to what stands on the screen; no widget, no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from cyberready.charts.text import rounded
from cyberready.language.digits import number, western
from cyberready.language.formats import shown_count, shown_number
from cyberready.language.messages import N_, _
from cyberready.library.answers import answer_problems
from cyberready.model.answers import BASIS_WORDS, Answer
from cyberready.model.scales import DateScale, LevelsScale, MultipleScale, NumberScale
from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.tui.sitting import Sitting, changed
from cyberready.tui.wrapping import COLUMN, PART

CRITERIA = " criteria"
CHANGE_WORDS = {
    "happened": N_("it happened: the facts changed"),
    "corrected": N_("corrected: the last round was wrong"),
    "rejudged": N_("rejudged: the same facts, judged otherwise"),
}


@dataclass(frozen=True)
class Level:
    """One option as it is shown; `marks` are short remarks behind its label, such as the last round's answer."""

    key: str
    digit: str
    label: str
    facts: tuple[str, ...] = ()
    ticked: frozenset[int] = frozenset()
    chosen: bool = False
    marks: tuple[str, ...] = ()


def where(sitting: Sitting, width: int) -> str:
    """Who, when, where in the questionnaire, and how far."""
    path = sitting.questionnaire.paths[sitting.current]
    place = _("recorded only")
    if sitting.current in sitting.places:
        place = f"{shown_count(sitting.places[sitting.current])}/{shown_count(len(sitting.places))}"
    final = f" ({_('final')})" if sitting.read_only else ""
    head = f"{sitting.round.subject.name} {sitting.round.label}{final}"
    if sitting.assessor is not None:  # first, since a long name of the subject would push it out of sight
        head = _("sheet of {name}").format(name=sitting.assessor) + PART + head
    titles = [section.title for section in path]
    unreviewed = f"{PART}{_('unreviewed translation')}" if sitting.translation.unreviewed else ""
    for shown in (" › ".join(titles), titles[-1], ""):
        text = (
            f"{place}{COLUMN} {head}{PART}{shown}{unreviewed}" if shown else f"{place}{COLUMN} {head}{unreviewed}"
        )
        if cell_len(text) <= width:
            return text
    return text


def question(sitting: Sitting) -> str:
    """The question, with what its answer is held up by."""
    mark = "! " if sitting.answer.flag else ""
    hidden = (
        "" if sitting.asked[sitting.current] else f"\n({_('not asked: other answers hide it; kept, not counted')})"
    )
    return f"{mark}{sitting.question.text}{hidden}"


def guide(sitting: Sitting) -> str:
    """Help, evidence to ask for, whom to ask, references."""
    asked = sitting.question
    parts = [
        asked.help,
        _("Ask for: {evidence}").format(evidence=_("; ").join(asked.evidence)) if asked.evidence else "",
        _("Ask whom: {bodies}").format(bodies=_(", ").join(asked.respondents)) if asked.respondents else "",
        _gate(sitting),
        f"{asked.id}  {', '.join(asked.references)}",
    ]
    return "\n".join(part for part in parts if part)


def _gate(sitting: Sitting) -> str:
    gate = sitting.question.evidence_from
    if gate is None:
        return ""
    bases = _(", ").join(_(BASIS_WORDS[basis]) for basis in gate.basis)
    rest = _(" on the basis {bases}").format(bases=bases) if bases else ""
    return _("From {option} an answer needs evidence{rest}.").format(option=gate.option, rest=rest)


def levels(sitting: Sitting, earlier: bool, dissent: bool = True) -> tuple[Level, ...]:
    """The options as the card shows them, and the quality criteria where the question has some.

    Args:
        earlier: whether the last round's answer may be seen.
        dissent: whether it may be seen who holds another one.
    """
    scale, answer = sitting.scale, sitting.answer
    if not isinstance(scale, LevelsScale | MultipleScale):
        return ()
    before = sitting.earlier.get(sitting.current, Answer()) if earlier else Answer()
    others = sitting.differing() if dissent else {}
    proposed = sitting.proposed()
    rows = []
    for position, option in enumerate(scale.options):
        marks = []
        if _has(before, option.value):
            marks.append(f"← {sitting.earlier_label}")
        marks += [name for name, theirs in others.items() if _has(theirs, option.value)]
        if proposed == position and not _has(answer, option.value):
            marks.append(_("the facts propose this"))
        rows.append(
            Level(
                key=option.key,
                digit=_digit(scale, position),
                label=option.label,
                facts=sitting.question.options.get(option.key, ()),
                ticked=frozenset(answer.facts.get(option.key, ())),
                chosen=_has(answer, option.value),
                marks=tuple(marks),
            )
        )
    if sitting.question.criteria:
        title = _("Quality criteria: unless all are met, the answer counts as the lowest")
        ticked = frozenset(answer.criteria)
        rows.append(Level(CRITERIA, " ", title, sitting.question.criteria, ticked, chosen=False))
    return tuple(rows)


def _has(answer: Answer, option: object) -> bool:
    value = answer.value
    return option in value if isinstance(value, tuple) else value is not None and value == option


def _digit(scale: LevelsScale | MultipleScale, position: int) -> str:
    """The digit that chooses an option: its value where all are single digits, else its place, from 1."""
    if all(type(option.value) is int and 0 <= option.value <= 9 for option in scale.options):
        return str(scale.options[position].value)
    return str(position + 1) if position < 9 else " "


def expects(sitting: Sitting) -> str:
    """What a typed answer should look like."""
    scale = sitting.scale
    if isinstance(scale, NumberScale):
        bounds = [str(bound) for bound in (scale.minimum, scale.maximum) if bound is not None]
        limits = f" ({' – '.join(bounds)}{'' if len(bounds) == 2 else ' –'})" if bounds else ""
        return f"{_('a number')}{limits} {scale.unit}".strip()
    return _("YYYY-MM-DD") if isinstance(scale, DateScale) else _("your answer")


def value_of(sitting: Sitting, text: str) -> tuple[int | float | str | None, str]:
    """What was typed as an answer's value, and what is wrong with it."""
    scale = sitting.scale
    value: int | float | str | None
    if not text.strip():
        return None, ""
    if isinstance(scale, NumberScale):
        value = number(text)
        if value is None:
            return None, _("{text} is not a number.").format(text=text)
    else:
        value = western(text.strip()) if isinstance(scale, DateScale) else text
    problems = answer_problems(sitting.question, scale, changed(Answer(), value=value))
    return (None, problems[0]) if problems else (value, "")


def score_text(score: SectionScore) -> str:
    """A score with its bounds where they differ."""
    if score.value is None:
        return _("no score")
    text = shown_number(rounded(score.value, 1))
    if score.low is None or score.high is None:
        return text
    low, high = shown_number(rounded(score.low, 1)), shown_number(rounded(score.high, 1))
    return text if low == high else f"{text} ({low}–{high})"


def status(sitting: Sitting, scorecard: Scorecard | None, saved: str) -> str:
    """Whether all is saved, how much is done, what of it nobody has looked at again, and the live scores."""
    done, total = sitting.progress()
    parts = [saved, _("{done} of {total} done").format(done=shown_count(done), total=shown_count(total))]
    if carried := sitting.carried():
        parts.append(_("{count} carried over").format(count=shown_count(carried)))
    if scorecard is not None:
        domain = sitting.questionnaire.paths[sitting.current][0]
        parts.append(_("domain {score}").format(score=score_text(scorecard.sections[domain.id])))
        parts.append(_("overall {score}").format(score=score_text(scorecard.overall)))
    left = sitting.minutes_left()
    if left is not None:
        parts.append(_("about {minutes} min left").format(minutes=shown_count(left)))
    return " · ".join(parts)


def help_text(sitting: Sitting) -> str:
    """What the help window says about the question in front of the assessor, which a low screen cuts."""
    told = _(
        "A digit answers, Enter goes on, Esc goes back; everything is saved as you do it. Arrows move over levels "
        "and facts, space ticks a fact; the ticked facts propose a level, you decide.\n\n"
    )
    return f"{sitting.question.text}\n\n{told}{guide(sitting)}"
