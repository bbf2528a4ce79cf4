"""What a cell prints, with its line breaks where no repair has written it anew."""

from extractor.document.table import Cell, as_printed


def printed_text(cell: Cell) -> str:
    """The cell's text with repairs applied; line breaks, which may part two numbers, are kept where it has them."""
    return as_printed(cell)
