"""What stands below a question: its choices, and either room for the answer or what its author wrote besides."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from cyberready.model.answers import BASIS_WORDS, CONFIDENCE_WORDS
from cyberready.model.questionnaire import Question
from cyberready.model.scales import DateScale, LevelsScale, MultipleScale, NumberScale, Scale
from cyberready.reports.document import Blank, Choice, Choices, Paragraph, Part, Row

_NOTE_LINES = 2
_TEXT_LINES = 6


def choices(question: Question, scale: Scale, words: NullTranslations, *, boxes: bool) -> Iterator[Part]:
    """What the answer is chosen from, or what kind of value it is; then the quality criteria."""
    _ = words.gettext
    if isinstance(scale, LevelsScale | MultipleScale):
        items = [Choice(o.label, o.key, question.options.get(o.key, ())) for o in scale.options]
        if isinstance(scale, MultipleScale) and boxes:
            items.append(Choice(_("none of these")))
        several = _("Several can hold") if isinstance(scale, MultipleScale) else ""
        yield Choices(tuple(items), several, boxes)
    else:
        yield from _value(scale, words) if boxes else _kind(scale, words)
    if question.criteria:
        label = _("Quality criteria: unless all are met, the answer counts as the lowest")
        yield Choices(_plain(question.criteria), label, boxes)


def answer(question: Question, words: NullTranslations) -> Iterator[Part]:
    """Room for all that an answer sheet keeps beside the value."""
    _ = words.gettext
    yield Blank(_("not applicable, because"), box=True)
    yield Choices((Choice(_("unknown: asked, nobody knew")),), boxes=True, flowing=True)
    gate = evidence_rule(question, words)
    if question.evidence:
        yield Choices(_plain(question.evidence), _("Evidence to ask for"), boxes=True)
    if gate:
        yield Paragraph(gate, tone="small")
    yield Blank(_("Evidence seen: title, issuer, date"))
    bases = tuple(Choice(_(word)) for word in BASIS_WORDS.values())
    yield Choices(bases, _("Basis"), boxes=True, flowing=True)
    confidences = tuple(Choice(_(word)) for word in CONFIDENCE_WORDS.values())
    yield Choices(confidences, _("Confidence"), boxes=True, flowing=True)
    yield Row((Blank(_("Date of the facts")), Blank(_("Who said it"))))
    yield Blank(_("Note"), lines=_NOTE_LINES)


def remarks(question: Question, scale: Scale, words: NullTranslations) -> Iterator[Part]:
    """What an author wrote beside the question itself: evidence, advice, and how it counts."""
    _ = words.gettext
    if question.evidence:
        yield Choices(_plain(question.evidence), _("Evidence to ask for"))
    if gate := evidence_rule(question, words):
        yield Paragraph(gate, tone="small")
    if question.advice and isinstance(scale, LevelsScale | MultipleScale):
        advice = tuple(Choice(question.advice[o.key], o.key) for o in scale.options if o.key in question.advice)
        yield Choices(advice, _("What to do next"))
    counted = [
        _("weight {number}").format(number=question.weight) if question.weight != 1 else "",
        _("level {number}").format(number=question.level) if question.level is not None else "",
        _("required") if question.required else "",
        *question.references,
    ]
    if any(counted):
        yield Paragraph(" · ".join(part for part in counted if part), tone="small")


def evidence_rule(question: Question, words: NullTranslations) -> str:
    """From which level an answer needs evidence, in words; "" where it needs none."""
    _ = words.gettext
    gate = question.evidence_from
    if gate is None:
        return ""
    bases = ", ".join(_(BASIS_WORDS[basis]) for basis in gate.basis)
    rest = _(" on the basis {bases}").format(bases=bases) if bases else ""
    return _("From {option} an answer needs evidence{rest}.").format(option=gate.option, rest=rest)


def _value(scale: Scale, words: NullTranslations) -> Iterator[Part]:
    """Room for a value that is written."""
    _ = words.gettext
    if isinstance(scale, NumberScale):
        after = " · ".join(part for part in (scale.unit, _bounds(scale, words)) if part)
        number = Blank(_("Number"), after)
        # Half a line holds some 20 letters behind the number; a longer unit has the whole line.
        yield number if len(after) > 20 else Row((number, Blank("")))
    elif isinstance(scale, DateScale):
        yield Row((Blank(_("Date"), "YYYY-MM-DD"), Blank("")))
    else:
        yield Blank(_("Answer"), lines=_TEXT_LINES)


def _kind(scale: Scale, words: NullTranslations) -> Iterator[Part]:
    """What kind of value is asked for."""
    _ = words.gettext
    if isinstance(scale, NumberScale):
        parts = [_("a number"), scale.unit, _bounds(scale, words)]
        yield Paragraph(" · ".join(part for part in parts if part), _("Answer"))
    else:
        yield Paragraph(_("a date") if isinstance(scale, DateScale) else _("a text"), _("Answer"))


def _bounds(scale: NumberScale, words: NullTranslations) -> str:
    _ = words.gettext
    if scale.minimum is not None and scale.maximum is not None:
        return _("from {lowest} to {highest}").format(lowest=scale.minimum, highest=scale.maximum)
    if scale.minimum is not None:
        return _("at least {number}").format(number=scale.minimum)
    return "" if scale.maximum is None else _("at most {number}").format(number=scale.maximum)


def _plain(texts: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(text) for text in texts)
