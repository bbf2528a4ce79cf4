"""The heading over a spending plan: whether it says that what stands below it are shares."""

import re
from collections.abc import Iterable

from extractor.document.table import Table
from extractor.document.text import folded

_PERCENT = re.compile(r"支出计划.{0,6}[(（]?[%％]")


def heading_says_percent(tables: Iterable[Table]) -> bool:
    """Whether a cell of a form's tables calls its plan a percentage: 资金支出计划（%）."""
    return any(_PERCENT.search(folded(cell.text)) for table in tables for cell in table.cells)
