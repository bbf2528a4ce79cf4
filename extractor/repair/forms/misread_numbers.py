"""Numbers of forms with a misread sign in them: a letter for a digit, a full stop of words, a space."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from extractor.document.check import Repair
from extractor.document.number import is_number
from extractor.document.table import Table
from extractor.document.target import parse_target
from extractor.document.text import without_space
from extractor.repair.cell_mend import CellMend, carry_out_mend
from extractor.repair.forms.form_parts import find_form_tables, find_matrices, label_rows
from extractor.repair.torn_table import TornTable, close_table, open_table

LETTER_DIGITS: Final = {"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "|": "1", "Z": "2", "S": "5", "B": "8"}
_LETTERS: Final = "".join(map(re.escape, LETTER_DIGITS))
_NUMBER: Final = re.compile(rf"[\d{_LETTERS}](?:[\d{_LETTERS}.,，。·、]*[\d{_LETTERS}])?")
_FIGURE: Final = re.compile(rf"(?P<sign>[<>=≥≤≧≦]{{0,2}})(?P<number>{_NUMBER.pattern})(?P<unit>[%％]|[一-鿿/]{{1,5}}|)")
"""A cell that is one number: a sign, digits and what may be misread for them, a unit without letters."""
_RANKS: Final = re.compile(r"[IVX]+(?:级|类|期|型|区|段|标)")
"""Roman numbers are no misread digits."""
_UNIT: Final = re.compile(
    r"[%％]|百分比|[万亿千]?元(?:/[一-鿿]{1,3})?|人次|车次|小时|分钟|平方米|公里|工作日|个月|个百分点"
    r"|[次个人天件项场户套台家名份篇年月日亩吨米批期万亿分本条处册辆间栋座所度辈种类宗起例站部课期张幅支块]"
)
_STOPS: Final = re.compile(r"(?<=\d)[。·、](?=\d)")
_FULL_WIDTH_COMMA: Final = re.compile(r"(?<=\d)，(?=\d)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED: Final = re.compile(r"(?P<number>\d[\d,.\s]*\d)\s*(?P<percent>[%％]?)")
_MISREAD: Final = 0.95
_SPACE: Final = 0.93
_TWICE: Final = 0.6


def propose_number_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend the numbers of the forms in the tables whose ids are in ``torn``: amounts and shares of their label rows,
    targets of their matrices.

    Only a cell that is one number but for the misread sign is mended, and only where it reads as a number, or as a
    number with its unit, after it and not before. Gives the repairs and all tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    repairs = []
    for work, rows in _forms(list(opened.values())):
        for row, column in _places(work, rows):
            mend = _mend(work.texts[row][column])
            if mend is None:
                continue
            repairs.append(carry_out_mend(work, (row, column), mend, threshold))
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _forms(opened: Sequence[TornTable]) -> Iterator[tuple[TornTable, tuple[int, ...]]]:
    """Each table of a form with its label rows."""
    above = label_rows(opened)
    for work in find_form_tables(opened):
        yield work, tuple(row for other, rows in above if other is work for row in rows)


def _places(work: TornTable, above: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The cells that may hold a number of a form: all of its label rows, the target columns of its matrices."""
    yield from ((row, column) for row in above for column in range(len(work.texts[row])))
    matrices = find_matrices(work)
    for matrix in matrices:
        columns = [column for name, column in matrix.columns.items() if name in ("target", "actual", "mid_target")]
        yield from ((row, column) for row in matrix.rows for column in columns if column < len(work.texts[row]))


def _mend(text: str) -> CellMend | None:
    compact = without_space(text)
    if not any(character.isdigit() or character in LETTER_DIGITS for character in compact):
        return None
    figure = _FIGURE.fullmatch(compact)
    if figure is not None and not _RANKS.match(compact) and _may_be_misread(figure):
        mended = figure["sign"] + _plain_number(figure["number"]) + figure["unit"]
        if mended != compact and _reads_better(compact, mended):
            return CellMend(mended, "misread_number", ("the cell is a number but for this sign",), _MISREAD)
    spaced = _SPACED.fullmatch(text.strip())
    if spaced is not None and not is_number(spaced["number"]) and is_number(without_space(spaced["number"])):
        halves = spaced["number"].split()
        twice = len(halves) > 1 and len(set(halves)) == 1
        evidence = ("the groups of digits are one number; the cell has room for one",)
        return CellMend(compact, "spaced_number", evidence, _TWICE if twice else _SPACE)
    return None


def _may_be_misread(figure: re.Match[str]) -> bool:
    """Whether letters among the digits can be digits: what follows is a unit of numbers (3D打印 has none)."""
    if not any(character in LETTER_DIGITS for character in figure["number"]):
        return True
    has_digit = any(character.isdigit() for character in figure["number"])
    return (has_digit or figure["unit"] != "") and (not figure["unit"] or _UNIT.fullmatch(figure["unit"]) is not None)


def _plain_number(number: str) -> str:
    """The number with digits for letters and the point or comma of numbers."""
    has_digit = any(character.isdigit() for character in number)
    digits = "".join(LETTER_DIGITS.get(character, character) for character in number)
    if not has_digit and len(number) > 1:
        return number  # a word, not a number
    digits = _STOPS.sub(".", digits)
    grouped = _FULL_WIDTH_COMMA.sub(",", digits)
    return grouped if _THOUSANDS.fullmatch(grouped) or "，" not in digits else _FULL_WIDTH_COMMA.sub(".", digits)


def _reads_better(printed: str, mended: str) -> bool:
    """Whether the mended text is a number, with a unit or none, and the printed one is none or has letters for one."""
    before, after = parse_target(printed), parse_target(mended)
    if after is None or after.kind == "text":
        return False
    had_letter = any(character in LETTER_DIGITS for character in printed)
    return had_letter or before is None or before.kind == "text" or not is_number(printed.rstrip("%％"))
