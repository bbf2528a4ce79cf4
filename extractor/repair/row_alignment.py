"""Which column each piece of a torn matrix row belongs to: all monotone placements, weighed by what the words are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final

from extractor.document.target import is_measured
from extractor.document.text import is_cjk, without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word, tier1_class, tier2_class

ROLES: Final = ("tier1", "tier2", "tier3", "description", "target", "basis")
"""The columns of the matrix in their order."""
_TARGET: Final = ROLES.index("target")
_MOST_SEGMENTATIONS: Final = 32
_MOST_PIECES: Final = 9
_MOST_DROPPED: Final = 3
_MOST_STEPS: Final = 20_000
"""The search's bound for one row; a row that needs more is no torn row of a form and is left as it is."""
_DEGREE: Final = re.compile(
    "(?:有效|逐年|逐步|持续|明显|显著|不断|进一步|基本|较|良好|优良|合格|按时|及时|符合|长期|稳步|大幅|全面|有所)"
)
_LONGEST_DEGREE: Final = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a printed cell: ``text`` without white space, the cell's column, and whether it is the whole cell."""

    text: str
    column: int
    part: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Alignment:
    """A row put in its columns: a text for each role, how many pieces were duplicates, and its score."""

    values: tuple[str, ...]
    score: float
    dropped: tuple[str, ...] = ()
    splits: int = 0


@dataclass(slots=True)
class _Search:
    pieces: tuple[Piece, ...]
    columns: tuple[int | None, ...]
    steps: int
    found: dict[tuple[str, ...], Alignment] = field(default_factory=dict)


def align_row(texts: tuple[str, ...], columns: tuple[int | None, ...]) -> tuple[Alignment, ...]:
    """All placements of a row's cells in the roles, best first, one for each distinct outcome.

    ``texts`` are the cells as printed, by grid column; ``columns`` the grid column of each role, None where the
    header lost it. Every printed character is in exactly one role, except pieces that repeat another one of the row.
    """
    outcomes: dict[tuple[str, ...], Alignment] = {}
    steps = _MOST_STEPS
    for segmentation in islice(
        product(*(list(_segmentations(c, t)) for c, t in enumerate(texts))), _MOST_SEGMENTATIONS
    ):
        pieces = tuple(piece for cell in segmentation for piece in cell)
        if len(pieces) > _MOST_PIECES:
            continue
        search = _Search(pieces, columns, steps)
        _place(search, 0, -1, {}, ())
        steps = search.steps
        if steps <= 0:
            return ()
        for values, alignment in search.found.items():
            if values not in outcomes or outcomes[values].score < alignment.score:
                outcomes[values] = alignment
    return tuple(sorted(outcomes.values(), key=lambda alignment: (-alignment.score, alignment.values)))


def is_disturbed(texts: tuple[str, ...], columns: tuple[int | None, ...]) -> bool:
    """Whether something in the row shows that it is torn: only then may it be put in another order.

    A tier word outside its column, a target outside its own while that holds none, a tier cell that repeats the
    name, or a fused cell. A document's own tier words (管理效率) or an empty column show nothing.
    """
    tier1, tier2, tier3, description, target, basis = printed_order(texts, columns)
    if is_tier1_word(tier2) and not is_tier1_word(tier1):
        return True
    if is_tier2_word(tier1) and not is_tier1_word(tier1) and (tier1 == tier2 or not is_tier2_word(tier2)):
        return True
    names = (tier3, description, basis)
    if any(is_tier1_word(name) or is_tier2_word(name) for name in names):
        return True
    if not is_measured(target) and any(is_measured(text) for text in (tier1, tier2, tier3, description)):
        return True
    if tier2 and not is_tier2_word(tier2) and not tier2_class(tier2) and tier2 in names:
        return True
    fused = (piece for column, text in enumerate(texts) for piece in list(_segmentations(column, text))[1:])
    return any(left.text == right.text or not target for left, right in fused)


def printed_order(texts: tuple[str, ...], columns: tuple[int | None, ...]) -> tuple[str, ...]:
    """The row as the grid has it, by role."""
    return tuple(
        without_space(texts[column]) if column is not None and column < len(texts) else "" for column in columns
    )


def _segmentations(column: int, text: str) -> Iterator[tuple[Piece, ...]]:
    """The cell whole, and cut at a space where one half is a target or both halves are equal."""
    compact = without_space(text)
    if not compact:
        yield ()
        return
    yield (Piece(compact, column),)
    for match in re.finditer(r"\s+", text.strip()):
        left, right = without_space(text.strip()[: match.start()]), without_space(text.strip()[match.end() :])
        if left[-1:] in "0123456789." and right[:1].isdigit():
            continue  # a number printed with a space in it
        twice = left == right
        measured = is_measured(right) and not is_measured(left)
        worded = _is_degree(right) and is_cjk(left[-1])
        if twice or measured or worded:
            yield (Piece(left, column, 0, False), Piece(right, column, 1, False))


def _place(search: _Search, at: int, last: int, placed: dict[int, Piece], dropped: tuple[Piece, ...]) -> None:
    search.steps -= 1
    if search.steps <= 0:
        return
    if at == len(search.pieces):
        _keep(search, placed, dropped)
        return
    piece = search.pieces[at]
    for role in range(last + 1, len(ROLES)):
        if role not in placed:
            _place(search, at + 1, role, {**placed, role: piece}, dropped)
    if not piece.whole and _TARGET not in placed and last < _TARGET:
        _place(search, at + 1, last, {**placed, _TARGET: piece}, dropped)
    if len(dropped) < _MOST_DROPPED and any(
        other.text == piece.text for other in search.pieces if other is not piece and other not in dropped
    ):
        _place(search, at + 1, last, placed, (*dropped, piece))


def _keep(search: _Search, placed: dict[int, Piece], dropped: tuple[Piece, ...]) -> None:
    values = tuple(placed[role].text if role in placed else "" for role in range(len(ROLES)))
    if any(piece.text not in values for piece in dropped):
        return
    splits = sum(not piece.whole and piece.part == 1 for piece in search.pieces)
    score = _score(values, placed, search.columns) - len(dropped) - splits / 2
    known = search.found.get(values)
    if known is None or known.score < score:
        search.found[values] = Alignment(values, score, tuple(piece.text for piece in dropped), splits)


def _score(values: tuple[str, ...], placed: dict[int, Piece], columns: tuple[int | None, ...]) -> float:
    tier1, tier2, tier3, description, target, basis = values
    score = sum(_fit(role, piece.text) for role, piece in placed.items())
    score += sum(piece.part == 0 and piece.column == columns[role] for role, piece in placed.items())
    score += sum(_said_twice(piece) for piece in placed.values())
    score += (tier3 == description != "") + (basis in (tier3, description) and basis != "")
    if not tier3 and (description or basis):
        score -= 3
    if basis and not description:
        score -= 1
    if basis and basis == target:
        score -= 3
    if tier1 and tier1 == tier2 and not is_tier1_word(tier1):
        score -= 4
    if not target:
        score -= 2
    elif target in (tier3, description):
        score -= 4
    elif tier3.endswith(target) or description.endswith(target):
        score -= 2
    return score


def _fit(role: int, text: str) -> float:
    """How well a text fits a role by its words alone."""
    name = ROLES[role]
    if name == "tier1":
        return 4 if is_tier1_word(text) else 1 if tier1_class(text) and text.endswith("指标") else -6
    if name == "tier2":
        if is_tier1_word(text):
            return 0
        return 4 if is_tier2_word(text) else 1 if tier2_class(text) else -6
    if is_tier1_word(text) or is_tier2_word(text):
        return -5
    if name == "target":
        return 4 if is_measured(text) else 2 if _is_degree(text) else 0
    return -4 if is_measured(text) else 1


def _said_twice(piece: Piece) -> int:
    half, odd = divmod(len(piece.text), 2)
    return -2 if not odd and half > 1 and piece.text[:half] == piece.text[half:] else 0


def _is_degree(text: str) -> bool:
    return len(text) <= _LONGEST_DEGREE and _DEGREE.match(text) is not None
