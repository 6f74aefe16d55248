"""Saving behind the keyboard: in order, again after a failure, and never called saved too early."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event

import pytest

from cyberready.errors import CannotStore
from cyberready.tui import saver as module
from cyberready.tui.saver import Saver

FULL = "the disk is full"


class Disk:
    """Remembers what was written; refuses as often as it is told to."""

    def __init__(self, refusals: int = 0) -> None:
        self.written: list[str] = []
        self.tried: list[str] = []
        self.refusals = refusals

    def write(self, text: str) -> Callable[[], None]:
        def act() -> None:
            self.tried.append(text)
            if self.refusals:
                self.refusals -= 1
                raise CannotStore("results/cyberready.db", FULL)
            self.written.append(text)

        return act


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RETRY", 0.01)


async def test_writes_are_done_in_the_order_in_which_they_came() -> None:
    told: list[str] = []
    saver, disk = Saver(lambda state, reason: told.append(state)), Disk()
    for text in "abcde":
        saver.put(disk.write(text))
        await asyncio.sleep(0)
    assert await saver.finished(5)
    assert disk.written == list("abcde")
    assert told == ["saving", "saved"]


async def test_from_the_moment_a_write_is_handed_over_nothing_is_called_saved() -> None:
    durable = Event()
    told: list[tuple[str, bool]] = []
    saver = Saver(lambda state, reason: told.append((state, durable.is_set())))
    saver.put(lambda: durable.wait(5))
    assert saver.state == "saving"
    assert not await saver.finished(0.05)
    assert saver.state == "saving"
    durable.set()
    assert await saver.finished(5)
    assert told == [("saving", False), ("saved", True)]


@pytest.mark.parametrize("refusals", [1, 3])
async def test_a_failed_write_stays_first_and_is_tried_again(refusals: int) -> None:
    told: list[tuple[str, str]] = []
    saver, disk = Saver(lambda state, reason: told.append((state, reason))), Disk(refusals)
    for text in "ab":
        saver.put(disk.write(text))
    assert await saver.finished(5)
    assert disk.tried == ["a"] * (refusals + 1) + ["b"]
    assert disk.written == ["a", "b"]
    assert [state for state, _reason in told] == ["saving", "failed", "saving", "saved"]
    assert FULL in told[1][1]
    assert saver.reason == ""


async def test_what_is_put_while_it_fails_waits_its_turn() -> None:
    saver, disk = Saver(lambda state, reason: None), Disk(refusals=2)
    saver.put(disk.write("a"))
    while saver.state != "failed":
        await asyncio.sleep(0.001)
    saver.put(disk.write("b"))
    assert saver.state == "failed"
    assert len(saver.waiting) == 2
    assert await saver.finished(5)
    assert disk.written == ["a", "b"]
    assert saver.reason == ""


async def test_a_write_is_begun_after_the_key_was_painted() -> None:
    saver, disk = Saver(lambda state, reason: None), Disk()
    saver.put(disk.write("a"))
    for _message in range(20):
        await asyncio.sleep(0)
    assert (disk.tried, saver.state) == ([], "saving")
    assert await saver.finished(5)
    assert disk.written == ["a"]


async def test_after_all_is_saved_it_can_begin_again() -> None:
    told: list[str] = []
    saver, disk = Saver(lambda state, reason: told.append(state)), Disk()
    for text in "ab":
        saver.put(disk.write(text))
        assert await saver.finished(5)
    assert disk.written == ["a", "b"]
    assert told == ["saving", "saved"] * 2


async def test_what_is_handed_over_just_as_the_rest_is_done_is_waited_for() -> None:
    saver, disk = Saver(lambda state, reason: None), Disk()
    saver.put(disk.write("an answer"))
    assert saver._running is not None
    saver._running.add_done_callback(lambda _task: saver.put(disk.write("its scores")))
    assert await saver.finished(5)
    assert disk.written == ["an answer", "its scores"]


async def test_with_nothing_to_do_it_is_finished() -> None:
    saver = Saver(lambda state, reason: None)
    assert await saver.finished(0)
    assert saver.state == "saved"


async def test_what_no_second_try_could_mend_is_told_at_once() -> None:
    told: list[Exception] = []
    saver = Saver(lambda state, reason: None, told.append)
    mistake = ZeroDivisionError("a mistake of the program")

    def fails() -> None:
        raise mistake

    saver.put(fails)
    assert not await saver.finished(2.0)
    assert (saver.state, told) == ("failed", [mistake])
