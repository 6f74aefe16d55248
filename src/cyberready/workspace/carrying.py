"""What of one round's answers goes on in the next: only what still answers the same question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cyberready.library.answers import answer_problems
from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Round
from cyberready.workspace.naming import newest

# What another round's answer says about the facts; the rest (flag, status, host's view, why it changed) belongs to
# that round alone.
_CARRIED = {
    "value",
    "not_applicable",
    "unknown",
    "note",
    "confidence",
    "facts",
    "criteria",
    "evidence",
    "basis",
    "as_of",
    "sources",
    "sample",
    "visibility",
    "language",
}


def last_before(rounds: Sequence[Round], subject: str, questionnaire: str, on: date) -> Round | None:
    """The newest revision of a subject's last round with a questionnaire before a day."""
    earlier = [r for r in newest(rounds, subject) if r.questionnaire.id == questionnaire and r.date < on]
    return earlier[-1] if earlier else None


def still_answering(
    answers: Mapping[str, Answer], before: Questionnaire, after: Questionnaire
) -> dict[str, Answer]:
    """The answers of one version that another still takes, to questions whose revision is the same in it."""
    return {
        id: answer
        for id, answer in answers.items()
        if id in after.questions
        and after.questions[id].revision == before.questions[id].revision
        and not answer_problems(after.questions[id], after.scale_of(id), answer)
    }


def carried(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What these answers say about the facts, told apart as carried; an answer that says nothing is left out."""
    return {
        id: Answer.model_validate({**kept, "recheck": "carried"})
        for id, answer in answers.items()
        if (kept := answer.model_dump(include=_CARRIED, exclude_defaults=True))
    }
