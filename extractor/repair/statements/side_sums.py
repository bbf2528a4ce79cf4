"""The lines of one side of a statement as a tree: whose sum each line is."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.document.budget_code import read_code
from extractor.document.label_numbering import numbering_style
from extractor.document.text import folded, without_space
from extractor.document.total_words import is_carried_over, is_sum
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line

_SUBSET: Final = re.compile(r"^(?:其中|#|其)[:：]?")
_WHOLE: Final = re.compile(r"总额$")
_THIS_YEAR: Final = re.compile("本年|当年|小计")
_TWO: Final = 2
_UNIT_CODE: Final = re.compile(r"\d{3,12}")


class Side(NamedTuple):
    """The columns of one side: codes and names, and the amounts that follow them."""

    codes: tuple[int, ...]
    names: tuple[int, ...]
    amounts: tuple[int, ...]
    lead: tuple[int, ...] = ()
    """Columns left of the labels: the codes of offices, or a total's label printed over them."""


class LineSum(NamedTuple):
    """A line, the ways in which other lines may make it up, whether codes say so, and whether codes or numbering
    tell its parts, so that it needs no other sum that holds."""

    total: int
    ways: tuple[tuple[int, ...], ...]
    coded: bool
    told: bool


def sides_of(model: Model) -> list[Side]:
    """The sides of a statement from left to right: labels, then amounts."""
    sides: list[tuple[list[int], list[int], list[int]]] = [([], [], [])]
    for column, kind in enumerate(model.types):
        if kind in ("code", "name"):
            if sides[-1][2]:
                sides.append(([], [], []))
            sides[-1][0 if kind == "code" else 1].append(column)
        elif kind == "amount":
            sides[-1][2].append(column)
    found = [Side(tuple(a), tuple(b), tuple(c)) for a, b, c in sides if c and (a or b)]
    if not found:
        return []
    lead = (n for n in range(min(found[0].codes + found[0].names)) if model.types[n] in ("any", "amount"))
    return [found[0]._replace(lead=tuple(lead)), *found[1:]]


def code_of(line: Line, side: Side) -> str | None:
    """The code of a line; 类, 款 and 项 in three columns are one."""
    parts = [without_space(line.entries[column].text) for column in side.codes]
    if len(side.codes) > 1 and parts and parts[0].isdigit():
        filled = [part for part in parts if part]
        return "".join(filled) if parts[: len(filled)] == filled else None
    code = read_code(parts[0]) if parts and parts[0] else None
    return code.digits if code else None


def name_of(line: Line, side: Side) -> str:
    """The label of a line, folded; of a side without a column of names that of its codes, of a total that of the
    columns before them."""
    texts = [line.entries[column].text for column in (*side.names, *side.codes)]
    texts += [text for column in side.lead if is_sum(folded(text := line.entries[column].text))]
    return folded(next((text for text in texts if without_space(text) and not without_space(text).isdigit()), ""))


def labels_of(lines: Sequence[Line], sides: Sequence[Side]) -> list[list[str]]:
    """The label of each line by side; the name of a total goes on over the sides on its right that print none."""
    labels = [[name_of(line, side) for line in lines] for side in sides]
    for left, own in pairwise(labels):
        for row, name in enumerate(own):
            if not name and is_sum(left[row]):
                own[row] = left[row]
    return labels


class Balance(NamedTuple):
    """A line whose sides print a grand total each: the column of the first, and those in which its equal stands."""

    row: int
    column: int
    others: tuple[int, ...]


def balances(lines: Sequence[Line], sides: Sequence[Side]) -> list[Balance]:
    """The lines in which the grand total of one side equals that of the other: income and expenditure. Totals of this
    year alone need not be equal."""
    if len(sides) < _TWO:
        return []
    labels = labels_of(lines, sides)
    found = []
    for row in range(len(lines)):
        names = [own[row] for own in labels]
        if all(is_sum(name) and not _THIS_YEAR.search(name) for name in names) and name_of(lines[row], sides[1]):
            found.append(Balance(row, sides[0].amounts[0], tuple(side.amounts[0] for side in sides[1:])))
    return found


def line_sums(lines: Sequence[Line], side: Side, names: Sequence[str]) -> list[LineSum]:
    """The sums that codes, numbering and totals say of a side's lines; ``names`` are their labels."""
    codes = [code_of(line, side) for line in lines]
    parents = _parents(codes, names) if any(codes) else _unit_parents(lines, side, names) or _parents(codes, names)
    children: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        if parent is not None and parent >= 0:
            children.setdefault(parent, []).append(place)
    sums = [LineSum(parent, (tuple(below),), codes[parent] is not None, True) for parent, below in children.items()]
    return sums + _totals(names, parents, any(codes))


def _parents(codes: Sequence[str | None], names: Sequence[str]) -> list[int | None]:
    """The line that each line is a part of; None for one of the top level, -1 for one that is no part (其中)."""
    parents: list[int | None] = []
    seen: dict[str, int] = {}
    open_levels: dict[int, int] = {}
    coded = any(codes)
    for place, (code, name) in enumerate(zip(codes, names, strict=True)):
        parent: int | None = None
        if _is_total(name) or (not name and not code):
            parent = None if _is_total(name) else -1
        elif code:
            ancestor = next((code[:n] for n in range(len(code) - 2, 2, -2) if code[:n] in seen), None)
            parent = seen[ancestor] if ancestor else None
            seen[code] = place
        elif coded or _SUBSET.match(name):
            parent = -1
        else:
            level = numbering_style(name)
            if level is None:
                parent = None if not open_levels or is_carried_over(name) else -1
            else:
                upper = [open_levels[n] for n in range(level) if n in open_levels]
                parent = upper[-1] if upper else None
                open_levels = {n: at for n, at in open_levels.items() if n < level} | {level: place}
        parents.append(parent)
    return parents


def _unit_parents(lines: Sequence[Line], side: Side, names: Sequence[str]) -> list[int | None]:
    """The department (466) of each unit (466001) by the codes in one column before the names, where each stands once,
    all lines but totals have one and one is the beginning of others; else nothing."""
    for column in side.lead:
        texts = [without_space(line.entries[column].text) for line in lines]
        codes = {text: n for n, text in enumerate(texts) if _UNIT_CODE.fullmatch(text)}
        labelled = [n for n, name in enumerate(names) if name and not _is_total(name)]
        if len(codes) < _TWO or sorted(codes.values()) != labelled:
            continue
        upper = {code: next((codes[code[:n]] for n in range(len(code) - 1, 2, -1) if code[:n] in codes), None)
                 for code in codes}  # fmt: skip
        if any(parent is not None for parent in upper.values()):
            return [upper.get(text) if text in codes else None if name else -1
                    for text, name in zip(texts, names, strict=True)]  # fmt: skip
    return []


def _is_total(name: str) -> bool:
    return is_sum(name) or _WHOLE.search(name) is not None


def _totals(names: Sequence[str], parents: Sequence[int | None], coded: bool) -> list[LineSum]:
    """Totals above all lines, or below them: then with money carried over on the way to the grand total."""
    top = [place for place, parent in enumerate(parents) if parent is None and names[place]]
    if not top:
        return []
    items = [place for place in top if not _is_total(names[place])]
    if _is_total(names[top[0]]):
        return [LineSum(top[0], (tuple(items),), coded, coded or _are_numbered(names, items))] if items else []
    sums: list[LineSum] = []
    pending: list[int] = []
    for place in top:
        if not _is_total(names[place]):
            pending.append(place)
            continue
        ways = [tuple(pending), tuple(p for p in pending if _is_total(names[p]) or is_carried_over(names[p]))]
        if pending:
            told = coded or _are_numbered(names, [n for n in pending if not _is_total(names[n])])
            sums.append(LineSum(place, tuple(dict.fromkeys(way for way in ways if way)), coded, told))
        pending = [place]
    return sums


def follows(numbers: Sequence[int]) -> bool:
    """Whether line numbers count up."""
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _are_numbered(names: Sequence[str], items: Sequence[int]) -> bool:
    """Whether the items are numbered, but for money carried over."""
    return all(is_carried_over(names[n]) or numbering_style(names[n]) is not None for n in items)
