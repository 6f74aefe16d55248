"""Two parts of a questionnaire as plain data, and the keys in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scales import Scale

Plain: TypeAlias = Mapping[str, Any]
State = Literal["changed", "new", "dropped"]

# Keys whose values are told part by part: by option, id or name.
_IN_PARTS = {"options", "advice", "references", "overall", "sections", "questions"}


@dataclass(frozen=True)
class Change:
    """A key of the file whose value differs, with both values as the file would say them; None: it is not there.

    `part` is the option, id or name within the key. Two keys stand in no file: `section`, the id of the section
    that holds the part (none holds a domain), and `order`, where `part` says of what.
    """

    key: str
    part: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class Part:
    """A section, scale or profile that is not as it was; `changes` only where it is in both versions."""

    id: str
    state: State
    changes: tuple[Change, ...] = ()


def changes(old: Plain, new: Plain) -> tuple[Change, ...]:
    """Every key that differs, in the order of the old one's keys."""
    found: list[Change] = []
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if key in _IN_PARTS and isinstance(before or after, Mapping):
            before, after = before or {}, after or {}
            for part in dict.fromkeys((*before, *after)):
                if before.get(part) != after.get(part):
                    found.append(Change(key, part, before.get(part), after.get(part)))
        elif before != after:
            found.append(Change(key, "", before, after))
    return tuple(found)


def order_changes(of: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Whether those that stand in both now stand in another order; what came or went moves nobody."""
    both = {*old} & {*new}
    before, after = [id for id in old if id in both], [id for id in new if id in both]
    if before != after:
        yield Change("order", of, before, after)


def head_changes(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """What the file says of itself, but for id and version, and the order of its domains."""
    names = {"title", "description", "language", "license", "minutes", "references"}
    order = order_changes("domains", [d.id for d in old.domains], [d.id for d in new.domains])
    return (*changes(_data(old, only=names), _data(new, only=names)), *order)


def scoring_changes(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    return changes(_data(old.scoring), _data(new.scoring))


def section_changes(old: Questionnaire, new: Questionnaire) -> tuple[Part, ...]:
    """The sections that are not as they were; their questions play no part but for their order."""
    return _parts(_sections(old), _sections(new))


def scale_changes(old: Questionnaire, new: Questionnaire) -> tuple[Part, ...]:
    before, after = (
        {name: scale_data(scale) for name, scale in questionnaire.scales.items()} for questionnaire in (old, new)
    )
    return _parts(before, after)


def profile_changes(old: Questionnaire, new: Questionnaire) -> tuple[Part, ...]:
    before, after = (
        {name: _data(profile) for name, profile in questionnaire.profiles.items()} for questionnaire in (old, new)
    )
    return _parts(before, after)


def question_data(questionnaire: Questionnaire, id: str) -> Plain:
    """A question with the section that holds it."""
    return {**_data(questionnaire.questions[id], but={"id"}), "section": questionnaire.paths[id][-1].id}


def scale_data(scale: Scale) -> Plain:
    """A scale with its options by their keys, and their order."""
    data = _data(scale)
    if "options" not in data:
        return data
    options = {str(option["value"]): option for option in data["options"]}
    return {**data, "options": options, "order": {"options": [*options]}}


def _sections(questionnaire: Questionnaire) -> dict[str, Plain]:
    above = {child.id: section.id for section in questionnaire.sections.values() for child in section.sections}
    return {
        id: {
            **_data(section, but={"id", "questions", "sections"}),
            "section": above.get(id),
            "order": {
                "questions": [question.id for question in section.questions],
                "sections": [child.id for child in section.sections],
            },
        }
        for id, section in questionnaire.sections.items()
    }


def _parts(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> tuple[Part, ...]:
    found: list[Part] = []
    for id in dict.fromkeys((*old, *new)):
        if id not in new:
            found.append(Part(id, "dropped"))
        elif id not in old:
            found.append(Part(id, "new"))
        elif differing := tuple(_in_part(old[id], new[id])):
            found.append(Part(id, "changed", differing))
    return tuple(found)


def _in_part(old: Plain, new: Plain) -> Iterator[Change]:
    """What differs in a section, scale or profile, the order of its children or options last."""
    yield from changes(*({key: value for key, value in data.items() if key != "order"} for data in (old, new)))
    before, after = old.get("order", {}), new.get("order", {})
    for of in before:
        yield from order_changes(of, before[of], after.get(of, ()))


def _data(value: BaseModel, only: set[str] | None = None, but: set[str] | None = None) -> dict[str, Any]:
    """A value as the file would say it, with its defaults."""
    return value.model_dump(mode="json", by_alias=True, exclude_none=True, include=only, exclude=but)
