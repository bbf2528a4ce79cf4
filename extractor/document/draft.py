"""A table on its way: a grid with what was found around it, before it is labelled."""

from dataclasses import dataclass

from extractor.document.content import Grid
from extractor.document.join import Join
from extractor.document.table import Column, Part


@dataclass(frozen=True, slots=True)
class JoinedPiece:
    """What a join did, with all that takes it back (``tables.join_pieces.split_last``).

    ``before`` and ``after`` are the joined drafts, but for the cells that stand in the joined grid: ``after`` keeps
    those of its repeated header, ``before`` none. ``columns_before`` and ``columns_after`` tell for each column edge
    of either grid which edge of the joined grid it is.
    """

    join: Join
    before: "Draft"
    after: "Draft"
    columns_before: tuple[int, ...]
    columns_after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A grid with its title, unit and captions. ``captions`` are printed lines that are neither title nor unit;
    ``unit`` is one of 元, 千元, 万元, 亿元 as printed or None; ``department`` the words after 部门：/单位：…"""

    grid: Grid
    title: str | None = None
    unit: str | None = None
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    department: str | None = None
    as_of: str | None = None
    continuation: bool = False
    """Whether 续表 or the like says that this goes on with the table before."""
    pieces: tuple[JoinedPiece, ...] = ()
    """The joins that made this of several pieces, in the order of the pages."""
    parted: tuple[Join, ...] = ()
    """Joins that were taken back: what followed is a draft of its own."""


@dataclass(frozen=True, slots=True)
class HeaderLayout:
    """The header of a grid: its first ``header_rows`` rows, of which ``number_rows`` are column-number rows (栏次).

    ``columns`` has a path for each grid column; a form has no header rows, empty paths and perhaps ``parts``.
    """

    header_rows: int
    number_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()
    is_form: bool = False
