"""How far the text of a cell is set in: names of lower levels often are, and nothing else says their level."""

from dataclasses import dataclass

SAME_STEP_EM = 0.35
"""Names that begin nearer than this to each other are set in by the same step."""
_WIDE_SPACES = "\u3000\u2003"


@dataclass(frozen=True, slots=True)
class Indent:
    """The first line of ``cell`` (its id) begins so many ``ems`` (heights of a letter) right of the text of its column
    that begins leftmost."""

    cell: str
    ems: float


def ems_before(text: str) -> float:
    """How far the white space before a text sets it in: an ideographic space is an em, any other half of one."""
    white = text[: len(text) - len(text.lstrip())]
    return sum(1.0 if space in _WIDE_SPACES else 0.5 for space in white)
