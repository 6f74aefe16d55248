"""The window of evidence by keyboard alone, judged by what is stored and what lies in the workspace."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import Input

from cyberready.errors import CannotStore
from cyberready.language.messages import use_language
from cyberready.model.answers import Answer, Evidence
from cyberready.settings import Settings
from cyberready.store.evidence_files import LARGEST, KeptFile, keep_file
from cyberready.tui.screens import evidence as window
from cyberready.tui.screens.asking import AskChoice
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.evidence import EvidenceWindow
from cyberready.workspace.location import evidence_folder

from .made_up import QUESTIONNAIRE, add, start, stored
from .walking import Walk, on_card

ABSENT = f"sha256:{'0' * 64}"
FIELDS = ("title", "issuer", "dated", "link", "file", "seen")


@pytest.fixture
def law(tmp_path: Path) -> Path:
    file = tmp_path / "given" / "Law 7.pdf"
    file.parent.mkdir()
    file.write_text("the law")
    return file


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = (80, 24), language: str = "en") -> AsyncIterator[Walk]:
    """The window over the card of the first question."""
    async with on_card(folder, Settings(language=language), size) as walk:
        await walk.press("e")
        await walk.screen(EvidenceWindow)
        yield walk


async def fill(walk: Walk, **texts: str) -> None:
    """Put texts into fields, in the place of what stood there."""
    for name, text in texts.items():
        await walk.focus(name)
        field(walk, name).value = ""
        await walk.write(text)


def field(walk: Walk, name: str) -> Input:
    return walk.app.screen.query_one(f"#{name}", Input)


def fields(walk: Walk) -> dict[str, str]:
    return {name: field(walk, name).value for name in FIELDS if field(walk, name).value}


async def told(walk: Walk, text: str) -> None:
    await walk.until(lambda: text in walk.of("hint"))


async def of_act(walk: Walk) -> tuple[Evidence, ...]:
    return (await walk.stored()).get("law.act", Answer()).evidence


async def test_a_file_alone_is_evidence_and_its_copy_is_kept(tmp_path: Path, law: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, file=f"'{law}' ")
        await walk.press("ctrl+s")
        await told(walk, "Added.")
        await walk.until(lambda: "Law 7.pdf · ✓ file kept · copy" in walk.text)
        assert fields(walk) == {}
        assert walk.app.focused is field(walk, "title")
        (entry,) = await of_act(walk)
    kept = keep_file(evidence_folder(tmp_path), law)
    assert entry == Evidence(title="Law 7.pdf", file=kept.digest, seen="copy")
    assert kept.path.read_text() == "the law"


async def test_what_was_said_beside_the_file_stays(tmp_path: Path, law: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, title="Act", issuer="Parliament", dated="2026-01-02", file=law.as_uri(), seen="١")
        await walk.press("escape")
        await walk.screen(AskChoice)
        await walk.press("1")  # keep it, and be done
        await walk.screen(AssessScreen)
        (entry,) = await of_act(walk)
    assert entry.model_copy(update={"file": ""}) == Evidence(
        title="Act", issuer="Parliament", dated=date(2026, 1, 2), seen="sighted"
    )
    assert entry.file


async def test_each_entry_is_saved_before_the_window_is_left(tmp_path: Path, law: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, title="Register")
        await walk.press("ctrl+s")
        await told(walk, "Added.")
        assert [entry.title for entry in await of_act(walk)] == ["Register"]
        assert [entry.title for entry in stored(tmp_path)["law.act"].evidence] == ["Register"]
        await walk.press("ctrl+d", "escape")
        await walk.screen(AssessScreen)
        assert await of_act(walk) == ()
        await walk.press("z")
        assert [entry.title for entry in await of_act(walk)] == ["Register"]


async def test_enter_goes_on_and_adds_after_the_last_field(tmp_path: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        for name in FIELDS:
            assert walk.app.focused is field(walk, name)
            await walk.write({"title": "Act", "seen": "1"}.get(name, ""))
            assert await of_act(walk) == ()
            await walk.press("enter")
        assert await of_act(walk) == (Evidence(title="Act", seen="sighted"),)
        assert walk.app.focused is field(walk, "title")


async def test_escape_neither_takes_nor_loses_what_is_typed(tmp_path: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, title="Act")
        await walk.press("escape")
        await walk.screen(AskChoice)
        assert "What you typed is not kept yet." in walk.text
        await walk.press("escape")
        await walk.screen(EvidenceWindow)
        assert fields(walk) == {"title": "Act"}
        await walk.press("escape", "2")  # drop it
        await walk.screen(AssessScreen)
        assert await of_act(walk) == ()


async def test_what_is_removed_is_told_in_the_place_of_an_older_line(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"evidence": [{"title": "Act"}]}})
    async with opened(tmp_path) as walk:
        await fill(walk, dated="soon")
        await walk.press("ctrl+s")
        await told(walk, "! Give the evidence a title.")
        await walk.press("ctrl+d")
        assert walk.of("hint") == "Removed: Act. z on the question brings it back."
        await fill(walk, title="Register")
        assert walk.of("hint") == ""
        await walk.press("ctrl+s")
        await told(walk, "! Not understood: Dated (YYYY-MM-DD).")


def _too_large(place: Path) -> Path:
    path = place / "large.bin"
    path.touch()
    os.truncate(path, LARGEST + 1)
    return path


REFUSED = [
    (lambda place: place / "none.pdf", "! No copy was made of"),
    (lambda place: place, "it is a folder. Give a file in it"),
    (_too_large, "it is larger than 50 MB. Give the part that matters"),
    (lambda place: "two\0", "there is no such file"),
]


@pytest.mark.parametrize("make", [make for make, _told in REFUSED])
async def test_what_cannot_be_copied_is_said_and_nothing_typed_is_lost(tmp_path: Path, make: Any) -> None:
    start(tmp_path)
    path, said = str(make(tmp_path)), dict(REFUSED)[make]
    async with opened(tmp_path) as walk:
        await fill(walk, title="Act", seen="1")
        field(walk, "file").value = path
        await walk.press("ctrl+s")
        await told(walk, said)
        assert fields(walk) == {"title": "Act", "file": path, "seen": "1"}
        assert walk.app.focused is field(walk, "file")
        await walk.press("escape")
        await walk.screen(AskChoice)
        await walk.press("1")
        await walk.screen(EvidenceWindow)
        await told(walk, said)  # leaving would lose it, so the window stays
        field(walk, "file").value = ""
        await walk.press("escape", "1")
        await walk.screen(AssessScreen)
        assert await of_act(walk) == (Evidence(title="Act", seen="sighted"),)


async def test_a_full_disk_is_said_in_the_window(
    tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> KeptFile:
        raise CannotStore(tmp_path, "No space left on device")

    monkeypatch.setattr(window, "attach", full)
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, file=str(law))
        await walk.press("ctrl+s")
        await told(walk, "! Not written: No space left on device")
        assert fields(walk) == {"file": str(law)}


async def test_while_a_file_is_copied_the_window_says_so_and_esc_stops_waiting(
    tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, attach = threading.Event(), window.attach

    def slow(*given: Any) -> KeptFile:
        assert go_on.wait(20)
        return attach(*given)

    monkeypatch.setattr(window, "attach", slow)
    start(tmp_path)
    try:
        async with opened(tmp_path) as walk:
            await fill(walk, title="Act", file=str(law))
            await walk.press("ctrl+s")
            await told(walk, "Copying…")
            await walk.press("ctrl+s", "x", "ctrl+d")  # nothing of it does anything meanwhile
            await walk.press("escape")
            await told(walk, "Stopped; nothing was added.")
            assert fields(walk) == {"title": "Act", "file": str(law)}
            await walk.press("ctrl+s")
            await told(walk, "Copying…")
            go_on.set()
            await told(walk, "Added.")
            assert [entry.title for entry in await of_act(walk)] == ["Act"]
    finally:
        go_on.set()


async def test_the_app_can_be_left_while_a_file_is_copied(
    tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(window, "attach", lambda *_given: go_on.wait(20))
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, file=str(law))
        await walk.press("ctrl+s")
        await told(walk, "Copying…")
        await walk.press("ctrl+q")
        await walk.until(lambda: walk.app._exit)
        go_on.set()
    assert walk.app._exception is None
    assert stored(tmp_path) == {}


async def test_what_is_typed_is_asked_about_before_the_app_is_left(tmp_path: Path) -> None:
    start(tmp_path)
    async with opened(tmp_path) as walk:
        await fill(walk, title="Law 7")
        await walk.press("ctrl+q")
        await walk.screen(AskChoice)
        await walk.press("1")
        await walk.screen(AssessScreen)
        await walk.press("ctrl+q")
        await walk.until(lambda: walk.app._exit)
    assert stored(tmp_path) == {"law.act": Answer(evidence=(Evidence(title="Law 7"),))}


async def test_an_entry_is_changed_in_its_place(tmp_path: Path, law: Path) -> None:
    kept = keep_file(evidence_folder(tmp_path), law)
    given = [
        {"title": "Act", "dated": "2025-01-02", "file": kept.digest, "seen": "sighted"},
        {"title": "Register"},
    ]
    start(tmp_path, {"law.act": {"value": 2, "evidence": given}})
    async with opened(tmp_path) as walk:
        await walk.focus("there")
        await walk.press("home", "enter")
        assert fields(walk) == {
            "title": "Act",
            "dated": "2025-01-02",
            "file": kept.digest,
            "seen": "1 shown",
        }
        await walk.press("escape")  # nothing was changed
        await walk.screen(AssessScreen)
        assert [entry.title for entry in await of_act(walk)] == ["Act", "Register"]
        await walk.press("e")
        await walk.screen(EvidenceWindow)
        await walk.focus("there")
        await walk.press("home", "enter")
        await fill(walk, title="Act 7", seen="2")
        await walk.focus("there")
        await walk.press("end", "enter", "1")  # on to the next: what was changed is kept
        await walk.screen(EvidenceWindow)
        await told(walk, "Changed.")
        assert fields(walk) == {"title": "Register"}
        await fill(walk, file=str(law))
        await walk.press("ctrl+s")
        await walk.until(lambda: not fields(walk))
        assert await of_act(walk) == (
            Evidence(title="Act 7", dated=date(2025, 1, 2), file=kept.digest, seen="copy"),
            Evidence(title="Register", file=kept.digest, seen="copy"),
        )


async def test_what_is_wrong_with_a_change_stays_with_its_entry(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"evidence": [{"title": "Act"}, {"title": "Register"}]}})
    async with opened(tmp_path) as walk:
        await walk.focus("there")
        await walk.press("home", "enter")
        await fill(walk, dated="soon", seen="heard")
        await walk.focus("there")
        await walk.press("end", "enter", "1")
        await walk.screen(EvidenceWindow)
        await told(walk, "! Not understood: Dated (YYYY-MM-DD), Seen (1 shown, 2 copy, 3 link")
        assert fields(walk) == {"title": "Act", "dated": "soon", "seen": "heard"}
        await fill(walk, title="", dated="", seen="3")
        await walk.press("ctrl+s")
        await told(walk, "! Give the evidence a title.")
        await fill(walk, title="Act 7")
        await walk.press("ctrl+s")
        await told(walk, "Changed.")
        assert await of_act(walk) == (Evidence(title="Act 7", seen="link"), Evidence(title="Register"))


async def test_removing_the_entry_that_is_being_changed_or_one_before_it(tmp_path: Path) -> None:
    start(tmp_path, {"law.act": {"evidence": [{"title": title} for title in "ABC"]}})
    async with opened(tmp_path) as walk:
        await walk.focus("there")
        await walk.press("end", "enter")
        await fill(walk, title="C2")
        await walk.focus("there")
        await walk.press("home", "ctrl+d")
        await walk.focus("title")
        await walk.press("ctrl+s")
        await told(walk, "Changed.")
        assert [entry.title for entry in await of_act(walk)] == ["B", "C2"]
        await walk.focus("there")
        await walk.press("end", "enter")
        await fill(walk, title="C3")
        await walk.press("ctrl+d", "ctrl+s")  # what was typed is an entry of its own now
        await told(walk, "Added.")
        assert [entry.title for entry in await of_act(walk)] == ["B", "C3"]


async def test_the_copies_are_checked_and_what_is_wrong_is_told(tmp_path: Path, law: Path) -> None:
    sound = keep_file(evidence_folder(tmp_path), law)
    law.write_text("the plan")
    altered = keep_file(evidence_folder(tmp_path), law)
    altered.path.write_text("another")
    files = (("Act", sound.digest), ("Plan", altered.digest), ("Minutes", ABSENT), ("Register", ""))
    evidence = [{"title": title, **({"file": file} if file else {})} for title, file in files]
    start(tmp_path, {"law.act": {"evidence": evidence}}, final=True)
    async with opened(tmp_path) as walk:
        for line in ("Act · ✓ file kept", "Plan · ✗ file altered", "Minutes · ✗ file missing"):
            await walk.until(lambda line=line: line in walk.text)
        await walk.focus("there")
        await walk.press("enter", "ctrl+d", "escape")  # the round is locked: it can be looked at
        await walk.screen(AssessScreen)
        assert len(await of_act(walk)) == 4


async def test_a_path_is_completed_by_the_right_arrow(
    tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(tmp_path)
    monkeypatch.chdir(law.parent)
    async with opened(tmp_path) as walk:
        await fill(walk, file="Law")
        await walk.until(lambda: "Law 7.pdf" in walk.text)
        await walk.press("right")
        await walk.press("ctrl+s")
        await told(walk, "Added.")
        assert [entry.title for entry in await of_act(walk)] == ["Law 7.pdf"]


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["en", "ar"], indirect=True)
async def test_every_field_and_every_reason_can_be_seen(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    start(tmp_path, {"law.act": {"evidence": [{"title": f"Entry {n}"} for n in range(12)]}})
    async with opened(tmp_path, size, language) as walk:
        inside = walk.app.screen.query_one(".window").content_region
        label = walk.app.screen.query(".label").first().region
        assert (label.x > field(walk, "title").region.x) == (language == "ar")  # where reading begins
        rows = await in_focus(walk, "there")
        assert rows.region.overlaps(inside)
        for name in FIELDS:
            entry = await in_focus(walk, name)
            await walk.until(lambda entry=entry: inside.contains_region(entry.region))
        await fill(walk, file="/no/such/file")
        await walk.press("ctrl+s")
        hint = walk.app.screen.query_one("#hint")
        await told(walk, "! ")
        await walk.until(lambda: hint.region.height and inside.contains_region(hint.region))
        assert inside.contains_region(field(walk, "file").region)


async def in_focus(walk: Walk, name: str) -> Widget:
    await walk.focus(name)
    return walk.app.screen.query_one(f"#{name}")


@pytest.mark.parametrize("size", [(40, 12), (30, 10), (20, 6)])
async def test_what_is_typed_is_in_sight_however_much_is_asked_for(tmp_path: Path, size: tuple[int, int]) -> None:
    asked = (
        "["
        + ", ".join(f"the official journal of the year {year} and its annexes" for year in range(2000, 2012))
        + "]"
    )
    add(tmp_path, QUESTIONNAIRE.replace("[the official journal]", asked))
    start(tmp_path)
    async with opened(tmp_path, size) as walk:
        await walk.until(lambda: "Title" in walk.text)
        await walk.press("a", "b", "c")
        assert "c" in walk.text.partition("Title")[2].split("\n")[0]
        inside = walk.app.screen.query_one(".window")
        inside.scroll_home(animate=False)
        await walk.press("d")
        await walk.until(lambda: "Title" in walk.text)
