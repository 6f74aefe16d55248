"""Which questions of one version may be those of another under other ids: guesses from their words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, product
from typing import TypeAlias

from cyberready.language.folding import folded
from cyberready.model.questionnaire import Question

Words: TypeAlias = tuple[str, ...]
Group: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]

# Half of a question, word for word, is alike to the whole by 0.67; halves that repeat its stem are by more. With a
# tenth of its words struck, a tenth replaced and a tenth added, a question stays alike to itself by 0.8 at the
# median. Of the 88 in our longest questionnaire two different ones reach 0.25 where they have descriptors, and
# 0.69 where they are one short sentence on a common pattern: no threshold keeps those apart, so whatever is found
# is for a person to review.
ALIKE = 0.6

# Numbers with their sign and fraction, words, and signs that turn a meaning; other punctuation turns none.
_WORD = re.compile(r"[-+]?\d+(?:[.,:]\d+)*|\w+|[<>=≤≥±+%‰/&]")


@dataclass(frozen=True)
class Guess:
    """One question alike to one, one to several (a split), or several to one (merged).

    `likeness` is the lowest of its pairs: twice the words in common by the words of both, 0 to 1.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    likeness: float


def words(text: str) -> Words:
    """The words of a text as they are compared: case, accents and punctuation make no difference."""
    return tuple(_WORD.findall(folded(text)))


def told_by(question: Question) -> Words:
    """The words of a question's text and descriptors."""
    return words("\n".join((question.text, *chain.from_iterable(question.options.values()))))


def likely(old: Mapping[str, Words], new: Mapping[str, Words]) -> tuple[Guess, ...]:
    """Which of the old ids may have become which of the new; each id stands in one guess at most.

    Equal words are matched first, in file order. Of the rest each looks for the one most alike to it on the other
    side, and the most alike join first. A third joins a pair only as the other part of a split or merger would: by
    adding mostly words that were missing. So a question that merely follows the same pattern stays out.
    """
    verbatim = _verbatim(old, new)
    gone, come = {guess.old[0] for guess in verbatim}, {guess.new[0] for guess in verbatim}
    old = {id: said for id, said in old.items() if id not in gone}
    new = {id: said for id, said in new.items() if id not in come}
    ratios = _ratios(old, new)
    groups: list[Group] = []
    for a, b in _best(ratios):
        place = next((n for n, group in enumerate(groups) if a in group[0] or b in group[1]), None)
        if place is None:
            groups.append(((a,), (b,)))
            continue
        olds, news = groups[place]
        if olds == (a,) and _adds(new[b], [new[id] for id in news], old[a]):
            groups[place] = olds, _in_order(new, *news, b)
        elif news == (b,) and _adds(old[a], [old[id] for id in olds], new[b]):
            groups[place] = _in_order(old, *olds, a), news
    return (*verbatim, *(Guess(*group, min(ratios[pair] for pair in product(*group))) for group in groups))


def _verbatim(old: Mapping[str, Words], new: Mapping[str, Words]) -> list[Guess]:
    waiting: dict[Words, list[str]] = {}
    for id, said in old.items():
        if said:
            waiting.setdefault(said, []).append(id)
    return [Guess((waiting[said].pop(0),), (id,), 1.0) for id, said in new.items() if waiting.get(said)]


def _ratios(old: Mapping[str, Words], new: Mapping[str, Words]) -> dict[tuple[str, str], float]:
    """How alike each pair is, where that is at least ALIKE; the quick upper bounds spare most of the comparing."""
    found: dict[tuple[str, str], float] = {}
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    for b, said in new.items():
        matcher.set_seq2(said)
        for a, before in old.items():
            matcher.set_seq1(before)
            if before and matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    found[a, b] = ratio
    return found


def _best(ratios: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """The pairs that are the most alike for one of their ends, the most alike of all first."""
    best: dict[tuple[int, str], tuple[str, str]] = {}
    for pair in ratios:
        for end in enumerate(pair):
            if end not in best or ratios[pair] > ratios[best[end]]:
                best[end] = pair
    chosen = set(best.values())
    return sorted((pair for pair in ratios if pair in chosen), key=lambda pair: -ratios[pair])


def _adds(joining: Words, parts: Sequence[Words], whole: Words) -> bool:
    """Whether most of what one more part says beyond the others is in the whole and missing from them.

    Words that several parts repeat, as the halves of a question repeat its stem, count once.
    """
    there: Counter[str] = Counter()
    for part in parts:
        there |= Counter(part)
    beyond = Counter(joining) - there
    return 2 * (beyond & (Counter(whole) - there)).total() > beyond.total()


def _in_order(known: Mapping[str, Words], *ids: str) -> tuple[str, ...]:
    return tuple(id for id in known if id in ids)
