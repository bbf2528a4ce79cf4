"""Whether the condition of a style sheet's ``@media`` holds where a page is read: on the screen of a desk."""

import re
from typing import Final

_WINDOW_PX: Final = (1280.0, 1920.0)
"""How wide the windows are in which pages are read at a desk: what holds in all of them holds."""
_PIXELS: Final = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "": 1.0}
_QUERY: Final = re.compile(r"(?:(not|only)\s+)?([a-z-]+)?\s*(?:\band\b)?\s*(.*)", re.DOTALL)
_WIDTH: Final = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*(\d+(?:\.\d+)?)(px|r?em|pt|in|cm|)\s*\)")
_SHOWN: Final = frozenset({"all", "screen", ""})


def holds_on_screen(condition: str) -> bool | None:
    """Whether one of the queries, which commas part, holds; None where that is not known."""
    answers = [_holds(query.strip()) for query in condition.lower().split(",")]
    return True if True in answers else None if None in answers else False


def _holds(query: str) -> bool | None:
    found = _QUERY.fullmatch(query)
    if found is None:
        return None
    turned, medium, features = found[1] == "not", found[2] or "", found[3].strip()
    answers = [medium in _SHOWN, *(_feature(one) for one in re.split(r"\)\s*and\s*(?=\()", features) if one)]
    answer = False if False in answers else None if None in answers else True
    return answer if answer is None or not turned else not answer


def _feature(text: str) -> bool | None:
    """What is known of ``(max-width: 600px)``; of all but widths nothing is."""
    found = _WIDTH.fullmatch(text if text.endswith(")") else text + ")")
    if found is None:
        return None
    width = float(found[2]) * _PIXELS[found[3]]
    narrowest, widest = _WINDOW_PX
    if found[1] == "min":
        return True if width <= narrowest else False if width > widest else None
    return True if width >= widest else False if width < narrowest else None
