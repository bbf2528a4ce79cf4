"""How a torn table prints its amounts, and the codes that it prints."""

import re
from collections.abc import Sequence
from typing import Final

from extractor.document.budget_code import read_code
from extractor.repair.statements.blocks import Block
from extractor.repair.statements.cell_types import common_places, value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.misread_signs import Style

_PLAIN: Final = re.compile(r"-?\d{4,}(?:\.\d+)?")


def style_of(model: Model, blocks: Sequence[Block]) -> tuple[Style, frozenset[str]]:
    """How the table prints its amounts, and the codes that it prints."""
    texts = [entry.text.strip() for block in blocks for line in block.lines for entry in line.entries]
    codes = frozenset(text for text in texts if read_code(text) and (text.isdigit() or value_of(text) is None))
    grouped = sum("," in text and value_of(text) is not None for text in texts)
    plain = sum(_PLAIN.fullmatch(text) is not None and text not in codes for text in texts)
    counts = any(model.leaf(column).startswith("数量") for column in range(model.width))
    places = common_places(text for text in texts if text not in codes)
    return Style(places, grouped > plain, counts, "0" in texts), codes
