"""Every error and warning of the format, on its line, about its part, and all of a file at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.marked import ROOT, question, questionnaire, read, unlike_marked

IN_A_QUESTION = [
    # keys and types
    "txt: Q?            #! d.q | unknown key `txt`. Did you mean `text`?",
    "frobnicate: 1      #! d.q | Known here: id, text, help, scale",
    "text: [a, b]       #! d.q | `text` must be text, found a list",
    "text:              #! d.q | `text` must be text, found nothing",
    "help: {a: b}       #! d.q | `help` must be text, found a mapping",
    "respondents: host  #! d.q | `respondents` must be a list, found 'host'",
    "required: yes      #! d.q | must be true or false, found 'yes'",
    "options: [a, b]    #! d.q | `options` must be a mapping",
    "revision: 0        #! d.q | `revision` must be at least 1",
    'id: "d q"          #! d q | characters that are not allowed',
    "id: d.qé           #! d.qé | characters that are not allowed",
    f"id: {'d' * 81} #! {'d' * 81} | longer than 80 characters",
    # weights and levels
    "weight: -1         #! d.q | `weight` must be at least 0, found '-1'",
    "weight: heavy      #! d.q | `weight` must be a number, found 'heavy'",
    "weight: true       #! d.q | `weight` must be a number, found true",
    "weight: .nan       #!  | `.nan` is not a number",
    "weight: .inf       #!  | `.inf` is not a number",
    "weight: 1e999      #! d.q | `weight` must be a finite number, at most 1e15, found '1e999'",
    "weight: 1180591620717411303424  #! d.q | `weight` must be a finite number",
    f"weight: {'9' * 5000}  #!  | a number of 5000 digits is too long",
    "level: 0           #! d.q | `level` must be at least 1",
    "level: -1          #! d.q | `level` must be at least 1",
    "level: 1.5         #! d.q | `level` must be a whole number, found '1.5'",
    "level: true        #! d.q | `level` must be a whole number, found true",
    "level: two         #! d.q | `level` must be a whole number, found 'two'",
    # scale and options
    "scale: z           #! d.q | there is no scale `z`",
    "scale: numbr       #! d.q | Did you mean `number`?",
    "options: {0: a, 1: b, 2: c, 7: d}  #! d.q | `options` describes `7`, which is no option of scale `m`",
    "scale: many\noptions:\n  a: x\n  z: y  #! d.q | `options` describes `z`",
    "scale: text\noptions: {0: a}  #! d.q | It has no options",
    "advice:\n  0: x\n  3: y  #! d.q | `advice` describes `3`",
    "options: {0: a}    #? d.q | has no descriptor for 1, 2",
    # gates
    "scale: number\ncriteria: [a]        #! d.q | `criteria` works on levels only",
    "scale: many\nevidence_from: a       #! d.q | `evidence_from` works on levels only",
    "evidence_from: 0   #! d.q | names the first option",
    "evidence_from: 9   #! d.q | names 9, which is no option of scale `m`",
    'evidence_from: "1" #! d.q | which is no option of scale `m`',
    "evidence_from:\n  option: 0  #! d.q | names the first option\n  basis: [document]",
    "evidence_from:\n  option: 1\n  basis: [document, rumour]  #! d.q | must be one of 'self_declared'",
    "evidence_from: {basis: [document]}  #! d.q | `option` is missing",
    # conditions
    "when: d.before     #! d.q | is not a condition",
    "when: {question: d.before}  #! d.q | is not a condition",
    "when: {question: d.before, is: [1], at_least: 1}  #! d.q | is not a condition",
    "when: {is: [1]}    #! d.q | `question` is missing",
    "when: {question: d.before, is: []}  #! d.q | must not be empty",
    "when: {all: []}    #! d.q | must not be empty",
    "when: {question: d.before, is: [1], maybe: 2}  #! d.q | unknown key `maybe`",
    "when: {question: d.before, answered: false}  #! d.q | `when.answered` must be true",
    "when: {question: d.befor, is: [1]}  #! d.q | Did you mean `d.before`?",
    "when: {question: d, answered: true}  #! d.q | looks at `d`, which is no question",
    "when: {question: d.before, is: [3]}  #! d.q | compares `d.before` with 3, which it can never be",
    "when: {question: d.before, is: [\"1\"]}  #! d.q | with '1', which it can never be",
    "when: {question: d.before, at_least: 5}  #! d.q | Its options: 0, 1, 2",
    "when: {question: d.many, is: [c]}  #! d.q | Its options: a, b",
    "when: {question: d.many, at_least: a}  #! d.q | `at_least` cannot compare `d.many`",
    "when: {question: d.text, at_least: a}  #! d.q | which is of type text",
    "when: {question: d.number, at_least: soon}  #! d.q | Compare it with a number",
    "when: {question: d.date, is: [2026-02-30]}  #! d.q | Compare it with a date",
    "when: {question: d.text, is: [1]}  #! d.q | Compare it with a text",
    """\
when:
  all:
    - {question: d.before, answered: true}
    - not:
        question: d.nowhere  #! d.q | which is no question
        is: [0]
    - any:
        - question: d.before
          is:
            - 0
            - 9  #! d.q | with 9, which it can never be
        - question: d.before  #! d.q | is not a condition
""",
    "when: {question: d.q, answered: true}  #! d.q | conditions run in a circle: d.q → d.q",
    "when: {not: {question: d.q, is: [1]}}  #! d.q | conditions run in a circle",
    # references
    "references: [GCI-2024:1.1]  #? d.q | names a framework that `references` does not list",
]


@pytest.mark.parametrize("snippet", IN_A_QUESTION)
def test_a_question_with_a_fault(snippet: str) -> None:
    assert unlike_marked(questionnaire(questions=[question(snippet)])) == []


def test_every_faulty_question_is_told_in_one_run() -> None:
    numbered = [
        snippet.replace("d.q ", f"d.q{n} ").replace("d.q,", f"d.q{n},") for n, snippet in enumerate(IN_A_QUESTION)
    ]
    questions = [
        question(snippet if snippet.startswith("id:") else f"id: d.q{n}\n{snippet}")
        for n, snippet in enumerate(numbered)
    ]
    assert unlike_marked(questionnaire(questions=questions)) == []


@given(st.lists(st.sampled_from(range(len(IN_A_QUESTION))), unique=True, max_size=5))
@settings(max_examples=40, deadline=None)
def test_no_fault_hides_or_invents_another(chosen: list[int]) -> None:
    """However faults are combined, the file has the sum of them."""
    questions = []
    for n in chosen:
        snippet = IN_A_QUESTION[n].replace("d.q ", f"d.q{n} ").replace("d.q,", f"d.q{n},")
        questions.append(question(snippet if snippet.startswith("id:") else f"id: d.q{n}\n{snippet}"))
    text = questionnaire(questions=questions)
    assert unlike_marked(text) == []


@pytest.mark.parametrize(
    "snippet",
    [
        "weight: 0",
        "weight: 1e15",
        "level: 1",
        "options: {0: a, 1: [b, c], 2: c}",
        "criteria: [a, b]\nevidence_from: {option: 1, basis: [document, verified]}",
        "evidence_from: 2",
        "when: {question: d.before, at_least: 1}",
        "when: {question: d.many, is: [a]}",
        "when: {question: d.number, at_least: 2.5}",
        "when: {question: d.date, at_least: 2026-01-01}",
        "when: {not: {any: [{question: d.text, answered: true}, {question: d.number, is: [0]}]}}",
        "scale: many\noptions: {a: the team exists}",
    ],
)
def test_a_question_without_a_fault(snippet: str) -> None:
    value, faults = read(questionnaire(questions=[question(snippet)]))
    assert faults == []
    assert value is not None
    assert "d.q" in value.questions


@pytest.mark.parametrize(
    "snippet",
    [
        "range: [5, 5]        #! d | `range` [5, 5] has no width",
        "range: [5, 0]        #! d | `range` [5, 0] has no width",
        "range: [0]           #! d | `range` must be a list of two numbers",
        "range: [0, 1, 2]     #! d | `range` must be a list of two numbers",
        "range: [0, much]     #! d | must be a number, found 'much'",
        "weight: -0.5         #! d | `weight` must be at least 0",
        "minimum_answered: 1.5  #! d | must be at most 1",
        "unanswered: ignore   #! d | must be one of 'exclude', 'zero', 'full' or 'void'",
        "decimals: 10         #! d | must be at most 9",
        "rollup: meen         #! d | must be one of 'mean'",
        "rollup: {pass: 1}    #! d | `type` is missing",
        "rollup: share_met    #! d | rollup `share_met` needs `pass`",
        "rollup: deduct       #! d | needs `pass` #! d | needs `from`",
        "rollup:\n  type: mean\n  pass: 1  #! d | rollup `mean` takes no `pass`",
        "rollup: {type: share_met, pass: x}  #! d | `rollup.pass` must be a number",
        "rollup: {type: cumulative, pass: 1, share: 0}  #! d | must be above 0 #? d | no scored question",
        "rollup: {type: cumulative, pass: 1, share: 1.1}  #! d | must be at most 1 #? d | no scored question",
        "rollup: {type: cumulative, pass: 1, empty: stop}  #! d | one of 'block' or 'pass' #? d | no scored",
        "rollup: {type: cumulative, pass: 1}  #? d | no scored question below has a `level`",
        "when: {question: d.nowhere, answered: true}  #! d | which is no question",
        "when: {question: d.before, answered: true}  #! d | conditions run in a circle: d.before → d.before",
        "sections:\n  - {title: S}  #! d | `id` is missing",
        "sections:\n  - {id: d.s}   #! d.s | `title` is missing #? d.s | neither questions nor sections",
        "sections:\n  - {id: d.s, title: S}  #? d.s | neither questions nor sections",
        "sections: {id: d.s, title: S}  #! d.s | `sections` must be a list, found a mapping",
        "questions:\n  - hello    #! d | must be a mapping (`key: value` lines), found 'hello'",
        "questions:\n  - {id: d.a, scale: m}  #! d.a | `text` is missing #? d.a | no descriptor",
        "questions:\n  - {id: d.a, text: Q?}  #! d.a | `scale` is missing",
        "questions:\n  - {text: Q?, scale: text}  #! d | `id` is missing",
        """\
questions:
  - hello                                  #! d | must be a mapping
  - {id: d.a, text: Q?, scale: text}
  - there                                  #! d | must be a mapping
  - {id: d.b, text: Q?, scale: z}          #! d.b | there is no scale `z`
""",
    ],
)
def test_a_section_with_a_fault(snippet: str) -> None:
    assert unlike_marked(questionnaire(section=snippet)) == []


LEVELS = "{id: d.%s, text: Q?, scale: %s, level: %d, weight: %d}"


@pytest.mark.parametrize(
    ("floor", "questions", "highest"),
    [
        (1, [("a", "number", 1, 1)], 1),
        (2, [("a", "number", 1, 1), ("b", "number", 2, 1)], 2),
        (2.5, [("a", "number", 2, 1)], 2),
        (3, [("a", "number", 2, 1), ("b", "number", 9, 0)], 2),  # weight 0 is never scored
        (3, [("a", "number", 2, 1), ("b", "bare", 9, 1)], 2),  # nor is a bare number
    ],
)
def test_a_floor_at_or_above_the_highest_level(
    floor: float, questions: list[tuple[str, str, int, int]], highest: int
) -> None:
    listed = "\n".join("  - " + LEVELS % item for item in questions)
    rollup = f"rollup: {{type: cumulative, pass: 1, floor: {floor}}} "
    mark = f"| `floor` {floor} is at or above the highest level, {highest}"
    assert unlike_marked(questionnaire(section=f"{rollup}#! d {mark}\nquestions:\n{listed}\n")) == []
    overall = f"scoring:\n  overall:\n    {rollup}#! scoring.overall {mark}"
    assert unlike_marked(questionnaire(root=overall, section=f"questions:\n{listed}\n")) == []


def test_a_floor_below_the_highest_level_is_sound() -> None:
    section = (
        "rollup: {type: cumulative, pass: 1, floor: 1}\nquestions:\n  - " + LEVELS % ("a", "number", 2, 1) + "\n"
    )
    assert read(questionnaire(section=section))[1] == []


@pytest.mark.parametrize(
    "domains",
    [
        """
  - {id: d, title: D, questions: [{id: d.a, text: Q?, scale: number, weight: 0}]}  #? d | every weight in it is 0
""",
        """
  - id: d              #? d | every weight in it is 0
    title: D
    sections:
      - id: d.s
        title: S
        weight: 0
        questions:
          - {id: d.a, text: Q?, scale: number}
""",
        """
  - id: d
    title: D
    questions:
      - {id: d.a, text: Q?, scale: number}
      - {id: d.a, text: Q?, scale: number}    #! d.a | stands twice, first on line
      - id: d                                 #! d | stands twice, first on line
        text: Q?
        scale: number
      - {id: d.a, text: Q?, scale: number}    #! d.a | stands twice, first on line
""",
        """
  - id: d
    title: D
    questions:
      - {id: 1.1, text: Q?, scale: number}
      - {id: 1.10, text: Q?, scale: number}
      - {id: 1.1, text: Q?, scale: number}    #! 1.1 | stands twice, first on line
""",
        """
  - id: d
    title: D
    questions:
      - id: d.a
        text: Q?
        scale: number
        when: {question: d.b, answered: true}  #! d.a | conditions run in a circle
      - {id: d.b, text: Q?, scale: number, when: {question: d.a, answered: true}}
      - id: e.a
        text: Q?
        scale: number
        when: {question: e.a, answered: true}  #! e.a | conditions run in a circle: e.a → e.a
""",
        """
  - id: d
    title: D
    questions:
      - {id: d.a, text: Q?, scale: m, options: {0: a, 1: b, 2: c}}
      - id: d.b
        text: Q?
        scale: number
        when: {all: [{question: d.a, is: [0]}, {question: d.a, at_least: 1}]}  #? d.b | can never be asked
      - id: d.c
        text: Q?
        scale: number
        when: {question: d.b, answered: true}  #? d.c | can never be asked
    sections:
      - id: d.s
        title: S
        when: {question: d.b, at_least: 1}     #? d.t | can never be asked
        questions:
          - {id: d.t, text: Q?, scale: number}
        sections:
          - id: d.s.u
            title: U
            when: {question: d.b, at_least: 2}  #? d.u | can never be asked
            questions:
              - {id: d.u, text: Q?, scale: number}
""",
        """
  - id: d
    title: D
    questions:
      - id: d.a
        text: Q?
        scale: number
        when:                                  #! d.a | circle: d.a → d.b → d.a #! d.a | circle: d.a → d.c → d.a
          any: [{question: d.b, answered: true}, {question: d.c, answered: true}]
      - {id: d.b, text: Q?, scale: number, when: {question: d.a, answered: true}}
      - {id: d.c, text: Q?, scale: number, when: {question: d.a, answered: true}}
""",
    ],
)
def test_domains_with_a_fault(domains: str) -> None:
    text = questionnaire(root="domains:" + domains)
    assert unlike_marked(text) == []


def test_the_first_of_two_equal_ids_is_named_with_its_line() -> None:
    text = questionnaire(questions=[question("text: first"), question("text: second")])
    first, second = (n for n, line in enumerate(text.splitlines(), 1) if "id: d.q" in line)
    [fault] = read(text)[1]
    assert (fault.line, fault.id) == (second, "d.q")
    assert f"first on line {first}" in fault.what


@pytest.mark.parametrize(
    "snippet",
    [
        "cyberready: 2        #!  | `cyberready` must be 1, the version of this format, found '2'",
        "cyberready: true     #!  | must be 1",
        "cyberready: 1.0      #!  | must be 1",
        "cyberready: one      #!  | must be 1",
        "id: My questions     #!  | characters that are not allowed",
        'version: ""          #!  | must not be empty',
        "version: [1]         #!  | `version` must be text",
        "language: English    #!  | characters that are not allowed",
        "minutes: -1          #!  | must be at least 0",
        "minutes: long        #!  | must be a whole number",
        "titel: Q             #!  | unknown key `titel`. Did you mean `title`?",
        "domains: []          #!  | `domains` must not be empty",
        "domains: {}          #!  | `domains` must be a list",
        "references: {G: {edition: '5'}}  #!  | `title` is missing",
        "scoring: {unknwon: zero}  #!  | unknown key `unknwon`. Did you mean `unknown`?",
        "scoring: {range: [1, 1]}  #! scoring | has no width",
        "scoring: {overall: {range: [1, 0]}}  #! scoring.overall | has no width",
        "scoring: {overall: {rollup: share_met}}  #! scoring.overall | needs `pass`",
        "scoring: {rollup: {type: sum, floor: 1}}  #! scoring | takes no `floor`",
        "scoring: {minimum_answered: -0.1}  #!  | must be at least 0",
        "scoring:\n  ratings:\n    - {from: 0, label: A}\n    - {from: 0.0, label: B}  #!  | two ratings begin",
        "scoring:\n  ratings:\n    - {label: A}  #!  | `from` is missing",
        "profiles: {p: {by: 2026-02-30}}  #! p | must be a date, written YYYY-MM-DD, found '2026-02-30'",
        "profiles: {p: {by: 2026-6-1}}  #! p | must be a date",
        "profiles: {p: {default: high}}  #! p | must be a number",
        "profiles: {p: {sections: {e: 1}}}  #! e | sets a target for `e`, which is none of the sections",
        "profiles:\n  p:\n    questions:\n      d.bfore: 1  #! d.bfore | Did you mean `d.before`?",
        "profiles: {p: {sections: {d.before: 1}}}  #! d.before | Move it to the other list",
        "profiles: {p: {questions: {d: 1}}}  #! d | Move it to the other list",
        "profiles: {p: {questions: {d.text: 1}}}  #? d.text | has a target but no points",
    ],
)
def test_a_questionnaire_with_a_fault_at_its_root(snippet: str) -> None:
    assert unlike_marked(questionnaire(root=snippet)) == []


@pytest.mark.parametrize("key", [*ROOT, "scales", "domains"])
def test_a_required_key_that_is_missing(key: str) -> None:
    value, faults = read(questionnaire(without=key))
    assert value is None
    assert [(fault.line, fault.what) for fault in faults] == [(1, f"`{key}` is missing.")]


def test_faults_of_every_kind_come_in_one_run() -> None:
    """Reading, keys, types, ids, references, gates, circles and profiles: none hides what stands behind it."""
    assert (
        unlike_marked(
            """\
cyberready: 1                        #!  | `title` is missing
id: q
version: "1"
version: "2"                         #!  | key `version` stands twice, first on line 3
language: en
scales:
  m: &m                              #!  | anchor `&m` is not allowed
    type: levels
    options:
      - {value: 0}                   #! m | `label` is missing
      - {value: 1, label: B}
  n: *m                              #!  | alias `*m` is not allowed
  o: {type: ladder}                  #! o | must be one of 'levels'
  p: {type: levels, options: [{value: 0, label: A}, {label: B}]}  #! p | `value` is missing
  r: {type: levels, options: [{value: 0, label: A}]}  #! r | has no width
scoring:
  range: [5, 0]                      #! scoring | has no width
profiles:
  base: {sections: {f: 2}, by: soon} #! f | none of the sections #! base | must be a date
domains:
  - id: d                            #! d | `title` is missing
    when: {question: e.b, is: [7]}   #! d | which it can never be
    questions:
      - id: d.a                      #! d.a | `text` is missing
        scale: z                     #! d.a | there is no scale `z`
        weight: -1                   #! d.a | must be at least 0
        help: !!str x                #!  | tag `tag:yaml.org,2002:str` is not allowed
      - id: d.b
        text: Q?
        scale: n
        options: {0: a}
        evidence_from: 0
      - id: d.c
        text: Q?
        scale: p
        options: {0: a, 9: b}
        when: {question: d.b, is: [4]}
  - id: e
    title: E
    questions:
      - id: e.a
        text: Q?
        scale: m
        options: {0: a, 1: b}
        evidence_from: 0             #! e.a | names the first option
        when: {question: e.b, answered: true}  #! e.a | in a circle: e.a → e.b → e.a
      - id: e.b                      #? e.b | no descriptor for 0, 1
        text: Q?
        scale: m
        option: {0: a, 1: b}         #! e.b | unknown key `option`. Did you mean `options`?
        when: {question: e.a, answered: true}
      - id: d.c                      #! d.c | stands twice, first on line 33
        text: Q?
        scale: o
        advice: {8: x}
"""
        )
        == []
    )
