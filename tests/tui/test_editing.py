"""A note in an editor of the user's own: off unless asked for, and nothing is left behind by us."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from cyberready.errors import WrongCall
from cyberready.settings import Settings
from cyberready.tui.editing import edited

from .made_up import start
from .walking import on_card

# Writes where it was started and how the file can be read, then changes the text.
EDITOR = """\
import pathlib, sys
file = pathlib.Path(sys.argv[-1])
pathlib.Path({seen!r}).write_text(f"{{file}}\\n{{oct(file.parent.stat().st_mode & 0o777)}}")
file.write_text(file.read_text(encoding="utf-8") + {added!r}, encoding="utf-8")
sys.exit({ends})
"""


def editor(folder: Path, added: str = "", ends: int = 0) -> str:
    script = folder / "editor.py"
    script.write_text(EDITOR.format(seen=str(folder / "seen"), added=added, ends=ends), encoding="utf-8")
    return f"'{sys.executable}' '{script}' --wait"


@pytest.mark.parametrize(
    ("text", "added", "after"),
    [("", "قانون", "قانون"), ("a", " b\n", "a b"), ("a\n", "b\n", "a\nb\n"), ("kept", "", "kept")],
)
def test_what_the_editor_made_of_it(tmp_path: Path, text: str, added: str, after: str) -> None:
    assert edited(text, {"VISUAL": editor(tmp_path, added), "EDITOR": "false"}) == after


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_only_the_user_can_read_the_file_and_it_is_gone_afterwards(tmp_path: Path) -> None:
    edited("secret", {"EDITOR": editor(tmp_path)})
    file, mode = (tmp_path / "seen").read_text().splitlines()
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert not Path(file).parent.exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("", "set VISUAL or EDITOR"),
        ("'open", "set VISUAL or EDITOR"),
        ("no-such-editor -w", "no-such-editor cannot be started"),
        ("ends", "ended with an error; the note is as it was"),
    ],
)
def test_without_an_editor_that_works(tmp_path: Path, command: str, told: str) -> None:
    given = editor(tmp_path, "lost", ends=3) if command == "ends" else command
    with pytest.raises(WrongCall, match=told):
        edited("a note", {"EDITOR": given})


@pytest.mark.parametrize(
    ("setting", "told"),
    [("off", 'editor = "on"'), ("on", "cannot be handed to an editor")],  # the tests' terminal is none
)
async def test_it_is_off_unless_the_settings_say_so(tmp_path: Path, setting: str, told: str) -> None:
    start(tmp_path, {"law.act": 1})
    async with on_card(tmp_path, Settings(editor=setting)) as walk:
        await walk.press("ctrl+n")
        await walk.until(lambda: told in walk.told)
        assert walk.sitting.answer.note == ""
