"""What is said of things over the cells of a sheet, and of sheets without cells: none of them is read."""

import posixpath
from collections.abc import Iterator

from extractor.document.check import Problem


def said_over_cells(boxes: int, pictures: int, page: int) -> Iterator[Problem]:
    """Problems of boxes of text and of pictures (charts are some) over the cells of a sheet."""
    if boxes:
        text = f"{boxes} boxes of text lie over the cells of this sheet and were not read: write them into cells."
        yield Problem("lost_text", "error", text, page)
    if pictures:
        text = f"{pictures} pictures or charts lie over the cells of this sheet; they are not read."
        yield Problem("picture_not_read", "info", text, page)


def missing_sheet(name: str, kind: str) -> Problem:
    """A sheet that is no sheet of cells, or that the file names and does not hold."""
    if kind:
        what = posixpath.basename(kind)
        return Problem("picture_not_read", "info", f"The sheet {name!r} is no sheet of cells ({what}); it is not read.")
    return Problem("broken_page", "error", f"The sheet {name!r} is named by the workbook and is not in it.")
