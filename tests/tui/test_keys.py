"""Keys on every keyboard, and names by which they can be given others."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key

from cyberready.tui import screens, widgets
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.keys import key
from cyberready.tui.screens.asking import AskChoice, AskText, Confirm
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.tui.screens.find import FindWindow
from cyberready.tui.screens.help import HelpWindow
from cyberready.tui.screens.home import HomeScreen
from cyberready.tui.screens.importing import ImportWindow
from cyberready.tui.screens.keeping import DeleteWindow, NextRoundWindow
from cyberready.tui.screens.new_round import NewRoundScreen
from cyberready.tui.screens.results import ResultsScreen
from cyberready.tui.screens.trend import TrendScreen
from cyberready.tui.screens.welcome import WelcomeScreen
from cyberready.tui.widgets.levels import Levels
from cyberready.tui.widgets.outline import Outline
from cyberready.tui.widgets.round_list import RoundList
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.widgets.toggle import Toggle

SCREENS: dict[type[Any], tuple[type[Any], ...]] = {
    HomeScreen: (RoundList,),
    NewRoundScreen: (Toggle,),
    WelcomeScreen: (Rows,),
    AssessScreen: (Levels, Outline),
    ResultsScreen: (),
    TrendScreen: (),
    AskText: (),
    DeleteWindow: (),
    NextRoundWindow: (),
    AskChoice: (),
    Confirm: (),
    EvidenceWindow: (),
    FindWindow: (),
    HelpWindow: (),
    ImportWindow: (Rows,),
}
# `b` and `G` type two letters on an Arabic keyboard and `S` a vowel sign; ctrl+b, End and ctrl+r do the same.
WITHOUT_TWIN = {"b", "G", "S"}
# What the Arabic (101) layout types beside Arabic letters and digits, with shift or without, by Textual's names.
ON_ARABIC_KEYS = {_character_to_key(sign) for sign in '-=\\<>[]{}~/:",.;!@#$%^&*()_+|'}


def classes_with_keys() -> list[type[Any]]:
    """Every screen, window and widget of the app that binds keys."""
    found: set[type[Any]] = {CyberreadyApp}
    for package in (screens, widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                ours = isinstance(value, type) and value.__module__ == module.name
                if ours and "BINDINGS" in value.__dict__:
                    found.add(value)
    return sorted(found, key=lambda each: each.__name__)


def bindings(*places: type[Any]) -> list[Binding]:
    """The bindings of our own classes, one for each key."""
    own = [
        binding
        for place in places
        for base in place.__mro__
        if base.__module__.startswith("cyberready")
        for binding in base.__dict__.get("BINDINGS", ())
    ]
    return list(Binding.make_bindings(own))


@pytest.mark.parametrize("screen", [CyberreadyApp, *SCREENS], ids=lambda screen: screen.__name__)
def test_every_letter_and_sign_has_a_twin_on_an_arabic_keyboard(screen: type[DOMNode]) -> None:
    actions: dict[str, set[str]] = {}
    for binding in bindings(screen, *SCREENS.get(screen, ())):
        actions.setdefault(binding.action, set()).add(binding.key)
    for action, keys in actions.items():
        latin = {key for key in keys if len(key) == 1 and key.isascii()} | ({"slash", "question_mark"} & keys)
        arabic = {key for key in keys if not key.isascii() or key.startswith("arabic")}
        assert len(arabic) >= len(latin - WITHOUT_TWIN), action


@pytest.mark.parametrize("place", classes_with_keys(), ids=lambda place: place.__name__)
def test_every_action_has_a_key_that_an_arabic_keyboard_types(place: type[Any]) -> None:
    actions: dict[str, list[str]] = {}
    for binding in Binding.make_bindings(place.__dict__["BINDINGS"]):
        actions.setdefault(binding.action, []).append(binding.key)
    for action, keys in actions.items():
        named = [key for key in keys if len(key) > 1 and key not in ("slash", "question_mark")]
        typed = [key for key in keys if not key.isascii() or key.startswith("arabic") or key in ON_ARABIC_KEYS]
        assert named or typed, action


@pytest.mark.parametrize("screen", [*SCREENS], ids=lambda screen: screen.__name__)
def test_a_name_stands_for_one_action_and_a_key_for_one_thing(screen: type[DOMNode]) -> None:
    of_screen = bindings(screen)
    for place in SCREENS[screen] or (CyberreadyApp,):
        named: dict[str, set[str]] = {}
        for binding in [*of_screen, *bindings(place)]:
            if binding.id:
                named.setdefault(binding.id, set()).add(binding.action)
        assert {name: actions for name, actions in named.items() if len(actions) > 1} == {}
    keys = [binding.key for binding in of_screen]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("screen", [*SCREENS], ids=lambda screen: screen.__name__)
def test_what_a_key_does_is_told_in_words(screen: type[DOMNode]) -> None:
    assert all(binding.description for binding in bindings(screen, *SCREENS[screen]))


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ("n", ["n", "ى"]),
        ("up,k", ["up", "k", "ن"]),
        ("z,ctrl+z", ["z", "ctrl+z", "ئ"]),
        ("slash,ctrl+f", ["slash", "ctrl+f", "ظ"]),
        ("question_mark,f1", ["question_mark", "f1", "arabic_question_mark"]),
        ("b,ctrl+b", ["b", "ctrl+b"]),
        ("full_stop", ["full_stop", "ز"]),
        ("enter", ["enter"]),
        ("equals_sign", ["equals_sign"]),
    ],
)
def test_the_keys_of_a_binding(given: str, keys: list[str]) -> None:
    assert [binding.key for binding in Binding.make_bindings([key(given, "act", "Act")])] == keys


@pytest.mark.parametrize(
    ("action", "id", "name"),
    [
        ("note", "", "note"),
        ("app.pop_screen", "", "pop_screen"),
        ("move(-1)", "up", "up"),
        ("move(-1)", "", "move"),
    ],
)
def test_a_binding_is_named_after_its_action_unless_it_has_a_name(action: str, id: str, name: str) -> None:
    assert key("x", action, "Act", id=id).id == name


@pytest.mark.parametrize("letter", ["ت", "؟", "ظ", "ى"])
async def test_the_twins_are_what_textual_hears(letter: str) -> None:
    heard: list[str] = []

    class Listening(App[None]):
        BINDINGS = [key("j,question_mark,slash,n", "hear", "Hear")]

        def action_hear(self) -> None:
            heard.append(letter)

    async with Listening().run_test() as pilot:
        await pilot.press(letter)
    assert heard == [letter]
