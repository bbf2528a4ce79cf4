"""The cells of a Word table at their places, before merges over rows are followed."""

from typing import NamedTuple

from extractor.errors import CorruptSource

_MAX_COLUMNS = 4096
"""Word itself stops at 63 columns; more than this is an attack on the memory."""


class Spot(NamedTuple):
    """A ``w:tc``, with those merged into it from its right; ``continues``: whether it goes on with the one above."""

    row: int
    column: int
    span: int
    text: str
    continues: bool
    indent: float = 0.0
    """How many ems the text is set in, by its paragraph and by white space."""


def with_next(spot: Spot, span: int, text: str) -> Spot:
    """The cell, with the one at its right merged into it; the text that Word keeps in that one goes along."""
    return spot._replace(span=spot.span + span, text="\n".join(filter(None, (spot.text, text))))


def check_columns(columns: int) -> None:
    """CorruptSource where a row has more columns than any table."""
    if columns > _MAX_COLUMNS:
        raise CorruptSource(f"A table row of this Word file claims more than {_MAX_COLUMNS} columns.")
