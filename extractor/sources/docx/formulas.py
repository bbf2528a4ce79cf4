"""Formulas of a Word document on one line: what the page says by the place of its parts is said by signs (ECMA-376
part 1, 22.1). ``100`` over ``3`` is no 1003.
"""

import re
from collections.abc import Iterable

from extractor.document.text import raised
from extractor.sources.docx.xml import MATH, Node

_FRACTION, _POWER, _BOTH, _ROOT = (MATH + name for name in ("f", "sSup", "sSubSup", "rad"))
_BRACKETS, _SUM, _ROWS, _MATRIX = (MATH + name for name in ("d", "nary", "eqArr", "m"))
PLACED = (_FRACTION, _POWER, _BOTH, _ROOT, _BRACKETS, _SUM, _ROWS, _MATRIX)
"""Parts of a formula that stand over, beside or around others."""
_RUN, _TEXT, _PART = MATH + "r", MATH + "t", MATH + "e"
_ONE_THING = re.compile(r"[\w.,%％]+")
_DIGITS = re.compile("[0-9]+")
_INTEGRAL = "\u222b"


def write_formulas(nodes: Iterable[Node]) -> None:
    """Put the signs into the tree."""
    for node in nodes:
        if node.tag == _FRACTION:
            _write_fraction(node)
        elif node.tag in (_POWER, _BOTH):
            _write_power(node)
        elif node.tag == _ROOT:
            _bracket(node.find(_PART), "\u221a")
        elif node.tag == _BRACKETS:
            _write_brackets(node)
        elif node.tag == _SUM:
            _put(node, 0, _character(node, "naryPr", "chr", _INTEGRAL))
        elif node.tag == _ROWS:
            _part(list(node.iterchildren(_PART)), "\n")
        else:
            rows = list(node.iterchildren(MATH + "mr"))
            for row in rows:
                _part(list(row.iterchildren(_PART)), " ")
            _part(rows, "\n")


def _write_fraction(node: Node) -> None:
    kind = node.find(f"{MATH}fPr/{MATH}type")
    below = node.find(MATH + "den")
    _bracket(node.find(MATH + "num"))
    _bracket(below)
    if below is not None:
        _put(below, 0, " " if kind is not None and kind.get(MATH + "val") == "noBar" else "/")


def _write_power(node: Node) -> None:
    """A digit over a letter is a superscript digit (m²); over a number it would look like the number of a note."""
    base, power = node.find(_PART), node.find(MATH + "sup")
    text = _only_text(power)
    if text is not None and _DIGITS.fullmatch(text.text or "") and _ends_in_letter(base):
        text.text = raised(text.text)
    else:
        _bracket(power, "^")


def _write_brackets(node: Node) -> None:
    begin, end, between = (
        _character(node, "dPr", name, usual) for name, usual in (("begChr", "("), ("endChr", ")"), ("sepChr", "|"))
    )
    parts = list(node.iterchildren(_PART))
    if parts:
        _part(parts, between)
        _put(parts[0], 0, begin)
        _put(parts[-1], len(parts[-1]), end)


def _character(node: Node, properties: str, name: str, usual: str) -> str:
    found = node.find(f"{MATH}{properties}/{MATH}{name}")
    return usual if found is None else str(found.get(MATH + "val", ""))


def _part(nodes: list[Node], sign: str) -> None:
    for node in nodes[1:]:
        _put(node, 0, sign)


def _bracket(node: Node | None, before: str = "") -> None:
    """A sign before a part, and brackets around it where it is more than a number or a word."""
    if node is None:
        return
    text = _only_text(node)
    if text is None or _ONE_THING.fullmatch(text.text or "") is None:
        _put(node, 0, "(")
        _put(node, len(node), ")")
    _put(node, 0, before)


def _only_text(node: Node | None) -> Node | None:
    """The text of a part that is one run; None where there is more to it."""
    runs = [] if node is None else [child for child in node if child.tag != MATH + "ctrlPr"]
    if len(runs) != 1 or runs[0].tag != _RUN:
        return None
    texts = list(runs[0].iterchildren(_TEXT))
    return texts[0] if len(texts) == 1 else None


def _ends_in_letter(node: Node | None) -> bool:
    text = _only_text(node)
    return text is not None and (text.text or "")[-1:].isalpha()


def _put(node: Node, place: int, text: str) -> None:
    if text:
        run = node.makeelement(_RUN)
        said = node.makeelement(_TEXT)
        said.text = text
        run.append(said)
        node.insert(place, run)
