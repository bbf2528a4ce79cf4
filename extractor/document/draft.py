"""A table on its way: a grid with what was found around it, before it is labelled."""

from dataclasses import dataclass

from extractor.document.content import Grid
from extractor.document.table import Column, Part


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
