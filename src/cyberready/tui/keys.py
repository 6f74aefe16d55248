"""Keys for every keyboard: a letter's place on an Arabic layout serves as well, and the user may remap all."""

from __future__ import annotations

from textual.binding import Binding

from cyberready.language.keyboards import twin

_SIGNS = {"question_mark": "?", "slash": "/", "equals_sign": "=", "full_stop": ".", "comma": ","}


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
    twins = [twin(sign) for sign in typed if twin(sign) not in (sign, *places)]
    return Binding(
        ",".join([*places, *twins]),
        action,
        description,
        show=show,
        priority=priority,
        tooltip=long or description,
        id=id or action.partition("(")[0].rpartition(".")[2],
    )
