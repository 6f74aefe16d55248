"""Opening a stored round's scores: their arithmetic, and what other treatments would make of them."""

from __future__ import annotations

from dataclasses import dataclass

from cyberready.errors import UnknownPart
from cyberready.language.messages import tag_in_use
from cyberready.model.explanation import Explanation
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Round
from cyberready.model.sensitivity import Sensitivity
from cyberready.model.translation import TranslationStatus
from cyberready.reports.results import Results
from cyberready.reports.wording import Reader
from cyberready.scoring.explain import explain
from cyberready.scoring.sensitivity import sensitivity
from cyberready.workspace.languages import questionnaire_in
from cyberready.workspace.questionnaires import rating_words
from cyberready.workspace.workspace import Workspace


@dataclass(frozen=True)
class Explained:
    """One score of a round opened, with what its reader needs beside it."""

    explanation: Explanation
    reader: Reader
    translation: TranslationStatus


def explain_round(workspace: Workspace, round: Round, id: str, bound: float | None = None) -> Explained:
    """How a score of a round came about: of a section or question by its id, of the whole by the empty one.

    Raises:
        UnknownPart: the round's questionnaire has neither section nor question of that id.
    """
    questionnaire = workspace.questionnaire(round)
    if id and id not in questionnaire.sections and id not in questionnaire.questions:
        raise UnknownPart(id, questionnaire.id, [*questionnaire.sections, *questionnaire.questions])
    answers = workspace.answers(round)
    card = workspace.score(round, answers)
    shown, translation = questionnaire_in(workspace, round, tag_in_use())
    found = explain(workspace.plan(round), answers, card, id, bound)
    return Explained(found, Reader(shown, rating_words(questionnaire, shown)), translation)


def results_of(workspace: Workspace, round: Round, profile: str = "") -> Results:
    """A round's results held to a profile, beside the last round's where that answered the very same text."""
    card = workspace.score(round)
    last = workspace.earlier(round)
    same = last is not None and last[0].questionnaire.digest == round.questionnaire.digest
    before = workspace.score(last[0], last[1]) if last is not None and same else None
    targets = {t.id: t.target for t in card.profiles[profile].targets} if profile in card.profiles else {}
    sections = {id: target for id, target in targets.items() if id in card.sections}
    label = last[0].label if last is not None and same else ""
    return Results(reader_of(workspace, round), card, sections, before, label)


def reader_of(workspace: Workspace, round: Round) -> Reader:
    """The round's questionnaire in the language in use."""
    shown = questionnaire_in(workspace, round, tag_in_use())[0]
    return Reader(shown, rating_words(workspace.questionnaire(round), shown))


def sensitivity_of(workspace: Workspace, round: Round) -> tuple[Sensitivity, Questionnaire]:
    """A round's scores under every treatment of what is not answered, and its questionnaire as it is shown."""
    answers = workspace.answers(round)
    found = sensitivity(workspace.plan(round), answers, workspace.score(round, answers))
    return found, questionnaire_in(workspace, round, tag_in_use())[0]
