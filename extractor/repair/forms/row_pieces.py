"""The pieces of a torn row: its cells whole, cut where two texts stand in one, or joined where one stands in two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, pairwise, product
from typing import Final

from extractor.document.number import is_number
from extractor.document.project_code import LENGTH
from extractor.document.target import is_measured, parse_target
from extractor.document.text import is_cjk, without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.row_slots import is_degree

_MOST_ARRANGEMENTS: Final = 48
_MOST_CUTS: Final = 2
_MOST_SPACES: Final = 6
_CUT: Final = 0.5
"""What a cut costs; a space is there, so that it is the cheapest of the hypotheses."""
_PLAIN_CUT: Final = 1.5
"""What a cut costs where only the row's blanks speak for it."""
_KNOWN_TEXT: Final = 1.0
"""What it costs to keep a cell whole of which a part, at a space, is the whole text of other cells, or to join one
with another."""
_JOIN: Final = 1.5
_WITNESSED: Final = 1.5
"""What it is worth that other cells print what stands around the place of a join."""
_PRINTED_WHOLE: Final = 3.0
"""What it is worth that another cell prints the joined text, or that it is a word of its own (a tier, a code)."""
_SHORTEST_NAME: Final = 2
_CODE: Final = re.compile(rf"\d{{6}}[0-9A-Z]{{{LENGTH - 6}}}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text without white space, the grid column of its (first) cell, which part of that cell it is, whether it is
    the whole cell, what this hypothesis costs (below 0: what it is worth), whether it was joined, and how far the cuts
    and joins before it pushed it (a cell that was split pushed the rest to the right, hence -1)."""

    text: str
    column: int
    part: int = 0
    whole: bool = True
    cost: float = 0.0
    joined: bool = False
    pushed: int = 0


def arrangements(texts: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[Piece, ...]]:
    """The ways to take a row apart, the row as printed first: cells cut at spaces, one pair of neighbours joined."""
    cells = [cuts_of(column, text, lexicon) for column, text in enumerate(texts)]
    yield from _segmented(cells)
    for column in range(len(texts) - 1):
        joined = _join(column, texts[column], texts[column + 1], lexicon)
        if joined is not None:
            yield from _segmented([*cells[:column], [(joined,)], [()], *cells[column + 2 :]])


def has_join(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether two neighbours of the row are one text that other cells print, or one word of the field."""
    joins = (_join(column, left, right, lexicon) for column, (left, right) in enumerate(pairwise(texts)))
    return any(join is not None and join.cost < _JOIN for join in joins)


def cuts_of(column: int, text: str, lexicon: Lexicon) -> list[tuple[Piece, ...]]:
    """The pieces of a cell: whole first, then cut at its spaces."""
    return list(_cuts(column, text, lexicon))


def _segmented(cells: Sequence[Sequence[tuple[Piece, ...]]]) -> Iterator[tuple[Piece, ...]]:
    for choice in islice(product(*cells), _MOST_ARRANGEMENTS):
        pieces: list[Piece] = []
        pushed = 0
        for piece in (piece for own in choice for piece in own):
            pushed += int(piece.part > 0)
            pieces.append(replace(piece, pushed=pushed) if pushed else piece)
            pushed -= int(piece.joined)
        yield tuple(pieces)


def _cuts(column: int, text: str, lexicon: Lexicon) -> Iterator[tuple[Piece, ...]]:
    """The cell whole, and cut at one or two of its spaces where the parts can be texts of their own."""
    compact = without_space(text)
    if not compact:
        yield ()
        return
    parts = text.split()
    known = 1 < len(parts) <= _MOST_SPACES and _holds_known_text(parts, lexicon)
    yield (Piece(compact, column, cost=_KNOWN_TEXT if known else 0.0),)
    if is_measured(compact) or is_number(compact):
        return
    if not 1 < len(parts) <= _MOST_SPACES:
        return
    for cuts in range(1, _MOST_CUTS + 1):
        for places in combinations(range(1, len(parts)), cuts):
            edges = (0, *places, len(parts))
            texts = ["".join(parts[a:b]) for a, b in pairwise(edges)]
            costs = [_cost_of_cut(a, b, lexicon) for a, b in pairwise(texts)]
            if all(cost is not None for cost in costs):
                prices = (0.0, *(cost or 0.0 for cost in costs))
                yield tuple(
                    Piece(part, column, n, False, price)
                    for n, (part, price) in enumerate(zip(texts, prices, strict=True))
                )


def _holds_known_text(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what stands before or after a space is all that other cells print."""
    cuts = range(1, len(parts))
    return any(lexicon.count("".join(parts[:n])) or lexicon.count("".join(parts[n:])) for n in cuts)


def _cost_of_cut(left: str, right: str, lexicon: Lexicon) -> float | None:
    """What it costs to take two texts apart; None where they can be one."""
    if left[-1:] in "0123456789." and right[:1].isdigit():
        return None  # a number printed with a space in it
    if left == right or (is_measured(right) and not is_measured(left)) or _stands_alone(left) or _stands_alone(right):
        return _CUT
    if is_degree(right) and is_cjk(left[-1]):
        return _CUT
    if is_measured(left) and not is_measured(right):
        return _CUT if _is_whole_target(left, right) else None
    if lexicon.count(left) or lexicon.count(right):
        return _CUT
    long_enough = min(len(left), len(right)) >= _SHORTEST_NAME
    return _PLAIN_CUT if long_enough and is_cjk(left[-1]) and is_cjk(right[0]) else None


def _is_whole_target(left: str, right: str) -> bool:
    """Whether a target ends where the cut is: it has a sign or a unit, and what follows is no unit of it."""
    return not is_number(left) and not is_measured(left + right) and len(right) >= _SHORTEST_NAME


def _stands_alone(text: str) -> bool:
    return is_tier1_word(text) or is_tier2_word(text) or _CODE.fullmatch(text) is not None


def _join(column: int, left: str, right: str, lexicon: Lexicon) -> Piece | None:
    """The two cells as one text; None where one is blank or nothing speaks for it."""
    first, second = without_space(left), without_space(right)
    if not first or not second:
        return None
    text = first + second
    if _stands_alone(first) or (_stands_alone(second) and not _stands_alone(text)):
        return None
    if lexicon.count(text) or _stands_alone(text):
        cost = _JOIN - _PRINTED_WHOLE
    elif _is_number_in_two(first, second) or lexicon.spans_cut(first, second):
        cost = _JOIN - _WITNESSED
    elif _is_complete(first):
        return None
    elif is_measured(text) or (is_cjk(first[-1]) and is_cjk(second[0])):
        cost = _JOIN
    else:
        return None
    known = lexicon.count(first) > 1 or lexicon.count(second) > 1
    return Piece(text, column, cost=cost + (_KNOWN_TEXT if known else 0.0), joined=True)


def _is_complete(text: str) -> bool:
    """Whether nothing is wanting at the end of a text: a number with its unit, or a target in words."""
    target = parse_target(text)
    return is_degree(text) or (target is not None and target.kind != "text" and target.unit is not None)


def _is_number_in_two(first: str, second: str) -> bool:
    """``51.`` | ``25``, ``5`` | ``0%`` or ``≥98`` | ``次``: the first half is no target, or one without a unit."""
    target = parse_target(first)
    bare = target is None or target.kind == "text" or (target.kind == "quantity" and target.unit is None)
    return bare and is_measured(first + second) and not (is_measured(first) and is_measured(second))
