"""From data to model values, with every fault of a file at once.

A faulty part is noted, taken out and the rest validated again, so that one missing key does not hide the faults
behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cyberready.language.messages import N_, _
from cyberready.library.reading import UNNAMED, Document, Mapping, Sequence, as_written, gone, nearest
from cyberready.model.conditions import CONDITION_KINDS, condition_kind

ModelT = TypeVar("ModelT", bound=BaseModel)
Place: TypeAlias = tuple[str | int, ...]


def _mapping(**items: Any) -> Mapping:
    made = Mapping(1)
    made.update(items)
    made.holes.update(items)
    return made


def _sequence(*items: Any) -> Sequence:
    made = Sequence(1)
    made.extend(items)
    return made


# What is put for a required key that is missing or faulty, so that the faults around it are found as well. A part
# that lacks another key is taken out.
_STAND_INS: dict[str, dict[str, Callable[[], Any]]] = {
    "Questionnaire": {
        "cyberready": lambda: 1,
        "id": lambda: UNNAMED,
        "version": lambda: "?",
        "title": lambda: "?",
        "language": lambda: "en",
        "label": lambda: "?",
        "text": lambda: "?",
        "scale": lambda: UNNAMED,
        "scales": lambda: _mapping(**{UNNAMED: _mapping(type="text")}),
        "domains": lambda: _sequence(_mapping(id=UNNAMED, title="?")),
    },
    "Translation": {
        "cyberready": lambda: 1,
        "translates": lambda: UNNAMED,
        "language": lambda: "en",
        "status": lambda: "machine",
    },
    "Crosswalk": {
        "cyberready": lambda: 1,
        "from": lambda: _mapping(id=UNNAMED, version="?"),
        "to": lambda: _mapping(id=UNNAMED, version="?"),
        "id": lambda: UNNAMED,
        "version": lambda: "?",
        "old": _sequence,
        "new": _sequence,
        "relation": lambda: "same",
    },
    "Sheet": {
        "cyberready": lambda: 1,
        "subject": lambda: "?",
        "name": lambda: "?",
        "round": lambda: "?",
        "date": lambda: "1970-01-01",
        "title": lambda: "?",
    },
}
# Kinds of faults that a part has because something faulty was taken out of it.
_FOLLOWING = {"missing", "too_short", "union_tag_not_found", "condition", "two_numbers"}

_A_MAPPING = (
    N_("must be a mapping (`key: value` lines), found {seen}."),
    N_("Write `key: value` lines below it."),
)
_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": (N_("`{key}` is missing."), N_("Add it.")),
    "string_type": (N_("must be text, found {seen}."), N_("Put it in quotes.")),
    "int_type": (N_("must be a whole number, found {seen}."), N_("Write digits only, without quotes.")),
    "int_from_float": (N_("must be a whole number, found {seen}."), N_("Write digits only, without quotes.")),
    "number_or_text": (N_("must be a number or a text, found {seen}."), N_("Give one value.")),
    "float_type": (N_("must be a number, found {seen}."), N_("Write digits, without quotes.")),
    "bool_type": (N_("must be true or false, found {seen}."), N_("Write true or false, without quotes.")),
    "dict_type": _A_MAPPING,
    "model_type": _A_MAPPING,
    "model_attributes_type": _A_MAPPING,
    "mapping_type": _A_MAPPING,
    "tuple_type": (N_("must be a list, found {seen}."), N_("Write it as `[...]` or as `- ` lines.")),
    "two_numbers": (N_("must be a list of two numbers."), N_("Write it as `[lower, upper]`.")),
    "too_short": (N_("must not be empty."), N_("Fill it or leave it out.")),
    "string_too_short": (N_("must not be empty."), N_("Fill it or leave it out.")),
    "too_long": (N_("is longer than {max_length} characters."), N_("Shorten it.")),
    "string_too_long": (N_("is longer than {max_length} characters."), N_("Shorten it.")),
    "string_pattern_mismatch": (
        N_("has characters that are not allowed: {seen}."),
        N_("Use the pattern {pattern}."),
    ),
    "literal_error": (N_("must be {expected}, found {seen}."), N_("Take one that is offered.")),
    "greater_than_equal": (N_("must be at least {ge}, found {seen}."), N_("Give a higher number.")),
    "greater_than": (N_("must be above {gt}, found {seen}."), N_("Give a higher number.")),
    "less_than_equal": (N_("must be at most {le}, found {seen}."), N_("Give a lower number.")),
    "union_tag_invalid": (N_("must be one of {expected_tags}, found {seen}."), N_("Take one that is offered.")),
    "union_tag_not_found": (N_("needs a `type`."), N_("Give levels, multiple, number, text or date.")),
    "condition": (
        N_("is not a condition."),
        N_("Write `question` with one of is, at_least or answered; or one of all, any and not."),
    ),
    "value_error": (N_("{reason}, found {seen}."), N_("Write it so.")),
}


def validate(model: type[ModelT], document: Document, rounds: int = 50) -> ModelT | None:
    """The document as a model value, or as much of it as could be understood; None when nothing could.

    Faults are added to the document, and the faulty parts leave its data: with faults the value serves only to
    find more of them.
    """
    if not isinstance(document.data, dict):
        if not document.errors:
            document.add(
                None,
                None,
                _("must be a mapping (`key: value` lines), found {seen}.").format(seen=_seen(document.data)),
            )
        return None
    stand_ins = _STAND_INS.get(model.__name__, {})
    for _round in range(rounds):
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            faults = _faults(document.data, error)
            for place, details in faults:
                if not _follows(document.data, place, details):
                    _tell(model, document, place, details)
            mended = False
            for place, details in sorted(faults, key=lambda fault: _later_first(fault[0]), reverse=True):
                if details["type"] == "missing" and place[-1] in stand_ins:
                    mended |= _stand_in(document.data, place, stand_ins[str(place[-1])]())
                else:
                    mended |= _take_out(document.data, place)
            if not mended:
                return None
    return None


def _later_first(place: Place) -> tuple[tuple[int, str], ...]:
    """Later items of a list before earlier ones, so that indexes stay true while parts are taken out."""
    return tuple((key, "") if isinstance(key, int) else (-1, key) for key in place)


def _follows(data: Any, place: Place, details: ErrorDetails) -> bool:
    """Whether a fault is there only because of another, which was told and taken out."""
    if place and isinstance(place[-1], str) and gone(_part(data, place[:-1]), place[-1]):
        return True
    part = _part(data, place)
    return details["type"] in _FOLLOWING and isinstance(part, Mapping | Sequence) and bool(part.holes)


def _faults(data: Any, error: ValidationError) -> list[tuple[Place, ErrorDetails]]:
    """Each fault once, at its place in the data (a union reports one fault per alternative)."""
    found: dict[Place, ErrorDetails] = {}
    kinds: dict[Place, set[str]] = {}
    for details in error.errors(include_url=False):
        location = details["loc"]
        if location and location[-1] == "[key]":
            location = location[:-1]
        place = _place(data, location)
        part = _part(data, place)
        if details["type"] == "union_tag_invalid":
            place = (*place, "type")
        elif details["type"] in ("missing", "too_long") and isinstance(part, list):
            details["type"] = "two_numbers"  # the only list of a fixed length
        elif details["type"] == "missing":
            place = (*place, location[-1])
        found.setdefault(place, details)
        kinds.setdefault(place, set()).add(details["type"])
    for place, seen in kinds.items():
        if seen >= {"int_type", "float_type"}:
            found[place]["type"] = "number_or_text" if "string_type" in seen else "float_type"
    inner = {place[:-1] for place in found}
    return [
        (place, details)
        for place, details in found.items()
        if not (details["type"] == "number_or_text" and place in inner)  # a list with a fault of its own in it
    ]


def _place(data: Any, location: Place) -> Place:
    """The location without the tags of unions, which are no keys of the file."""
    place: list[int | str] = []
    tagged = False
    for step in location:
        if not tagged and _is_tag(tuple(place), data, step):
            tagged = True
        elif _has(data, step):
            data, tagged = data[step], False
            place.append(step)
    return tuple(place)


def _is_tag(place: Place, data: Any, step: str | int) -> bool:
    """Whether a step of a location tells which kind of scale or condition this is."""
    if not isinstance(data, Mapping) or not place:
        return False
    if len(place) == 2 and place[0] == "scales":
        return "type" in data and data["type"] == step
    is_condition = place[-1] in ("when", "not") or (isinstance(place[-1], int) and place[-2] in ("all", "any"))
    return is_condition and condition_kind(data) == step


def _has(container: Any, step: str | int) -> bool:
    if isinstance(container, dict):
        return step in container
    return isinstance(container, list) and isinstance(step, int) and step < len(container)


def _part(data: Any, place: Place) -> Any:
    """The part of the data at a place; None when it was taken out already."""
    for step in place:
        if not _has(data, step):
            return None
        data = data[step]
    return data


def _stand_in(data: Any, place: Place, value: Any) -> bool:
    """Put a value for a missing one; whether anything changed."""
    around = _part(data, place[:-1])
    if not isinstance(around, dict) or place[-1] in around:
        return False
    around[str(place[-1])] = value
    if isinstance(around, Mapping):
        around.holes.add(place[-1])
    return True


def _take_out(data: Any, place: Place) -> bool:
    """Remove the faulty part, or the part that lacks a required key; whether anything changed."""
    if not place:
        return False
    *above, last = place
    around = _part(data, tuple(above))
    if isinstance(around, Mapping) and last in around:
        around.take_out(str(last))
        return True
    if isinstance(around, Sequence) and isinstance(last, int) and last < len(around):
        around.take_out(last)
        return True
    return isinstance(around, Mapping) and _take_out(data, tuple(above))


def _tell(model: type[BaseModel], document: Document, place: Place, details: ErrorDetails) -> None:
    kind = details["type"]
    key = place[-1] if place else None
    around = _part(document.data, place[:-1])
    id = _nearest_id(document.data, place)
    if kind == "extra_forbidden":
        known = _known_keys(model, details["loc"][:-1])
        hint = nearest(str(key), known)
        document.add(around, key, _("unknown key `{key}`.").format(key=key), hint, id)
        return
    sentence, remedy = _SENTENCES.get(kind, (details["msg"].lower() + ", found {seen}.", N_("Mend it.")))
    reason = _(str(details.get("ctx", {}).get("error", details["msg"])).removeprefix("Value error, "))
    words = {
        **details.get("ctx", {}),
        "expected": _expected(details),
        "key": key,
        "seen": _seen(_part(document.data, place)),
        "reason": reason,
    }
    what = _(sentence).format_map(words)
    if kind != "missing":
        path = ".".join(str(step) for step in place[-2:] if not isinstance(step, int)) or _("the file")
        what = f"`{path}` {what}"
    document.add(around, key, what, _(remedy).format_map(words), id)


def _expected(details: ErrorDetails) -> str:
    words = str(details.get("ctx", {}).get("expected", ""))
    return words.replace("True", "true") if " or " not in words else _("one of {words}").format(words=words)


def _nearest_id(data: Any, place: Place) -> str:
    """The id of the innermost section or question around a place, or the key of an answer."""
    if place[:1] in (("answers",), ("texts",), ("scales",), ("profiles",)) and len(place) > 1:
        return str(place[1])
    found = ""
    for length in range(1, len(place) + 1):
        part = _part(data, place[:length])
        if isinstance(part, dict) and (id := as_written(part.get("id"))) is not None and id != UNNAMED:
            found = id
    return found


def _known_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the model knows at a location."""
    here: Any = model
    for step in location:
        models = _models_in(here)
        tagged = [m for m in models if len(models) > 1 and _tag(m) == step]
        if tagged:
            here = tagged[0]
            continue
        for candidate in models:
            field = _field(candidate, step)
            if field is not None:
                here = field
                break
    keys: list[str] = []
    for candidate in _models_in(here):
        keys += [f.alias or name for name, f in candidate.model_fields.items()]
    return list(dict.fromkeys(keys))


def _field(model: type[BaseModel], step: int | str) -> Any:
    for name, field in model.model_fields.items():
        if step in (name, field.alias):
            return field.annotation
    return None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _tag(model: type[BaseModel]) -> str | None:
    """The step that stands for this model in the location of a fault of a union."""
    kinds = [kind for kind in CONDITION_KINDS if _field(model, kind) is not None]
    if kinds:
        return kinds[0]
    field = model.model_fields.get("type")
    values = get_args(field.annotation) if field else ()
    return cast(str, values[0]) if len(values) == 1 else None


def _seen(value: Any) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, dict):
        return _("a mapping")
    if isinstance(value, list | tuple):
        return _("a list")
    if isinstance(value, bool):
        return str(value).lower()
    text = str(getattr(value, "written", value))
    return repr(text if len(text) <= 60 else text[:57] + "...")
