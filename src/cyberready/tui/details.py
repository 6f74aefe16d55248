"""What stands below the levels: the answer in words, how it came to be, what others and the last round said."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from cyberready.language.formats import shown_count, shown_date
from cyberready.language.messages import N_, _
from cyberready.model.answers import BASIS_WORDS, CONFIDENCE_WORDS, Answer
from cyberready.model.scales import LevelsScale, Scale
from cyberready.model.scorecard import Scorecard
from cyberready.reports.wording import answer_words
from cyberready.tui.sitting import Sitting
from cyberready.tui.wrapping import cut, wrapped

_CHANGE_MARKS = {"happened": N_("it happened"), "corrected": N_("corrected"), "rejudged": N_("rejudged")}
_RECHECK_MARKS = {"carried": N_("carried over, not re-checked"), "rechecked": N_("re-checked")}

_NAMES = 16
"""Cells for the names; a round may have a long one."""
_LINES = 6
"""As many as the part of the card below the levels has, so that the levels keep the most of 24."""


def details(sitting: Sitting, scorecard: Scorecard | None, *, earlier: bool, width: int) -> str:
    """The answer, how it came to be, the last round's, dissent, the note: two lines of each at most.

    Args:
        earlier: whether the last round's answer may be seen.
        width: in terminal cells.
    """
    answer = sitting.answer
    rows = [(_("Answer"), said(sitting.scale, answer) + _cut(sitting, scorecard)), (_("How"), _how(answer))]
    before = sitting.earlier.get(sitting.current)
    if earlier and before is not None and before.state != "unanswered":
        rows.append((sitting.earlier_label, _last(sitting.scale, before)))
    rows.append((_("Dissent"), _("; ").join(_differing(sitting, reasons=True))))
    rows.append((_("Note"), answer.note))
    return _laid_out(rows, width)


def workshop(sitting: Sitting, width: int) -> str:
    """What a room may see of an answer: who is present, what was agreed, and whose dissent is on record."""
    answer = sitting.answer
    present = answer.sources or sitting.meeting.sources
    agreed = "" if answer.state == "unanswered" else said(sitting.scale, answer)
    rows = [
        (_("Present"), _(", ").join(present)),
        (_("Agreed"), agreed),
        (_("Dissent"), _("; ").join(_differing(sitting, reasons=False))),
    ]
    return _laid_out(rows, width)


def said(scale: Scale, answer: Answer) -> str:
    """An answer in words."""
    if answer.not_applicable is not None:
        return _("not applicable: {reason}").format(reason=answer.not_applicable)
    if answer.unknown:
        return _("unknown: asked, nobody knew")
    return answer_words(scale, answer.value)


def _laid_out(rows: list[tuple[str, str]], width: int) -> str:
    """Names in one column, texts in two lines at most beside them; a row without a text is left out.

    Where that is more than there is room for, the second lines go, those of the rows before the last ones first.
    """
    told = [(cut(name, _NAMES), text) for name, text in rows if text.strip()]
    indent = max((cell_len(name) for name, _text in told), default=0) + 2
    texts = [(name, wrapped(text, max(10, width - indent))) for name, text in told]
    spare = _LINES - len(texts)
    shown: list[str] = []
    for name, lines in reversed(texts):
        most = 2 if spare > 0 and len(lines) > 1 else 1
        spare -= most - 1
        rest = " …" if len(lines) > most else ""
        block = [name + " " * (indent - cell_len(name)) + lines[0]]
        block += [" " * indent + lines[1]] if most == 2 else []
        block[-1] += rest
        shown = [*block, *shown]
    return "\n".join(shown)


def _differing(sitting: Sitting, *, reasons: bool) -> Iterator[str]:
    """Who holds what instead, on sheets of their own."""
    for name, theirs in sitting.differing().items():
        value = "" if theirs.state == "unanswered" else said(sitting.scale, theirs)
        reason = theirs.note if reasons else ""
        told = " — ".join(part for part in (value, reason) if part)
        yield _("{name}: {answer}").format(name=name, answer=told) if told else name


def _last(scale: Scale, before: Answer) -> str:
    """The last round's answer with what it rested on."""
    parts = [said(scale, before), _(BASIS_WORDS[before.basis]) if before.basis else ""]
    if before.evidence:
        titles = _("; ").join(item.title for item in before.evidence)
        parts.append(_("evidence: {titles}").format(titles=titles))
    told = _(", ").join(part for part in parts if part)
    return f"{told} — {before.note}" if before.note else told


def _cut(sitting: Sitting, scorecard: Scorecard | None) -> str:
    """What a gate made of the answer."""
    score, scale = (scorecard.questions[sitting.current] if scorecard is not None else None), sitting.scale
    if score is None or score.gate is None or not isinstance(scale, LevelsScale):
        return ""
    counted = next((option for option in scale.options if option.worth == score.points), scale.options[0])
    why = _("criteria are open") if score.gate == "criteria" else _("evidence or its basis is missing")
    return _("; counts as {option}: {why}").format(option=f"{counted.key} {counted.label}", why=why)


def _how(answer: Answer) -> str:
    parts = [
        _(BASIS_WORDS[answer.basis]) if answer.basis else "",
        _("as of {date}").format(date=shown_date(answer.as_of)) if answer.as_of else "",
        _(", ").join(answer.sources),
        _("confidence {word}").format(word=_(CONFIDENCE_WORDS[answer.confidence])) if answer.confidence else "",
        _("evidence: {count}").format(count=shown_count(len(answer.evidence))) if answer.evidence else "",
        _(_RECHECK_MARKS[answer.recheck]) if answer.recheck else "",
        _(_CHANGE_MARKS[answer.change]) if answer.change else "",
    ]
    return " · ".join(part for part in parts if part)
