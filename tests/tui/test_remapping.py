"""Keys in the settings: every wrong name, every wrong key and every clash is told before the app begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.screen import Screen

from cyberready.cli.boundary import run
from cyberready.errors import FaultyFile
from cyberready.language.messages import _, use_language
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.remapping import HELD, _own, check_keys

FILE = Path("settings.toml")


def told(**keys: str) -> list[str]:
    """The faults of keys, without what each line begins with."""
    try:
        check_keys(keys, FILE)
    except FaultyFile as error:
        return [str(fault).removeprefix("settings.toml: error: ") for fault in error.faults]
    return []


@pytest.mark.parametrize(
    "keys",
    [
        {"next_open": "f3", "note": "N,f2"},
        {"note": "n"},  # what it has already
        {"note": "Q, ctrl+u ,f12"},
        {"note": "§,semicolon,arabic_comma,ctrl+shift+left"},
        {"flag": "x", "not_applicable": "f"},  # they change places
        {"yes": "j"},  # that window has no list
        {"open_round": "enter,space"},  # Enter is the list's as well, as it always was
        {"up": "f4", "cursor_up": "f4"},  # of two lists on a screen one has the focus
        {"demonstrate": "w"},  # on another screen w is something else
        {"close": "n"},  # the app's own keys do not reach a window
    ],
    ids=str,
)
def test_keys_that_can_be_given(keys: dict[str, str]) -> None:
    assert told(**keys) == []


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        ({"nxt_open": "p"}, ["there is no action `nxt_open`", "Did you mean `next_open`?"]),
        ({"zzz": "p"}, ["there is no action `zzz`", "docs/terminal.md"]),
        ({"command_palette": "p"}, ["there is no action `command_palette`"]),
        ({"note": ""}, ["`note` in `[keys]` has no key"]),
        ({"note": "  "}, ["`note` in `[keys]` has no key"]),
        ({"note": "f2,,f3"}, ["`note` in `[keys]` has no key, or an empty one."]),
        ({"note": "esc"}, ["there is no key `esc`", "Did you mean `escape`?"]),
        ({"note": "F2"}, ["there is no key `F2`", "Did you mean `f2`?"]),
        ({"note": "PgUp"}, ["there is no key `PgUp`", "Did you mean `pageup`?"]),
        ({"note": "ctl+n"}, ["there is no key `ctl+n`", "Did you mean `ctrl+n`?"]),
        ({"note": "Ctrl+N"}, ["there is no key `Ctrl+N`", "Did you mean `ctrl+n`?"]),
        ({"note": "questionmark"}, ["there is no key `questionmark`", "Did you mean `question_mark`?"]),
        ({"note": "zzzzz"}, ["there is no key `zzzzz`", "Keys are named as in"]),
        ({"note": "m"}, ["the key `m` has another action", "`explain` (What this answer counts"]),
        ({"note": "?"}, ["the key `question_mark` has another action", "`help` (Help)"]),
        ({"basis": "ى"}, ["the key `ى` has another action", "`note` (Note)"]),  # its twin on an Arabic keyboard
        ({"up": "w"}, ["the key `w` has another action", "`why_changed`"]),
        ({"next": "escape"}, ["the key `escape` has another action", "`back` (Back)"]),
        ({"no": "y"}, ["the key `y` has another action", "`yes` (Yes)"]),
        ({"note": "ctrl+p"}, ["the key `ctrl+p` has another action"]),
        ({"note": "tab"}, ["the key `tab` has another action"]),
        ({"start": "ctrl+q"}, ["the key `ctrl+q` has another action", "`quit` (Leave)"]),
        ({"flag": "f2", "note": "f2"}, ["`flag` in `[keys]`: the key `f2` has another action", "`note`"]),
        ({"flag": "x", "not_applicable": "x,f2"}, ["`flag` in `[keys]`: the key `x`", "`not_applicable`"]),
    ],
    ids=str,
)
def test_a_wrong_one_is_told_once_with_what_was_meant(keys: dict[str, str], faults: list[str]) -> None:
    (fault,) = told(**keys)
    assert [part for part in faults if part not in fault] == []


@pytest.mark.parametrize(
    ("keys", "others"),
    [({"help": "n"}, ["new_round", "note"]), ({"why_changed": "k"}, ["cursor_up", "up"])],
    ids=str,
)
def test_each_action_that_has_the_key_is_told(keys: dict[str, str], others: list[str]) -> None:
    assert sorted(fault.split("works: ")[1].split("`")[1] for fault in told(**keys)) == others


def test_everything_is_told_at_once_and_in_the_language_in_use() -> None:
    faults = told(nxt_open="p", note="esc,m", flag="")
    assert len(faults) == 4
    use_language("fr")
    try:
        (fault,) = told(note="b")
        assert _("Basis") in fault
        assert _("Basis") != "Basis"
    finally:
        use_language("en")


def test_every_widget_with_keys_is_said_to_be_on_a_screen() -> None:
    """Who adds one says in `HELD` which screens have it, so that its keys are held against theirs."""
    held = {widget for widgets in HELD.values() for widget in widgets}
    keyed = {part for part in _own() if part.__dict__.get("BINDINGS")}
    assert {part for part in keyed if not issubclass(part, Screen | CyberreadyApp)} == held
    assert all(issubclass(screen, Screen) for screen in HELD)


def test_the_app_does_not_begin_and_says_so(own_settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_settings.write_text('[keys]\nnxt_open = "p"\nnote = "m"\n')
    from cyberready.tui.app import run as open_app

    with pytest.raises(FaultyFile) as caught:
        open_app(own_settings.parent)
    assert (len(caught.value.faults), caught.value.exit) == (2, 2)
    assert run(["rounds", "--workspace", str(own_settings.parent)]) == 0  # a command needs no keys
    assert str(own_settings) in str(caught.value)


def test_a_theme_that_there_is_not_is_told_with_those_that_there_are(own_settings: Path) -> None:
    own_settings.write_text('theme = "drak"\n')
    from cyberready.tui.app import run as open_app

    with pytest.raises(FaultyFile, match=r"`theme` .*textual-dark.*ansi-light.*'drak'") as caught:
        open_app(own_settings.parent)
    assert str(own_settings) in str(caught.value)


def test_nothing_is_loaded_for_it_where_no_keys_are_given() -> None:
    code = "import sys, cyberready.tui.app; print('cyberready.tui.remapping' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "False"
