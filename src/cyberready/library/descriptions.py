"""What each key of the file formats means, in one sentence, for editors to show while one types.

By the name of the model and the key as a file writes it. docs/questionnaires.md says the same at more length; a
test fails when a key is missing here or too many.
"""

from __future__ import annotations

from collections.abc import Mapping

_STATE = (
    "What such a question counts: left out (exclude), the worst, the best, or its whole section the least (void)."
)
_ROLLUP = "How the questions and sections in here make the score: a word, or {type: word, ...}."
_RANGE = "What the score is expressed in, such as [0, 5]."
_DECIMALS = "Decimals shown; scores are kept in full."
_MINIMUM_ANSWERED = "The share of the weight, 0 to 1, that must be answered for a section to have a score."
_WHEN = "Asked only where this condition on other answers holds."
_WEIGHT = "How much it counts beside its neighbours; 1 without it, 0 shows it and does not count it."
_FORMAT = "1, the version of this file format."
_BASES = "self_declared, desk, interview, document or verified"

_QUESTIONNAIRE: Mapping[str, Mapping[str, str]] = {
    "Questionnaire": {
        "cyberready": _FORMAT,
        "id": "Small letters, digits and -; the name of the folder.",
        "version": 'A text, such as "2026.1"; a change of meaning is a new version.',
        "title": "The questionnaire's name.",
        "description": "What it measures, for whom.",
        "language": "The language of the texts in this file, such as en, fr or ar.",
        "license": "The licence of the texts, such as CC-BY-4.0.",
        "minutes": "How long it takes to fill in.",
        "references": "Outside frameworks that questions point to, by short name.",
        "scales": "The kinds of answers, by the name that questions use.",
        "scoring": "How scores are made; a section may have its own.",
        "profiles": "Targets to measure against, by name.",
        "domains": "The sections at the top.",
    },
    "Reference": {"title": "The framework's name.", "edition": "Which edition of it."},
    "Profile": {
        "title": "Its name.",
        "by": "The date by which, as 2027-12-31.",
        "default": "The target of every domain.",
        "sections": "Targets of sections by id, in the unit of the section.",
        "questions": "Targets of questions by id, in points.",
    },
    "Section": {
        "id": "Letters, digits, . _ and -; once in the file.",
        "title": "Its name.",
        "description": "What it is about.",
        "weight": _WEIGHT,
        "why_weight": "Why this weight, in prose.",
        "rollup": _ROLLUP,
        "range": _RANGE,
        "decimals": _DECIMALS,
        "not_applicable": f"For what is not applicable. {_STATE}",
        "unanswered": f"For what is unanswered. {_STATE}",
        "unknown": f"For what was asked and nobody knew. {_STATE}",
        "not_asked": f"For what a `when` hides. {_STATE}",
        "minimum_answered": _MINIMUM_ANSWERED,
        "when": f"{_WHEN} It hides everything below.",
        "questions": "Its questions, in the order in which they are asked.",
        "sections": "The sections in it.",
    },
    "Question": {
        "id": "Letters, digits, . _ and -; once in the file.",
        "text": "What is asked; one thing only.",
        "help": "Why it is asked, how to judge it.",
        "scale": "The name of a scale in `scales`.",
        "options": "What each option means here, by its value: a text, or a list of facts that can be ticked.",
        "advice": "What to do next from here, by the option's value.",
        "weight": _WEIGHT,
        "level": "For cumulative: the level that this practice belongs to, from 1 up.",
        "required": "For cumulative: true when the level cannot be reached without it.",
        "when": _WHEN,
        "respondents": "Whom to ask, in free words.",
        "criteria": "On levels only: unless all of these are met, the answer counts as the first option.",
        "evidence": "What to ask for.",
        "evidence_from": "On levels only: from this option on an answer counts only with evidence.",
        "references": "Identifiers in outside frameworks, such as GCI-2024:legal.1.",
        "revision": "1 without it; raised when a new wording changes what is measured.",
    },
    "EvidenceGate": {
        "option": "The value of the option from which evidence is needed.",
        "basis": f"The basis that the answer must have: {_BASES}.",
    },
}
_SCALES: Mapping[str, Mapping[str, str]] = {
    "LevelsScale": {
        "type": "Exactly one of the options.",
        "options": "From worst to best; points never fall.",
    },
    "MultipleScale": {
        "type": "Any number of the options, also none.",
        "options": "Their points add up.",
        "max_points": "More points than these do not count.",
    },
    "NumberScale": {
        "type": "A number, scored with `bands` or `linear`, else only recorded.",
        "unit": "What is counted, such as hours.",
        "minimum": "The least that may be entered.",
        "maximum": "The most that may be entered.",
        "bands": "What a number earns from each bound upward; below the first the first counts.",
        "linear": "A straight line between two numbers, clamped at both ends.",
    },
    "TextScale": {"type": "Free text, never scored."},
    "DateScale": {"type": "A date, never scored."},
    "Option": {
        "value": "A number or a word; answers and descriptors name the option by it.",
        "label": "Its name.",
        "points": "What it is worth; without it a number is worth itself.",
    },
    "Band": {"from": "The lower bound, which belongs to the band.", "points": "What a number from here on earns."},
    "Linear": {
        "zero_at": "The number that earns nothing.",
        "full_at": "The number that earns all the points.",
        "points": "How many points that is.",
    },
}
_SCORING: Mapping[str, Mapping[str, str]] = {
    "Scoring": {
        "rollup": _ROLLUP,
        "range": "What domains and the overall score are expressed in, such as [0, 5].",
        "decimals": _DECIMALS,
        "not_applicable": f"For what is not applicable. {_STATE}",
        "unanswered": f"For what is unanswered. {_STATE}",
        "unknown": f"For what was asked and nobody knew. {_STATE}",
        "not_asked": f"For what a `when` hides. {_STATE}",
        "minimum_answered": _MINIMUM_ANSWERED,
        "ratings": "Names of scores, by their lower bounds.",
        "overall": "Another rollup and range for the overall score.",
    },
    "Overall": {"rollup": _ROLLUP, "range": _RANGE},
    "Rating": {"from": "From this score on.", "label": "What the score is called."},
    "Rollup": {
        "type": "The kind of rollup.",
        "pass": "share_met, cumulative, deduct: the points or score from which one is met.",
        "below": "cumulative: the points at which the levels under the own one must be met, instead of `pass`.",
        "share": "cumulative: the share of a level's weight that must be met; 1 without it.",
        "empty": "cumulative: whether a level without questions blocks the levels above or lets pass.",
        "floor": "cumulative: the score where no level is reached; 0 without it.",
        "from": "deduct: the score from which the weight of what is not met is taken off.",
    },
    "AnswerIs": {"question": "The id of a question.", "is": "True when the answer is one of these."},
    "AnswerAtLeast": {"question": "The id of a question.", "at_least": "True when the answer is this or higher."},
    "IsAnswered": {"question": "The id of a question.", "answered": "True when it has a value."},
    "AllOf": {"all": "True when all of these conditions are."},
    "AnyOf": {"any": "True when one of these conditions is."},
    "Not": {"not": "True when this condition is false."},
}
_BESIDE: Mapping[str, Mapping[str, str]] = {
    "Translation": {
        "cyberready": _FORMAT,
        "translates": "The id of the questionnaire beside which this file lies.",
        "language": "The language of this file's name, such as fr or ar.",
        "status": "How far it can be trusted: by a machine, read by somebody who knows the language, or approved.",
        "by": "Who translated, reviewed or approved it.",
        "texts": "The texts by the id of a section or question, and `title` and `description` of the file itself.",
        "scales": "By scale: the labels by option value; `unit` for numbers.",
        "ratings": "The names of scores, in their order.",
        "profiles": "The titles of the profiles, by name.",
        "stamps": "By id: the stamp of the source text; `cyberready translations stamp` writes it.",
    },
    "Entry": {
        "title": "Of a section.",
        "description": "Of a section.",
        "why_weight": "Of a section.",
        "text": "Of a question.",
        "help": "Of a question.",
        "options": "Of a question, by option value; lists of facts one to one and in the same order.",
        "advice": "Of a question, by option value.",
        "evidence": "Of a question, one to one and in the same order.",
        "criteria": "Of a question, one to one and in the same order.",
    },
    "Crosswalk": {
        "cyberready": _FORMAT,
        "from": "The older version.",
        "to": "The newer version, beside which this file lies.",
        "pairs": "Which questions correspond.",
        "new": "Ids of the newer version that have no counterpart.",
        "dropped": "Ids of the older version that have no counterpart.",
    },
    "Version": {"id": "The questionnaire's id.", "version": "Its version."},
    "Pair": {
        "old": "Ids in the older version.",
        "new": "Ids in the newer version.",
        "relation": "What became of them.",
    },
}
_SHEET: Mapping[str, Mapping[str, str]] = {
    "Sheet": {
        "cyberready": _FORMAT,
        "questionnaire": "The id of the questionnaire that is answered.",
        "version": "Which version of it.",
        "subject": "Who is assessed: a name, or {name: ..., kind: ..., parent: ...}.",
        "round": 'The round\'s label, such as "2026".',
        "date": "The date that the round describes, as 2026-06-30.",
        "assessor": "Whose sheet it is; without it, the official one.",
        "answers": "By the id of the question: the value alone, or {value: ..., note: ..., ...}.",
    },
    "Subject": {
        "name": "Its name.",
        "kind": "What it is.",
        "parent": "The subject that it is a part of.",
    },
    "Answer": {
        "value": "The answer; a list for multiple choice.",
        "not_applicable": "The reason why it does not apply, instead of a value.",
        "unknown": "true: asked, nobody knew.",
        "note": "Free text.",
        "confidence": "How sure the answer is.",
        "flag": "true: come back to it.",
        "facts": "Ticked facts by option, counted from 0: {2: [0, 1]}.",
        "criteria": "The criteria that are met, counted from 0.",
        "evidence": "What was shown.",
        "basis": "What the answer rests on.",
        "as_of": "When the facts were so.",
        "sources": "Sessions or people.",
        "sample": "How many of how many were looked at.",
        "status": "How far the answer is agreed with the host.",
        "host_view": "What the assessed say.",
        "recheck": "Against the last round: taken over, or looked at again.",
        "change": "Why it differs from the last round.",
        "visibility": "Who may see it.",
        "language": "The language of the note.",
    },
    "Evidence": {
        "title": "What it is.",
        "issuer": "Who issued it.",
        "dated": "Its date.",
        "link": "Where it can be read.",
        "file": "sha256: and the digest of the file.",
        "seen": "Whether a copy was kept, a link followed, or it was only sighted.",
    },
    "Sample": {"seen": "How many were looked at.", "of": "Of how many.", "how": "How they were chosen."},
    "HostView": {"value": "The answer that they would give.", "text": "In their words."},
}

DESCRIPTIONS: Mapping[str, Mapping[str, str]] = {**_QUESTIONNAIRE, **_SCALES, **_SCORING, **_BESIDE, **_SHEET}
