"""Where amounts may have stood before they slid, shifted or were lost: the moves that are weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice, product
from typing import Final

from extractor.repair.statements.arithmetic import Arithmetic, Place
from extractor.repair.statements.cell_types import common_places
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.digit_moves import misread_digits
from extractor.repair.statements.entries import Line
from extractor.repair.statements.header_sums import row_sums
from extractor.repair.statements.move import Move
from extractor.repair.statements.side_sums import code_of, sides_of

_LONGEST_SLIDE: Final = 4
_FARTHEST: Final = 2
_MOST_GROUP_MOVES: Final = 60
_ROUNDING: Final = Decimal("0.02")
_NEAR: Final = 3
"""So many rows apart at most two slides of a column are tried together, and so many pairs of a column."""
_MOST_PAIRS: Final = 400
_MOST_ROWS: Final = 16
"""So many rows below each other may stand a column off together."""


def moves_near(model: Model, lines: Sequence[Line], arithmetic: Arithmetic, failing: Sequence[int]) -> Iterator[Move]:
    """Moves that touch a cell of a failing identity."""
    near = sorted({place for number in failing for place in arithmetic.identities[number].places})
    amounts = amount_columns(model, lines)
    for row, column in near:
        yield from _slides(arithmetic, (row, column), len(lines))
        yield from _shifts(arithmetic, (row, column), amounts)
    for number in failing:
        yield from _fills(arithmetic, number)
        yield from misread_digits(arithmetic, number)
    yield from _group_moves(model, lines, arithmetic)


def pairs_of(moves: Sequence[Move]) -> Iterator[tuple[Move, Move]]:
    """Two moves of whole groups; two amounts lost in one row, of which another table prints one; two slides of a column
    near each other, as of a subtotal and the total below it."""
    groups = [move for move in moves if move.kind == "amounts_under_wrong_heading"]
    yield from combinations(groups, 2)
    lost = [move for move in moves if move.kind == "lost_amount"][:_MOST_GROUP_MOVES]
    told = ((one, other) for one, other in combinations(lost, 2) if one.row == other.row)
    yield from (_of_one_amount(*pair) for pair in told if pair[0].source or pair[1].source)
    slides: dict[int, list[Move]] = {}
    for move in moves:
        if move.kind == "slid_amounts":
            slides.setdefault(move.change[0][0][1], []).append(move)
    for own in slides.values():
        near = (pair for pair in combinations(own, 2) if abs(pair[0].row - pair[1].row) <= _NEAR)
        yield from islice(near, _MOST_PAIRS)


def _of_one_amount(one: Move, other: Move) -> tuple[Move, Move]:
    """Two lost amounts that differ by rounding only, since a sum asks for one of them, as the one that is printed."""
    printed, asked = (one, other) if one.source else (other, one)
    ((_, text),) = printed.change
    ((place, sum_text),) = asked.change
    if not asked.source and abs(Decimal(text) - Decimal(sum_text)) <= _ROUNDING:
        asked = replace(asked, change=((place, text),))
    return printed, asked


def amount_columns(model: Model, lines: Sequence[Line]) -> list[int]:
    """The columns of amounts, and those behind the last column into which rows were pushed."""
    own = [column for column, kind in enumerate(model.types) if kind == "amount"]
    last = max((len(line.entries) for line in lines), default=0)
    return own + list(range(model.width, last)) if own[-1:] == [model.width - 1] else own


def _slides(arithmetic: Arithmetic, place: Place, rows: int) -> Iterator[Move]:
    """A run of amounts that ends at the place stands a row further up or down, where a blank is; or begins there."""
    row, column = place

    def filled(r: int) -> bool:
        return 0 <= r < rows and arithmetic.value((r, column)) is not None

    def blank(r: int) -> bool:
        return 0 <= r < rows and not arithmetic.texts.get((r, column), "").strip()

    for step in (1, -1):
        for length in range(1, _LONGEST_SLIDE + 1):
            for head in {row, row - step, row + step * (length - 1)}:
                run = [head - step * n for n in range(length)]
                if blank(head + step) and all(filled(r) for r in run):
                    yield _moved("slid_amounts", arithmetic, [((r, column), (r + step, column)) for r in run])


def _shifts(arithmetic: Arithmetic, place: Place, amounts: Sequence[int]) -> Iterator[Move]:
    """A run of amounts of a row stands one or two columns to the side, where blanks are."""
    row, column = place
    if column not in amounts:
        return
    at = amounts.index(column)
    for step in (n for n in range(-_FARTHEST, _FARTHEST + 1) if n):
        for length in range(1, _LONGEST_SLIDE + 1):
            for first in range(at - length, at + 1):
                run = range(first, first + length)
                reach = range(len(amounts) - length + 1)
                if first not in reach or first + step not in reach:
                    continue
                pairs = [((row, amounts[n]), (row, amounts[n + step])) for n in run]
                sources = {source for source, _ in pairs}
                free = all(target in sources or not arithmetic.texts.get(target, "").strip() for _, target in pairs)
                if free and all(arithmetic.value(source) is not None for source in sources):
                    yield _moved("shifted_amounts", arithmetic, pairs)


def row_runs(arithmetic: Arithmetic, row: int, amounts: Sequence[int], rows: int) -> Iterator[Move]:
    """From the row on, up to so many rows below it: all their amounts from one column on stand to the side, or the
    first few of them, and each row has a blank there."""
    seen = set[frozenset[tuple[Place, str]]]()
    lengths = (len(amounts), *range(1, _LONGEST_SLIDE + 1))
    for step, first, length in product((-1, 1, -2, 2), range(len(amounts)), lengths):
        pairs: list[tuple[Place, Place]] = []
        for below in range(row, min(rows, row + _MOST_ROWS)):
            shifted = _shifted(arithmetic, below, amounts, range(first, first + length), step)
            if not shifted:
                break
            pairs += shifted
            move = _moved("shifted_rows", arithmetic, pairs)
            if below > row and move.key not in seen:
                seen.add(move.key)
                yield move


def _shifted(
    arithmetic: Arithmetic, row: int, amounts: Sequence[int], run: range, step: int
) -> list[tuple[Place, Place]]:
    """The amounts of a row in a run of columns with the columns so many steps off; nothing where one is not free, or
    where the first or last of a run within the row is blank."""
    printed = [bool(arithmetic.texts.get((row, column), "").strip()) for column in amounts]
    filled = [n for n in run if n < len(amounts) and printed[n]]
    whole = run.stop >= len(amounts)
    if not filled or filled[0] != run.start or not (whole or len(filled) == len(run)):
        return []
    if not all(0 <= n + step < len(amounts) and (n + step in filled or not printed[n + step]) for n in filled):
        return []
    read = all(arithmetic.value((row, amounts[n])) is not None for n in filled)
    return [((row, amounts[n]), (row, amounts[n + step])) for n in filled] if read else []


def _fills(arithmetic: Arithmetic, number: int) -> Iterator[Move]:
    """The amount that a failing identity asks for, in one of its blank places."""
    identity = arithmetic.identities[number]
    if identity.printed is not None:
        if not arithmetic.texts.get(identity.total, "").strip():
            change = ((identity.total, str(identity.printed)),)
            yield Move("lost_amount", change, source=identity.source, without=number)
        return
    places = common_places(text for text in arithmetic.texts.values())
    for way in identity.ways:
        total = arithmetic.value(identity.total)
        made = sum((value for place in way if (value := arithmetic.value(place)) is not None), Decimal(0))
        members = tuple(place for place in (identity.total, *way) if arithmetic.value(place) is not None)
        blanks = [identity.total] if total is None else [p for p in way if not arithmetic.texts.get(p, "").strip()]
        asked = made if total is None else total - made
        if asked > 0 and len(blanks) <= 40:
            text = f"{asked:.{places}f}" if places else str(asked)
            for place in blanks:
                if not arithmetic.texts.get(place, "").strip():
                    yield Move("lost_amount", ((place, text),), made_from=members, without=number)


def _group_moves(model: Model, lines: Sequence[Line], arithmetic: Arithmetic) -> list[Move]:
    """All amounts below a code of the top level that stand under one heading go under another beside it."""
    moves: list[Move] = []
    for side in sides_of(model):
        codes = [code_of(line, side) for line in lines]
        tops = sorted({code[:3] for code in codes if code})
        for found in row_sums(model.paths, model.types):
            for top in tops:
                rows = [row for row, code in enumerate(codes) if code and code.startswith(top)]
                for source in found.parts:
                    for target in found.parts:
                        moves += _group_move(arithmetic, rows, source, target)
    return moves[:_MOST_GROUP_MOVES]


def _group_move(arithmetic: Arithmetic, rows: Sequence[int], source: int, target: int) -> list[Move]:
    if source == target:
        return []
    filled = [row for row in rows if arithmetic.texts.get((row, source), "").strip()]
    free = all(not arithmetic.texts.get((row, target), "").strip() for row in filled)
    if not filled or not free:
        return []
    return [_moved("amounts_under_wrong_heading", arithmetic, [((r, source), (r, target)) for r in filled])]


def _moved(kind: str, arithmetic: Arithmetic, pairs: Sequence[tuple[Place, Place]]) -> Move:
    """The change that takes each text from its first place to its second one; a place that prints the same before and
    after is none of it, so that two ways to the same texts are one."""
    texts = {target: arithmetic.texts[source] for source, target in pairs}
    for source, _ in pairs:
        texts.setdefault(source, "")
    change = ((place, text) for place, text in texts.items() if text != arithmetic.texts.get(place, ""))
    return Move(kind, tuple(sorted(change)), tuple(pairs))
