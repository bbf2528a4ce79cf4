"""Which column of the model each printed column of a block is: all its rows may have slid together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.document.text import folded
from extractor.repair.statements.blocks import Block
from extractor.repair.statements.cell_types import misfit, value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.header_faults import content_columns
from extractor.repair.statements.header_sums import RowSum, row_sums

_BEST: Final = 12
"""So many ways are kept at each column on the way."""
_SAME_NAME: Final = 1.0
_OTHER_NAME: Final = -0.5
_SHIFT: Final = 0.4
_ALIEN: Final = 4.0
_SUM_HOLDS: Final = 6.0
_NIL: Final = 4.0
CLEAR: Final = 1.4
"""So far ahead of the second the best way must be where it is not the printed one."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The model's column of each printed column, None where the block holds nothing that belongs together there.

    ``margin`` is how far it stands ahead of the next way; ``moved`` whether a column stands under another name than
    the printed one, and ``evidence`` what says so.
    """

    columns: tuple[int | None, ...]
    margin: float
    moved: bool
    evidence: tuple[str, ...]


class _Way(NamedTuple):
    score: float
    columns: tuple[int, ...]


def map_block(block: Block, model: Model, nil: Collection[str]) -> Mapping:
    """The likeliest monotone map of the block's columns. ``nil`` are words of funds that the document declares empty.

    At most ``_BEST`` ways are kept a column: columns squared times ``_BEST`` steps a block.
    """
    content = content_columns(block)
    ways = _ways(block, model, content)
    sums = row_sums(model.paths, model.types)
    weighed = sorted(
        (
            _Way(
                way.score + _arithmetic(block, content, way.columns, sums) - _nil_cost(model, block, content, way, nil),
                way.columns,
            )
            for way in ways
        ),
        key=lambda way: (-way.score, way.columns),
    )
    printed = _printed(block, model)
    if not weighed:
        return Mapping(printed, 0.0, False, ())
    best = weighed[0]
    columns: list[int | None] = [None] * block.width
    for place, column in enumerate(content):
        columns[column] = best.columns[place]
    margin = best.score - weighed[1].score if len(weighed) > 1 else 2 * CLEAR
    moved = any(printed[c] is not None and printed[c] != columns[c] for c in content)
    evidence = ("every column holds what its name says", "row sums hold") if moved else ()
    return Mapping(tuple(_filled_up(columns, model.width)), margin, moved, evidence)


def _printed(block: Block, model: Model) -> tuple[int | None, ...]:
    """The model's column of each printed one by its name alone."""
    if model.printed is not None and block.lines and block.lines[0].block == 0:
        return tuple(n if n < model.width else None for n in range(block.width))
    if not block.words:
        return tuple(n if n < model.width else None for n in range(block.width))
    found: list[int | None] = []
    start = 0
    for column in range(block.width):
        leaf = folded(block.leaf(column))
        same = next((c for c in range(start, model.width) if leaf and model.leaf(c) == leaf), None)
        found.append(same)
        start = start if same is None else same + 1
    return tuple(found)


def _filled_up(columns: list[int | None], width: int) -> list[int | None]:
    """Blank printed columns get the model's column between their neighbours, where there is one."""
    for place, column in enumerate(columns):
        if column is None:
            before = next((c for c in reversed(columns[:place]) if c is not None), -1)
            after = next((c for c in columns[place + 1 :] if c is not None), width)
            if before + 1 < after:
                columns[place] = before + 1
    return columns


def _ways(block: Block, model: Model, content: Sequence[int]) -> list[_Way]:
    if len(content) > model.width:
        return []
    printed = _printed(block, model)
    ends: dict[int, list[_Way]] = {-1: [_Way(0.0, ())]}
    for place, column in enumerate(content):
        local = [_local(block, model, column, target, printed) for target in range(model.width)]
        reached: dict[int, list[_Way]] = {}
        rest = len(content) - place - 1
        for last, ways in ends.items():
            for target in range(last + 1, model.width - rest):
                for way in ways:
                    slide = 0.0
                    if place:
                        slide = _SHIFT * abs((target - way.columns[-1]) - (column - content[place - 1]))
                    found = _Way(way.score + local[target] - slide, (*way.columns, target))
                    reached.setdefault(target, []).append(found)
        ends = {t: sorted(ways, key=lambda w: (-w.score, w.columns))[:_BEST] for t, ways in reached.items()}
    return [way for ways in ends.values() for way in ways]


def _local(block: Block, model: Model, column: int, target: int, printed: Sequence[int | None]) -> float:
    texts = [line.entries[column].text for line in block.lines if not line.entries[column].is_blank]
    alien = sum(misfit(text, model.types[target], None) >= _ALIEN for text in texts)
    score = -_ALIEN * alien / len(texts) if texts else 0.0
    if printed[column] is not None:
        score += _SAME_NAME if printed[column] == target else _OTHER_NAME
    return score


def _arithmetic(block: Block, content: Sequence[int], way: Sequence[int], sums: Sequence[RowSum]) -> float:
    """What the row sums say of a way: how many of the rows that have parts have their sum."""
    placed = dict(zip(way, content, strict=True))
    holds = fails = 0
    for line in block.lines:
        for found in sums:
            parts = [_value(line.entries[placed[p]].text) for p in found.parts if p in placed]
            known = [part for part in parts if part is not None]
            if not known:
                continue
            total = _value(line.entries[placed[found.total]].text) if found.total in placed else None
            ok = total is not None and abs(total - sum(known, Decimal(0))) <= Decimal("0.005") * (len(known) + 1)
            holds, fails = holds + ok, fails + (not ok)
    return _SUM_HOLDS * holds / (holds + fails) if holds + fails else 0.0


def _value(text: str) -> Decimal | None:
    return value_of(text)


def _nil_cost(model: Model, block: Block, content: Sequence[int], way: _Way, nil: Collection[str]) -> float:
    """What amounts under the name of a fund cost that the document declares empty."""
    del block, content
    return _NIL * sum(any(word in model.leaf(target) for word in nil) for target in way.columns)
