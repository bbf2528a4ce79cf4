"""What the readers of Word files say of text that they leave out, in either format."""

from collections.abc import Iterator

from extractor.document.check import Problem


def losses_of_text(hidden: int, deleted: int, symbols: int) -> Iterator[Problem]:
    """Problems of characters that are hidden, were deleted by tracked changes, or have no known Unicode character."""
    if hidden:
        yield Problem("hidden_text", "info", f"{hidden} characters are hidden and were left out.")
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


def text_under_merges(characters: int) -> Iterator[Problem]:
    """Problems of characters in cells that go on with the one above them: Word keeps and does not show them."""
    if characters:
        text = f"{characters} characters stand in cells that are merged away, which the table does not show; they were "
        yield Problem("hidden_text", "warning", text + "left out: part the merged cells.")


def unread_objects(count: int, page: int | None = None) -> Iterator[Problem]:
    """Problems of objects of other programs (a sheet in a text) of which only a picture is shown."""
    if count:
        text = (
            f"{count} objects of other programs stand in this file, tables of a workbook perhaps, and were not read: "
            "save them as files of their own."
        )
        yield Problem("embedded_not_read", "error", text, page)


def unread_fields(count: int) -> Problem:
    """The problem of fields whose print is not in the text."""
    text = f"{count} fields print what only their code says (a circled number, a choice); they were left out: look for "
    return Problem("unread_field", "warning", text + "them in the document.")


def unread_numbers(count: int) -> Problem:
    """The problem of paragraphs whose number the program counts, which stands in no text."""
    text = f"{count} paragraphs are numbered by lists in a way that is not counted here: their numbers are missing."
    return Problem("unread_numbering", "warning", text)


def unread_remarks(count: int, page: int | None = None) -> Iterator[Problem]:
    """Problems of remarks beside a text or the cells of a sheet, which no print shows."""
    if count:
        where = "the text" if page is None else "the cells of this sheet"
        text = f"{count} remarks (comments) stand beside {where}; they are not read."
        yield Problem("remark_not_read", "info", text, page)
