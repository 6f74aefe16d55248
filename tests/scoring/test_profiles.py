"""Targets and the distance to them (chapter 3.8)."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest

from .made_up import score

Target: TypeAlias = tuple[str, float | None, float, float | None, bool]
DOMAINS = (
    "{questions: five=4, sections: [{weight: 0, questions: five=1}]}",  # 4, and 1 in d1.1
    "{range: [0, 100], questions: five=4}",  # 80
    "{rollup: sum, questions: five*0.7=1 five*0.1=1}",  # 0.7999999999999999
    "{unanswered: exclude, unknown: exclude, questions: five=none five=unknown five=na five=hidden}",  # no score
)


@pytest.mark.parametrize(
    ("profile", "met", "targets"),
    [
        # section targets are in the section's unit
        ("{sections: {d1: 3}}", True, [("d1", 4, 3, 0, True)]),
        ("{sections: {d1: 4}}", True, [("d1", 4, 4, 0, True)]),
        ("{sections: {d1: 4.5}}", False, [("d1", 4, 4.5, 0.5, False)]),
        ("{sections: {d2: 90}}", False, [("d2", 80, 90, 10, False)]),
        ("{sections: {d1.1: 2}}", False, [("d1.1", 1, 2, 1, False)]),
        # met at 9 decimals
        ("{sections: {d3: 0.8}}", True, [("d3", 0.8, 0.8, 0, True)]),
        ("{sections: {d3: 0.800000002}}", False, [("d3", 0.8, 0.800000002, 2e-9, False)]),
        # `default` applies to every domain; a domain's own target comes first
        (
            "{default: 4, sections: {d2: 70, d1.1: 1}}",
            False,
            [
                ("d1", 4, 4, 0, True),
                ("d1.1", 1, 1, 0, True),
                ("d2", 80, 70, 0, True),
                ("d3", 0.8, 4, 3.2, False),
                ("d4", None, 4, None, False),
                ("gate", None, 4, None, False),
            ],
        ),
        # question targets are in points
        ("{questions: {q1: 3}}", True, [("q1", 4, 3, 0, True)]),
        ("{questions: {q3: 5}}", False, [("q3", 4, 5, 1, False)]),
        # without a score: neither value nor gap, and not met
        ("{questions: {q6: 1}}", False, [("q6", None, 1, None, False)]),
        ("{questions: {q7: 0}}", False, [("q7", None, 0, None, False)]),
        ("{sections: {d4: 0}}", False, [("d4", None, 0, None, False)]),
        # hidden and not applicable questions are left out
        ("{sections: {d1: 3}, questions: {q8: 3, q9: 3}}", True, [("d1", 4, 3, 0, True)]),
        # every target counts
        (
            "{sections: {d1: 3}, questions: {q2: 5, q1: 2}}",
            False,
            [("d1", 4, 3, 0, True), ("q1", 4, 2, 0, True), ("q2", 1, 5, 4, False)],
        ),
    ],
)
def test_targets(profile: str, met: bool, targets: list[Target]) -> None:
    found = score(*DOMAINS, profiles=f"{{p: {profile}}}").profiles["p"]
    seen = [(target.id, target.value, target.target, target.gap, target.met) for target in found.targets]
    expected: list[Any] = [
        (id, pytest.approx(value), aim, pytest.approx(gap, abs=1e-12), is_met)
        for id, value, aim, gap, is_met in targets
    ]
    assert seen == expected
    assert found.met is met


def test_profiles_are_judged_apart() -> None:
    profiles = score(*DOMAINS, profiles="{basic: {sections: {d1: 1}}, advanced: {sections: {d1: 5}}}").profiles
    assert {id: profile.met for id, profile in profiles.items()} == {"basic": True, "advanced": False}
