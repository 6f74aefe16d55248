"""What a questionnaire file must keep beyond its keys and types (questionnaire format, chapters 1 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from cyberready.language.messages import _
from cyberready.library.reading import UNNAMED, Document, Mapping, as_written, gone, line_of, nearest, whole
from cyberready.library.scales import check_scales, comparable, option_keys, scores
from cyberready.model.asking import asking_order, can_be_asked, named
from cyberready.model.conditions import AllOf, AnswerAtLeast, AnswerIs, AnyOf, Condition, Not
from cyberready.model.questionnaire import Question, Questionnaire, Rollup, Section
from cyberready.model.scales import LevelsScale, MultipleScale, Scale, TextScale

# Which parameters a rollup takes, and which of them it cannot do without.
_PARAMETERS: dict[str, tuple[set[str], set[str]]] = {
    "share_met": ({"pass"}, {"pass"}),
    "cumulative": ({"pass", "below", "share", "empty", "floor"}, {"pass"}),
    "deduct": ({"from", "pass"}, {"from", "pass"}),
}


def check_ids(document: Document) -> dict[str, Any]:
    """Every section and question of the data by id, whatever else is wrong with them.

    Ids that stand twice are added to the document's faults.
    """
    found = parts_by_id(document)
    for part in _parts(document):
        id = as_written(part.get("id"))
        if id is not None and found[id] is not part:
            first = line_of(found[id], "id")
            document.add(
                part,
                "id",
                _("stands twice, first on line {first}.").format(first=first),
                _("Give it an id of its own."),
                id,
            )
    return found


def parts_by_id(document: Document) -> dict[str, Any]:
    """The data of every section and question by id, the first of each."""
    found: dict[str, Any] = {}
    for part in _parts(document):
        if (id := as_written(part.get("id"))) is not None:
            found.setdefault(id, part)
    return found


def _parts(document: Document) -> Iterator[Any]:
    return _raw_parts(document.data.get("domains") if isinstance(document.data, dict) else None)


def _raw_parts(parts: Any) -> Iterator[Any]:
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            yield part
            yield from _raw_parts(part.get("questions"))
            yield from _raw_parts(part.get("sections"))


def check_questionnaire(questionnaire: Questionnaire, document: Document, known: dict[str, Any]) -> None:
    """Add every fault to the document.

    Args:
        known: the data of each section and question by id, for its lines.
    """
    check = _Check(questionnaire, document, document.data, known)
    check_scales(questionnaire.scales, document)
    check.scoring()
    for domain, raw in zip(questionnaire.domains, document.data["domains"], strict=True):
        check.section(domain, raw)
    check.profiles()
    check.circles()
    if not document.errors:
        check.reachable()


@dataclass(frozen=True)
class _Check:
    questionnaire: Questionnaire
    document: Document
    data: Any
    known: dict[str, Any]

    def scoring(self) -> None:
        scoring, raw = self.questionnaire.scoring, self.data.get("scoring", {})
        self.rollup(scoring.rollup, raw, "scoring")
        self.range(scoring.range, raw, "scoring")
        overall = raw.get("overall", {})
        self.rollup(scoring.overall.rollup, overall, "scoring.overall")
        self.range(scoring.overall.range, overall, "scoring.overall")
        own = scoring.overall.rollup
        sections = tuple(self.questionnaire.sections.values())
        self.levels(own or scoring.rollup, sections, overall if own else raw, "scoring.overall")
        bounds = [rating.from_ for rating in scoring.ratings]
        for index, bound in enumerate(bounds):
            if bound in bounds[:index]:
                self.document.add(
                    raw.get("ratings"),
                    index,
                    _("two ratings begin at {bound}.").format(bound=bound),
                    _("Change one bound."),
                )

    def range(self, range: tuple[float, float] | None, raw: Any, id: str) -> None:
        if range is not None and range[0] >= range[1]:
            what = _("`range` [{low}, {high}] has no width.").format(low=range[0], high=range[1])
            self.document.add(raw, "range", what, _("Give the lower bound first, then a higher one."), id)

    def rollup(self, rollup: Rollup | None, raw: Any, id: str) -> None:
        if rollup is None:
            return
        taken, needed = _PARAMETERS.get(rollup.type, (set(), set()))
        given = set(rollup.model_dump(by_alias=True, exclude_none=True)) - {"type"}
        inside = raw.get("rollup")
        for name in sorted(needed - given):
            if gone(inside, name):
                continue
            what = _("rollup `{type}` needs `{name}`.").format(type=rollup.type, name=name)
            self.document.add(
                raw,
                "rollup",
                what,
                _("Write {{type: {type}, {name}: ...}}.").format(type=rollup.type, name=name),
                id,
            )
        for name in sorted(given - taken):
            what = _("rollup `{type}` takes no `{name}`.").format(type=rollup.type, name=name)
            self.document.add(inside, name, what, _("Leave it out."), id)

    def section(self, section: Section, raw: Any) -> None:
        self.rollup(section.rollup, raw, section.id)
        self.range(section.range, raw, section.id)
        self.condition(section.when, raw.get("when"), section.id)
        self.levels(section.rollup or self.questionnaire.scoring.rollup, tuple(section.walk()), raw, section.id)
        self.weights(section, raw)
        for question, raw_question in zip(section.questions, raw.get("questions", ()), strict=True):
            self.question(question, raw_question)
        for child, raw_child in zip(section.sections, raw.get("sections", ()), strict=True):
            self.section(child, raw_child)

    def weights(self, section: Section, raw: Any) -> None:
        lost = "id" in raw.holes or any(
            gone(raw, name) or getattr(raw.get(name), "holes", ()) for name in ("questions", "sections")
        )
        weights = [*(q.weight for q in section.questions), *(s.weight for s in section.sections)]
        if not weights and not lost:
            what = _("has neither questions nor sections.")
            self.document.warn(raw, None, what, _("Fill it or leave it out."), section.id)
        elif weights and not any(weights) and not lost:
            what = _("every weight in it is 0, so it has no score.")
            self.document.warn(raw, None, what, _("Raise one."), section.id)

    def levels(self, rollup: Rollup, sections: tuple[Section, ...], raw: Any, id: str) -> None:
        """Cumulative levels need questions with levels, and a floor below the highest."""
        questions = [question for section in sections for question in section.questions]
        if rollup.type != "cumulative" or any(gone(self.known.get(q.id), "level") for q in questions):
            return
        levels = [q.level for q in questions if q.level is not None and self.may_score(q)]
        if not levels:
            self.document.warn(
                raw,
                "rollup",
                _("is cumulative but no scored question below has a `level`."),
                _("Give levels."),
                id,
            )
        elif (rollup.floor or 0) >= max(levels):
            what = _("`floor` {floor} is at or above the highest level, {highest}.").format(
                floor=rollup.floor or 0, highest=max(levels)
            )
            inside = raw.get("rollup")
            where, key = (inside, "floor") if isinstance(inside, Mapping) else (raw, "rollup")
            self.document.add(where, key, what, _("Lower the floor."), id)

    def may_score(self, question: Question) -> bool:
        scale = self.questionnaire.scales.get(question.scale)
        return question.weight > 0 and (scale is None or scores(scale))

    def question(self, question: Question, raw: Any) -> None:
        self.condition(question.when, raw.get("when"), question.id)
        self.references(question.references, raw, question.id)
        scale = self.questionnaire.scales.get(question.scale)
        if scale is None:
            if question.scale != UNNAMED and not self.unsure_scale(question.scale):
                hint = nearest(question.scale, list(self.questionnaire.scales))
                self.document.add(
                    raw, "scale", _("there is no scale `{scale}`.").format(scale=question.scale), hint, question.id
                )
            return
        self.gates(question, scale, raw)
        if self.unsure_scale(question.scale):
            return
        keys = option_keys(scale)
        for name, texts in (("options", question.options), ("advice", question.advice)):
            for key in texts:
                if key not in keys:
                    what = _("`{name}` describes `{key}`, which is no option of scale `{scale}`.").format(
                        name=name, key=key, scale=question.scale
                    )
                    offered = (
                        _("Its options: {keys}.").format(keys=", ".join(keys)) if keys else _("It has no options.")
                    )
                    self.document.add(raw.get(name), key, what, offered, question.id)
        missing = [k for k in keys if k not in question.options and not gone(raw.get("options"), k)]
        if isinstance(scale, LevelsScale) and missing and not gone(raw, "options"):
            self.document.warn(
                raw,
                "options",
                _("has no descriptor for {missing}.").format(missing=", ".join(missing)),
                _("Describe it."),
                question.id,
            )

    def unsure_scale(self, name: str) -> bool:
        """Whether the scale is faulty itself, so that what it offers is not known."""
        return gone(self.data, "scales") or gone(self.data["scales"], name) or name in self.faulty_scales

    @cached_property
    def faulty_scales(self) -> frozenset[str]:
        return frozenset(name for name, scale in self.data["scales"].items() if not whole(scale))

    def gates(self, question: Question, scale: Scale, raw: Any) -> None:
        if not isinstance(scale, LevelsScale):
            for name in ("criteria", "evidence_from"):
                if getattr(question, name):
                    what = _("`{name}` works on levels only; scale `{scale}` is of type {type}.").format(
                        name=name, scale=question.scale, type=scale.type
                    )
                    self.document.add(raw, name, what, _("Leave it out or take a levels scale."), question.id)
            return
        if question.evidence_from is not None and not self.unsure_scale(question.scale):
            option = question.evidence_from.option
            gate = raw["evidence_from"]
            where, key = (gate, "option") if isinstance(gate, Mapping) else (raw, "evidence_from")
            position = scale.position(option)
            if position is None:
                what = _("`evidence_from` names {option!r}, which is no option of scale `{scale}`.").format(
                    option=option, scale=question.scale
                )
                offered = _("Its options: {names}.").format(names=", ".join(option_keys(scale)))
                self.document.add(where, key, what, offered, question.id)
            elif position == 0:
                what = _("`evidence_from` names the first option, below which nothing can count.")
                self.document.add(where, key, what, _("Name a higher option."), question.id)

    def references(self, references: tuple[str, ...], raw: Any, id: str) -> None:
        for index, reference in enumerate(references):
            framework = reference.partition(":")[0]
            known = [*self.questionnaire.references, *getattr(self.data.get("references"), "holes", ())]
            if framework not in known and not gone(self.data, "references"):
                what = _("reference `{reference}` names a framework that `references` does not list.").format(
                    reference=reference
                )
                hint = nearest(framework, list(self.questionnaire.references))
                self.document.warn(raw.get("references"), index, what, hint, id)

    def condition(self, condition: Condition | None, raw: Any, id: str) -> None:
        """Check a condition, each fault on the line of the part that is wrong."""
        match condition:
            case None:
                return
            case AllOf(all=parts) | AnyOf(any=parts):
                for part, raw_part in zip(parts, raw.get("all", raw.get("any")), strict=True):
                    self.condition(part, raw_part, id)
                return
            case Not(not_=part):
                self.condition(part, raw["not"], id)
                return
        question = self.questionnaire.questions.get(condition.question)
        if question is None:
            hint = nearest(condition.question, list(self.questionnaire.questions))
            what = _("`when` looks at `{question}`, which is no question.").format(question=condition.question)
            self.document.add(raw, "question", what, hint, id)
            return
        scale = self.questionnaire.scales.get(question.scale)
        if scale is not None and not self.unsure_scale(question.scale):
            self.condition_values(condition, scale, raw, id)

    def condition_values(self, condition: Any, scale: Scale, raw: Any, id: str) -> None:
        if isinstance(condition, AnswerAtLeast) and isinstance(scale, MultipleScale | TextScale):
            what = _("`at_least` cannot compare `{question}`, which is of type {type}.").format(
                question=condition.question, type=scale.type
            )
            self.document.add(raw, "at_least", what, _("Use `is` or `answered`."), id)
            return
        values: list[tuple[object, Any, str | int]] = []
        if isinstance(condition, AnswerIs):
            values = [(value, raw["is"], index) for index, value in enumerate(condition.is_)]
        elif isinstance(condition, AnswerAtLeast):
            values = [(condition.at_least, raw, "at_least")]
        for value, where, key in values:
            fits, kind = comparable(scale, value)
            if not fits:
                what = _("`when` compares `{question}` with {value!r}, which it can never be.").format(
                    question=condition.question, value=value
                )
                self.document.add(where, key, what, kind, id)

    def profiles(self) -> None:
        for name, profile in self.questionnaire.profiles.items():
            raw = self.data["profiles"][name]
            sections, questions = list(self.questionnaire.sections), list(self.questionnaire.questions)
            self.targets(name, "sections", profile.sections, sections, questions, raw)
            self.targets(name, "questions", profile.questions, questions, sections, raw)

    def targets(
        self, name: str, kind: str, targets: Iterable[str], known: list[str], others: list[str], raw: Any
    ) -> None:
        for id in targets:
            if id in known:
                if kind == "questions" and not self.may_score(self.questionnaire.questions[id]):
                    self.document.warn(raw.get(kind), id, _("has a target but no points."), _("Leave it out."), id)
            elif id in others:
                what = _("profile `{name}` lists `{id}` under `{kind}`, where it does not belong.").format(
                    name=name, id=id, kind=kind
                )
                self.document.add(raw.get(kind), id, what, _("Move it to the other list."), id)
            else:
                what = _("profile `{name}` sets a target for `{id}`, which is none of the {kind}.").format(
                    name=name, id=id, kind=kind
                )
                self.document.add(raw.get(kind), id, what, nearest(id, known), id)

    def circles(self) -> None:
        """Every circle of conditions, at a `when` that closes it."""
        graph = {
            question.id: {
                name
                for condition in self.questionnaire.conditions.get(question.id, ())
                for name in named(condition)
            }
            for question in self.questionnaire.questions.values()
        }
        order = list(graph)
        while True:
            try:
                TopologicalSorter(graph).prepare()
            except CycleError as error:
                circle: list[str] = error.args[1][:0:-1]  # each looks at the next, the last at the first
                first = min(map(order.index, circle))
                start = circle.index(order[first])
                circle = [*circle[start:], *circle[:start]]
                looks, looked_at = circle[0], circle[1 % len(circle)]
                what = _("conditions run in a circle: {names}.").format(names=" → ".join([*circle, looks]))
                part = self.hiding(looks, looked_at)
                self.document.add(self.known.get(part), "when", what, _("Break it."), part)
                graph[looks].discard(looked_at)
            else:
                return

    def reachable(self) -> None:
        """Questions that no answers could bring up."""
        for id, possible in can_be_asked(self.questionnaire, asking_order(self.questionnaire)).items():
            if not possible:
                what = _("can never be asked: no answers make its conditions true.")
                self.document.warn(self.known[self.hiding(id)], "when", what, _("Change the condition."), id)

    def hiding(self, id: str, looks_at: str | None = None) -> str:
        """The innermost part, the question itself or a section around it, whose `when` looks at a question."""
        question = self.questionnaire.questions[id]
        around: tuple[Question | Section, ...] = (question, *reversed(self.questionnaire.paths[id]))
        for part in around:
            if part.when is not None and looks_at in (None, *named(part.when)):
                return part.id
        return id
