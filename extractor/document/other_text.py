"""What another reading of the page has in a cell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OtherText:
    """The text at the place of ``cell`` (its id) by another ``reading`` of the page, where it differs."""

    cell: str
    reading: str
    text: str
