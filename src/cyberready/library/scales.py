"""What a scale must keep (options that can be told apart, points that rise, a width), and what it offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cyberready.language.messages import _
from cyberready.library.answers import is_date
from cyberready.library.reading import Document, gone, whole
from cyberready.model.scales import DateScale, LevelsScale, MultipleScale, NumberScale, Scale


def check_scales(scales: Mapping[str, Scale], document: Document) -> None:
    """Add every fault of the scales to the document."""
    for name, scale in scales.items():
        raw = document.data["scales"][name]
        if isinstance(scale, LevelsScale | MultipleScale):
            _check_options(name, scale, raw, document)
        elif isinstance(scale, NumberScale):
            _check_number(name, scale, raw, document)


def _check_options(name: str, scale: LevelsScale | MultipleScale, raw: Any, document: Document) -> None:
    options = raw.get("options")
    complete = True
    counts = Counter(option.key for option in scale.options)
    for index, option in enumerate(scale.options):
        if counts[option.key] > 1:
            document.add(
                options,
                index,
                _("option `{key}` stands twice.").format(key=option.key),
                _("Give each its own value."),
                name,
            )
        if option.points is None and isinstance(option.value, str):
            what = _("option `{key}` needs `points`, since its value is no number.").format(key=option.key)
            complete = False
            if not gone(options[index], "points"):
                document.add(options, index, what, _("Add them."), name)
    if not (complete and whole(raw)):
        return  # what is wrong with the options stands in the faults already
    worths = [option.worth for option in scale.options]
    if isinstance(scale, MultipleScale):
        for index, worth in enumerate(worths):
            if worth < 0:
                document.add(
                    options,
                    index,
                    _("option `{key}` has points below 0.").format(key=scale.options[index].key),
                    _("Give 0 or more."),
                    name,
                )
    else:
        for index in range(1, len(worths)):
            if worths[index] < worths[index - 1]:
                what = _("points fall from {before:g} to {after:g}.").format(
                    before=worths[index - 1], after=worths[index]
                )
                document.add(options, index, what, _("List the options from worst to best."), name)
    _check_width(name, scale, raw, document)


def _check_number(name: str, scale: NumberScale, raw: Any, document: Document) -> None:
    if scale.minimum is not None and scale.maximum is not None and scale.minimum > scale.maximum:
        document.add(raw, "minimum", _("`minimum` is above `maximum`."), _("Exchange them."), name)
    if scale.bands and scale.linear is not None:
        document.add(raw, "linear", _("has both `bands` and `linear`."), _("Keep one of them."), name)
    bounds = [band.from_ for band in scale.bands]
    for index, bound in enumerate(bounds):
        if bound in bounds[:index]:
            document.add(
                raw.get("bands"),
                index,
                _("two bands begin at {bound}.").format(bound=bound),
                _("Change one bound."),
                name,
            )
    if not whole(raw):
        return
    if scale.linear is not None:
        if scale.linear.zero_at == scale.linear.full_at:
            document.add(
                raw, "linear", _("`zero_at` and `full_at` are the same: no width."), _("Move them apart."), name
            )
        if scale.linear.points <= 0:
            document.add(raw, "linear", _("`points` must be above 0."), _("Give more."), name)
    else:
        _check_width(name, scale, raw, document)


def _check_width(name: str, scale: Scale, raw: Any, document: Document) -> None:
    reach = scale.points_range
    if reach is not None and reach[0] >= reach[1]:
        what = _("has no width: every answer earns {points:g} points.").format(points=reach[0])
        document.add(raw, "options" if "options" in raw else "bands", what, _("Let the points differ."), name)


def comparable(scale: Scale, value: object) -> tuple[bool, str]:
    """Whether answers on a scale could equal a value, and what to compare them with instead."""
    match scale:
        case LevelsScale() | MultipleScale():
            offered = [option.value for option in scale.options]
            fits = any(type(value) is type(option) and value == option for option in offered)
            if isinstance(scale, LevelsScale):
                fits = scale.position(value) is not None
            return fits, _("Its options: {names}.").format(names=", ".join(map(str, offered)))
        case NumberScale():
            return isinstance(value, int | float), _("Compare it with a number.")
        case DateScale():
            return is_date(value), _("Compare it with a date, written YYYY-MM-DD.")
        case _:
            return isinstance(value, str), _("Compare it with a text.")


def scores(scale: Scale) -> bool:
    """Whether answers on a scale have points at all, whatever else may be wrong with them."""
    return isinstance(scale, LevelsScale | MultipleScale) or (
        isinstance(scale, NumberScale) and bool(scale.bands or scale.linear)
    )


def option_keys(scale: Scale) -> list[str]:
    """The texts by which descriptors, facts and advice name the options; none where a scale has none."""
    return [option.key for option in scale.options] if isinstance(scale, LevelsScale | MultipleScale) else []
