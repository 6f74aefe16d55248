"""Which questionnaires a workspace has. Imports no store, so that listing them stays quick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cyberready.errors import Fault, FaultyFile
from cyberready.library.caching import Cache
from cyberready.library.finding import Library, Loaded, shipped_folder
from cyberready.library.translating import best_language, translated
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Translation, TranslationStatus
from cyberready.settings import settings_file

InLanguage = tuple[Questionnaire, TranslationStatus]


def library_of(workspace: Path, cache: Cache | None = None) -> Library:
    """The workspace's own questionnaires, then the shipped ones."""
    return Library((workspace / "questionnaires", shipped_folder()), cache)


def cache_beside(database: Path | None) -> Cache | None:
    """Where what was read of questionnaires is kept: beside a database; where there is none, nothing is made."""
    if database is None or not database.exists():
        return None
    return Cache(database.parent / ".cache", settings_file().with_name("cache.key"))


@dataclass(frozen=True)
class Listed:
    """A questionnaire as lists show it: `loaded`, or the faults for which it cannot be."""

    id: str
    folder: Path
    loaded: Loaded | None
    faults: tuple[Fault, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Its own language first, then those of its translations."""
        if self.loaded is None:
            return ()
        translations = [language for kind, language, _ in self.loaded.companions if kind == "translation"]
        return (self.loaded.questionnaire.language, *translations)


def list_questionnaires(library: Library) -> list[Listed]:
    """The newest version of each questionnaire by id; a faulty one is listed with its errors."""
    return [_listed(library, id, folder) for id, folder in library.newest().items()]


def _listed(library: Library, id: str, folder: Path) -> Listed:
    try:
        return Listed(id, folder, library.load_from(folder))
    except FaultyFile as error:
        return Listed(id, folder, None, tuple(fault for fault in error.faults if fault.severity == "error"))


def load_in(library: Library, name: str, language: str | None) -> InLanguage:
    """A questionnaire by id, folder or file in a language; else in its own.

    Raises:
        UnknownQuestionnaire: there is none of that name.
        FaultyFile: it has faults.
    """
    return loaded_in(library.load(name), language)


def loaded_in(loaded: Loaded, language: str | None) -> InLanguage:
    """A loaded questionnaire in a language, else in its own."""
    return in_language(loaded.questionnaire, translation_bodies(loaded), language)


def translation_bodies(loaded: Loaded) -> dict[str, str]:
    """The translations beside a questionnaire, as canonical JSON by language."""
    return {language: body for kind, language, body in loaded.companions if kind == "translation"}


def in_language(questionnaire: Questionnaire, bodies: Mapping[str, str], language: str | None) -> InLanguage:
    """The questionnaire in a language by one of its translations, else in its own."""
    own = TranslationStatus(questionnaire.language)
    if language is None or best_language(language, [questionnaire.language]) is not None:
        return questionnaire, own
    chosen = best_language(language, bodies)
    if chosen is None:
        return questionnaire, own
    translation = Translation.model_validate_json(bodies[chosen])
    return translated(questionnaire, translation), TranslationStatus(translation.language, translation.status)


def rating_words(source: Questionnaire, shown: Questionnaire) -> dict[str, str]:
    """The names of scores in the language that is shown, by those that scorecards carry."""
    pairs = zip(source.scoring.ratings, shown.scoring.ratings, strict=True)
    return {rating.label: other.label for rating, other in pairs}
