"""The tree of a statement: level, parent and role of each line, by codes, numbering, groups and 其中."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractor.document.public_expense_words import is_main_expense, is_vehicle_part
from extractor.document.total_words import is_carried_over, is_subtotal, is_total
from extractor.document.vocabulary import LineRole
from extractor.normalise.numbering import is_of_which, read_numbering
from extractor.normalise.statements.draft import DraftLine


@dataclass(frozen=True, slots=True)
class Placed:
    """``parent`` is an index into the same list of lines."""

    level: int
    parent: int | None
    role: LineRole


def place_lines(lines: Sequence[DraftLine]) -> tuple[Placed, ...]:
    """Place the lines of one column group, in printed order.

    Codes say 1 to 3 by their length, numbering 1 to 5 by its style; a numbering that starts after an unnumbered line
    (小计, 年初结转) lies below that line. Totals have level 0; one that follows its parts is nobody's parent.
    """
    placed: list[Placed] = []
    base = 0
    for index, line in enumerate(lines):
        numbering = read_numbering(line.label) if line.code is None else None
        if _is_plain(line) and not _goes_on_with_of_which(index, lines, placed):
            base = 0
        elif numbering and numbering.ordinal == 1 and index and _heads_a_list(lines[index - 1]):
            base = placed[-1].level + 1 - numbering.level
        level = _level(index, lines, placed, base)
        parent = _parent(index, level, lines, placed)
        placed.append(Placed(level, parent, _role(index, lines, placed, parent)))
    return tuple(placed)


def _is_plain(line: DraftLine) -> bool:
    """Neither numbered nor coded nor 其中 nor placed by its column."""
    unplaced = line.code is None and line.depth is None and line.group is None
    return unplaced and read_numbering(line.label) is None and not is_of_which(line.label)


def _heads_a_list(line: DraftLine) -> bool:
    return _is_plain(line) and not is_total(line.label)


def _level(index: int, lines: Sequence[DraftLine], placed: Sequence[Placed], base: int) -> int:
    line = lines[index]
    if is_total(line.label):
        return 0
    if line.depth is not None:
        return line.depth
    if line.group is not None:
        return 1 if is_subtotal(line.label) or _subtotal_of_group(index, lines) is None else 2
    if line.code is not None:
        return line.code.level
    numbering = read_numbering(line.label)
    if numbering:
        return base + numbering.level
    if is_of_which(line.label):
        return placed[-1].level + (placed[-1].role != "of_which") if placed else 1
    if is_subtotal(line.label):
        return 0 if _has_items(index, lines) else 1
    if _goes_on_with_of_which(index, lines, placed):
        return placed[-1].level
    return 1


def _parent(index: int, level: int, lines: Sequence[DraftLine], placed: Sequence[Placed]) -> int | None:
    line = lines[index]
    if level == 0:
        return None
    if line.group is not None and level > 1:
        return _subtotal_of_group(index, lines)
    for above in range(index - 1, -1, -1):
        if placed[above].level >= level:
            continue
        other = lines[above]
        is_sum = is_total(other.label) or (is_subtotal(other.label) and other.group is None)
        if is_sum and _has_items(above, lines):
            continue
        if line.code is not None and other.code is not None and not line.code.digits.startswith(other.code.digits):
            continue
        return above
    return None


def _role(index: int, lines: Sequence[DraftLine], placed: Sequence[Placed], parent: int | None) -> LineRole:
    line = lines[index]
    if is_total(line.label):
        return "total"
    if is_of_which(line.label) or _goes_on_with_of_which(index, lines, placed):
        return "of_which"
    if is_subtotal(line.label):
        return "subtotal"
    if is_carried_over(line.label) and line.code is None:
        return "carry_over"
    return "carry_over" if parent is not None and placed[parent].role == "carry_over" else "item"


def _goes_on_with_of_which(index: int, lines: Sequence[DraftLine], placed: Sequence[Placed]) -> bool:
    """An unnumbered line straight after 其中 is one more of its members."""
    line = lines[index]
    if not index or not _is_plain(line) or placed[index - 1].role != "of_which":
        return False
    if is_total(line.label) or is_subtotal(line.label) or is_carried_over(line.label):
        return False
    return not (is_main_expense(line.label) and _is_of_vehicles(placed, lines))


def _is_of_vehicles(placed: Sequence[Placed], lines: Sequence[DraftLine]) -> bool:
    """Whether all lines after the last 其中 are of vehicles: travel abroad and receptions are no part of these."""
    run = takewhile(lambda place: placed[place].role == "of_which", range(len(placed) - 1, -1, -1))
    return all(is_vehicle_part(lines[place].label) for place in run)


def _has_items(index: int, lines: Sequence[DraftLine]) -> bool:
    """Whether a line that is no sum stands above: then a sum here closes a list."""
    return any(not is_total(line.label) and not is_subtotal(line.label) for line in lines[:index])


def _subtotal_of_group(index: int, lines: Sequence[DraftLine]) -> int | None:
    group = lines[index].group
    for above in range(index - 1, -1, -1):
        if lines[above].group == group and is_subtotal(lines[above].label):
            return above
    return None
