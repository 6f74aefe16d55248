"""Keys for every keyboard: a letter's place on an Arabic layout serves as well, and the user may remap all."""

from __future__ import annotations

from textual.binding import Binding

# Which letter stands at the place of a Latin one on the Arabic (101) layout; `b` types two letters and has none.
_ARABIC = dict(zip("qwertyuiopasdfghjklzxcvnm,./?", "ضصثقفغعهخحشسيبلاتنمئءؤرىةوزظ؟", strict=True))
_SIGNS = {"question_mark": "?", "slash": "/", "equals_sign": "=", "full_stop": ".", "comma": ","}
_LATIN = {arabic: letter for letter, arabic in _ARABIC.items()}


def twin(letter: str) -> str:
    """The letter at the same place of an Arabic keyboard; itself, where there is none."""
    return _ARABIC.get(letter, letter)


def latin(letter: str) -> str:
    """The Latin letter at the place of a letter of either keyboard, whatever its case."""
    return _LATIN.get(letter, letter.lower())


def key(
    keys: str,
    action: str,
    description: str,
    long: str = "",
    *,
    id: str = "",
    show: bool = False,
    priority: bool = False,
) -> Binding:
    """A binding whose letters also work on an Arabic keyboard.

    Args:
        description: what the footer says, short enough for 80 columns.
        long: what help and the list of commands say, where the short one would not be understood.
        id: the name for remapping; without, the action's.
    """
    places = keys.split(",")
    typed = [_SIGNS.get(place, place) for place in places]
    twins = [_ARABIC[sign] for sign in typed if sign in _ARABIC and _ARABIC[sign] not in places]
    return Binding(
        ",".join([*places, *twins]),
        action,
        description,
        show=show,
        priority=priority,
        tooltip=long or description,
        id=id or action.partition("(")[0].rpartition(".")[2],
    )
