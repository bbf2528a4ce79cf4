"""Levels that only sums confirm: by how far names are set in, by which of them are numbered or counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.document.indent import SAME_STEP_EM
from extractor.document.record import Amount
from extractor.document.total_words import is_carried_over, is_subtotal, is_total
from extractor.normalise.numbering import is_of_which, read_numbering
from extractor.normalise.statements.draft import DraftLine

_LEAST_SUMS = 2
"""One sum of two parts may agree by chance."""
_Sum = tuple[int, tuple[int, ...]]
"""The place of a whole, and those of its parts."""


def indented_levels(lines: Sequence[DraftLine], indents: Sequence[float]) -> tuple[int | None, ...]:
    """The level of each line (1 is the outermost), None of a total; all None where the indents are no levels.

    ``indents`` are in ems. They count where all lines but totals are plain names, each is at most one step deeper than
    the one above, and most of the amounts above deeper lines, and of the one total, are the sums of these: a line above
    one deeper line has just its amount.
    """
    nothing: tuple[int | None, ...] = (None,) * len(lines)
    if not all(is_total(line.label) or _is_plain(line) for line in lines):
        return nothing
    starts = sorted({indent for line, indent in zip(lines, indents, strict=True) if not is_total(line.label)})
    level_of: dict[float, int] = {}
    for before, start in zip([None, *starts], starts, strict=False):
        near = before is not None and start - before <= SAME_STEP_EM
        level_of[start] = max(level_of.values(), default=0) + (not near)
    levels = tuple(
        None if is_total(line.label) else level_of[indent] for line, indent in zip(lines, indents, strict=True)
    )
    return levels if _are_steps(levels) and _sums_agree(lines, levels) else nothing


def numbered_levels(lines: Sequence[DraftLine]) -> tuple[int | None, ...]:
    """1 for numbered lines and 2 for the plain ones between them (一、基本支出 above 工资福利支出), up to their sum.

    None of all other lines; of all where the sums do not say so, as for a list of which only some lines are numbered.
    """
    nothing: tuple[int | None, ...] = (None,) * len(lines)
    end = next((place for place, line in enumerate(lines) if _is_sum(line)), len(lines))
    items, listed = lines[:end], lines[: end + 1]
    levels = (*(2 if _is_plain(line) else 1 for line in items), None)[: len(listed)]
    numbered = [line for line, level in zip(items, levels, strict=False) if level == 1]
    styles = {found.level for line in numbered if (found := read_numbering(line.label)) is not None}
    are_all = len(styles) == 1 and all(_is_numbered(line) for line in numbered)
    agree = are_all and _are_steps(levels) and _sums_agree(listed, levels)
    return (*levels, *nothing[len(levels) :]) if agree else nothing


def counted_levels(lines: Sequence[DraftLine]) -> tuple[int | None, ...]:
    """2 for the lines that a column counts (序号) and 1 for those between them that it does not: units, each above its
    projects. None of a total; of all where the sums do not say so."""
    nothing: tuple[int | None, ...] = (None,) * len(lines)
    flat = all(line.depth in (None, 1) for line in lines)
    if not flat or not all(_is_sum(line) or _is_plain(replace(line, depth=None)) for line in lines):
        return nothing
    levels = tuple(None if _is_sum(line) else 2 if line.number else 1 for line in lines)
    return levels if _are_steps(levels) and _sums_agree(lines, levels) else nothing


def _is_sum(line: DraftLine) -> bool:
    return is_total(line.label) or is_subtotal(line.label)


def _is_numbered(line: DraftLine) -> bool:
    named = line.code is None and line.depth is None and line.group is None
    return named and read_numbering(line.label) is not None


def _is_plain(line: DraftLine) -> bool:
    named = line.code is None and line.depth is None and line.group is None and bool(line.label)
    words = is_of_which(line.label) or is_subtotal(line.label) or is_carried_over(line.label)
    return named and not words and read_numbering(line.label) is None


def _are_steps(levels: Sequence[int | None]) -> bool:
    placed = [level for level in levels if level is not None]
    steps = zip([0, *placed], placed, strict=False)
    return max(placed, default=0) > 1 and all(level <= above + 1 for above, level in steps)


def _sums_agree(lines: Sequence[DraftLine], levels: Sequence[int | None]) -> bool:
    """Whether the sums say the same levels, two different ones at least, one of them of several parts."""
    told: set[tuple[Decimal, ...]] = set()
    agree = differ = 0
    for place, parts in _sums_of(levels):
        for number, amount in enumerate(lines[place].amounts):
            values = [value for part in parts if (value := _value(lines[part], number, amount)) is not None]
            if not amount.value or not values:
                continue
            adds_up = _adds_up(amount.value, values)
            agree, differ = agree + adds_up, differ + (not adds_up)
            if adds_up:
                told.add((amount.value, *values))
    return len(told) >= _LEAST_SUMS and any(len(sum_) > 2 for sum_ in told) and agree > 3 * differ


def _sums_of(levels: Sequence[int | None]) -> Iterator[_Sum]:
    """Each line above deeper ones; the total over the outermost lines, where there is one total, at either end."""
    totals = [place for place, level in enumerate(levels) if level is None]
    if len(totals) == 1 and totals[0] in (0, len(levels) - 1):
        yield totals[0], tuple(place for place, level in enumerate(levels) if level == 1)
    for place, level in enumerate(levels):
        parts = _parts(levels, place) if level is not None else ()
        if parts:
            yield place, parts


def _parts(levels: Sequence[int | None], place: int) -> tuple[int, ...]:
    """The lines one level below that of ``place``, up to the next that is not below it."""
    own = levels[place] or 0
    below: list[int] = []
    for later in range(place + 1, len(levels)):
        level = levels[later]
        if level is None or level <= own:
            break
        if level == own + 1:
            below.append(later)
    return tuple(below)


def _value(line: DraftLine, number: int, like: Amount) -> Decimal | None:
    """The amount of the same column; the lines of a table have the same ones in the same order, or it is not looked
    for."""
    if number >= len(line.amounts):
        return None
    amount = line.amounts[number]
    same = (amount.measure, amount.period, amount.fund) == (like.measure, like.period, like.fund)
    return amount.value if same else None


def _adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Within half a unit of the last printed place of each."""
    places = min(int(value.as_tuple().exponent) for value in (total, *parts))
    return abs(sum(parts) - total) <= Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(places)
