"""Random questionnaires, each with a sheet: nested and ragged, of every scale, rollup, state and setting.

They are read and checked as files are. Conditions look only at questions of their own domain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import settings
from hypothesis import strategies as st

from .properties_cases import LADDERS, LEVELS, NO_ANSWER, OPTIONS, VALUES, Case, Data

quickly = settings(max_examples=25, deadline=None)

ROLLUPS: tuple[Any, ...] = (
    "mean", "mean_of_questions", "sum", "min", "max", "median", "geometric", "harmonic", "until_incomplete",
    "none",
    {"type": "share_met", "pass": 2},
    {"type": "share_met", "pass": 0.5},
    {"type": "deduct", "from": 10, "pass": 2},
    {"type": "deduct", "from": -0.0, "pass": 0.3},
    {"type": "cumulative", "pass": 2},
    {"type": "cumulative", "pass": 2, "below": 3, "share": 0.6, "empty": "pass"},
    {"type": "cumulative", "pass": 0.5, "share": 0.5, "floor": 0.5},
    {"type": "cumulative", "pass": 3, "below": 1, "floor": -1, "empty": "pass"},
)  # fmt: skip
# What lies between the least and the greatest of its children's ratios.
MEANS = ("mean", "mean_of_questions", "min", "max", "median", "geometric", "harmonic")
KINDS: tuple[Data, ...] = tuple({"rollup": rollup} for rollup in ROLLUPS)
RANGES = ([0, 100], [-1, 1], [1, 5], [-9, -4], [-0.0, 0.3])
WEIGHTS = (1, 2, 0.5, 0)
PLACES: tuple[Data, ...] = (
    {},
    {"weight": 2},
    {"weight": 0.1},
    {"weight": 0},
    {"level": 1},
    {"level": 1, "weight": 3},
    {"level": 2},
    {"level": 2, "required": True, "weight": 0.5},
    {"level": 4, "required": True},
)
"""What a question may say of its weight and level."""
EXCLUDED, OPEN = ("not_applicable", "not_asked"), ("unknown", "unanswered")
EVERY_STATE = (*EXCLUDED, *OPEN)
POLICIES = ("exclude", "zero", "full", "void")
Settings: TypeAlias = Mapping[str, Sequence[Any]]
ANY_POLICY: dict[str, Sequence[Any]] = dict.fromkeys(EVERY_STATE, POLICIES)
ANY_EXCLUSION: dict[str, Sequence[Any]] = dict.fromkeys(EXCLUDED, POLICIES)
ANY_MINIMUM: dict[str, Sequence[Any]] = {"minimum_answered": (0.3, 0.75, 1)}
ANYTHING: dict[str, Sequence[Any]] = {**ANY_POLICY, **ANY_MINIMUM}

BACK = {"answered": 1, "is": 1, "at_least": 2, "not": 1, "any": 3}
"""The kinds of conditions, and how many questions before its own each looks at."""
ASKED = ["written", "tested"]
SHOWN = {"evidence": [{"title": "The decree"}]}
GATES: tuple[tuple[Data, Data], ...] = (
    ({}, {}),
    *(({"criteria": ASKED}, given) for given in ({}, {"criteria": [1]}, {"criteria": [0, 1]})),
    *(({"evidence_from": {}}, given) for given in ({}, SHOWN)),
    *(({"evidence_from": {"basis": ["document"]}}, given) for given in (SHOWN, {**SHOWN, "basis": "document"})),
    ({"criteria": ASKED, "evidence_from": {}}, {"criteria": [0, 1], **SHOWN}),
)
"""What a question asks for on levels, and what comes with its answer."""


def open_counts(*policies: str) -> dict[str, Sequence[Any]]:
    """What unknown and unanswered may be set to; what says nothing counts them zero."""
    return dict.fromkeys(OPEN, policies)


def rolled_up_by(*words: str) -> tuple[Data, ...]:
    """The kinds of sections whose rollup is one of these."""
    return tuple(kind for kind in KINDS if word_of(kind["rollup"]) in words)


def not_rolled_up_by(*words: str) -> tuple[Data, ...]:
    return tuple(kind for kind in KINDS if word_of(kind["rollup"]) not in words)


def word_of(rollup: Any) -> str:
    return rollup if isinstance(rollup, str) else str(rollup["type"])


def one_of_each(choices: Mapping[str, Sequence[Any]]) -> st.SearchStrategy[Data]:
    """One value for each name, or none where that is `None`.

    By one number for them all: with a draw for each, drawing took longer than all the rest.
    """

    def chosen(number: int) -> Data:
        found = {}
        for name, values in choices.items():
            number, place = divmod(number, len(values))
            if values[place] is not None:
                found[name] = values[place]
        return found

    return st.integers(0, math.prod(len(values) for values in choices.values()) - 1).map(chosen)


def cases(
    settings: Settings = MappingProxyType({}),
    *,
    states: Sequence[str] = EVERY_STATE,
    kinds: Sequence[Data] = KINDS,
    overall: Sequence[Data] | None = None,
    ranges: Sequence[Any] = RANGES,
    scales: Sequence[str] = tuple(VALUES),
    conditions: bool = False,
    gates: bool = False,
    fewest: int = 1,
    depth: int = 2,
) -> st.SearchStrategy[Case]:
    """Questionnaires and sheets that are made of these.

    Args:
        settings: what sections, or `scoring` for all of them, may set, each with its choices.
        states: what questions may be in besides answered; `not_asked` by a condition that nothing meets.
        kinds: what sections may say, mostly their rollups; one that says nothing follows `scoring`.
        overall: what the overall score may say instead.
        ranges: what sections may have besides.
        conditions: whether there is skip logic.
        gates: whether questions may have criteria and ask for evidence.
        fewest: domains.
        depth: how many sections deep domains are at most.
    """
    when = [*[None] * 6, *BACK] if conditions else [None]
    question: dict[str, Sequence[Any]] = {
        "answer": [(scale, value) for scale in scales for value in VALUES[scale]],
        "state": ["answered"] * max(1, len(states)) + list(states),
        "place": PLACES,
        "gate": GATES if gates else GATES[:1],
        "when": when,
    }
    held = st.lists(one_of_each(question).map(_question), max_size=4)
    own = {name: [*[None] * len(choices), *choices] for name, choices in {**settings, "range": ranges}.items()}
    own["range"] = own["range"] or [None]
    said = one_of_each({"kind": [{}, *kinds], **own, "weight": [None, *WEIGHTS], "when": when})

    def sections(fewest: int, most: int, inside: st.SearchStrategy[list[Data]]) -> st.SearchStrategy[list[Data]]:
        return st.lists(st.builds(_section, said, held, inside), min_size=fewest, max_size=most)

    without_range = [kind for kind in kinds if "range" not in kind]
    scoring = one_of_each(
        {"kind": [{}, *without_range], **own, "overall": [{}, *kinds] if overall is None else overall}
    )
    inside: st.SearchStrategy[list[Data]] = st.just([])
    for most in (3, 2)[2 - depth :]:
        inside = sections(0, most, inside)
    return _cases(scoring, sections(fewest, 3, inside))


def _question(drawn: Data) -> Data:
    scale, value = drawn["answer"]
    asks, given = drawn["gate"] if scale in LEVELS else GATES[0]
    if "evidence_from" in asks:
        asks = {**asks, "evidence_from": {"option": LADDERS[scale][-2], **asks["evidence_from"]}}
    written = NO_ANSWER.get(drawn["state"], {"value": value, **given})
    return {**drawn, "asks": {"scale": scale, **drawn["place"], **asks}, "written": written}


def _section(said: Data, held: list[Data], inside: list[Data]) -> Data:
    return {"said": said, "questions": held, "sections": inside}


def _told(said: Data) -> Data:
    """What a section or the questionnaire says of its scoring; its own range comes before that of its kind."""
    return {**said["kind"], **{name: value for name, value in said.items() if name not in ("kind", "when")}}


@st.composite
def _cases(draw: st.DrawFn, scoring: st.SearchStrategy[Data], sections: st.SearchStrategy[list[Data]]) -> Case:
    """Composed, so that one that fails is told as it is, not by how it was drawn."""
    said, trees = draw(scoring), draw(sections)
    domains = [_Domain(f"d{number}") for number in range(1, len(trees) + 1)]
    body = {
        "cyberready": 1,
        "id": "random",
        "version": "1",
        "title": "Random",
        "language": "en",
        "scoring": _told(said),
        "domains": [domain.whole(tree) for domain, tree in zip(domains, trees, strict=True)],
    }
    answers = {id: answer for domain in domains for id, answer in domain.answers.items()}
    return Case(body, answers, {id: value for domain in domains for id, value in domain.later.items()})


@dataclass
class _Domain:
    """Gives ids to what was drawn for a domain, and conditions the questions that they look at."""

    id: str
    answers: dict[str, Data] = field(default_factory=dict)
    later: dict[str, Any] = field(default_factory=dict)
    before: list[tuple[str, str]] = field(default_factory=list)
    """The questions so far, each with its scale."""

    def whole(self, tree: Data) -> Data:
        """The domain; what is never asked waits for a remark that nobody makes."""
        domain = self.section(tree, self.id)
        domain["questions"].append({"id": f"{self.id}.open", "text": "?", "scale": "text"})
        return domain

    def section(self, tree: Data, id: str) -> Data:
        when = self.when(tree["said"].get("when"))
        questions = [self.question(drawn, id) for drawn in tree["questions"]]
        sections = [self.section(child, f"{id}.{number}") for number, child in enumerate(tree["sections"], 1)]
        return {"id": id, "title": id, **_told(tree["said"]), **when, "questions": questions, "sections": sections}

    def question(self, drawn: Data, section: str) -> Data:
        id, (scale, value) = f"{section}.q{len(self.before) + 1}", drawn["answer"]
        when = self.when(drawn.get("when"))
        if drawn["state"] == "not_asked":
            when = {"when": {"question": f"{self.id}.open", "answered": True}}
        self.before.append((id, scale))
        self.answers[id], self.later[id] = drawn["written"], value
        return {"id": id, "text": id, **drawn["asks"], **when}

    def when(self, kind: str | None) -> Data:
        """A condition of this kind, where there is a question before to look at."""
        if kind is None or len(self.before) < BACK[kind]:
            return {}
        id, scale = self.before[-BACK[kind]]
        value = OPTIONS[0] if scale == "several" else VALUES[scale][1]
        answered, reached = {"question": id, "answered": True}, {"question": id, "is": [value]}
        at_least = {"question": id, "at_least": value} if scale in LADDERS else answered
        found = {
            "is": reached,
            "at_least": at_least,
            "not": {"not": reached},
            "any": {"any": [reached, {"not": answered}]},
        }
        return {"when": found.get(kind, answered)}
