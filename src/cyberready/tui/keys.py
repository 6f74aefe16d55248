"""Keys for every keyboard: a letter's place on an Arabic layout serves as well, and the user may remap all."""

from __future__ import annotations

from textual.binding import Binding

# Which letter stands at the place of a Latin one on the Arabic (101) layout; `b` types two letters and has none.
_ARABIC = dict(zip("qwertyuiopasdfghjklzxcvnm/?=", "ضصثقفغعهخحشسيبلاتنمئءؤرىةظ؟=", strict=True))


def key(
    keys: str, action: str, description: str, long: str = "", *, show: bool = False, priority: bool = False
) -> Binding:
    """A binding whose letters also work on an Arabic keyboard; its id, for remapping, is the action's name.

    Args:
        description: what the footer says, short enough for 80 columns.
        long: what help and the list of commands say, where the short one would not be understood.
    """
    places = keys.split(",")
    twins = [_ARABIC[place] for place in places if place in _ARABIC and _ARABIC[place] not in places]
    shown = {"question_mark": "?", "slash": "/", "equals_sign": "=", "full_stop": "."}.get(places[0])
    id = action.partition("(")[0].rpartition(".")[2]
    return Binding(
        ",".join([*places, *twins]),
        action,
        description,
        show=show,
        key_display=shown,
        priority=priority,
        tooltip=long or description,
        id=id,
    )
