"""What a body row is: a total, a subtotal, a section heading or a plain row."""

from collections.abc import Sequence

from extractor.document.number import read_amount
from extractor.document.total_words import is_subtotal, is_total
from extractor.document.vocabulary import ColumnRole, RowRole

_AMOUNT_ROLES = frozenset(("total", "amount", "quantity", "unit_price"))


def row_role(values: Sequence[str | None], roles: Sequence[ColumnRole]) -> RowRole:
    """Name the role of one row (``values`` and ``roles`` a column each; None where a merged cell goes on).

    The innermost label decides: of ``一般公共预算资金 | 小计`` the second. 合计 may stand where the rows are numbered.
    A text merged over the whole row, with no amount beside it, is a section heading.
    """
    labels = [
        value
        for value, role in zip(values, roles, strict=True)
        if value and role not in _AMOUNT_ROLES and read_amount(value) is None
    ]
    if any(is_total(label) for label in labels):
        return "total"
    if any(is_subtotal(label) for label in labels):
        return "subtotal"
    filled = [value for value in values if value]
    continued = sum(value is None for value in values)
    if len(filled) == 1 and len(values) > 1 and continued == len(values) - 1 and read_amount(filled[0]) is None:
        return "section"
    return "body"
