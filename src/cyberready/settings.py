"""The user's settings, from `settings.toml` in the platform's configuration folder; all have defaults.

Read before the first paint, so only the standard library and platformdirs (2 ms) are imported.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cyberready.errors import Fault, FaultyFile

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
    keys: Mapping[str, str] = field(default_factory=dict)


_CHOICES = {"arabic_display": ARABIC_DISPLAYS, "last_answer": ("beside", "after")}


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
        raise FaultyFile([Fault(str(path), 0, f"cannot be read: {error}.")]) from error
    except tomllib.TOMLDecodeError as error:
        raise FaultyFile([Fault(str(path), 0, f"is not TOML: {error}.")]) from error
    faults = [fault for key, value in data.items() if (fault := _fault(path, key, value))]
    if faults:
        raise FaultyFile(faults)
    return Settings(**data)


def _fault(path: Path, key: str, value: Any) -> Fault | None:
    names = [setting.name for setting in fields(Settings)]
    if key not in names:
        close = get_close_matches(key, names, 1)
        hint = f"Did you mean `{close[0]}`?" if close else f"Known: {', '.join(names)}."
        return Fault(str(path), 0, f"unknown setting `{key}`.", hint)
    if key == "keys":
        right = isinstance(value, dict) and all(isinstance(name, str) for name in value.values())
        return None if right else Fault(str(path), 0, "`[keys]` maps names of actions to keys, as texts.")
    if not isinstance(value, str):
        return Fault(str(path), 0, f"`{key}` must be text, found {value!r}.", "Put it in quotes.")
    if value not in _CHOICES.get(key, (value,)):
        return Fault(str(path), 0, f"`{key}` must be one of {', '.join(_CHOICES[key])}, found {value!r}.")
    return None
