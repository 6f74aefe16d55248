"""A questionnaire as a document: to read, or as a form that is filled in by hand in a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations

from cyberready.charts.text import brief
from cyberready.language.formats import locale_of
from cyberready.language.messages import language_of, messages_of, right_to_left
from cyberready.language.plain import one_line
from cyberready.model.conditions import Condition
from cyberready.model.questionnaire import Question, Questionnaire, Section
from cyberready.reports import document as doc
from cyberready.reports.conditions import only_if
from cyberready.reports.questions import answer, choices, remarks

_SHORT = 20
"""Up to so many questions a document needs no contents, and no page of its own for each domain."""


def paper(
    questionnaire: Questionnaire, *, form: bool, unreviewed: bool = False, section: str | None = None
) -> doc.Document:
    """The whole questionnaire, or one of its sections, in the questionnaire's language.

    Args:
        form: With room for the answers; else with all that an author wrote, advice and references too.
        unreviewed: The texts are a translation that nobody has reviewed, which the first page then says.

    Raises:
        KeyError: there is no such section.
    """
    words = messages_of(questionnaire.language)
    made = _Paper(questionnaire, words, form, _numbers(questionnaire))
    placed = list(_placed(questionnaire.domains))
    above: list[_Placed] = []
    if section is not None:
        inside = {below.id for below in questionnaire.sections[section].walk()}
        above = [place for place in placed if place.section.id not in inside and _holds(place.section, section)]
        placed = [place for place in placed if place.section.id in inside]
    whole = section is None and len(questionnaire.questions) > _SHORT
    blocks: list[doc.Block] = [made.title(unreviewed), *made.preface()]
    if whole:
        blocks.append(doc.Contents(words.gettext("Contents")))
    for place in above:  # what hides the sections around this one hides it as well
        blocks += made.condition(place.section.when)
    for place in placed:
        blocks += made.section(place, place.level - placed[0].level + 1, fresh=whole and place.level == 1)
    blocks += made.references()
    return doc.Document(
        title=questionnaire.title,
        language=questionnaire.language,
        right_to_left=right_to_left(questionnaire.language),
        head=f"{brief(one_line(questionnaire.title))} · {brief(one_line(questionnaire.version))}",
        page=words.gettext("Page {page} of {pages}"),
        blocks=tuple(blocks),
    )


@dataclass(frozen=True)
class _Placed:
    """A section with its place in the questionnaire: level 1 and number `2` for the second domain."""

    section: Section
    level: int
    number: str


def _placed(sections: tuple[Section, ...], level: int = 1, above: str = "") -> Iterator[_Placed]:
    for place, section in enumerate(sections, 1):
        yield _Placed(section, level, f"{above}{place}")
        yield from _placed(section.sections, level + 1, f"{above}{place}.")


def _holds(section: Section, id: str) -> bool:
    return any(below.id == id for below in section.walk())


def _numbers(questionnaire: Questionnaire) -> dict[str, str]:
    """Every question's number: that of the screens for those that count, R1, R2 … for those only recorded."""
    counted = [id for id in questionnaire.questions if questionnaire.scored(id)]
    recorded = [id for id in questionnaire.questions if not questionnaire.scored(id)]
    numbers = {id: str(place) for place, id in enumerate(counted, 1)}
    return numbers | {id: f"R{place}" for place, id in enumerate(recorded, 1)}


@dataclass(frozen=True)
class _Paper:
    questionnaire: Questionnaire
    words: NullTranslations
    form: bool
    numbers: dict[str, str]

    def title(self, unreviewed: bool) -> doc.Title:
        _ = self.words.gettext
        questionnaire = self.questionnaire
        recorded = sum(number.startswith("R") for number in self.numbers.values())
        minutes = questionnaire.minutes or 0
        needed = self.words.ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes)
        pairs = (
            (_("Version"), questionnaire.version),
            (_("Language"), _language_name(questionnaire.language)),
            (_("Questions"), str(len(self.numbers) - recorded)),
            (_("Recorded only"), _("{number} (R1 to R{number})").format(number=recorded) if recorded else ""),
            (_("Time needed"), needed if minutes else ""),
            (_("Licence"), questionnaire.license),
            (_("Identifier"), questionnaire.id),
        )
        warning = _("Unreviewed translation: nobody has yet checked it against the original.")
        return doc.Title(
            text=questionnaire.title,
            pairs=tuple(pair for pair in pairs if pair[1]),
            warning=warning if unreviewed else "",
        )

    def preface(self) -> Iterator[doc.Block]:
        """What stands before the first question: what it is about, and in a form who fills it in and how."""
        _ = self.words.gettext
        if self.questionnaire.description:
            yield doc.Paragraph(self.questionnaire.description)
        if self.form:
            labels = (_("Subject"), _("Round"), _("Date that it describes"), _("Assessor"))
            yield from (doc.Blank(label) for label in labels)
            yield doc.Paragraph(
                _(
                    "Tick each fact that was checked and holds, then one level: the highest whose facts, and "
                    "those of the levels below it, all hold. Where the question does not apply, tick that and say "
                    "why; tick unknown where you asked and nobody knew."
                ),
                _("How to fill in"),
            )

    def section(self, placed: _Placed, level: int, *, fresh: bool) -> Iterator[doc.Block]:
        """A section's heading and its own questions; the sections in it follow by themselves."""
        _ = self.words.gettext
        section = placed.section
        yield doc.Heading(level, placed.number, section.title, fresh)
        yield from self.condition(section.when)
        if section.description:
            yield doc.Paragraph(section.description)
        if not self.form and (section.weight != 1 or section.why_weight):
            yield doc.Paragraph(section.why_weight, _("Weight {number}").format(number=section.weight), "small")
        for question in section.questions:
            yield self._question(question, level + 1)

    def _question(self, question: Question, level: int) -> doc.Question:
        _ = self.words.gettext
        scale = self.questionnaire.scale_of(question.id)
        parts: list[doc.Part] = [*self.condition(question.when)]
        if question.respondents:
            parts.append(doc.Paragraph(", ".join(question.respondents), _("Ask whom"), "small"))
        if question.help:
            parts.append(doc.Paragraph(question.help, _("How to judge it"), "small"))
        parts += choices(question, scale, self.words, boxes=self.form)
        if not self.form:
            parts += remarks(question, scale, self.words)
        return doc.Question(
            level=level,
            number=self.numbers[question.id],
            text=question.text,
            id=question.id,
            parts=tuple(parts),
            answer=tuple(answer(question, self.words)) if self.form else (),
        )

    def references(self) -> Iterator[doc.Choices]:
        """The outside frameworks by the names that the questions give them; a form does without."""
        known = self.questionnaire.references.items()
        if known and not self.form:
            titles = [f"{id}: {', '.join(filter(None, (it.title, it.edition)))}" for id, it in known]
            yield doc.Choices(tuple(map(doc.Choice, titles)), self.words.gettext("References"))

    def condition(self, when: Condition | None) -> Iterator[doc.Paragraph]:
        if when is not None:
            yield doc.Paragraph(only_if(when, self.questionnaire, self.numbers, self.words), tone="condition")


def _language_name(tag: str) -> str:
    """A language in its own words, with its tag: `العربية (ar)`."""
    name = locale_of(tag).languages.get(language_of(tag))
    return f"{name} ({tag})" if name else tag
