"""What character recognition does: a look-alike in place of a character, white space within a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.damage.change import Change, Told, truths
from extractor.corpora.damage.pieces import Cell, Piece, Row, body_rows

_LETTERS = {"0": "OD", "1": "lI", "2": "Z", "5": "S", "8": "B"}
_DIGITS = {"0": "68", "1": "7", "3": "8", "5": "6", "6": "50", "7": "1", "8": "30"}
_CODE_CHARACTERS = {"E": "F", "F": "E", "P": "F", "R": "K", "0": "OD", "1": "I", "8": "B", "B": "8", "G": "6"}
_PAIRS = (
    *("未末", "己已", "土士", "人入", "千干", "日目", "待侍"),
    *("拨拔", "住往", "技枝", "治冶", "大太", "政攻", "支友"),
)
_WORDS = {pair[place]: pair[1 - place] for pair in _PAIRS for place in (0, 1)}
_NUMBER = re.compile(r"\d[\d,.]*\d")
_FIGURES = frozenset({"amount", "target"})


def misread(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """One character of a cell is one that looks like it: a ``letter`` in a number, another ``digit`` in it, another
    character in a ``code`` or in ``words``. Another digit is information gone: it reads as well as the true one."""
    for index, row in body_rows(pieces):
        for place, cell in enumerate(row.cells):
            for variant, look_alikes in _look_alikes(cell):
                places = [n for n, character in enumerate(cell.text) if character in look_alikes]
                if places:
                    at = random.choice(places)
                    wrong = random.choice(look_alikes[cell.text[at]])
                    text = cell.text[:at] + wrong + cell.text[at + 1 :]
                    yield _written(index, row, place, text, variant)


def space_numbers(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A space stands within a number of an amount, a share or a target."""
    for index, row in body_rows(pieces):
        for place, cell in enumerate(row.cells):
            number = _NUMBER.search(cell.text) if cell.belongs in _FIGURES else None
            if number is not None:
                cut = random.randrange(number.start() + 1, number.end())
                yield _written(index, row, place, f"{cell.text[:cut]} {cell.text[cut:]}", "")


def _look_alikes(cell: Cell) -> list[tuple[str, dict[str, str]]]:
    if cell.belongs in _FIGURES:
        return [("letter", _LETTERS), ("digit", _DIGITS)]
    if cell.belongs == "code":
        return [("code", _CODE_CHARACTERS)]
    return [("words", _WORDS)] if cell.belongs in ("words", "tier") else []


def _written(index: int, row: Row, place: int, text: str, variant: str) -> Change:
    old = row.cells[place]
    cells = [replace(cell, text=text) if n == place else cell for n, cell in enumerate(row.cells)]
    told: Told = "gone" if variant == "digit" else "kept"
    after = tuple((path, text) for path in old.truth)
    new = (row.with_cells(cells),)
    return Change(index, index + 1, new, row.owner, row.number, place, truths([old]), told, after, variant)
