"""Whether the keys in a settings file can be given to their actions; loaded only where there are some.

Textual itself passes over names that it does not know, and of two actions with one key it silently drops one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys, _character_to_key
from textual.screen import ModalScreen, Screen

from cyberready import tui
from cyberready.errors import Fault, FaultyFile
from cyberready.language.messages import N_, _
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.asking import AskChoice
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.tui.screens.find import FindWindow
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.importing import ImportWindow
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.screens.page import PageScreen
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.screens.welcome import WelcomeScreen
from cyberready.tui.widgets.levels import Levels
from cyberready.tui.widgets.outline import Outline
from cyberready.tui.widgets.round_list import RoundList
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.widgets.toggle import Toggle

# Which widgets with keys of their own a screen has; only one of them has the focus, so two never clash.
HELD: Mapping[type, tuple[type[DOMNode], ...]] = {
    HomeScreen: (RoundList, Rows),
    NewRoundScreen: (Rows, Toggle),
    AssessScreen: (Levels, Outline),
    ResultsScreen: (Rows,),
    PageScreen: (Rows,),
    WelcomeScreen: (Rows,),
    ImportWindow: (Rows,),
    AskChoice: (Rows,),
    EvidenceWindow: (Rows,),
    FindWindow: (Rows,),
}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}
_NAMED = {key.value for key in Keys if key.value.isalnum()} | KEY_TO_UNICODE_NAME.keys() | REPLACED_KEYS.keys()


def check_keys(keys: Mapping[str, str], file: Path) -> None:
    """Hold every name and key against the screens.

    Raises:
        FaultyFile: with every action that there is not, every key that there is not, and every key that another
            action has where both work.
    """
    faults = [fault for name, given in keys.items() for fault in _faults(name, given, str(file))]
    right = {name: _parts(given) for name, given in keys.items() if name in _names()}
    faults += _clashes(right, str(file))
    if faults:
        raise FaultyFile(faults)


def _faults(name: str, given: str, file: str) -> Iterator[Fault]:
    if name not in _names():
        what = _("there is no action `{name}` to give a key to in `[keys]`.").format(name=name)
        yield Fault(file, 0, what, _meant(name, _names()) or _("docs/terminal.md has their names."))
    for key in _parts(given):
        if not key:
            what = _("`{name}` in `[keys]` has no key, or an empty one.").format(name=name)
            yield Fault(file, 0, what, _("Name a key, or several with commas between them."))
        elif not _exists(key):
            what = _("`{name}` in `[keys]`: there is no key `{key}`.").format(name=name, key=key)
            remedy = _("Keys are named as in `a`, `f2`, `ctrl+n`, `space`, `question_mark`.")
            yield Fault(file, 0, what, _meant_key(key) or remedy)


def _meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name.lower(), sorted(known), 1)
    return _("Did you mean `{value}`?").format(value=close[0]) if close else ""


def _meant_key(key: str) -> str:
    *modifiers, last = key.lower().split("+")
    found = [last] if _exists(last) else get_close_matches(last, sorted(_NAMED), 1)
    modifiers = [close for each in modifiers for close in get_close_matches(each, sorted(_MODIFIERS), 1)]
    return _("Did you mean `{value}`?").format(value="+".join([*modifiers, *found])) if found else ""


def _parts(given: str) -> list[str]:
    """The keys that a text names, as Textual calls them."""
    keys = [key.strip() for key in given.split(",")]
    return [_character_to_key(key) if len(key) == 1 else key for key in keys]


def _exists(key: str) -> bool:
    *modifiers, last = key.split("+")
    if not set(modifiers) <= _MODIFIERS or (modifiers and last != last.lower()):
        return False
    return last in _NAMED or (len(last) == 1 and last.isprintable()) or _is_sign(last)


def _is_sign(name: str) -> bool:
    """Whether it is the Unicode name of a sign, in small letters, such as `arabic_comma`."""
    try:
        return _character_to_key(unicodedata.lookup(name.replace("_", " "))) == name
    except KeyError:
        return False


@cache
def _own() -> tuple[type[DOMNode], ...]:
    """Every screen, window and widget of ours."""
    modules = [import_module(module.name) for module in walk_packages(tui.__path__, f"{tui.__name__}.")]
    parts = [part for module in modules for part in vars(module).values() if isinstance(part, type)]
    own = [part for part in parts if issubclass(part, DOMNode) and part.__module__.startswith(tui.__name__)]
    return tuple(dict.fromkeys(own))


@cache
def _bindings(part: type[DOMNode]) -> tuple[Binding, ...]:
    """One for each key of a class, those of Textual's own classes below it among them."""
    found: dict[str, Binding] = {}
    for base in reversed(part.__mro__):
        found |= {binding.key: binding for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ()))}
    if issubclass(part, App):  # bound when an app is made
        key = part.COMMAND_PALETTE_BINDING
        found[key] = Binding(key, "command_palette", N_("Commands"))
    return tuple(found.values())


@cache
def _names() -> frozenset[str]:
    return frozenset(binding.id for part in _own() for binding in _bindings(part) if binding.id)


@cache
def _together() -> tuple[tuple[Binding, ...], ...]:
    """The bindings that are in force at one time: of the app, a screen, and a widget in it that has the focus."""
    together = []
    for screen in _own():
        if issubclass(screen, Screen):
            above = () if issubclass(screen, ModalScreen) else _bindings(CyberreadyApp)
            held = [widget for base in screen.__mro__ for widget in HELD.get(base, ())]
            for focused in [_bindings(widget) for widget in held] or [()]:
                together.append((*above, *_bindings(screen), *focused))
    return tuple(together)


def _clashes(keys: Mapping[str, list[str]], file: str) -> Iterator[Fault]:
    """Each pair of actions once. What a key does already may be overlaid by design, so only new keys count."""
    told: set[frozenset[str]] = set()
    for name, new in keys.items():
        for bindings in _together():
            before = {binding.key for binding in bindings if binding.id == name}
            for other in bindings if before else ():
                theirs = keys.get(other.id or "", [other.key])
                for key in sorted((set(new) - before) & set(theirs)):
                    pair = frozenset((name, other.id or other.action))
                    if other.id != name and pair not in told:
                        told.add(pair)
                        yield _clash(name, key, other, file)


def _clash(name: str, key: str, other: Binding, file: str) -> Fault:
    what = _("`{name}` in `[keys]`: the key `{key}` has another action where this one works: {other}.")
    action = _(other.tooltip or other.description) or other.action
    shown = f"`{other.id}` ({action})" if other.id else action
    return Fault(file, 0, what.format(name=name, key=key, other=shown), _("Give one of them another key."))
