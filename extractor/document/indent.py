"""How far the text of a cell is set in: names of lower levels often are, and nothing else says their level."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indent:
    """The first line of ``cell`` (its id) begins so many ``ems`` (heights of a letter) right of the text of its column
    that begins leftmost."""

    cell: str
    ems: float
