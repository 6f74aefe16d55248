"""Waiting for saves: each change of a file below the paths is told once, and nothing else is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from cyberready.workspace import watching
from cyberready.workspace.watching import look, saves
from tests.workspace.made_up import SMALL, write

DEADLINE = 20.0  # seconds; a save is told within a fifth of one, but two cores may be shared with other work


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system does not tell is looked for every fifth of a second instead of every two."""
    monkeypatch.setattr(watching, "_LOOK", 200)


def told(paths: list[Path], change: Callable[[], Any], **options: Any) -> bool:
    """Whether a change is told, once the first look is over."""
    waiting = saves(paths, **options)
    next(waiting)
    threading.Timer(0.1, change).start()
    end = time.monotonic() + DEADLINE
    ended = threading.Thread(target=lambda: next(waiting), daemon=True)
    ended.start()
    ended.join(max(0, end - time.monotonic()))
    return not ended.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a questionnaire, two folders deep."""
    write(tmp_path / "all" / "q" / "questionnaire.yaml", SMALL)
    return tmp_path / "all" / "q"


def replaced(file: Path, text: str) -> None:
    """As editors save: another file, renamed to this one's name."""
    other = file.with_name("4913~")
    other.write_text(text, encoding="utf-8")
    other.replace(file)


CHANGES: dict[str, Callable[[Path], Any]] = {
    "written": lambda folder: write(folder / "questionnaire.yaml", SMALL + "# more\n"),
    "replaced": lambda folder: replaced(folder / "questionnaire.yaml", SMALL + "# more\n"),
    "added": lambda folder: write(folder / "fr.yaml", "cyberready: 1\n"),
    "a new folder": lambda folder: write(folder / "examples" / "deep" / "sheet.yaml", "cyberready: 1\n"),
    "deleted": lambda folder: (folder / "questionnaire.yaml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_below_a_folder_is_told(folder: Path, change: Callable[[Path], Any]) -> None:
    assert told([folder.parent], lambda: change(folder))


@pytest.mark.parametrize("change", ["written", "replaced", "added"])
def test_beside_a_questionnaires_file_its_translations_count(folder: Path, change: str) -> None:
    assert told([folder / "questionnaire.yaml"], lambda: CHANGES[change](folder))


def test_a_single_file_is_watched_when_it_is_replaced(tmp_path: Path) -> None:
    sheet = write(tmp_path / "sheet.yaml", "a: b\n")
    assert told([sheet], lambda: replaced(sheet, "a: c\n"))


def test_a_path_may_appear_later(tmp_path: Path) -> None:
    assert told([tmp_path / "later"], lambda: write(tmp_path / "later" / "sheet.yaml", "a: b\n"))


def test_a_folder_that_goes_and_comes_is_watched_again(folder: Path) -> None:
    root, away = folder.parent, folder.parent.with_name("away")
    waiting = saves([root])
    next(waiting)
    for change in (
        lambda: root.rename(away),
        lambda: away.rename(root),
        lambda: write(folder / "fr.yaml", "a: b\n"),
    ):
        threading.Timer(0.1, change).start()
        next(waiting)
    assert str(folder / "fr.yaml") in look([root])


def test_polling_stands_in_where_the_system_has_no_watches_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As inotify refuses when its limit is reached."""
    watch = watchfiles.watch

    def refuse(*paths: Path, force_polling: bool | None = None, **options: Any) -> Iterator[Any]:
        if not force_polling:
            raise OSError("OS file watch limit reached")
        return watch(*paths, force_polling=force_polling, **options)

    monkeypatch.setattr(watchfiles, "watch", refuse)
    said: list[str] = []
    assert told([folder], lambda: CHANGES["written"](folder), tell_polling=lambda: said.append("polling"))
    assert said == ["polling"]


def test_many_saves_together_are_told_together_and_other_files_are_not(folder: Path) -> None:
    seen = 0
    enough = threading.Event()

    def count() -> None:
        nonlocal seen
        for _save in saves([folder.parent]):
            seen += 1
            if enough.is_set():
                return

    counting = threading.Thread(target=count, daemon=True)
    counting.start()
    time.sleep(0.3)
    write(folder / "notes.txt", "not ours")
    write(folder / ".fr.yaml.swp", "nor this")
    time.sleep(0.4)
    assert seen == 1  # the first look
    for number in range(40):
        write(folder / f"{number}.yaml", "a: b\n")
    time.sleep(0.8)
    assert 2 <= seen <= 4
    enough.set()
    write(folder / "last.yaml", "a: b\n")
    counting.join(DEADLINE)
    assert not counting.is_alive()


def test_a_file_that_is_gone_for_a_moment_is_not_told_as_gone(folder: Path) -> None:
    file = folder / "questionnaire.yaml"
    waiting = saves([folder])
    next(waiting)

    def save() -> None:
        file.unlink()
        time.sleep(0.15)
        write(file, SMALL + "# more\n")

    threading.Timer(0.1, save).start()
    next(waiting)
    assert str(file) in look([folder])


def test_what_is_looked_at(folder: Path, tmp_path: Path) -> None:
    sheet, other = write(tmp_path / "sheet.yaml", "a: b\n"), write(tmp_path / "other.yaml", "a: b\n")
    write(folder / "fr.yaml", "a: b\n")
    write(folder / "notes.txt", "a")
    inside = {str(folder / "questionnaire.yaml"), str(folder / "fr.yaml")}
    assert set(look([folder])) == set(look([folder / "questionnaire.yaml"])) == inside
    assert set(look([sheet])) == {str(sheet)}
    assert set(look([tmp_path])) == {*inside, str(sheet), str(other)}
    assert look([tmp_path / "nothing"]) == {}
