"""Spaced and marked text made to take long: it is read, and its letters are kept."""

import pytest

from extractor.document.content import Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text


@pytest.mark.parametrize(
    "text",
    [
        "  ".join("甲" * 400) + "\n" + ("  ".join(["1.00"] * 400) + "\n") * 5,
        "".join(f"{' ' * (n % 40)}甲  乙\n" for n in range(3000)) + "丙  1.00\n" * 3,
        "| a | b |\n|---|---|\n| " + "**甲 `" * 9000 + " | 1 |\n",
        "| a | b |\n|---|---|\n| 甲 | 1 |\n" + " " * 100_000 + "x\n",
        "a  b\n" * 4 + "甲" + " " * 200_000 + "1.00\n",
    ],
)
def test_nothing_grows_with_the_square(text: str) -> None:
    content = read_text(text.encode(), SourceOptions())
    said = "".join(e.text for e in content.elements if isinstance(e, Paragraph))
    written = said + "".join(cell.raw for e in content.elements if isinstance(e, Grid) for cell in e.cells)
    assert written.count("甲") == text.count("甲")
