"""The user's settings, from `settings.toml` in the platform's configuration folder; all have defaults.

Read before the first paint, so only the standard library and platformdirs (2 ms) are imported.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cyberready.errors import Fault, FaultyFile
from cyberready.language.messages import N_, _

VARIABLE = "CYBERREADY_SETTINGS"
ARABIC_DISPLAYS = ("auto", "app", "terminal", "plain")


@dataclass(frozen=True)
class Settings:
    """What a person chose once; `keys` maps names of actions to keys."""

    language: str = "en"
    region: str = ""
    assessor: str = ""
    theme: str = "textual-dark"
    arabic_display: str = "auto"
    last_answer: str = "beside"
    editor: str = "off"
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """Language and region together, such as `ar-IQ`, by which messages, numbers and dates are chosen."""
        language, _dash, own_region = self.language.partition("-")
        region = self.region or own_region
        return f"{language}-{region.upper()}" if region else language


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_REGION = re.compile(r"[A-Za-z]{2}|[0-9]{3}|")
_FORMS = {
    "language": (_LANGUAGE, N_("a language such as en, fr or ar, in small letters")),
    "region": (_REGION, N_("a country's two letters, such as IQ, DZ, FR or MA")),
}
_CHOICES = {"arabic_display": ARABIC_DISPLAYS, "last_answer": ("beside", "after"), "editor": ("off", "on")}


def settings_file() -> Path:
    """The file's place: the variable's, else the platform's."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("cyberready", appauthor=False) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        FaultyFile: with every key that is unknown and every value that is of the wrong kind.
    """
    path = path or settings_file()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyFile([Fault(str(path), 0, _("cannot be read: {error}.").format(error=error))]) from error
    except tomllib.TOMLDecodeError as error:
        raise FaultyFile([Fault(str(path), 0, _("is not TOML: {error}.").format(error=error))]) from error
    faults = [fault for key, value in data.items() if (fault := _fault(path, key, value))]
    if faults:
        raise FaultyFile(faults)
    return Settings(**data)


def _fault(path: Path, key: str, value: Any) -> Fault | None:
    names = [setting.name for setting in fields(Settings)]
    if key not in names:
        close = get_close_matches(key, names, 1)
        hint = (
            _("Did you mean `{value}`?").format(value=close[0])
            if close
            else _("Known: {names}.").format(names=", ".join(names))
        )
        return Fault(str(path), 0, _("unknown setting `{key}`.").format(key=key), hint)
    if key == "keys":
        right = isinstance(value, dict) and all(isinstance(name, str) for name in value.values())
        return None if right else Fault(str(path), 0, _("`[keys]` maps names of actions to keys, as texts."))
    if not isinstance(value, str):
        return Fault(
            str(path),
            0,
            _("`{key}` must be text, found {value!r}.").format(key=key, value=value),
            _("Put it in quotes."),
        )
    if value not in _CHOICES.get(key, (value,)):
        return Fault(
            str(path),
            0,
            _("`{key}` must be one of {names}, found {value!r}.").format(
                key=key, names=", ".join(_CHOICES[key]), value=value
            ),
        )
    if key in _FORMS and not _FORMS[key][0].fullmatch(value):
        return Fault(
            str(path),
            0,
            _("`{key}` must be {wanted}, found {value!r}.").format(key=key, wanted=_(_FORMS[key][1]), value=value),
        )
    return None
