"""A form as a text dump has it: one cell a line behind a tab, a blank line after each row."""

from collections.abc import Sequence


def dump_rows(rows: Sequence[Sequence[str]], spans: Sequence[Sequence[int]]) -> str:
    """A cell merged to the right is said once; one merged downwards leaves a blank cell in the rows below."""
    swallowed = {
        (r, c) for row, column, height, width in spans
        for r in range(row, row + height) for c in range(column + 1, column + width)
    }  # fmt: skip
    lines = []
    for row, words in enumerate(rows):
        cells = [word or " " for column, word in enumerate(words) if (row, column) not in swallowed]
        lines.append("\n".join(f"\t{cell}" for cell in cells) + "\n\n")
    return "".join(lines)
