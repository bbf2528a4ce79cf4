"""Which line is part of which: by code, by the parent that was read, by printed numbering."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.label_numbering import numbering_style
from extractor.document.record import Line
from extractor.document.text import folded

CODE_LENGTHS = (3, 5, 7)
"""类, 款, 项: function codes 3/5/7 digits, economic codes 3/5."""
SUMS = frozenset(("total", "subtotal"))
_UNIT_CODE = re.compile(r".*(?:单位|部门)[)）]?(?:编码|代码)")


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of one side as a tree of places: ``parents[i]`` is the place of the line that line i is part of.

    ``doubtful`` places have children that may not be all of their next level.
    """

    lines: tuple[Line, ...]
    parents: tuple[int | None, ...]
    children: tuple[tuple[int, ...], ...]
    doubtful: frozenset[int]

    @property
    def roots(self) -> tuple[int, ...]:
        """The items of the top level: part of nothing but a total."""
        return tuple(
            place
            for place, (line, parent) in enumerate(zip(self.lines, self.parents, strict=True))
            if parent is None and line.role == "item"
        )


def outline_of(lines: Sequence[Line]) -> Outline:
    """Build the tree in one pass; totals, subtotals and what the reader hung below them are top level."""
    by_code, doubtful = _code_parents(lines)
    linked = _linked_parents(lines)
    units = _unit_parents(lines)
    numbered = {} if linked else _numbered_parents(lines)
    parents: list[int | None] = []
    children: list[list[int]] = [[] for _ in lines]
    for place, line in enumerate(lines):
        parent = by_code.get(place) if is_coded(line) else units.get(place, linked.get(place, numbered.get(place)))
        parents.append(parent)
        if parent is not None:
            children[parent].append(place)
    for place, below in enumerate(children):
        lengths = {len(lines[child].code or "") for child in below if is_coded(lines[child])}
        uncoded = any(not is_coded(lines[child]) for child in below)
        if lengths and (uncoded or lengths != {len(lines[place].code or "") + 2}):
            doubtful.add(place)
    return Outline(tuple(lines), tuple(parents), tuple(map(tuple, children)), frozenset(doubtful))


def is_coded(line: Line) -> bool:
    """Whether the line bears a 类/款/项 code."""
    return line.code is not None and len(line.code) in CODE_LENGTHS and line.code.isdigit()


def _code_parents(lines: Sequence[Line]) -> tuple[dict[int, int], set[int]]:
    """Parents by prefix. Where codes repeat (a block a unit) only the lines above in the same block count; an
    amount without a code inside a block makes its sums doubtful."""
    codes = [line.code or "" for line in lines if is_coded(line)]
    places = {line.code: place for place, line in enumerate(lines) if is_coded(line)}
    unique = len(set(codes)) == len(codes)
    parents: dict[int, int] = {}
    doubtful: set[int] = set()
    stack: list[int] = []
    for place, line in enumerate(lines):
        if not is_coded(line):
            if line.role in SUMS:
                stack = []
            elif line.parent is None and any(amount.value for amount in line.amounts):
                doubtful.update(stack)
            continue
        code = line.code or ""
        while stack and not _is_below(code, lines[stack[-1]].code or ""):
            stack.pop()
        if unique:
            above = next(
                (places[code[:n]] for n in reversed(CODE_LENGTHS) if n < len(code) and code[:n] in places), None
            )
        else:
            above = stack[-1] if stack else None
        if above is not None:
            parents[place] = above
        stack.append(place)
    return parents, doubtful


def _is_below(code: str, above: str) -> bool:
    return len(code) > len(above) and code.startswith(above)


def _linked_parents(lines: Sequence[Line]) -> dict[int, int | None]:
    """The parents that were read with the lines; a total as a parent makes a line top level."""
    places = {line.id: place for place, line in enumerate(lines)}
    linked: dict[int, int | None] = {}
    for place, line in enumerate(lines):
        above = places.get(line.parent or "")
        if above is not None and above != place:
            linked[place] = None if lines[above].role == "total" else above
    return linked if any(line.role in ("item", "of_which") for line in (lines[p] for p in linked)) else {}


def _unit_parents(lines: Sequence[Line]) -> dict[int, int]:
    """A department (466) above its units (466001) by the printed codes of the units; none where a code repeats, as
    beside a list of projects, since then the lines of one code need not all be of one level."""
    codes = {place: code for place, line in enumerate(lines) if (code := _unit_code(line)) is not None}
    places = {code: place for place, code in codes.items()}
    if len(places) < len(codes):
        return {}
    above = {
        place: [code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in places] for place, code in codes.items()
    }
    return {place: places[prefixes[0]] for place, prefixes in above.items() if prefixes}


def _unit_code(line: Line) -> str | None:
    """The code of the office that the line is of; None where the line bears none, or a code of its own besides."""
    if is_coded(line) or line.role != "item":
        return None
    return next(
        (v for name, v in line.attributes.items() if v and v.isdigit() and _UNIT_CODE.fullmatch(folded(name))), None
    )


def _numbered_parents(lines: Sequence[Line]) -> dict[int, int | None]:
    """Parents by printed numbering: a new style opens a level, a style seen before goes back to it."""
    parents: dict[int, int | None] = {}
    styles: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.role in SUMS or line.role == "carry_over":
            styles = []
            continue
        style = numbering_style(line.label)
        if line.role == "of_which" and styles:
            parents[place] = styles[-1][1]
        if style is None or line.role == "of_which":
            continue
        at = next((depth for depth, (known, _) in enumerate(styles) if known == style), len(styles))
        styles[at:] = [(style, place)]
        parents[place] = styles[at - 1][1] if at else None
    return parents
