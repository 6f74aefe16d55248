"""Thresholds that no answer could meet: an author's slip that scores would hide."""

from __future__ import annotations

from collections.abc import Iterator

from cyberready.scoring.engine import Part, Plan


def unreachable(plan: Plan) -> Iterator[tuple[str, str]]:
    """The id of each section whose `pass` nothing below can reach, with a sentence that says so."""
    for id, part in plan.parts().items():
        highest = _highest_below(plan, part)
        threshold = part.rollup.pass_
        if threshold is not None and highest is not None and round(highest, 9) < round(threshold, 9):
            what = f"`pass` {threshold:g} cannot be reached: the most that anything below scores is {highest:g}."
            yield id or "scoring.overall", what


def _highest_below(plan: Plan, part: Part) -> float | None:
    tops = [float(plan.highs[index]) for index in part.looked_at]
    tops += [unit[1] for n in part.counted if (unit := part.parts[n].unit) is not None]
    return max(tops, default=None)
