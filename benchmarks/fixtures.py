"""Workspaces to measure on, made through the project's own workspace in a temporary folder, each on first use."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from cyberready.library.companions import source_texts
from cyberready.library.finding import FILE, load, shipped_folder
from cyberready.model.answers import Answer, Subject
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.rounds import Position
from cyberready.store.listing import RoundRow, list_rows
from cyberready.workspace.demo import fill
from cyberready.workspace.location import database_file
from cyberready.workspace.workspace import Workspace

Shape = tuple[int, int, int]
"""How many domains, sections in each, and questions in each of those."""
ROUNDS_EACH = 4
FLAGSHIP = "trust-security-ict"
FIRST_ROUND, LARGE_ROUND = "Country 0001/2023", "Country 0002/2026"
"""The first of the many rounds, and the large one below the usual one."""
TRANSLATED_ROUND = "Exampleland/2026"
"""One of the demonstration's, whose questionnaire is shipped in every language."""
FIRST_QUESTION = "Question 1.1.1"
LEVELS = 6
"""Every question has the levels 0 to 5."""


@dataclass(frozen=True)
class Sizes:
    """How much of everything; the defaults are what the targets are about."""

    rounds: int = 1000
    shape: Shape = (8, 3, 3)
    large: Shape = (10, 21, 28)
    long: Shape = (10, 20, 31)
    """Only checked; 3.4 MB."""
    sheet: Shape = (10, 6, 10)
    """Scored for one sheet, and for it under many weightings."""
    fleet: Shape = (10, 6, 5)
    """Scored for many sheets."""
    sheets: int = 10_000
    """How many sheets, and how many weightings."""
    keys: int = 30
    """Key presses in each run."""
    saves: int = 50
    """Saved answers in each run."""
    settle: float = 1.5
    """Seconds in which the app ends what it does behind the keys; scores are stored one second after an answer."""


class Fixtures:
    """Two workspaces below a folder; making the first takes most of a minute."""

    def __init__(self, folder: Path, sizes: Sizes, peers: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.sizes = sizes
        self.peers = peers or {}
        """The files of other programs by name, where PATH does not lead to them."""

    @cached_property
    def many_rounds(self) -> Path:
        """A workspace with `sizes.rounds` drafts, four of each country, every question answered, and below them
        the demonstration."""
        _say(f"making {self.sizes.rounds} rounds…")
        place = self.folder / "many"
        write_questionnaire(place, "usual", self.sizes.shape)
        with Workspace.open(place, by="Benchmark") as workspace:
            loaded = workspace.library.load("usual")
            answers = answers_to(list(loaded.questionnaire.questions))
            with workspace.database.write():  # one transaction, since nobody waits for each of them
                for number in range(self.sizes.rounds):
                    year = 2023 + number % ROUNDS_EACH
                    country = Subject(name=country_name(number), kind="country")
                    workspace.start(loaded, country, str(year), date(year, 6, 30), answers=answers)
                for round in workspace.rounds():
                    workspace.refresh(round)
            fill(workspace)
        return place

    @property
    def listed(self) -> list[RoundRow]:
        """What the list of `many_rounds` shows."""
        return list_rows(database_file(self.many_rounds))

    @cached_property
    def large_round(self) -> Path:
        """A workspace of two rounds, answered in full: one of the usual questionnaire, below it the large one."""
        _say(f"making a round with {questions_in(self.sizes.large)} questions…")
        place = self.folder / "large"
        write_questionnaire(place, "usual", self.sizes.shape)
        write_questionnaire(place, "large", self.sizes.large)
        with Workspace.open(place, by="Benchmark") as workspace:
            for name, subject in (("usual", "Country 0001"), ("large", "Country 0002")):
                loaded = workspace.library.load(name)
                answers = answers_to(list(loaded.questionnaire.questions))
                country = Subject(name=subject, kind="country")
                workspace.refresh(workspace.start(loaded, country, "2026", date(2026, 6, 30), answers=answers))
        return place

    @cached_property
    def flagship(self) -> Path:
        """The folder of the shipped questionnaire with made-up translations into French and Arabic."""
        folder = self.folder / "shipped" / FLAGSHIP
        folder.mkdir(parents=True)
        shutil.copy(shipped_folder() / FLAGSHIP / FILE, folder)
        texts = source_texts(load(folder).questionnaire)
        for language, letters in (("fr", _ACCENTED), ("ar", _ARABIC)):
            translation = {
                "cyberready": 1,
                "translates": FLAGSHIP,
                "language": language,
                "status": "machine",
                "texts": _in_letters(texts, letters),
            }
            text = yaml.safe_dump(translation, allow_unicode=True, sort_keys=False, width=110)
            (folder / f"{language}.yaml").write_text(text, encoding="utf-8")
        return folder

    def scored(self, name: str, shape: Shape, rollup: str = "mean") -> Questionnaire:
        """A questionnaire whose sections and overall score have this rollup."""
        place = self.folder / "scored"
        if not (place / "questionnaires" / name).exists():
            write_questionnaire(place, name, shape, rollup)
        return load(place / "questionnaires" / name).questionnaire

    @cached_property
    def long_questionnaire(self) -> Path:
        """The file of a questionnaire of 3.4 MB."""
        place = self.folder / "long"
        write_questionnaire(place, "long", self.sizes.long)
        return place / "questionnaires" / "long" / FILE


# As many letters as in the original: a French text is as long in bytes, an Arabic one nearly twice.
_ACCENTED = str.maketrans("ae", "àé")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمني")


def _in_letters(texts: Any, letters: dict[int, int]) -> Any:
    if isinstance(texts, dict):
        return {key: _in_letters(text, letters) for key, text in texts.items()}
    return texts.lower().translate(letters) if isinstance(texts, str) else [_in_letters(t, letters) for t in texts]


def at_first_question(workspace: Path, round: str) -> list[tuple[str, int]]:
    """Lets a round, named SUBJECT/LABEL, open at its first question.

    Returns:
        How each question begins and the level that its answer has now, in the order in which they are asked.
    """
    with Workspace.open(workspace, by="Benchmark") as opened:
        found = opened.round(round)
        questions = opened.questionnaire(found).questions
        opened.keep_position(found, Position(question=next(iter(questions)), field="answer"))
        answers = opened.answers(found)
    return [
        (question.text.partition(":")[0], value)
        for id, question in questions.items()
        if isinstance(value := answers[id].value, int)
    ]


def country_name(number: int) -> str:
    """The subject of the round with this number, which begin at 0; the list is in this order."""
    return f"Country {number // ROUNDS_EACH + 1:04}"


_ROLLUPS = {"mean": "mean", "cumulative": {"type": "cumulative", "pass": 2, "share": 0.5}}


def questions_in(shape: Shape) -> int:
    domains, sections, questions = shape
    return domains * sections * questions


def write_questionnaire(workspace: Path, id: str, shape: Shape, rollup: str = "mean") -> None:
    """A synthetic questionnaire in a workspace's folder: every question on six levels with two facts each."""
    domains, sections, questions = shape
    document = {
        "cyberready": 1,
        "id": id,
        "version": "1",
        "title": f"A questionnaire of {questions_in(shape)} questions",
        "language": "en",
        "license": "CC-BY-4.0",
        "minutes": 60,
        "scales": {
            "level": {
                "type": "levels",
                "options": [{"value": value, "label": f"Level {value}"} for value in range(LEVELS)],
            }
        },
        "scoring": {"rollup": _ROLLUPS[rollup], "range": [0, LEVELS - 1]},
        "domains": [
            {
                "id": f"d{d}",
                "title": f"Domain {d}",
                "sections": [
                    {
                        "id": f"d{d}.s{s}",
                        "title": f"Section {d}.{s}",
                        "questions": [_question(d, s, q) for q in range(1, questions + 1)],
                    }
                    for s in range(1, sections + 1)
                ],
            }
            for d in range(1, domains + 1)
        ],
    }
    file = workspace / "questionnaires" / id / FILE
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML, written 100 times faster


def _question(domain: int, section: int, number: int) -> dict[str, Any]:
    return {
        "id": f"d{domain}.s{section}.q{number}",
        "text": f"Question {domain}.{section}.{number}: to what degree is this written down and followed?",
        "scale": "level",
        "level": 1 + number % 3,
        "options": {
            str(level): [f"A document shows what level {level} asks.", f"Those concerned know it, level {level}."]
            for level in range(1, LEVELS)
        },
    }


def answers_to(questions: list[str]) -> dict[str, Answer]:
    """An answer to each, the levels by turns."""
    return {id: Answer(value=number % LEVELS, basis="interview") for number, id in enumerate(questions)}


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
