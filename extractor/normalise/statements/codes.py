"""Classification codes of rows: printed in one cell, beside a name in one cell, or spread over 类, 款 and 项."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.budget_code import PrintedCode, read_code, split_code
from extractor.document.text import folded
from extractor.document.vocabulary import CodeSource, ColumnRole

CODE_ROLES: frozenset[ColumnRole] = frozenset(("function_code", "department_economic_code", "government_economic_code"))
PART_ROLES: tuple[ColumnRole, ...] = (
    "function_class",
    "function_division",
    "function_item",
    "department_economic_class",
    "department_economic_item",
)
_WHOLE = re.compile(r"\d{3}(?:\d{2}){0,3}")


@dataclass(frozen=True, slots=True)
class Code:
    """A code and where it is from; ``level`` 1 for 类, 2 for 款, 3 for 项."""

    digits: str
    source: CodeSource

    @property
    def level(self) -> int:
        return max(1, (len(self.digits) - 1) // 2)


def split_leading_code(label: str) -> tuple[Code, str] | None:
    """``30201办公费`` → its code and ``办公费``; None where the label does not begin with a code."""
    found = split_code(label)
    return (_code(found[0]), found[1]) if found else None


def _code(printed: PrintedCode) -> Code:
    return Code(printed.digits, "joined" if printed.parted else "printed")


class CodeReader:
    """Reads the code of each row of one column group, from top to bottom.

    A 类 or 款 left blank under the one above (as merged or ditto cells are printed) goes on with it.
    """

    def __init__(self, columns: Sequence[int], roles: Sequence[ColumnRole]) -> None:
        self._columns = tuple(columns)
        self._in_parts = len(columns) > 1 or (len(columns) == 1 and roles[columns[0]] in PART_ROLES)
        self._last: list[str] = []

    def read(self, values: Sequence[str | None]) -> Code | None:
        """The code of one row; None where its code cells hold none."""
        texts = [folded(values[column] or "") for column in self._columns]
        if not self._in_parts:
            found = read_code(texts[0]) if texts else None
            return _code(found) if found else None
        if not any(texts) or not all(text.isdigit() for text in texts if text):
            self._last = []
            return None
        parts = self._carried_down(texts)
        self._last = parts
        return _join(parts)

    def _carried_down(self, texts: Sequence[str]) -> list[str]:
        deepest = max(place for place, text in enumerate(texts) if text)
        parts: list[str] = []
        for place in range(deepest + 1):
            goes_on = parts == self._last[:place] and place < len(self._last)
            parts.append(texts[place] or (self._last[place] if goes_on else ""))
        return parts


def _join(parts: Sequence[str]) -> Code | None:
    """One code of its parts, 款 and 项 padded to two digits; a part that repeats the code before it replaces it."""
    if len(parts) == 1 and len(parts[0]) > 3 and _WHOLE.fullmatch(parts[0]):
        return Code(parts[0], "printed")
    digits = parts[0]
    padded = False
    for part in parts[1:]:
        if len(part) > 2 and part.startswith(digits):
            digits = part
        else:
            padded = padded or len(part) == 1
            digits += part.zfill(2)
    if not all(parts) or not _WHOLE.fullmatch(digits):
        return None
    return Code(digits, "repaired" if padded else "joined")
