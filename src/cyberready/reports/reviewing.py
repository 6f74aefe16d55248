"""A review in words: what to look at before a round is finalised, and what finalising locks or has locked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cyberready.language.formats import shown_count
from cyberready.language.messages import N_, _, counted
from cyberready.model.answers import EMPTY, Answer
from cyberready.model.review import Point, PointKind, Review
from cyberready.reports.pages import Lines, Page, Table, TableRow
from cyberready.reports.wording import STATE_WORDS, Reader, states_told

_HEADINGS: dict[PointKind, str] = {
    "unanswered": N_("No answer yet"),
    "evidence": N_("Evidence or its basis is missing, so it counts lower"),
    "evidence_file": N_("A file of its evidence is missing or altered"),
    "criteria": N_("Criteria are open, so it counts as the lowest"),
    "not_applicable": N_("Not applicable, and not validated by the host"),
    "unlike_last": N_("Differs from {earlier}, and why or a note is missing"),
    "carried": N_("Carried over from {earlier}, never re-checked"),
    "disputed": N_("Disputed by the host"),
    "dissent": N_("Answered otherwise on sheets of their own"),
    "low_confidence": N_("Confidence is low"),
    "flagged": N_("Flagged"),
    "hidden": N_("Answered, but hidden by other answers: kept, not counted"),
}


def review_page(reader: Reader, review: Review) -> Page:
    """One table for each kind of point; each row leads to its question."""
    return tuple(_blocks(reader, review))


def _blocks(reader: Reader, review: Review) -> Iterator[Lines | Table]:
    questions = len({point.question for point in review.points})
    if review.points:
        points = counted("{number} point", "{number} points", len(review.points))
        text = _("{points} to look at, in {questions}. None forbids to finalise; you decide what may stay.")
        if review.final:
            text = _("{points} to look at, in {questions}.")
        asked = counted("{number} question", "{number} questions", questions)
        yield Lines((text.format(points=points, questions=asked),))
    else:
        yield Lines((_("Nothing to look at: the review is clean."),))
    for kind, points_of in groupby(review.points, key=lambda point: point.kind):
        found = list(points_of)
        heading = _(_HEADINGS[kind]).format(earlier=review.earlier or _("the last round"))
        yield Lines((f"{heading} ({shown_count(len(found))})",), heading=True)
        rows = tuple(
            TableRow(point.question, reader.name(point.question), (_detail(reader, review, point),))
            for point in found
        )
        yield Table(("", ""), rows)
    locks = _("Finalising locks these answers with their notes and evidence, and the scores.")
    if review.final:
        locks = _("This round is finalised: its answers, their notes and evidence, and its scores are locked.")
    yield Lines((states_told(review.overall), locks))


def _detail(reader: Reader, review: Review, point: Point) -> str:
    answer = review.answers.get(point.question, EMPTY)
    said = _said(reader, point.question, answer)
    if point.titles:
        return _("; ").join(point.titles)
    if point.kind == "unlike_last" and point.before is not None:
        text = _("{before}, now {now}")
        return text.format(before=_said(reader, point.question, point.before), now=said)
    if point.kind == "disputed" and answer.host_view is not None:
        view = answer.host_view
        value = "" if view.value is None else reader.answer(point.question, view.value)
        text = _("{answer}; the host: {view}")
        return text.format(answer=said, view=" ".join(part for part in (value, view.text) if part))
    if point.kind == "dissent":
        told = _("{name}: {answer}")
        theirs = (told.format(name=n, answer=_said(reader, point.question, a)) for n, a in point.others.items())
        return _("; ").join([said, *theirs])
    return "" if point.kind == "unanswered" else said


def _said(reader: Reader, question: str, answer: Answer) -> str:
    if answer.state == "answered":
        return reader.answer(question, answer.value)
    state = _(STATE_WORDS[answer.state])
    if answer.not_applicable is not None:
        return _("{state}: {treatment}").format(state=state, treatment=answer.not_applicable)
    return state
