"""One sheet under other treatments of what is not answered, and without what no evidence holds up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given, settings

from cyberready.model.answers import Answer
from cyberready.model.scorecard import Scorecard
from cyberready.model.sensitivity import TREATED, Scores, Sensitivity
from cyberready.scoring.plan import POLICIES, compile_plan
from cyberready.scoring.sensitivity import sensitivity
from cyberready.scoring.sheets import score_sheet

from .made_up import DIGEST, made_up
from .properties_cases import Case, Data, worst
from .strategies import ANY_MINIMUM, ANY_POLICY, ANYTHING, OPEN, cases, quickly
from .test_points import GATES

SHOWN = {"evidence": [{"title": "The decree"}]}
quicker = settings(quickly, max_examples=30)


def found(*domains: str, scoring: str = "{}", proven: Collection[str] = ()) -> Sensitivity:
    """The sensitivity of these domains; the `proven` questions have evidence attached."""
    questionnaire, answers = made_up(*domains, scoring=scoring)
    shown = {id: Answer.model_validate({**answers[id].written(), **SHOWN}) for id in proven}
    plan, sheet = compile_plan(questionnaire), {**answers, **shown}
    return sensitivity(plan, sheet, score_sheet(plan, sheet, DIGEST))


OF_EACH = "likert=5 likert=na likert=unknown likert=none"


@pytest.mark.parametrize(
    ("state", "exclude", "zero", "full", "void"),
    [
        ("not_applicable", 7 / 3, 2, 3, 1),  # of 5, 1 and 1, with none, 1 or 5 besides
        ("unknown", 3, 7 / 3, 11 / 3, 1),  # of 5 and 1
        ("unanswered", 3, 7 / 3, 11 / 3, 1),
    ],
)
def test_each_treatment_of_each_state(state: Any, exclude: float, zero: float, full: float, void: float) -> None:
    treatments = found(f"{{questions: {OF_EACH}}}").treatments[state]
    assert {policy: scores.sections["d1"] for policy, scores in treatments.items()} == pytest.approx(
        {"exclude": exclude, "zero": zero, "full": full, "void": void}
    )
    assert [scores.overall for scores in treatments.values()] == pytest.approx([exclude, zero, full, void])


def test_the_scores_as_they_are_stand_beside() -> None:
    scores = found(f"{{questions: {OF_EACH}}}", "{questions: likert=5}").scores
    assert scores.sections == pytest.approx({"d1": 7 / 3, "d2": 5})
    assert scores.overall == pytest.approx(11 / 3)


@pytest.mark.parametrize(
    ("domains", "sections", "overall"),
    [
        # all void, and all full or left out
        ([f"{{questions: {OF_EACH}}}"], {"d1": (1, 5)}, (1, 5)),
        # whatever a section says itself
        (["{unanswered: void, questions: five=4 five*3}", "{questions: five=1 five}"],
         {"d1": (0, 4.75), "d2": (0, 3)}, (0, 3.875)),
        # all void, and all full: (1 + 10 + 15) / 6
        (["{questions: five=1 five*2=unknown five*3}"], {"d1": (0, 13 / 3)}, (0, 13 / 3)),
        # of those that give a score
        (["{questions: five}", "{questions: five=2}"], {"d1": (0, 5), "d2": (2, 2)}, (1, 3.5)),
        (["{rollup: none, questions: five}", "{questions: five=2}"], {"d1": None, "d2": (2, 2)}, (2, 2)),
        # where nothing is open or left out there is one score
        (["{questions: five=4 five=1}"], {"d1": (2.5, 2.5)}, (2.5, 2.5)),
    ],
)  # fmt: skip
def test_the_span_of_any_treatment(
    domains: list[str], sections: dict[str, tuple[float, float] | None], overall: tuple[float, float]
) -> None:
    any_ = found(*domains).any
    assert any_.overall == pytest.approx(overall)
    assert {id: span and pytest.approx(span) for id, span in any_.sections.items()} == sections


def test_a_state_that_no_question_is_in_varies_nothing() -> None:
    tried = found("{unknown: void, questions: five=4 five*3 text=unknown five*0=unknown date=na}")
    assert tried.questions == {"not_applicable": 0, "unknown": 0, "unanswered": 1}
    for state in ("not_applicable", "unknown"):
        assert {scores.overall for scores in tried.treatments[state].values()} == {1}
    assert [scores.overall for scores in tried.treatments["unanswered"].values()] == [4, 1, 4.75, 0]


def test_a_hidden_question_stays_as_the_questionnaire_says() -> None:
    tried = found("{not_asked: full, questions: five=1 five=hidden}")
    assert tried.questions == {"not_applicable": 0, "unknown": 0, "unanswered": 0}
    assert tried.any.sections["d1"] == (3, 3)


@pytest.mark.parametrize(("minimum", "overall"), [(0.5, [4, 2, 4.5, 0]), (0.51, [None] * 4)])
def test_where_too_little_is_answered_no_treatment_makes_a_score(
    minimum: float, overall: list[float | None]
) -> None:
    tried = found("{questions: five=4 five}", scoring=f"{{minimum_answered: {minimum}}}")
    assert [scores.overall for scores in tried.treatments["unanswered"].values()] == overall
    assert tried.any.overall == (None if overall[0] is None else (0, 4.5))


@pytest.mark.parametrize(
    ("domain", "proven", "counts", "left_out", "at_worst"),
    [
        # an answer at its worst claims nothing
        ("{questions: five=5 five=3 five=0 five}", ["q1"], (1, 3), 5 / 3, 1.25),
        ("{questions: likert=1 likert=4}", [], (1, 2), 1, 1),
        ("{rollup: sum, questions: likert=2 likert=4 likert=5}", ["q2"], (2, 3), 4, 6),
        # nothing, or everything
        ("{questions: five=5 five=3}", ["q1", "q2"], (0, 2), 4, 4),
        ("{questions: five=5 five=3}", [], (2, 2), None, 0),
        ("{questions: five}", [], (0, 0), 0, 0),
        # of what is scored
        ("{questions: five=4 percent=50 text=x count=3 five*0=5}", ["q1"], (1, 2), 0.8, 0.4),
        ("{questions: five=4 five=hidden five=na}", [], (1, 1), None, 0),
        # what is left out was not answered, nor asked
        ("{minimum_answered: 0.5, questions: five=5 five=3 five}", ["q1"], (1, 2), 2.5, 5 / 3),
        ("{minimum_answered: 0.6, questions: five=5 five=3 five}", ["q1"], (1, 2), None, 5 / 3),
    ],
)
def test_without_what_no_evidence_holds_up(
    domain: str, proven: list[str], counts: tuple[int, int], left_out: float | None, at_worst: float
) -> None:
    evidence = found(domain, proven=proven).evidence
    assert (evidence.answers, evidence.of) == counts
    assert evidence.left_out.sections["d1"] == pytest.approx(left_out)
    assert evidence.worst.sections["d1"] == pytest.approx(at_worst)


@pytest.mark.parametrize(
    ("question", "value", "unproven"),
    [("plain", "none", 0), ("plain", "partly", 1), ("criteria", "fully", 0), ("evidence", "fully", 1)],
)
def test_an_answer_that_a_gate_cuts_to_the_worst_claims_nothing(question: str, value: str, unproven: int) -> None:
    plan, answers = compile_plan(GATES), {question: Answer(value=value)}
    evidence = sensitivity(plan, answers, score_sheet(plan, answers, DIGEST)).evidence
    assert (evidence.answers, evidence.of) == (unproven, 1)


def of(case: Case) -> Sensitivity:
    answers = {id: Answer.model_validate(answer) for id, answer in case.answers.items()}
    return sensitivity(case.plan, answers, case.card)


def same(scores: Scores, card: Scorecard) -> bool:
    """Whether these are the values of a scorecard, but for rounding."""
    sections = {id: score.value for id, score in card.sections.items()}
    together = scores.overall == pytest.approx(card.overall.value, abs=1e-9)
    return together and dict(scores.sections) == pytest.approx(sections, abs=1e-9)


def rewritten(case: Case, policies: Data) -> Case:
    """The same sheet on a questionnaire that treats states like this everywhere."""
    return case.with_scoring(**policies).rewritten(section=lambda section: {**section, **policies})


@quicker
@given(cases(ANYTHING, conditions=True, gates=True))
def test_a_treatment_is_that_of_a_questionnaire_that_says_so(case: Case) -> None:
    tried = of(case)
    assert same(tried.scores, case.card)
    for state in TREATED:
        for policy in POLICIES:
            if tried.questions[state]:
                assert same(tried.treatments[state][policy], rewritten(case, {state: policy}).card)
            else:
                assert tried.treatments[state][policy] == tried.scores


@quicker
@given(cases(ANYTHING, gates=True))
def test_the_span_holds_what_one_treatment_of_all_makes(case: Case) -> None:
    spans = of(case).any
    for policy in POLICIES:
        card = rewritten(case, dict.fromkeys(TREATED, policy)).card
        for id, score in card.sections.items():
            span = spans.sections[id]
            assert score.value is None or (span and span[0] - 1e-9 <= score.value <= span[1] + 1e-9)


# Without what does not apply, which the same setting would move, and skip logic, which other answers would.
@quicker
@given(cases({**dict.fromkeys(OPEN, ANY_POLICY["unknown"]), **ANY_MINIMUM}, states=OPEN))
def test_to_leave_an_answer_out_is_to_take_it_as_not_applicable(case: Case) -> None:
    bare = {id: answer for id, answer in case.answers.items() if claims(case, id)}
    excluded = rewritten(case, {"not_applicable": "exclude"})
    evidence = of(case).evidence
    assert evidence.answers == len(bare)
    assert same(evidence.left_out, excluded.with_answers({id: {"not_applicable": "unproven"} for id in bare}))
    assert same(evidence.worst, case.with_answers({id: {"value": worst(case.scales[id])} for id in bare}))


def claims(case: Case, id: str) -> bool:
    """Whether an answer that is scored earns more than the worst; none has evidence here."""
    score = case.card.questions[id]
    earns = score.points is not None and score.range is not None and score.points > score.range[0]
    return case.plan.questionnaire.scored(id) and earns
