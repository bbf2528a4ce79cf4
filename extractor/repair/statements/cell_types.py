"""What a column holds, and how ill a text fits there."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal

from extractor.document.budget_code import read_code
from extractor.document.number import decimals, read_amount, read_money
from extractor.document.text import without_space
from extractor.document.total_words import is_sum
from extractor.document.vocabulary import ColumnRole

ColumnType = Literal["number", "code", "name", "amount", "any"]
"""Line numbers; codes of the classifications; words; amounts and quantities; no telling."""

ALIEN: Final = 4.0
"""The cost of a text of another type than its column's."""
FUSED: Final = 2.5
"""The cost of words with a number behind a gap, where the column holds words alone."""
OTHER_STYLE: Final = 1.0
"""The cost of a number printed with other decimals than all others of the table."""

_LINE_NUMBER: Final = re.compile(r"\d{1,4}")
_MISREAD_AMOUNT: Final = re.compile(r"-?(?=[\d,.]*[OoIl])(?=.*\d.*\d)[\dOoIl,]+(?:\.[\dOoIl]+)?")
_CODE_PART: Final = re.compile(r"\d{2}|[类款项]")
_FUSED_NUMBER: Final = re.compile(r"\s\d[\d,]*(?:\.\d+)?(?=\s|$)|^\d[\d,]*(?:\.\d+)?\s")
_MAJORITY: Final = 0.6
_ROLE_TYPES: Final[dict[ColumnRole, ColumnType]] = {
    "line_number": "number",
    "name": "name",
    "total": "amount",
    "amount": "amount",
    "quantity": "amount",
    "unit_price": "amount",
}


def type_of_role(role: ColumnRole) -> ColumnType:
    """What a column of the role holds; ``any`` where the role leaves it open."""
    if role.endswith(("_code", "_class", "_division", "_item")):
        return "code"
    return _ROLE_TYPES.get(role, "any")


def column_type(texts: Iterable[str], role: ColumnRole) -> ColumnType:
    """What a column holds, by most of its texts, by its role where it has too few of them."""
    filled = [text for text in texts if without_space(text)]
    said = type_of_role(role)
    if len(filled) < 2:
        counted_only = said == "name" and any(value_of(text) is not None for text in filled)
        return "amount" if counted_only else said
    fused = sum(_FUSED_NUMBER.search(text) is not None for text in filled)
    if fused > (1 - _MAJORITY) * len(filled) and said in ("name", "any"):
        return "any"
    counted = Counter(_type_of_text(text, said) for text in filled)
    best, times = counted.most_common(1)[0]
    if best == "amount" and said == "any":
        return "amount" if times == len(filled) else "any"
    return best if times >= _MAJORITY * len(filled) else said


def _type_of_text(text: str, said: ColumnType) -> ColumnType:
    plain = without_space(text)
    if said == "number" and _LINE_NUMBER.fullmatch(plain):
        return "number"
    if said == "code" and (read_code(plain) is not None or _CODE_PART.fullmatch(plain)):
        return "code"
    if read_money(text) is not None:
        return "amount"
    return "name" if any(character.isalpha() for character in plain) else "any"


def misfit(text: str, kind: ColumnType, places: int | None) -> float:
    """How ill a text fits a column of the type; 0 for a blank. ``places`` are the decimals that the table's amounts
    are printed with, None where they have no common style."""
    plain = without_space(text)
    if not plain or kind == "any":
        return 0.0
    if kind == "number":
        numbered = _LINE_NUMBER.fullmatch(plain) is not None and plain == text.strip()
        return 0.0 if numbered or is_sum(plain) else ALIEN  # 合计 is printed over the leading columns too
    if kind == "code":
        coded = plain == text.strip() and (read_code(plain) is not None or _CODE_PART.fullmatch(plain) is not None)
        return 0.0 if coded or is_sum(plain) else ALIEN  # 合　计 is printed with a space within, too
    if kind == "name":
        if not any(character.isalpha() for character in plain):
            return ALIEN
        return FUSED if _FUSED_NUMBER.search(text) else 0.0
    return _amount_misfit(text, places)


def _amount_misfit(text: str, places: int | None) -> float:
    reading = read_amount(text)
    if reading is None:
        money = read_money(text)
        if _MISREAD_AMOUNT.fullmatch(text.strip()):
            return OTHER_STYLE  # a misread amount is one still, and no end of the name before it
        return 0.0 if money is not None or text.strip().endswith(("%", "％")) else ALIEN
    if reading.value is None or places is None or decimals(reading.value) == places or reading.value == 0:
        return 0.0
    return OTHER_STYLE


def common_places(texts: Iterable[str]) -> int | None:
    """The decimals that nine of ten amounts are printed with, None where they have no such style."""
    values = [reading.value for text in texts if (reading := read_amount(text)) and reading.value]
    if len(values) < 3:
        return None
    best, times = Counter(decimals(value) for value in values).most_common(1)[0]
    return best if best > 0 and times >= 0.9 * len(values) else None


def value_of(text: str) -> Decimal | None:
    """The amount that a text is, None for a blank, a dash and words."""
    reading = read_amount(text)
    return reading.value if reading is not None else None


def tokens_of(text: str) -> list[str]:
    """The parts of a text between white space."""
    return text.split()


def joined(texts: Sequence[str]) -> str:
    """Texts put together as one: nothing between them."""
    return "".join(text.strip() for text in texts)
