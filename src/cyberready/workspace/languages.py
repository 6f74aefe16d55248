"""A round's questionnaire in its reader's language: by the round's own translations, else the library's."""

from __future__ import annotations

from collections.abc import Mapping

from cyberready.errors import CyberreadyError
from cyberready.library.finding import Library
from cyberready.library.translating import best_language
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Round
from cyberready.model.translation import TranslationStatus
from cyberready.store import rounds as store
from cyberready.workspace.questionnaires import InLanguage, in_language, translation_bodies
from cyberready.workspace.workspace import Workspace


def questionnaire_in(workspace: Workspace, round: Round, language: str) -> InLanguage:
    """A round's questionnaire in a language; in its own for '' and where no translation serves.

    A translation that the round keeps counts before one that was made since; of the library only a translation of
    the very same questionnaire is taken, so that a later version never words an older round's answers.
    """
    questionnaire = workspace.questionnaire(round)
    if not language or best_language(language, [questionnaire.language]) is not None:
        return questionnaire, TranslationStatus(questionnaire.language)
    kept = {
        document.language or "": document.body
        for document in store.read_documents(workspace.database, round.id)
        if document.kind == "translation"
    }
    if best_language(language, kept) is None:
        kept = dict(_same_in_library(workspace.library, round))
    return in_language(questionnaire, kept, language)


def rating_words(source: Questionnaire, shown: Questionnaire) -> dict[str, str]:
    """The names of scores in the language that is shown, by those that scorecards carry."""
    pairs = zip(source.scoring.ratings, shown.scoring.ratings, strict=True)
    return {rating.label: other.label for rating, other in pairs}


def _same_in_library(library: Library, round: Round) -> Mapping[str, str]:
    try:
        loaded = library.load(round.questionnaire.id, round.questionnaire.version)
    except CyberreadyError:  # gone or faulty by now: the round is shown in the language that it keeps
        return {}
    return translation_bodies(loaded) if loaded.digest == round.questionnaire.digest else {}
