"""What never moves a score: other domains, what is hidden, not scored, or only written beside an answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .properties_cases import (
    NO_ANSWER,
    OVERALL,
    UNSCORED,
    Case,
    Data,
    figures,
    holds,
    questions,
    scores,
    sections,
)
from .strategies import (
    ANY_POLICY,
    ANYTHING,
    POLICIES,
    RANGES,
    ROLLUPS,
    cases,
    not_rolled_up_by,
    one_of_each,
    quickly,
)

PROVENANCE: Data = {
    "note": "as the ministry says", "confidence": "low", "flag": True, "facts": {"0": [0]}, "as_of": "2026-06-01",
    "sources": ["S3"], "sample": {"seen": 3, "of": 7}, "status": "draft", "host_view": {"value": 4},
    "recheck": "carried", "change": "corrected", "visibility": "internal", "language": "ar",
}  # fmt: skip
SETTINGS = one_of_each({"rollup": ROLLUPS, "range": RANGES, **ANYTHING})


# Conditions look only at questions of their own domain here; one across domains may well move another's score.
@quickly
@given(cases(ANYTHING, conditions=True, gates=True, fewest=2))
def test_what_is_answered_in_one_domain_never_moves_another(case: Case) -> None:
    for domain in case.body["domains"]:
        ids = [id for id in case.answers if holds(domain["id"], id)]
        for sheet in (
            dict.fromkeys(ids, NO_ANSWER["not_applicable"]),
            dict.fromkeys(ids[:1], NO_ANSWER["not_applicable"]),
            {id: {"value": case.later[id]} for id in ids},
        ):
            after = scores(case.with_answers(sheet))
            others = [id for id in after if id != OVERALL and not holds(domain["id"], id)]
            assert [after[id] for id in others] == [case.scores[id] for id in others]


@quickly
@given(cases(ANYTHING, gates=True))
def test_an_answer_moves_only_the_sections_that_hold_its_question(case: Case) -> None:
    for section in sections(case.body):
        ids = [question["id"] for question in section["questions"] if question["id"] in case.answers]
        after = scores(case.with_answers({id: {"value": case.later[id]} for id in ids}))
        others = [id for id in after if not holds(id, section["id"])]
        assert [after[id] for id in others] == [case.scores[id] for id in others]


@quickly
@given(cases(ANYTHING, conditions=True, gates=True, fewest=2))
def test_a_domain_scores_alone_as_among_others(case: Case) -> None:
    for domain in case.body["domains"]:
        alone = case.with_body({**case.body, "domains": [domain]})
        for id, score in alone.card.sections.items():
            # its rating may differ, since that is told in the overall score's unit only
            assert score.model_copy(update={"rating": None}) == case.scores[id].model_copy(update={"rating": None})


@quickly
@given(cases(ANYTHING))
def test_what_is_not_scored_moves_nothing(case: Case) -> None:
    unscored = [q["id"] for q in questions(case.body) if q["scale"] in UNSCORED or q.get("weight", 1) == 0]
    for answer in (*NO_ANSWER.values(), None):
        sheet = {id: answer or {"value": case.later[id]} for id in unscored if id in case.later}
        assert scores(case.with_answers(sheet)) == case.scores


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_what_is_written_to_a_hidden_question_moves_nothing(case: Case) -> None:
    hidden = [id for id in case.answers if case.card.questions[id].state == "not_asked"]
    for answer in (*NO_ANSWER.values(), None):
        assert case.with_answers({id: answer or {"value": case.later[id]} for id in hidden}) == case.card


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_what_is_written_beside_an_answer_moves_nothing(case: Case) -> None:
    assert case.with_answers({id: {**PROVENANCE, **answer} for id, answer in case.answers.items()}) == case.card


@quickly
@given(cases(conditions=True), st.sampled_from(POLICIES))
def test_whatever_has_no_answer_scores_alike_under_one_policy(found: Case, policy: str) -> None:
    case = found.with_scoring(**dict.fromkeys(NO_ANSWER, policy))
    without = [id for id, answer in case.answers.items() if "value" not in answer]
    one, two, three = (scores(case.with_answers(dict.fromkeys(without, answer))) for answer in NO_ANSWER.values())
    for id, score in case.scores.items():
        assert one[id].value == two[id].value == three[id].value == score.value
        assert figures(two[id]) == figures(three[id])  # bounds tell what is open from what does not apply


@quickly
@given(cases(ANYTHING, gates=True), SETTINGS)
def test_the_settings_of_a_section_move_only_it_and_those_above(case: Case, settings: Data) -> None:
    def changed(section: Data) -> Data:
        return {**section, **settings}

    for section in sections(case.body):
        other = case.with_section(section["id"], changed)
        for id, score in other.scores.items():
            if not holds(id, section["id"]):
                assert figures(score) == figures(case.scores[id])


# Without rollups that look through sections at the questions below them.
@quickly
@given(cases(ANY_POLICY, kinds=not_rolled_up_by("mean_of_questions", "cumulative")))
def test_nothing_in_a_section_without_weight_or_score_moves_what_holds_it(case: Case) -> None:
    parts = case.plan.parts()
    for ignored in parts.values():
        if ignored.id != OVERALL and (ignored.weight == 0 or ignored.rollup.type == "none"):
            ids = [id for id in case.answers if holds(ignored.id, id)]
            after = scores(case.with_answers({id: {"value": case.later[id]} for id in ids}))
            for id in after:
                if not holds(ignored.id, id):
                    assert figures(after[id]) == figures(case.scores[id])


def with_conditions_on_questions(part: Data, above: Sequence[Data] = ()) -> Data:
    """A section whose condition, and those above, stand at each question below instead."""
    found = [*above, *([part["when"]] if "when" in part else [])]
    questions = [
        {**question, "when": {"all": conditions}}
        if (conditions := [*found, *([question["when"]] if "when" in question else [])])
        else question
        for question in part["questions"]
    ]
    sections = [with_conditions_on_questions(child, found) for child in part["sections"]]
    told = {name: value for name, value in part.items() if name != "when"}
    return {**told, "questions": questions, "sections": sections}


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_a_section_hides_its_questions_as_if_each_had_its_condition(case: Case) -> None:
    domains = [with_conditions_on_questions(domain) for domain in case.body["domains"]]
    assert case.with_body({**case.body, "domains": domains}).card == case.card


@quickly
@given(cases(ANYTHING, gates=True), st.sampled_from(["mean", "sum", "min", "max", "median"]))
def test_a_section_around_a_section_passes_its_score_on(case: Case, rollup: str) -> None:
    def wrapped(part: Data) -> Data:
        def around(child: Data) -> Data:
            own = {"id": f"{child['id']}.around", "title": "?", "rollup": rollup, "minimum_answered": 0}
            return {**own, "weight": child.get("weight", 1), "sections": [{**child, "weight": 1}], "questions": []}

        return {**part, "sections": [around(child) for child in part["sections"]]}

    other = case.rewritten(section=wrapped)
    for id, score in case.scores.items():
        assert figures(other.scores[id]) == pytest.approx(figures(score), abs=1e-9)
        around = other.scores.get(f"{id}.around", score)
        assert figures(around) == pytest.approx(figures(score), abs=1e-9)
