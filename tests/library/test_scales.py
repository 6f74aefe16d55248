"""The scales of a questionnaire: every fault on its line."""

from __future__ import annotations

import pytest

from tests.library.marked import questionnaire, read, unlike_marked


@pytest.mark.parametrize(
    "scale",
    [
        """\
x:
  type: levels
  options:
    - {value: 0, label: A}
    - {value: 2, label: B}
    - {value: 1, label: C}              #! x | points fall from 2 to 1
    - {value: 3, label: D, points: 0}   #! x | points fall from 1 to 0
""",
        """\
x:
  type: levels
  options:
    - {value: 0, label: A}
    - {value: 1, label: B}              #! x | option `1` stands twice
    - {value: "1", label: C, points: 1} #! x | option `1` stands twice
""",
        """\
x:
  type: levels
  options:
    - {value: ni, label: A}             #! x | option `ni` needs `points`
    - {value: li, label: B, points: 2}
    - {value: fi, label: C}             #! x | option `fi` needs `points`
""",
        "x: {type: levels, options: [{value: 0, label: A}]}  #! x | has no width: every answer earns 0 points",
        "x: {type: levels, options: [{value: 1, label: A}, {value: b, label: B, points: 1}]}  #! x | has no width",
        "x: {type: levels, options: []}     #! x | must not be empty",
        "x: {type: levels}                  #! x | `options` is missing",
        "x: {type: levels, options: [{label: A}, {value: 1, label: B}]}  #! x | `value` is missing",
        "x: {type: levels, options: [{value: 0}, {value: 1, label: B}]}  #! x | `label` is missing",
        "x: {type: levels, options: [{value: true, label: A}, {value: 1, label: B}]}  #! x | a number or a text",
        "x: {type: levels, options: [{value: 0, label: A}, {value: 1e999, label: B}]}  #! x | finite number",
        "x: {type: levels, options: [{value: 0, label: A}, {value: 9999999999999999, label: B}]}  #! x | at most",
        "x: {type: levels, options: [{value: 0, label: A}, {value: 1, label: B, points: x}]}  #! x | be a number",
        """\
x:
  type: multiple
  options:
    - {value: 1, label: A}
    - {value: c, label: C}              #! x | option `c` needs `points`
""",
        """\
x:
  type: multiple
  options:
    - {value: a, label: A, points: -1}  #! x | option `a` has points below 0
    - {value: b, label: B, points: 3}
""",
        "x: {type: multiple, options: [{value: a, label: A, points: 0}]}  #! x | has no width",
        "x: {type: multiple, max_points: 0, options: [{value: a, label: A, points: 1}]}  #! x | has no width",
        "x: {type: number, minimum: 5, maximum: 4}  #! x | `minimum` is above `maximum`",
        "x: {type: number, linear: {zero_at: 4, full_at: 4, points: 1}}  #! x | the same: no width",
        "x: {type: number, linear: {zero_at: 4, full_at: 0, points: 0}}  #! x | `points` must be above 0",
        "x: {type: number, linear: {zero_at: 4, full_at: 4, points: -1}}  #! x | no width #! x | must be above 0",
        "x: {type: number, linear: {zero_at: 4, full_at: 0}}  #! x | `points` is missing",
        """\
x:
  type: number
  bands: [{from: 0, points: 0}, {from: 4, points: 1}]
  linear: {zero_at: 0, full_at: 4, points: 1}  #! x | has both `bands` and `linear`
""",
        """\
x:
  type: number
  bands:
    - {from: 0, points: 4}
    - {from: 4, points: 2}
    - {from: 4.0, points: 0}  #! x | two bands begin at 4
""",
        "x: {type: number, bands: [{from: 0, points: 1}, {from: 4, points: 1}]}  #! x | has no width",
        "x: {type: number, bands: [{from: 0, points: 1}, {from: 4, points: some}]}  #! x | must be a number",
        "x: {type: number, bands: [{points: 1}]}  #! x | `from` is missing",
        "x: {type: text, unit: words}       #! x | unknown key `unit`",
        "x: {type: ladder}                  #! x | must be one of 'levels', 'multiple', 'number', 'text', 'date'",
        "x: {options: []}                   #! x | needs a `type`",
        "x: levels                          #! x | must be a mapping",
        "x: {type: levels, levels: 5, options: [{value: 0, label: A}, {value: 1}]}  #! x | unknown key `levels` "
        "#! x | `label` is missing",
        '"x y": {type: text}                #! x y | characters that are not allowed',
    ],
)
def test_a_scale_with_a_fault(scale: str) -> None:
    assert unlike_marked(questionnaire(scales=scale)) == []


@pytest.mark.parametrize(
    "scale",
    [
        "x: {type: levels, options: [{value: 0, label: A}, {value: c, points: 2, label: C}]}",
        "x: {type: levels, options: [{value: -1, label: A}, {value: 1.5, label: B}]}",
        "x: {type: multiple, max_points: 1, options: [{value: 1, label: A}, {value: b, label: B, points: 0}]}",
        "x: {type: number, bands: [{from: 24, points: 0}, {from: 0, points: 4}]}",
        "x: {type: number, minimum: 0, maximum: 9, linear: {zero_at: 12.4, full_at: 0, points: 100}}",
        "x: {type: number, unit: cases}",
        "x: {type: date}",
    ],
)
def test_a_scale_without_a_fault(scale: str) -> None:
    value, faults = read(questionnaire(scales=scale))
    assert faults == []
    assert value is not None
    assert "x" in value.scales
