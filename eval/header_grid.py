"""The texts of header cells, read back from header paths and merged cells.

A path lists the texts of the header cells above its column, outermost first, each once, blank ones and column numbers
(栏次) left out. So a column's paths and the cells over it say together which text stands in which cell, as far as they
say it without doubt; where they do not, the text is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence

from extractor.eval.views import UNKNOWN, Missing, Path, Span, Text

Slot = tuple[int, int]
"""Grid row and column of a cell's first place."""


def header_texts(paths: Sequence[Path], header_rows: int, spans: Iterable[Span]) -> dict[Slot, Text]:
    """The text of every header cell by its first place; UNKNOWN for column numbers and where the paths leave it open.

    ``header_rows`` counts the rows with column numbers; ``spans`` are the merged cells of the whole grid.
    """
    stacks = _stacks(len(paths), header_rows, spans)
    numbers = _number_rows(stacks, paths, header_rows)
    texts: dict[Slot, Text] = {}
    known = [(_above(stack, header_rows - numbers), path) for stack, path in zip(stacks, paths, strict=True)]
    for stack, path in known:
        if not isinstance(path, Missing) and (not path or len(path) >= len(stack)):
            _agree(texts, dict(zip(stack, path or ("",) * len(stack), strict=False)))
    for stack, path in known:
        if not isinstance(path, Missing):
            _agree(texts, _rest(stack, path, texts))
    return {slot: texts.get(slot, UNKNOWN) for stack in stacks for slot in stack}


def _stacks(width: int, header_rows: int, spans: Iterable[Span]) -> list[list[Slot]]:
    """By column the header cells over it, top down, each as its first place."""
    owner = {
        (row, column): (top, left)
        for top, left, rows, columns in spans
        for row in range(top, min(top + rows, header_rows))
        for column in range(left, left + columns)
    }
    return [
        list(dict.fromkeys(owner.get((row, column), (row, column)) for row in range(header_rows)))
        for column in range(width)
    ]


def _number_rows(stacks: Sequence[list[Slot]], paths: Sequence[Path], header_rows: int) -> int:
    """How many of the last header rows hold column numbers: as many as every column has cells beyond its path."""
    beyond = [
        len(stack) - len(path) for stack, path in zip(stacks, paths, strict=True) if not isinstance(path, Missing)
    ]
    rows = max(0, min(beyond, default=0))
    first = header_rows - rows
    in_rows_of_their_own = all(len(stack) - len(_above(stack, first)) == rows for stack in stacks)
    return rows if in_rows_of_their_own else 0


def _above(stack: Sequence[Slot], row: int) -> list[Slot]:
    return [slot for slot in stack if slot[0] < row]


def _agree(texts: dict[Slot, Text], found: Mapping[Slot, Text]) -> None:
    """Add what is found; two columns that say different texts of one cell leave it unknown."""
    for slot, text in found.items():
        texts[slot] = text if texts.get(slot, text) == text else UNKNOWN


def _rest(stack: Sequence[Slot], path: Sequence[str], texts: Mapping[Slot, Text]) -> dict[Slot, Text]:
    """What is left of a path with fewer texts than cells, once the cells that other columns settled are taken out."""
    open_slots = [slot for slot in stack if slot not in texts]
    left = list(path)
    for slot in stack:
        if texts.get(slot) in left:
            left.remove(str(texts[slot]))
    if not left:
        return dict.fromkeys(open_slots, "")
    return dict(zip(open_slots, left, strict=True)) if len(left) == len(open_slots) else {}
