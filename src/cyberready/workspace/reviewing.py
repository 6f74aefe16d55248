"""What to look at before a round is finalised. It forbids nothing: people decide what may stay as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from cyberready.model.answers import EMPTY, Answer, unlike
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.review import Point, PointKind, Review
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionScore, Scorecard
from cyberready.workspace.evidence import evidence_of
from cyberready.workspace.workspace import Workspace

_ORDER: tuple[PointKind, ...] = get_args(PointKind)


def review_round(workspace: Workspace, round: Round) -> Review:
    """The review of a stored round, its last round beside it."""
    answers = workspace.answers(round)
    last = workspace.earlier(round)
    label, earlier = (last[0].label, last[1]) if last else ("", {})
    unsound: dict[str, list[str]] = {}
    for row in evidence_of(workspace, round):
        if not row.sound:
            unsound.setdefault(row.question, []).append(row.evidence.title)
    card, own = workspace.score(round, answers), workspace.own_sheets(round)
    found = review(workspace.questionnaire(round), answers, card, earlier, label, own, unsound)
    return found.model_copy(update={"final": round.status == "finalised"})


def review(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    card: Scorecard,
    earlier: Mapping[str, Answer],
    label: str = "",
    own: Mapping[str, Mapping[str, Answer]] = {},
    unsound: Mapping[str, Sequence[str]] = {},
) -> Review:
    """Every point worth a look, the gravest kind first.

    Args:
        card: the scorecard of these answers.
        earlier: the last round's answers, those of questions that this questionnaire asks in the same words.
        label: the last round's.
        own: what assessors and bodies answered on sheets of their own, by name.
        unsound: by question, the titles of evidence whose file is not in the workspace as it was.
    """
    points = []
    for id in questionnaire.questions:
        answer, score, before = answers.get(id, EMPTY), card.questions[id], earlier.get(id)
        for kind in _kinds(answer, score, before, questionnaire.scored(id)):
            points.append(Point(kind=kind, question=id, before=before if kind == "unlike_last" else None))
        others = {name: sheet[id] for name, sheet in own.items() if unlike(sheet.get(id, EMPTY), answer)}
        if others and score.state != "not_asked":
            points.append(Point(kind="dissent", question=id, others=others))
        if id in unsound and score.state != "not_asked":
            points.append(Point(kind="evidence_file", question=id, titles=tuple(unsound[id])))
    points.sort(key=lambda point: _ORDER.index(point.kind))
    about = {point.question: answers[point.question] for point in points if point.question in answers}
    return Review(overall=card.overall, earlier=label, points=tuple(points), answers=about)


def _kinds(answer: Answer, score: QuestionScore, before: Answer | None, scored: bool) -> Iterator[PointKind]:
    if score.state == "not_asked":
        if answer.state != "unanswered":
            yield "hidden"
        return
    if score.state == "unanswered" and scored:
        yield "unanswered"
    if score.gate is not None:
        yield score.gate
    if score.state == "not_applicable" and answer.status != "host_validated":
        yield "not_applicable"
    # a figure that is only recorded is expected to be another one each time
    if scored and unlike(answer, before) and not (answer.change and answer.note):
        yield "unlike_last"
    if answer.recheck == "carried":
        yield "carried"
    if answer.status == "host_disputed":
        yield "disputed"
    if answer.confidence == "low":
        yield "low_confidence"
    if answer.flag:
        yield "flagged"
