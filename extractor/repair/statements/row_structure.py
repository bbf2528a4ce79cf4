"""Two rows in one line, a row over two lines, and header words among the rows."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from extractor.document.budget_code import read_code
from extractor.document.classification_names import all_known_names
from extractor.document.text import folded, without_space
from extractor.document.total_words import is_sum
from extractor.repair.statements.blocks import numbering
from extractor.repair.statements.cell_types import ALIEN, misfit, tokens_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import BLANK, Entry, Line

_PAGE_LINE: Final = re.compile(
    r"[(（]?(?:接?续上?[表页]|接上[表页])\d{0,3}[)）]?|[-—–―－·]+\d{1,4}[-—–―－·]+|第\d{1,4}页(?:[,，]?共\d{1,4}页)?"
)
"""续表2, — 12 —, 第3页共20页: a bare number is none, it may be an amount."""
_MOST_OPEN: Final = 5
"""So many cells of a fused row may leave open which of the two rows they are of."""
_NEARLY_ALL: Final = 0.8
_FEWEST_NUMBERED: Final = 4
_ENOUGH: Final = 1.4
_UNFINISHED: Final = ("及", "和", "与", "、", "(", "的", "等")
"""A name that ends so goes on."""


@dataclass(frozen=True, slots=True)
class FusedRow:
    """The ways to part a line into two rows; ``sure`` holds of both what stands open in none."""

    ways: tuple[tuple[tuple[Entry, ...], tuple[Entry, ...]], ...]
    sure: tuple[tuple[Entry, ...], tuple[Entry, ...]]
    evidence: tuple[str, ...]


def part_row(entries: Sequence[Entry], expected: Sequence[float], model: Model) -> FusedRow | None:
    """The two rows that stand in a line cell by cell; None where it holds one.

    At least two of its cells, or that of the name, hold two texts that each fit their column, and none holds more or
    fits it alone but not in two; of these one is a line number, a code or a name. A cell with one text leaves open
    whose it is.
    """
    halves: dict[int, tuple[Entry, Entry]] = {}
    alone: dict[int, Entry] = {}
    labels = 0
    for place, entry in enumerate(entries):
        if entry.is_blank:
            continue
        column = int(expected[place])
        if column != expected[place] or column >= model.width:
            return None
        kind = model.types[column]
        tokens = tokens_of(entry.text)
        if len(tokens) == 2 and all(not model.misfit(token, column) for token in tokens):
            if kind == "name" and min(len(token) for token in tokens) < 2:
                return None
            halves[column] = (Entry(tokens[0], entry.cells), Entry(tokens[1], entry.cells))
            labels += kind in ("number", "code", "name")
        elif len(tokens) == 1 and model.misfit(entry.text, column) < ALIEN:
            alone[column] = entry
        else:
            return None
    evidence = _evidence(halves, model)
    two_names = any(model.types[column] == "name" for column in halves)
    if (len(halves) < 2 and not two_names) or not labels or not evidence or len(alone) > _MOST_OPEN:
        return None
    sure = [[BLANK] * model.width, [BLANK] * model.width]
    for column, (one, other) in halves.items():
        sure[0][column], sure[1][column] = one, other
    ways = []
    for upper in product((True, False), repeat=len(alone)):
        rows = [list(row) for row in sure]
        for (column, entry), above in zip(sorted(alone.items()), upper, strict=True):
            rows[0 if above else 1][column] = entry
        ways.append((tuple(rows[0]), tuple(rows[1])))
    return FusedRow(tuple(ways), (tuple(sure[0]), tuple(sure[1])), evidence)


def _evidence(halves: dict[int, tuple[Entry, Entry]], model: Model) -> tuple[str, ...]:
    """What says that the halves are two rows: numbers or codes that go on, numbering, or most of the row in two."""
    said = []
    for column, (one, other) in halves.items():
        upper, lower = without_space(one.text), without_space(other.text)
        if model.types[column] == "number" and int(lower) == int(upper) + 1:
            said.append(f"line numbers {upper} and {lower}")
        codes = read_code(upper), read_code(lower)
        if model.types[column] == "code" and codes[0] and codes[1] and codes[0].digits < codes[1].digits:
            said.append(f"codes {upper} and {lower}")
        first, second = numbering(upper), numbering(lower)
        if first and second == first + 1:
            said.append(f"numbering {upper[:3]} and {lower[:3]}")
        if model.types[column] in ("name", "code") and len(halves) >= 2 and is_sum(upper) != is_sum(lower):
            said.append(f"a total and a line, {upper} and {lower}")
    if not said and sum(model.types[column] == "name" for column in halves) >= 2:
        said.append("two names on both sides")
    if not said and len(halves) >= 3 and any(model.types[column] == "name" for column in halves):
        said.append(f"{len(halves)} cells of two texts each")
    return tuple(said)


def is_page_line(entries: Sequence[Entry]) -> bool:
    """Whether a line holds nothing but what a page prints around a table: that it goes on (续表2), a page number."""
    texts = [without_space(entry.text) for entry in entries if not entry.is_blank]
    return len(texts) == 1 and _PAGE_LINE.fullmatch(texts[0]) is not None


def is_header_echo(
    entries: Sequence[Entry], columns: Sequence[int | None], model: Model, words: Collection[str]
) -> bool:
    """Whether a line prints nothing but words of the header (folded), and one stands where its column holds no words:
    a row may be called as a column is."""
    texts = [(folded(entry.text), column) for entry, column in zip(entries, columns, strict=True) if not entry.is_blank]
    if not texts or any(text not in words for text, _ in texts) or all(is_sum(text) for text, _ in texts):
        return False
    return any(column is None or misfit(text, model.types[column], None) >= ALIEN for text, column in texts)


def tail_column(line: Line, above: Line, model: Model, lines: Sequence[Line], known: Collection[str]) -> int | None:
    """The column of names in which a line holds the rest of the row above and nothing else; None where it is a row.

    ``known`` are names (folded) that the document prints elsewhere. A name that is one by itself is never a rest, and
    that a line has no amount is no evidence: many items have none.
    """
    filled = [column for column, entry in enumerate(line.entries) if not entry.is_blank]
    if len(filled) != 1 or filled[0] >= model.width or model.types[filled[0]] not in ("name", "any"):
        return None
    column = filled[0]
    tail, head = line.entries[column], above.entries[column]
    name, whole = folded(tail.text), folded(head.text + tail.text)
    beside = {folded(other.entries[column].text) for other in lines if other is not line and other is not above}
    names = beside.union(known, all_known_names())
    if _ends_a_total(tail.text, above, column):
        return column
    if head.is_blank or name in names or is_sum(name) or _is_numbered(without_space(tail.text)):
        return None
    opened = whole.count("(") == whole.count(")") and folded(head.text).count("(") > folded(head.text).count(")")
    told = 2.5 * (whole in names) + 1.0 * opened + 1.0 * folded(head.text).endswith(_UNFINISHED)
    told += _lacks_label(line, model, lines)
    if not told:
        return None
    weight = told - 1.0 - 1.0 * (folded(head.text) in names)
    weight += 1.5 * _has_amounts_else(line, model, lines) + _unnumbered(column, lines)
    return column if weight >= _ENOUGH else None


def _ends_a_total(tail: str, above: Line, column: int) -> bool:
    """Whether a lone 合计 ends the name above it, which is no total without it, in a row with the total of the other
    side."""
    head = folded(above.entries[column].text)
    others = (folded(entry.text) for n, entry in enumerate(above.entries) if n != column)
    return bool(head) and is_sum(head + folded(tail)) and not is_sum(head) and any(is_sum(text) for text in others)


def _lacks_label(line: Line, model: Model, lines: Sequence[Line]) -> float:
    """What it says that a line has no line number or code where nearly all rows have one."""
    weight = 0.0
    for kind, value in (("number", 2.5), ("code", 1.5)):
        for own in (n for n, found in enumerate(model.types) if found == kind):
            share = sum(not other.entries[own].is_blank for other in lines) / max(1, len(lines))
            if share >= _NEARLY_ALL and line.entries[own].is_blank:
                weight += value
                break
    return weight


def _has_amounts_else(line: Line, model: Model, lines: Sequence[Line]) -> bool:
    """Whether nearly all rows have an amount, and this one has none."""
    amounts = [column for column, kind in enumerate(model.types) if kind == "amount"]

    def has_amount(row: Line) -> bool:
        return any(column < len(row.entries) and not row.entries[column].is_blank for column in amounts)

    with_amount = sum(has_amount(other) for other in lines)
    return bool(amounts) and not has_amount(line) and with_amount >= _NEARLY_ALL * (len(lines) - 1)


def _unnumbered(column: int, lines: Sequence[Line]) -> float:
    """What it says that a name has no numbering where nearly all others have one."""
    names = [without_space(line.entries[column].text) for line in lines if not line.entries[column].is_blank]
    plain = [name for name in names if not is_sum(name)]
    numbered = sum(_is_numbered(name) for name in plain)
    if len(plain) < _FEWEST_NUMBERED or numbered < _NEARLY_ALL * (len(plain) - 1):
        return 0.0
    return 2.5 if len(plain) >= 2 * _FEWEST_NUMBERED and numbered >= len(plain) - 2 else 1.5


def _is_numbered(name: str) -> bool:
    return numbering(name) is not None or name[:1] in "(（0123456789" or name.startswith(("其中", "减", "加"))
