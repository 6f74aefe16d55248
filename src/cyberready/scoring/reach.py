"""Thresholds that no answer could meet: an author's slip that scores would hide."""

from __future__ import annotations

from collections.abc import Iterator

from cyberready.scoring.plan import Part, Plan


def unreachable(plan: Plan) -> Iterator[tuple[str, float, float]]:
    """Each section whose `pass` nothing below can reach: its id, that `pass`, and the most that is reached."""
    for id, part in plan.parts().items():
        highest = _highest_below(plan, part)
        threshold = part.rollup.pass_
        if threshold is not None and highest is not None and round(highest, 9) < round(threshold, 9):
            yield id or "scoring.overall", threshold, highest


def _highest_below(plan: Plan, part: Part) -> float | None:
    tops = [float(plan.highs[index]) for index in part.looked_at]
    tops += [unit[1] for n in part.counted if (unit := part.parts[n].unit) is not None]
    return max(tops, default=None)
