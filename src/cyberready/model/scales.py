"""What a question can be answered with, and what each answer is worth."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from cyberready.model.values import Finite, OptionValue, Text, Value, _as_tuple


class Option(Value):
    """One of the answers that a scale offers."""

    value: OptionValue
    label: Text
    points: Finite | None = None

    @property
    def key(self) -> str:
        """The text by which descriptors, facts and advice name this option."""
        return str(self.value)

    @property
    def worth(self) -> float:
        """Its points, which default to its value when that is a number.

        Raises:
            ValueError: it has neither, which `check` refuses before.
        """
        return float(self.value if self.points is None else self.points)


Options = Annotated[tuple[Option, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class LevelsScale(Value):
    """Exactly one option; options run from worst to best."""

    type: Literal["levels"]
    options: Options

    def position(self, value: object) -> int | None:
        """Where an answer's value stands among the options; None when it is none of them.

        `"3"`, `3.0` and `true` are not the option 3; a whole number may stand for an option like 1.0.
        """
        for index, option in enumerate(self.options):
            same_kind = type(value) is type(option.value) or (type(value) is int and type(option.value) is float)
            if same_kind and value == option.value:
                return index
        return None

    @property
    def points_range(self) -> tuple[float, float] | None:
        worths = [option.worth for option in self.options]
        return min(worths), max(worths)


class MultipleScale(Value):
    """Any number of options, whose points add up to at most `max_points`."""

    type: Literal["multiple"]
    options: Options
    max_points: Finite | None = None

    def capped(self, points: float) -> float:
        return float(points if self.max_points is None else min(points, self.max_points))

    @property
    def points_range(self) -> tuple[float, float] | None:
        return 0.0, self.capped(sum(option.worth for option in self.options))


class Band(Value):
    """What a number earns from this lower bound (inclusive) upward."""

    from_: Finite = Field(alias="from")
    points: Finite


class Linear(Value):
    """A straight line between two values of a number, clamped at both ends."""

    zero_at: Finite
    full_at: Finite
    points: Finite


class NumberScale(Value):
    """A number in a unit; scored by bands or a line, else only recorded."""

    type: Literal["number"]
    unit: Text = ""
    minimum: Finite | None = None
    maximum: Finite | None = None
    bands: Annotated[tuple[Band, ...], BeforeValidator(_as_tuple)] = ()
    linear: Linear | None = None

    @property
    def points_range(self) -> tuple[float, float] | None:
        if self.linear is not None:
            return 0.0, float(self.linear.points)
        points = [float(band.points) for band in self.bands]
        return (min(points), max(points)) if points else None


class TextScale(Value):
    """Free text, never scored."""

    type: Literal["text"]
    points_range: ClassVar[None] = None


class DateScale(Value):
    """A date, never scored."""

    type: Literal["date"]
    points_range: ClassVar[None] = None


Scale = Annotated[LevelsScale | MultipleScale | NumberScale | TextScale | DateScale, Field(discriminator="type")]
