"""Targets and the distance to them (questionnaire format, chapter 3.8)."""

from __future__ import annotations

from collections.abc import Mapping

from cyberready.model.questionnaire import Profile, Questionnaire
from cyberready.model.scorecard import ProfileResult, QuestionScore, SectionScore, TargetResult


def section_targets(questionnaire: Questionnaire, profile: Profile) -> dict[str, float]:
    """The target of each section that has one, in file order; `default` applies to every domain."""
    defaults = {} if profile.default is None else {d.id: profile.default for d in questionnaire.domains}
    targets = {**defaults, **profile.sections}
    return {id: float(targets[id]) for id in questionnaire.sections if id in targets}


def profile_result(
    questionnaire: Questionnaire,
    profile: Profile,
    sections: Mapping[str, SectionScore],
    questions: Mapping[str, QuestionScore],
) -> ProfileResult:
    """Each target met or not; targets on hidden or not applicable questions are left out."""
    targets = [
        _target(id, sections[id].value, target) for id, target in section_targets(questionnaire, profile).items()
    ]
    for id in questionnaire.questions:
        if id in profile.questions and questions[id].state not in ("not_asked", "not_applicable"):
            targets.append(_target(id, questions[id].points, float(profile.questions[id])))
    return ProfileResult(met=all(target.met for target in targets), targets=tuple(targets))


def _target(id: str, value: float | None, target: float) -> TargetResult:
    if value is None:
        return TargetResult(id=id, value=None, target=target, gap=None, met=False)
    met = round(value, 9) >= round(target, 9)
    return TargetResult(id=id, value=value, target=target, gap=max(0.0, target - value), met=met)
