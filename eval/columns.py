"""Which columns hold codes, and which texts are numbers: what the metrics mean by an amount."""

from decimal import Decimal

from extractor.document.number import read_amount
from extractor.eval.matching import TablePair
from extractor.eval.views import Missing, Path, TableView, Text, normal

_CODE_WORDS = ("编码", "代码", "编号", "序号", "行次", "栏次")
_CODE_LEAVES = frozenset({"类", "款", "项", "目", "年度", "年份"})


def is_code_column(path: Path) -> bool:
    """Whether a column of this header holds codes, line numbers or years, by its header's words."""
    if isinstance(path, Missing) or not path:
        return False
    words = [normal(word) for word in path]
    return words[-1] in _CODE_LEAVES or any(word in words[-1] for word in _CODE_WORDS)


def code_columns_of(table: TableView) -> dict[int, bool]:
    """By column, whether it holds codes by the table's own header."""
    return {index: is_code_column(path) for index, path in enumerate(table.paths)}


def predicted_code_columns(pair: TablePair) -> dict[int, bool]:
    """By column of the predicted table, whether it holds codes: the label decides where a column of it answers."""
    codes = code_columns_of(pair.label)
    return code_columns_of(pair.predicted) | {j: codes[i] for i, j in pair.columns}


def is_number(text: Text) -> bool:
    """Whether a body text outside code columns counts as a number: digits, no blank, dash, code or words."""
    return number_of(text) is not None


def number_of(text: Text) -> Decimal | None:
    """The value of a number; None for a blank, a dash, words, and digits with a leading zero (a code)."""
    words = normal(text) if isinstance(text, str) else ""
    if words.isdigit() and len(words) > 1 and words[0] == "0":
        return None
    reading = read_amount(words)
    return reading.value if reading else None
