"""A round's questionnaire in its reader's language: by the round's own translations, else the library's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cyberready.errors import CyberreadyError
from cyberready.library.finding import Library
from cyberready.library.translating import best_language
from cyberready.model.rounds import Round
from cyberready.model.translation import TranslationStatus
from cyberready.store import rounds as store
from cyberready.workspace.questionnaires import InLanguage, in_language, rating_words, translation_bodies
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


def rating_words_of(workspace: Workspace, round_ids: Iterable[str], language: str) -> dict[str, dict[str, str]]:
    """For each round the names of its scores in a language, by those that its scorecard carries."""
    rounds = {round.id: round for round in workspace.rounds()}
    found: dict[str, dict[str, str]] = {}
    by_digest: dict[str, dict[str, str]] = {}
    for id in round_ids:
        if id in rounds:
            digest = rounds[id].questionnaire.digest
            if digest not in by_digest:
                shown, _status = questionnaire_in(workspace, rounds[id], language)
                by_digest[digest] = rating_words(workspace.questionnaire(rounds[id]), shown)
            found[id] = by_digest[digest]
    return found


def _same_in_library(library: Library, round: Round) -> Mapping[str, str]:
    try:
        loaded = library.load(round.questionnaire.id, round.questionnaire.version)
    except CyberreadyError:  # gone or faulty by now: the round is shown in the language that it keeps
        return {}
    return translation_bodies(loaded) if loaded.digest == round.questionnaire.digest else {}
