"""The words for states, policies, gates and rollups, numbers as an explanation shows them, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cyberready.charts.text import Scale, between, in_figures, rounded, short
from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.answers import State
from cyberready.model.questionnaire import Policy, Questionnaire, Rollup, RollupWord
from cyberready.model.scales import LevelsScale, MultipleScale
from cyberready.model.scales import Scale as AnswerScale
from cyberready.model.scorecard import Gate, SectionScore

STATE_WORDS: dict[State, str] = {
    "answered": N_("answered"),
    "not_applicable": N_("not applicable"),
    "unknown": N_("unknown"),
    "unanswered": N_("unanswered"),
    "not_asked": N_("not asked"),
}
POLICY_WORDS: dict[Policy, str] = {
    "exclude": N_("left out"),
    "zero": N_("counts as the worst"),
    "full": N_("counts as the best"),
    "void": N_("holds the section at its minimum"),
}
GATE_WORDS: dict[Gate, str] = {
    "criteria": N_("criteria are open"),
    "evidence": N_("evidence or its basis is missing"),
}
_ROLLUPS: dict[RollupWord, str] = {
    "mean": N_("The mean by weight."),
    "mean_of_questions": N_("The mean of all questions below, by weight."),
    "sum": N_("The sum of all, each times its weight."),
    "min": N_("The lowest counts."),
    "max": N_("The highest counts."),
    "median": N_("The middle counts; of an even number, the mean of the two in the middle."),
    "geometric": N_("The geometric mean by weight; a single zero gives zero."),
    "harmonic": N_("The harmonic mean by weight; a single zero gives zero."),
    "share_met": N_("The share of the weight that has at least {passing}."),
    "cumulative": N_("The highest level that is met together with all levels under it."),
    "until_incomplete": N_(
        "Added up in order while they are whole; the first that is not whole is the last to count."
    ),
    "deduct": N_("{start}, less the weight of each that has less than {passing}."),
    "none": N_("By its rule this section has no score."),
}


def rule(rollup: Rollup) -> list[str]:
    """How a rollup makes a score, in sentences."""
    passing, start = figure(rollup.pass_ or 0), figure(rollup.from_ or 0)
    sentences = [_(_ROLLUPS[rollup.type]).format(passing=passing, start=start)]
    if rollup.type == "cumulative":
        sentences.append(_("A question is met with at least {passing}.").format(passing=passing))
        if rollup.below is not None:
            told = _("Under the level that is judged it must have at least {below}.")
            sentences.append(told.format(below=figure(rollup.below)))
        if rollup.share is not None and rollup.share < 1:
            told = _("A level is met with {share} of its weight and every required question.")
            sentences.append(told.format(share=percentage(rollup.share)))
    return sentences


def figure(value: float) -> str:
    """A number of the arithmetic: at most three decimals, none that say nothing."""
    written = rounded(value, 3)
    return in_figures(written.rstrip("0").rstrip(".") if "." in written else written)


def hundredths(share: float) -> str:
    """A share in percent, with one decimal, so that the shares of a table add up to the eye as well."""
    return in_figures(rounded(share * 100, 1).removesuffix(".0"))


def percentage(share: float) -> str:
    """A share in a sentence."""
    return _("{number} %").format(number=hundredths(share))


def scale_words(scale: Scale) -> str:
    return between(short(scale[0]), short(scale[1]))


def answer_words(scale: AnswerScale, value: Any) -> str:
    """A value as people know it: a level with its label, several options, a number with its unit."""
    if value is None:
        return _("none yet")
    if isinstance(scale, LevelsScale | MultipleScale):
        chosen = value if isinstance(value, tuple) else (value,)
        labels = [
            option.label if option.label == option.key else f"{option.key} {option.label}"
            for option in scale.options
            if option.value in chosen
        ]
        return _(", ").join(labels) or _("none of these")
    written = short(value) if isinstance(value, int | float) else str(value)
    return f"{written} {getattr(scale, 'unit', '')}".strip()


def states_told(score: SectionScore) -> str:
    """How many questions there are, and how many in each state."""
    return _(
        "{questions}: {answered} answered, {not_applicable} not applicable, {unknown} unknown, "
        "{unanswered} unanswered, {not_asked} not asked."
    ).format(
        questions=counted("{number} question", "{number} questions", score.questions),
        **{state: shown_count(getattr(score, state)) for state in STATE_WORDS},
    )


@dataclass(frozen=True)
class Reader:
    """The questionnaire in the reader's language, and the names of scores in it by those that scorecards carry."""

    questionnaire: Questionnaire
    ratings: Mapping[str, str]

    def name(self, id: str) -> str:
        """The title of a section, the text of a question."""
        if not id:
            return _("Overall")
        if id in self.questionnaire.sections:
            return self.questionnaire.sections[id].title
        return self.questionnaire.questions[id].text

    def answer(self, question: str, value: object) -> str:
        return answer_words(self.questionnaire.scale_of(question), value)
