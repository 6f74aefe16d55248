"""What an answer on a scale is worth, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cyberready.model.scales import LevelsScale, MultipleScale, Option, Scale

SCALE: TypeAdapter[Scale] = TypeAdapter(Scale)


def levels(*options: tuple[Any, Any]) -> LevelsScale:
    listed = [
        {"value": value, "label": "L"} | ({} if points is None else {"points": points})
        for value, points in options
    ]
    return LevelsScale.model_validate({"type": "levels", "options": listed})


@pytest.mark.parametrize(
    ("option", "key", "worth"),
    [
        ({"value": 3}, "3", 3.0),
        ({"value": 1.5}, "1.5", 1.5),
        ({"value": 3, "points": 7}, "3", 7.0),
        ({"value": "ni", "points": 0}, "ni", 0.0),
        ({"value": "3", "points": -1}, "3", -1.0),
    ],
)
def test_an_option(option: dict[str, Any], key: str, worth: float) -> None:
    made = Option.model_validate({"label": "L", **option})
    assert (made.key, made.worth) == (key, worth)


@pytest.mark.parametrize(
    ("scale", "reach"),
    [
        ({"type": "levels", "options": [(0, None), (5, None)]}, (0.0, 5.0)),
        ({"type": "levels", "options": [("a", -2), ("b", 0.5)]}, (-2.0, 0.5)),
        ({"type": "multiple", "options": [("a", 1), ("b", 2)]}, (0.0, 3.0)),
        ({"type": "multiple", "max_points": 2.5, "options": [("a", 1), ("b", 2)]}, (0.0, 2.5)),
        ({"type": "multiple", "max_points": 9, "options": [("a", 1), ("b", 2)]}, (0.0, 3.0)),
        ({"type": "number", "bands": [{"from": 0, "points": 4}, {"from": 4, "points": 1}]}, (1.0, 4.0)),
        ({"type": "number", "linear": {"zero_at": 12.4, "full_at": 0, "points": 100}}, (0.0, 100.0)),
        ({"type": "number", "unit": "cases"}, None),
        ({"type": "text"}, None),
        ({"type": "date"}, None),
    ],
)
def test_the_range_of_points(scale: dict[str, Any], reach: tuple[float, float] | None) -> None:
    options = [
        {"value": value, "label": "L"} | ({} if points is None else {"points": points})
        for value, points in scale.get("options", ())
    ]
    made = SCALE.validate_python(scale | ({"options": options} if options else {}))
    assert made.points_range == reach


@pytest.mark.parametrize(
    ("value", "position"),
    [
        (0, 0),
        (2, 2),
        (1.5, 1),
        (2.0, None),
        ("0", None),
        (True, None),
        (False, None),
        (3, None),
        (None, None),
        ((0,), None),
    ],
)
def test_the_position_of_an_answer(value: object, position: int | None) -> None:
    assert levels((0, None), (1.5, None), (2, None)).position(value) == position


def test_a_whole_number_may_stand_for_an_option_with_a_decimal_point() -> None:
    assert levels((0.0, None), (1.0, None)).position(1) == 1


@pytest.mark.parametrize(("points", "capped"), [(0, 0.0), (2, 2.0), (2.5, 2.5), (3, 2.5)])
def test_points_are_capped(points: float, capped: float) -> None:
    option = {"value": "a", "label": "A", "points": 3}
    scale = MultipleScale.model_validate({"type": "multiple", "max_points": 2.5, "options": [option]})
    assert scale.capped(points) == capped


@pytest.mark.parametrize("scale", [{}, {"type": "ladder"}, {"type": "levels"}, {"type": "levels", "options": []}])
def test_what_is_no_scale(scale: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SCALE.validate_python(scale)
