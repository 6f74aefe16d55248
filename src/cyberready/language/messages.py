"""Messages in the language of the user; English stands in the code and is what is missing falls back to."""

from __future__ import annotations

import gettext
from pathlib import Path

_CATALOGUES = Path(__file__).parent / "catalogues"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(tag: str) -> None:
    """Take the messages of a language tag such as `ar-IQ`, else of its language, else English."""
    global _translations
    names = [tag.replace("-", "_"), tag.partition("-")[0]]
    _translations = gettext.translation("cyberready", _CATALOGUES, languages=names, fallback=True)


def _(message: str) -> str:
    return _translations.gettext(message)


def counted(one: str, many: str, number: int) -> str:
    """The message for a number of things, by the language's own plural forms, with the number in it."""
    return _translations.ngettext(one, many, number).format(number=number)
