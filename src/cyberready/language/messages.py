"""Messages in the language of the user; English stands in the code and is what is missing falls back to."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr", "ar")
"""The languages of the interface, in the order in which the language key goes through them."""

# Each in its own words, so that whoever cannot read the others finds it.
NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}

CATALOGUES = Path(__file__).parent / "catalogues"
DOMAIN = "cyberready"
_translations: gettext.NullTranslations = gettext.NullTranslations()
_tag = "en"


def use_language(tag: str) -> None:
    """Take the messages of a language tag such as `ar-IQ`, else of its language, else English."""
    global _translations, _tag
    _translations, _tag = messages_of(tag), tag or "en"


def tag_in_use() -> str:
    """The tag that was chosen last, such as `ar-IQ`."""
    return _tag


def language_in_use() -> str:
    """The language of the tag that was chosen last, such as `ar`."""
    return language_of(_tag)


def language_of(tag: str) -> str:
    return tag.partition("-")[0].lower()


def right_to_left(tag: str) -> bool:
    """Whether the language of a tag is written from right to left."""
    return language_of(tag) in ("ar", "ckb", "fa", "he", "ps", "ur")


@cache
def messages_of(tag: str) -> gettext.NullTranslations:
    """The messages of a language tag, whatever language is in use: a form is in the language of its reader."""
    names = [tag.replace("-", "_"), language_of(tag)]
    return gettext.translation(DOMAIN, CATALOGUES, languages=names, fallback=True)


def N_(message: str) -> str:  # noqa: N802  (the name by which gettext's tools find messages)
    """Mark a constant for translation; `_` translates it where it is shown."""
    return message


def _(message: str) -> str:
    return _translations.gettext(message) if message else ""  # the catalogue's head stands under the empty message


def counted(one: str, many: str, number: int) -> str:
    """The message for a number of things, by the language's own plural forms, with the number in it."""
    from cyberready.language.formats import shown_count

    return _translations.ngettext(one, many, number).format(number=shown_count(number))
