"""Values as cells of a sheet: a text is always a text, whatever it begins with, a number is one if Excel can hold it.

Excel computes with 15 significant digits and holds 32,767 characters a cell.
"""

import re
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell

from extractor.export.tidy.formula_guard import guarded
from extractor.export.tidy.values import Value, decimal_text

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of one sheet."""
MOST_CHARACTERS = 32_767
_MOST_DIGITS = 15
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""``_x000D_`` in a sheet stands for a character: a text that says so by itself has its underscore written so."""


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that holds ``text`` and nothing else: no formula, no error value; marked as text where it looks like one.

    Characters that XML can not hold become U+FFFD.
    """
    cell = WriteOnlyCell(sheet)
    fitting = _ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", text)).replace("\r\n", "\n").replace("\r", "\n")
    cell.value = fitting[:MOST_CHARACTERS]
    cell.data_type = "s"
    if guarded(text) is not text:
        cell.quotePrefix = True
    return cell


def value_cell(sheet: Any, value: Value) -> Any:
    """A cell of a tidy sheet; numbers of too many digits are texts, so that none is rounded."""
    if value is None:
        return None
    if isinstance(value, str):
        return text_cell(sheet, value)
    if isinstance(value, bool | float) or fits_a_number(value):
        cell = WriteOnlyCell(sheet)
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = number_format(value)
        return cell
    return text_cell(sheet, decimal_text(value) if isinstance(value, Decimal) else str(value))


def fits_a_number(value: int | Decimal) -> bool:
    """Whether Excel can hold all digits of the number."""
    digits = Decimal(value).normalize().as_tuple().digits if value else (0,)
    return len(digits) <= _MOST_DIGITS


def number_format(value: Decimal, *, grouped: bool = False) -> str:
    """The format with which Excel shows the number with as many decimals as it has."""
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
