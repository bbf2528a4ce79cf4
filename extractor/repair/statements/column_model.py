"""The columns that a torn table must have had, from all that the document says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extractor.document.table import Table
from extractor.document.text import folded
from extractor.repair.statements.blocks import Block
from extractor.repair.statements.cell_types import (
    ALIEN,
    ColumnType,
    common_places,
    misfit,
    type_of_role,
)
from extractor.repair.statements.header_faults import (
    CODE_PART_DIGITS,
    content_columns,
    header_faults,
    is_code_column,
    is_name_word,
    type_of_column,
)

Path = tuple[str, ...]
_FUNDS: Final = ("一般公共预算", "基金预算", "国有资本经营")
_OVERLAP: Final = 0.75


@dataclass(frozen=True, slots=True)
class Model:
    """The columns of a table: header paths, what each holds, and where they come from.

    ``printed`` is, of a model that is the first block's own, the printed column of each; None where the header was
    put together anew. ``places``: the decimals of its amounts.
    """

    paths: tuple[Path, ...]
    types: tuple[ColumnType, ...]
    places: int | None
    source: str
    printed: tuple[int, ...] | None

    @property
    def width(self) -> int:
        return len(self.paths)

    def leaf(self, column: int) -> str:
        return folded(self.paths[column][-1]) if self.paths[column] else ""

    def misfit(self, text: str, column: int) -> float:
        """How ill a text fits a column; of a code in one column two digits are no whole code."""
        kind = self.types[column]
        if kind == "code" and len(text.strip()) <= CODE_PART_DIGITS and text.strip().isdigit():
            beside = [self.types[n] for n in (column - 1, column + 1) if 0 <= n < self.width]
            return misfit(text, kind, self.places) if "code" in beside else ALIEN
        return misfit(text, kind, self.places)


def find_model(blocks: Sequence[Block], siblings: Sequence[Table], numbered: int | None) -> Model | None:
    """The model of the table that ``blocks`` are the printed grids of; None where nothing tells it.

    The first block's own header, where it has no fault; else the best of the headers of the table's other pages, of
    other tables of the document that share its names, and of its own names put together anew. ``numbered`` is the
    highest column number (栏次) printed anywhere in it.
    """
    head = blocks[0]
    own = own_model(head)
    if not header_faults(head) and (len(blocks) == 1 or not _is_outdone(blocks)):
        return _with_codes_together(_with_groups_of(own, blocks), head, siblings)
    expected = _expected(blocks, numbered)
    candidates: list[tuple[float, Model]] = []
    for block in blocks:
        if not block.words:
            continue
        model = _leafs_of(block, blocks)
        score = 1.0 + 2.0 * (not header_faults(block)) + _fits(model, blocks, expected)
        candidates.append((score, model))
    for sibling in siblings:
        shared = _shared(sibling, blocks)
        model = _of_sibling(sibling, blocks)
        if shared >= _OVERLAP and _is_possible(model, blocks, expected):
            candidates.append((3.0 * shared - 1.0 + _fits(model, blocks, expected), model))
    candidates = [(score, model) for score, model in candidates if model.width > 1]
    if not candidates:
        return None
    _, best = max(candidates, key=lambda found: found[0])
    return own if best.paths == own.paths else _with_groups_of(best, blocks)


def _is_possible(model: Model, blocks: Sequence[Block], expected: frozenset[int]) -> bool:
    """Whether a header of another table has as many columns as this one holds, or numbers."""
    widest = max(len(content_columns(block)) for block in blocks)
    return model.width >= widest and model.width in expected | {widest}


def own_model(block: Block) -> Model:
    """The header that a block prints, as it stands."""
    content = set(content_columns(block))
    last = max((c for c in range(block.width) if block.paths[c] or c in content), default=block.width - 1)
    kept = tuple(range(last + 1))
    columns = [block.table.columns[column] for column in kept]
    types = tuple(type_of_column(block, column, columns[column].role) for column in kept)
    paths = tuple(block.paths[column] for column in kept)
    clean = not block.late and all(path == column.path for path, column in zip(paths, columns, strict=True))
    return Model(paths, types, _places([block]), "its own header", kept if clean else None)


def _places(blocks: Sequence[Block]) -> int | None:
    return common_places(entry.text for block in blocks for line in block.lines for entry in line.entries)


def _is_outdone(blocks: Sequence[Block]) -> bool:
    """Whether another page has a wider header without fault, so that the first page's lost a column."""
    widest = max(len([c for c in range(block.width) if block.leaf(c)]) for block in blocks if block.words)
    return widest > len([c for c in range(blocks[0].width) if blocks[0].leaf(c)])


def _expected(blocks: Sequence[Block], numbered: int | None) -> frozenset[int]:
    """How many columns the column numbers speak of: the numbered ones and those before the first of them, which are
    the line numbers alone where the numbers slid."""
    stubs = [
        sum(bool(block.leaf(column)) for column in range(min(block.numbers)))
        for block in blocks
        if block.numbers and min(block.numbers.values()) == 1
    ]
    return frozenset(numbered + stub for stub in {1, *stubs}) if numbered and stubs else frozenset()


def _leafs_of(block: Block, blocks: Sequence[Block]) -> Model:
    """The names that a block's header prints in columns of their own, grouped anew where it is faulty.

    Where the header numbers its columns, a name behind the last numbered column that stands there already is none.
    """
    content = set(content_columns(block))
    named = [column for column in range(block.width) if block.leaf(column) or (column in content and not block.numbers)]
    if block.numbers:
        last = max(block.numbers)
        seen = [folded(block.leaf(column)) for column in named if column <= last]
        named = [c for c in named if c <= last or folded(block.leaf(c)) not in seen]
        if len(seen) > max(block.numbers.values()) + 1:
            named = _without_phantoms(block, named)
    types = tuple(type_of_column(block, column, block.table.columns[column].role) for column in named)
    types = tuple("name" if is_name_word(block.leaf(c)) else kind for c, kind in zip(named, types, strict=True))
    if header_faults(block) or len(named) < sum(bool(block.leaf(column)) for column in range(block.width)):
        paths = _regrouped(block, named, types, blocks)
    else:
        paths = [block.paths[column] for column in named]
    return Model(tuple(paths), types, _places(blocks), "the names that its header prints", None)


def _without_phantoms(block: Block, named: Sequence[int]) -> list[int]:
    """Named columns without those that repeat the name beside them and hold nothing."""
    content = set(content_columns(block))
    kept: list[int] = []
    for place, column in enumerate(named):
        after = named[place + 1] if place + 1 < len(named) else None
        twin = after is not None and folded(block.leaf(after)) == folded(block.leaf(column))
        if twin and column not in content:
            continue
        kept.append(column)
    return kept


def _regrouped(block: Block, named: Sequence[int], types: Sequence[ColumnType], blocks: Sequence[Block]) -> list[Path]:
    """Paths of named leaves: of a table of two sides each heading begins at a column of names (收入 | 支出)."""
    leaves = [block.leaf(column) for column in named]
    known = {folded(leaf) for leaf in leaves}
    found = [_headings(other, known) for other in blocks if other.words]
    headings = max(found, key=len, default=[])
    starts = [place for place, kind in enumerate(types) if kind == "name"]
    if len(headings) == len(starts) >= 2:
        paths: list[Path] = []
        for place, leaf in enumerate(leaves):
            side = sum(start <= place for start in starts) - 1
            paths.append((headings[side], leaf) if side >= 0 else (leaf,))
        return paths
    own = [block.paths[column] for column in named]
    return [
        (*(word for word in path[:-1] if folded(word) not in known), leaf)
        for path, leaf in zip(own, leaves, strict=True)
    ]


def _headings(block: Block, leaves: set[str]) -> list[str]:
    """The words of a block's header that stand above others and name no column themselves, from left to right."""
    upper = [(column, word) for row in block.words[:-1] for column, word in enumerate(row) if word]
    return [word for _, word in sorted(upper) if folded(word) not in leaves]


def _shared(sibling: Table, blocks: Sequence[Block]) -> float:
    """The part of the table's own names that another table prints too."""
    own = {folded(word) for block in blocks for row in block.words for word in row if word}
    other = {folded(word) for column in sibling.columns for word in column.path}
    return len(own & other) / len(own) if own else 0.0


def _of_sibling(sibling: Table, blocks: Sequence[Block]) -> Model:
    types = tuple(type_of_role(column.role) for column in sibling.columns)
    paths = tuple(column.path for column in sibling.columns)
    return Model(paths, types, _places(blocks), f"the header of {sibling.id}", None)


def _fits(model: Model, blocks: Sequence[Block], expected: frozenset[int]) -> float:
    """How well a model goes with the number of columns that is printed, and with what the blocks hold."""
    score = 4.0 - 2.0 * min((min(3, abs(model.width - count)) for count in expected), default=2)
    own = {model.leaf(column) for column in range(model.width)}
    heads = {folded(word) for path in model.paths for word in path}
    lost = {folded(b.leaf(c)) for b in blocks for c in content_columns(b) if b.leaf(c)} - own - heads
    lost |= {folded(b.leaf(c)) for b in blocks for c in range(b.width) if b.leaf(c) and c == b.width - 1} - own - heads
    score -= 1.0 * len(lost)
    for block in blocks:
        content = content_columns(block)
        if len(content) > model.width:
            score -= 2.0 * (len(content) - model.width)
    return score


def _with_groups_of(model: Model, blocks: Sequence[Block]) -> Model:
    """Add the outer names that another page prints over columns of the same name, and to the columns between them."""
    for block in blocks:
        if not block.words or header_faults(block):
            continue
        printed = [path for path in block.paths if path]
        outer = {folded(path[-1]): path for path in printed}
        if len(outer) < len(printed):
            continue
        matched = [outer.get(model.leaf(column)) for column in range(model.width)]
        added: list[Path | None] = [
            other[: -len(path)] if other and len(other) > len(path) and other[-len(path) :] == path else None
            for other, path in zip(matched, model.paths, strict=True)
        ]
        if not any(added):
            continue
        paths = list(model.paths)
        open_group: Path | None = None
        for column, group in enumerate(added):
            if matched[column] is not None:
                open_group = group
            if open_group and len(paths[column]) == 1:
                paths[column] = (*open_group, *paths[column])
        # what another page left out at the very end stays outside its last group
        model = replace(
            model, paths=tuple(paths), printed=None, source=f"{model.source}, with the headings of another page"
        )
    return _with_funds_together(model)


def _with_funds_together(model: Model) -> Model:
    """Put the third fund under the heading of the other two, where it stands right beside them without one."""
    paths = list(model.paths)
    for left, right in pairwise(range(model.width)):
        one, other = paths[left], paths[right]
        both_funds = all(any(fund in folded(path[-1]) for fund in _FUNDS) for path in (one, other) if path)
        if both_funds and len(one) > 1 and len(other) == 1 and model.types[right] in ("amount", "any"):
            paths[right] = (*one[:-1], other[0])
    if paths == list(model.paths):
        return model
    return replace(model, paths=tuple(paths), printed=None, source=f"{model.source}, the funds under one heading")


def _with_codes_together(model: Model, head: Block, siblings: Sequence[Table]) -> Model:
    """Put a column of codes and the names behind it under the heading of both: where the heading slid off the codes,
    and where the row of their own names is lost, which another table of the document prints under the same heading."""
    paths = list(model.paths)
    named = {
        one.path[:-1]: (one.path, other.path)
        for table in siblings
        for one, other in pairwise(table.columns)
        if len(one.path) == 2 and one.path[:-1] == other.path[:-1] and is_code_column(one) and other.role == "name"
    }
    for left, right in pairwise(range(model.width)):
        if (model.types[left], model.types[right]) != ("code", "name") or not head.words:
            continue
        one, other = paths[left], paths[right]
        above = [head.words[0][column] if column < head.width else "" for column in (left, right)]
        if len(one) == 1 and len(other) == 2 and not above[0] and above[1]:
            paths[left] = (other[0], one[0])
        elif len(one) == 1 and other in ((), one) and one in named:
            paths[left], paths[right] = named[one]
    if paths == list(model.paths):
        return model
    return replace(model, paths=tuple(paths), printed=None, source=f"{model.source}, codes and names under one heading")
