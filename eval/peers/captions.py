"""Title and unit of a peer's table: what it prints in its own first rows, else the lines above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.caption_words import is_sentence, read_caption, without_continued, without_unit
from extractor.document.text import without_space
from extractor.eval.peers.grid import PeerTable, owners, without_top
from extractor.eval.peers.page_lines import PageLine
from extractor.eval.peers.worker.raw import Box

_FARTHEST_LINES = 8
_GOES_ON = "：:，,、；;"
"""A line that ends so is cut out of a sentence."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A table and the texts above its header, white space removed, from top to bottom."""

    table: PeerTable
    above: tuple[str, ...]


def caption(table: PeerTable, lines: Sequence[PageLine], others: Sequence[Box]) -> Captioned:
    """The table without the captions in its own first rows, and the lines of its page above what is left.

    ``lines`` are all lines of the document, ``others`` the boxes of the page's tables: the lines above reach up to the
    nearest of them. Where no line is known there, the peer's own reading of those rows counts.
    """
    page, box = table.boxes[0]
    rest, inner = _take_inner(table)
    top = _top(rest) if inner else None
    floor = box[1] + 1 if top is None else top
    ceiling = max((other[3] for other in others if other[3] <= box[1] + 1), default=float("-inf"))
    above = [
        without_space(line.text)
        for line in sorted(lines, key=lambda one: (one.box[1], one.box[0]))
        if line.page == page and not line.furniture and ceiling <= _middle(line) <= floor
    ]
    known = tuple(filter(None, above))
    return Captioned(rest, known if top is not None and known else (*known, *inner))


def title_of(above: Sequence[str]) -> str | None:
    """The nearest line above that reads as a title (ends in 表), else the nearest that is no unit, department, date,
    table number or sentence; None where there is none."""
    near = list(reversed(above))[:_FARTHEST_LINES]
    titles = [text for text in near if (words := read_caption(text)) is not None and words.kind == "title"]
    plain = [text for text in near if read_caption(text) is None and not is_sentence(text) and text[-1] not in _GOES_ON]
    found = next(iter(titles), None) or next(iter(plain), None)
    return without_unit(without_continued(found)) or None if found else None


def unit_of(above: Sequence[str]) -> str | None:
    """The unit that the nearest line above names."""
    for text in reversed(above):
        words = read_caption(text)
        if words is not None and words.kind in ("unit", "title") and words.value:
            return words.value
    return None


def _take_inner(table: PeerTable) -> tuple[PeerTable, tuple[str, ...]]:
    """Part the leading rows that hold nothing but captions: title, 部门：…, 单位：… drawn inside the rulings.

    A cell over the whole width counts by its first line: a frame taken for a cell holds the text of the whole page.
    """
    found: list[str] = []
    depth = 0
    while depth + 1 < table.rows:
        texts = _caption_texts(table, depth)
        if texts is None:
            break
        found += texts
        depth += 1
    return without_top(table, depth), tuple(found)


def _caption_texts(table: PeerTable, row: int) -> list[str] | None:
    """The captions that a row holds, [] for a blank row, None where it holds anything else.

    A title that the peer cut at its columns is one again.
    """
    grid = owners(table)
    cells = [grid[row, column] for column in range(table.columns) if (row, column) in grid]
    filled = [cell for cell in dict.fromkeys(cells) if cell.plain]
    together = "".join(cell.plain for cell in filled)
    if len(filled) > 1 and (words := read_caption(together)) is not None and words.kind == "title":
        return [together]
    found: list[str] = []
    for cell in filled:
        texts = [text for line in cell.text.splitlines() if (text := without_space(line))]
        known = [read_caption(text) is not None for text in texts]
        count = known.index(False) if False in known else len(known)
        if not count or (count < len(texts) and len(filled) > 1):
            return None
        found += texts[:count]
    return found


def _top(table: PeerTable) -> float | None:
    """Where the first row begins on its page; None where the peer does not say."""
    return max((cell.box[1] for cell in table.cells if cell.row == 0 and cell.plain and cell.box), default=None)


def _middle(line: PageLine) -> float:
    return (line.box[1] + line.box[3]) / 2
