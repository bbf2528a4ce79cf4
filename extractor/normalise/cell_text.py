"""What a cell prints, with its line breaks where no repair has written it anew."""

from extractor.document.table import Cell
from extractor.document.text import without_space


def printed_text(cell: Cell) -> str:
    """The cell's text with repairs applied; line breaks, which may part two numbers, are kept where it has them."""
    return cell.raw if without_space(cell.raw) == without_space(cell.text) else cell.text
