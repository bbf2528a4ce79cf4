"""Figures of a text that no table took: amounts on lines of their own, as pdftotext writes cells."""

import re
from collections.abc import Sequence

from extractor.document.check import Problem
from extractor.document.content import Element, Paragraph

_AMOUNT = re.compile(r"[-−(（]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2})[)）]?(?:\s.*)?")
_FEWEST = 8
"""So many amounts are no numbers of headings or pages."""


def lone_figures(elements: Sequence[Element]) -> list[Problem]:
    """A problem where many paragraphs are, or begin with, an amount: columns of figures that were not put in tables."""
    found = [e for e in elements if isinstance(e, Paragraph) and not e.furniture and _AMOUNT.fullmatch(e.text)]
    if len(found) < _FEWEST:
        return []
    text = (
        f"{len(found)} amounts, the first in line {found[0].line}, stand on lines of their own: "
        "nothing says which row and column they are of, and they are here as lines of text only."
    )
    return [Problem("unruled_table", "error", text)]
