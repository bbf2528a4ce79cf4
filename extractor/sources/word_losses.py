"""What the readers of Word files say of text that they leave out, in either format."""

from collections.abc import Iterator

from extractor.document.check import Problem


def losses_of_text(hidden: int, deleted: int, symbols: int) -> Iterator[Problem]:
    """Problems of characters that are hidden, were deleted by tracked changes, or have no known Unicode character."""
    if hidden:
        yield Problem("hidden_text", "info", f"{hidden} characters are formatted as hidden and were left out.")
    if deleted:
        yield Problem(
            "deleted_text", "info", f"{deleted} characters were deleted by tracked changes and were left out."
        )
    if symbols:
        yield Problem(
            "unmapped_text",
            "warning",
            f"{symbols} characters of symbol fonts have no known Unicode character: compare with the document.",
        )
