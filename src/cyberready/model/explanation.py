"""How one score came about, and what would raise it: every number of the arithmetic, no words."""

from __future__ import annotations

from typing import Any, Literal

from cyberready.model.answers import State
from cyberready.model.questionnaire import Policy, Rollup
from cyberready.model.scorecard import Gate, QuestionScore, SectionScore
from cyberready.model.values import Value

LeftOut = Literal["excluded", "no_score", "no_weight", "never_scored", "not_looked_at"]
GoalKind = Literal["rating", "level", "target", "number", "score"]


class Term(Value):
    """What one child gives to a section's score.

    `counts_as` is the policy for a question that is not answered. `share` is its part of the counted weight
    (of its level's, where levels are cumulative); `adds` is what it adds to the score before `range`, for rollups
    that add up; `reach` what it could score given what is excluded in this sheet, `ratio` where it stands in that.
    `left_out` says why it gives nothing.
    """

    id: str
    kind: Literal["question", "section"]
    weight: float
    state: State | None = None
    counts_as: Policy | None = None
    gate: Gate | None = None
    level: int | None = None
    required: bool = False
    score: float | None = None
    range: tuple[float, float] | None = None
    reach: tuple[float, float] | None = None
    ratio: float | None = None
    share: float | None = None
    adds: float | None = None
    met: bool | None = None
    decides: bool = False
    """Whether it is the one that `min`, `max` or `median` picks, or at which `until_incomplete` stops."""
    left_out: LeftOut | None = None


class LevelTerm(Value):
    """One level of a cumulative score: the met share of its weight against the share that is needed.

    `bound` is what a question must have here; a level without questions has none, nor a share. `reached` tells of
    the level with all below it. `blocking` are the questions that are not met where that keeps the next level from
    being reached, `required` those among them that no share makes up for.
    """

    level: int
    bound: float | None = None
    questions: int
    share: float | None = None
    needed: float
    met: bool
    reached: bool
    blocking: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class Change(Value):
    """One answer that changes: the value it has (None where it is open) and the one to give.

    Of a number in bands every value from `to` to below `until` serves. `raises` counts single levels; `needs` is
    what else the answer must have to count for as much.
    """

    id: str
    value: Any = None
    to: Any
    until: float | None = None
    points: float | None
    to_points: float
    raises: int
    needs: tuple[Gate, ...] = ()


class Goal(Value):
    """A score to reach, and the shortest set of changes that reaches it; fewer do not.

    `count` is the number of single-level raises, or, with `answers`, of changed answers. `value` is the score that
    results, `highest` the most that raises can reach where that is too little (`changes` is None then). What is
    not applicable or hidden, open questions that are left out, and sections without a score are not changed. A
    `score` to have at all has no `value`, which the answers decide.

    Fewer changes do not reach it while the same questions are asked; with `skips` answers below decide what is
    asked. `opens` are questions that the changes would bring up, `closes` those that they would hide: `value` has
    both as they then are, and the changes are thinned out until each is needed.
    """

    kind: GoalKind
    bound: float
    label: str = ""
    answers: bool = False
    count: int | None = None
    changes: tuple[Change, ...] | None = None
    value: float | None = None
    highest: float | None = None
    skips: bool = False
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class SectionExplanation(Value):
    """The arithmetic of a section's score, in the order in which it is made.

    `terms` are rolled up to `rolled`, which could have been within `reach`; `void` are questions that hold it at
    the low end; on `mapped` that reach is put on a straight line. Then counts whether enough is answered.
    The id of the overall score is empty. `carried` are the answers below that the last round gave and nobody has
    looked at again.
    """

    id: str
    score: SectionScore
    rollup: Rollup
    ratios: bool
    terms: tuple[Term, ...]
    rolled: float | None
    reach: tuple[float, float] | None
    void: tuple[str, ...] = ()
    mapped: tuple[float, float] | None = None
    answered_share: float | None = None
    minimum_answered: float = 0.0
    levels: tuple[LevelTerm, ...] = ()
    goals: tuple[Goal, ...] = ()
    carried: tuple[str, ...] = ()


class Use(Value):
    """A section that looks at a question itself: with which weight, of how much, and as what it counts there."""

    id: str
    weight: float
    share: float | None
    score: float | None
    counts_as: Policy | None = None


class Outcome(Value):
    """What the scores would be with another answer; `domain` and `overall` are None where there is no score.

    `points` are those that would count; `gate` tells what the answer lacks for its own.
    """

    value: Any
    points: float
    gate: Gate | None = None
    domain: float | None
    overall: float | None
    given: bool = False


class QuestionExplanation(Value):
    """From an answer to its points, what it is worth above, and what other answers would make of the scores."""

    id: str
    score: QuestionScore
    value: Any = None
    weight: float
    carried: bool = False
    uses: tuple[Use, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


Explanation = SectionExplanation | QuestionExplanation
