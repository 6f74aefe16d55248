"""An explanation in words and tables: what a score is made of, and what would raise it."""

from __future__ import annotations

from collections.abc import Iterator

from cyberready.charts.text import in_turn
from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.explanation import (
    Explanation,
    LeftOut,
    LevelTerm,
    Outcome,
    QuestionExplanation,
    SectionExplanation,
    Term,
)
from cyberready.model.questionnaire import RollupWord
from cyberready.model.scorecard import SectionScore
from cyberready.reports.pages import Lines, Page, Table, TableRow
from cyberready.reports.ways import way
from cyberready.reports.wording import (
    GATE_WORDS,
    POLICY_WORDS,
    STATE_WORDS,
    Reader,
    figure,
    hundredths,
    percentage,
    rule,
    scale_words,
    states_told,
)

_LEFT_OUT: dict[LeftOut, str] = {
    "no_score": N_("no score: left out"),
    "no_weight": N_("weight 0: left out"),
    "never_scored": N_("recorded only"),
    "not_looked_at": N_("not looked at"),
}
_WEIGHTED: tuple[RollupWord, ...] = (
    *("mean", "mean_of_questions", "sum", "geometric", "harmonic"),
    *("share_met", "cumulative", "deduct"),
)
_SHARED: tuple[RollupWord, ...] = ("mean", "mean_of_questions", "geometric", "harmonic", "share_met", "cumulative")
_ADDED: tuple[RollupWord, ...] = ("mean", "mean_of_questions", "sum", "share_met", "until_incomplete", "deduct")


def explained(reader: Reader, explanation: Explanation) -> Page:
    """The page that opens a score: how it is made, of what, and the shortest way to the next."""
    match explanation:
        case SectionExplanation():
            return tuple(_section(reader, explanation))
        case QuestionExplanation():
            return tuple(_question(reader, explanation))


def score_told(reader: Reader, score: SectionScore) -> str:
    """A score with its unit, bounds and name."""
    if score.range is None or score.value is None:
        scale = "" if score.range is None else f" · {_('scale {scale}').format(scale=scale_words(score.range))}"
        bounds = ""
        if score.low is not None and score.high is not None:
            text = _("between {low} and {high} once open questions are answered")
            bounds = f" · {text.format(low=figure(score.low), high=figure(score.high))}"
        return f"{_('no score')}{scale}{bounds}"
    text = _("{score} on {scale}").format(score=figure(score.value), scale=scale_words(score.range))
    parts = [text]
    if score.low is not None and score.high is not None and score.low != score.high:
        bounds = _("between {low} and {high} once open questions are answered")
        parts.append(bounds.format(low=figure(score.low), high=figure(score.high)))
    if score.rating:
        parts.append(reader.ratings.get(score.rating, score.rating))
    return " · ".join(parts)


def _section(reader: Reader, found: SectionExplanation) -> Iterator[Lines | Table]:
    yield Lines((score_told(reader, found.score), states_told(found.score)))
    yield Lines((*rule(found.rollup), *_how(found)))
    if found.levels:
        yield _levels_table(found)
    if found.terms:
        yield _terms_table(reader, found)
    after = tuple(_after(reader, found))
    if after:
        yield Lines(after)
    for goal in found.goals:
        yield from way(reader, goal, found.score)
    high, value = found.score.high, found.score.value
    if high is not None and value is not None and round(high, 9) > round(value, 9) and found.goals:
        text = _("The open questions, answered at their best, would make it {high}.")
        yield Lines((text.format(high=figure(high)),))


def _how(found: SectionExplanation) -> Iterator[str]:
    if found.ratios:
        yield _("Their units differ, or the rule asks for it: each counts by its ratio, from worst 0 to best 1.")


def _terms_table(reader: Reader, found: SectionExplanation) -> Table:
    kind = found.rollup.type
    columns: list[tuple[str, bool]] = [
        (_("weight"), kind in _WEIGHTED),
        (_("share %"), kind in _SHARED),
        (_("score"), True),
        (_("ratio"), found.ratios),
        (_("adds"), kind in _ADDED),
    ]
    used = [place for place, (_head, shown) in enumerate(columns) if shown]
    heads = ("", *(columns[place][0] for place in used), "")
    rows = []
    for term in found.terms:
        weighs = term.left_out not in ("never_scored", "not_looked_at")
        cells = [
            figure(term.weight) if weighs else "",
            "" if term.share is None else hundredths(term.share),
            "" if term.score is None else figure(term.score),
            "" if term.ratio is None else figure(term.ratio),
            "" if term.adds is None else figure(term.adds),
        ]
        carried = [_("carried over")] if term.id in found.carried else []
        remarks = in_turn([*_remarks(term, kind), *carried] or [""])
        rows.append(TableRow(term.id, reader.name(term.id), (*(cells[place] for place in used), remarks)))
    counted_terms = [term for term in found.terms if term.left_out is None]
    start = float(found.rollup.from_ or 0.0) if kind == "deduct" else 0.0
    if kind == "deduct":
        cells = ["", "", "", "", figure(start)]
        rows.insert(0, TableRow("", _("it begins with"), (*(cells[place] for place in used), "")))
    if kind in _ADDED and counted_terms:
        whole = sum(term.weight for term in counted_terms)
        added = start + sum(term.adds or 0.0 for term in counted_terms)
        cells = [figure(whole), hundredths(1), "", "", figure(added)]
        rows.append(TableRow("", _("together"), (*(cells[place] for place in used), "")))
    return Table(heads, tuple(rows), frozenset(range(1, len(heads) - 1)))


def _remarks(term: Term, kind: RollupWord) -> Iterator[str]:
    if term.state is not None and term.state != "answered" and term.left_out != "never_scored":
        state = _(STATE_WORDS[term.state])
        treatment = _(POLICY_WORDS[term.counts_as]) if term.counts_as is not None else ""
        yield _("{state}: {treatment}").format(state=state, treatment=treatment) if treatment else state
    if term.gate:
        yield _("cut: {why}").format(why=_(GATE_WORDS[term.gate]))
    if term.left_out not in (None, "excluded"):
        yield _(_LEFT_OUT[term.left_out])
    if kind == "cumulative" and term.left_out is None:
        yield _("level {level}").format(level=shown_count(term.level or 0))
        if term.required:
            yield _("required")
    if term.met is not None:
        yield _("met") if term.met else _("not met")
    if term.decides:
        yield _("the first that is not whole") if kind == "until_incomplete" else _("this one counts")


def _levels_table(found: SectionExplanation) -> Table:
    heads = (_("level"), _("questions"), _("asks for"), _("met %"), _("needed %"), "")
    rows = [
        TableRow(
            "",
            shown_count(level.level),
            (
                shown_count(level.questions),
                "" if level.bound is None else figure(level.bound),
                "" if level.share is None else hundredths(level.share),
                hundredths(level.needed),
                _level_told(level),
            ),
        )
        for level in found.levels
    ]
    return Table(heads, tuple(rows), frozenset({1, 2, 3, 4}))


def _level_told(level: LevelTerm) -> str:
    if level.reached and not level.blocking:
        return _("reached")
    if not level.questions:
        return _("no question is left: it passes") if level.met else _("no question is left: it blocks")
    if not level.blocking:
        return _("met, a level under it is not") if level.met else _("not met")
    if level.reached:
        return _("reached; the next one is blocked by {ids}").format(ids=in_turn(level.blocking))
    return _("blocked by {ids}").format(ids=in_turn(level.blocking))


def _after(reader: Reader, found: SectionExplanation) -> Iterator[str]:
    """What happens to the rolled-up score before it is the section's, and what of it is from the last round."""
    if found.carried:
        answers = counted("{number} answer", "{number} answers", len(found.carried))
        yield _("Carried over from the last round and not re-checked: {answers}.").format(answers=answers)
    if found.void:
        text = _("Held at its minimum by open or not applicable questions: {ids}.")
        yield text.format(ids=in_turn(found.void))
    if found.mapped is not None and found.rolled is not None and found.reach is not None:
        low, high = found.reach
        rolled = low if found.void else found.rolled
        bottom, top = found.mapped
        score = bottom + (rolled - low) / (high - low) * (top - bottom)
        text = _("{value} on {reach} becomes {score} on {scale}, on a straight line.")
        scales = {"reach": scale_words(found.reach), "scale": scale_words(found.mapped)}
        yield text.format(value=figure(rolled), score=figure(score), **scales)
    if found.answered_share is not None:
        enough = found.score.value is not None or found.answered_share >= found.minimum_answered
        text = _("{share} of the asked weight is answered; a score needs {least}.")
        if not enough:
            text = _("Only {share} of the asked weight is answered; there is no score before {least}.")
        yield text.format(share=percentage(found.answered_share), least=percentage(found.minimum_answered))


def _question(reader: Reader, found: QuestionExplanation) -> Iterator[Lines | Table]:
    yield Lines((reader.name(found.id), "", *_points_told(reader, found)))
    if found.outcomes:
        heads = (_("if the answer were"), _("points"), _("domain"), _("overall"), "")
        rows = tuple(
            TableRow(
                "",
                reader.answer(found.id, outcome.value),
                (
                    figure(outcome.points),
                    _("no score") if outcome.domain is None else figure(outcome.domain),
                    _("no score") if outcome.overall is None else figure(outcome.overall),
                    in_turn(_outcome_remarks(outcome) or [""]),
                ),
            )
            for outcome in found.outcomes
        )
        yield Table(heads, rows, frozenset({1, 2, 3}))
    if found.uses:
        heads = (_("looked at by"), _("weight"), _("share %"), _("score"), "")
        rows = tuple(
            TableRow(
                use.id,
                reader.name(use.id),
                (
                    figure(use.weight),
                    "" if use.share is None else hundredths(use.share),
                    "" if use.score is None else figure(use.score),
                    "" if use.counts_as is None else _(POLICY_WORDS[use.counts_as]),
                ),
            )
            for use in found.uses
        )
        yield Table(heads, rows, frozenset({1, 2, 3}))


def _outcome_remarks(outcome: Outcome) -> list[str]:
    given = [_("the answer")] if outcome.given else []
    return given + ([_("cut: {why}").format(why=_(GATE_WORDS[outcome.gate]))] if outcome.gate else [])


def _points_told(reader: Reader, found: QuestionExplanation) -> Iterator[str]:
    score = found.score
    if score.state != "answered":
        yield _(STATE_WORDS[score.state])
    elif score.points is None or score.range is None or found.weight == 0:
        yield _("Answered {answer}: recorded only, never scored.").format(
            answer=reader.answer(found.id, found.value)
        )
    else:
        text = _("Answered {answer}: it counts {points} on {scale}.")
        yield text.format(
            answer=reader.answer(found.id, found.value),
            points=figure(score.points),
            scale=scale_words(score.range),
        )
    if found.carried:
        yield _("Carried over from the last round, not re-checked.")
    if score.gate:
        yield _("It counts lower than answered: {why}.").format(why=_(GATE_WORDS[score.gate]))
