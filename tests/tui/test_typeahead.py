"""Keys that come together, as from a slow line or a paste: each acts where it would have if it had come alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from cyberready.model.answers import Answer
from cyberready.settings import Settings
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.home import HomeScreen

from .made_up import start
from .walking import Walk, on_card, running


def together(walk: Walk, *keys: str) -> None:
    """Send keys without waiting for what any of them does."""
    for key in keys:
        walk.app.post_message(
            Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
        )


# The keys, and the answer that they give to a question that was answered with 2.
BURSTS: list[tuple[tuple[str, ...], dict[str, object]]] = [
    (("b", "3"), {"value": 2, "basis": "interview"}),
    (("b", "c", "3"), {"value": 2, "basis": "interview"}),
    (("b", "2", "1"), {"value": 1, "basis": "desk"}),
    (("n", "3", "2", "escape", "1"), {"value": 1, "note": "32"}),
    (("s", "S", "1", "enter", "3"), {"value": 3, "sources": ["S1"]}),
    (("x", "n", "o", "enter"), {"not_applicable": "no"}),
    (("1", "z"), {"value": 2}),
    (("1", "z", "y", "3"), {"value": 3}),
    (("f", "c", "1"), {"value": 2, "flag": True, "confidence": "low"}),
]


@pytest.mark.parametrize(("keys", "after"), BURSTS)
async def test_keys_that_come_together_act_one_after_the_other(
    tmp_path: Path, keys: tuple[str, ...], after: dict[str, object]
) -> None:
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path) as walk:
        together(walk, *keys)
        given = Answer.model_validate(after)
        await walk.until(lambda: walk.sitting.answer == given)
        await walk.screen(AssessScreen)
        await walk.settle()
        assert walk.sitting.answer == given


@pytest.mark.parametrize(
    "keys",
    [
        ("s", *"S1, S2", "enter", "3"),
        ("n", *"S1", "escape", "3"),
        ("i", "2", *"Ann", "enter", "3"),
        ("p", *"Regulator", "enter", "1", *"rare", "enter", "3"),
    ],
)
async def test_no_key_waits_for_an_action_that_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr("cyberready.tui.typeahead._LONGEST", 60)
    start(tmp_path, {"law.act": 2})
    async with on_card(tmp_path, Settings(assessor="Amal")) as walk:
        together(walk, *keys)
        await walk.until(lambda: walk.sitting.answer.value == 3)
        await walk.until(lambda: walk.app._handing is None)


@pytest.mark.parametrize(
    "keys", [("f", "1", "1"), ("f", "escape", "escape", "escape"), ("a", "w", "enter", "enter")]
)
async def test_a_key_too_many_closes_nothing_below(tmp_path: Path, keys: tuple[str, ...]) -> None:
    start(tmp_path, {"law.act": 2}, label="2025", final=keys[0] == "a")
    async with running(tmp_path) as walk:
        together(walk, *keys)
        await walk.settle()
        await walk.until(lambda: walk.app._handing is None)
        await walk.until(lambda: all(worker.is_finished for worker in walk.app.workers))
        assert walk.app.is_running
        assert isinstance(walk.app.screen, HomeScreen | AssessScreen)
