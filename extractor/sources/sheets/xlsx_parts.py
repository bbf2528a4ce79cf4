"""What the cells of an XLSX workbook refer to: shared strings and styles (ECMA-376 part 1, 18.4 and 18.8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from extractor.sources.open_packaging import Node
from extractor.sources.sheets.number_format import CHINESE_DATE_FORMATS
from extractor.sources.superscripts import as_superscript

GENERAL: Final = "General"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML can not hold, or the underscore before what only looks like one (22.4.2.4)."""
_SIDES: Final = ("left", "right", "top", "bottom")


_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style index says: the number format, how a number in it is to be read, whether lines are drawn."""

    code: str = GENERAL
    is_date: bool = False
    is_duration: bool = False
    is_ruled: bool = False
    indent: int = 0
    """Steps that a text is set in, three spaces each."""


def shared_strings(root: Node | None, namespace: str) -> list[str]:
    """The texts that cells name by their place, phonetic guides left out."""
    return [] if root is None else [rich_text(item, namespace) for item in root.iterchildren(f"{namespace}si")]


def rich_text(item: Node, namespace: str) -> str:
    """The text of a string item: its own, or that of its runs."""
    text = "".join(_texts(item, namespace))
    return _unescaped(text) if "_x" in text else text


def _unescaped(text: str) -> str:
    """Escapes as their characters; half of a pair, which is none, as U+FFFD."""
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _texts(item: Node, namespace: str) -> Iterator[str]:
    for child in item:
        if child.tag == f"{namespace}t":
            yield child.text or ""
        elif child.tag == f"{namespace}r":
            text = "".join(_texts(child, namespace))
            yield as_superscript(text) if _is_raised(child, namespace) else text


def _is_raised(run: Node, namespace: str) -> bool:
    height = run.find(f"{namespace}rPr/{namespace}vertAlign")
    return height is not None and height.get("val") == "superscript"


def cell_styles(root: Node | None, namespace: str) -> list[CellStyle]:
    """The styles by their index; none where the workbook has no styles."""
    if root is None:
        return []
    codes = {
        node.get("numFmtId", ""): node.get("formatCode", GENERAL)
        for node in root.iterfind(f"{namespace}numFmts/{namespace}numFmt")
    }
    ruled = [_is_ruled(border, namespace) for border in root.iterfind(f"{namespace}borders/{namespace}border")]
    return [_style(node, codes, ruled, namespace) for node in root.iterfind(f"{namespace}cellXfs/{namespace}xf")]


def _style(node: Node, codes: dict[str, str], ruled: list[bool], namespace: str) -> CellStyle:
    number = node.get("numFmtId", "0")
    key = int(number) if number.isdecimal() else 0
    code = codes.get(number) or BUILTIN_FORMATS.get(key) or CHINESE_DATE_FORMATS.get(key) or GENERAL
    border = node.get("borderId", "0")
    has_lines = border.isdecimal() and int(border) < len(ruled) and ruled[int(border)]
    alignment = node.find(f"{namespace}alignment")
    steps = "" if alignment is None else alignment.get("indent", "")
    indent = min(int(steps), _MOST_STEPS) if steps.isdecimal() else 0
    return CellStyle(code, is_date_format(code), is_timedelta_format(code), has_lines, indent)


def _is_ruled(border: Node, namespace: str) -> bool:
    """A line at the left or the right, or both above and below: a title over a table has at most one below."""
    left, right, top, bottom = (_has_line(border.find(namespace + name)) for name in _SIDES)
    return left or right or (top and bottom)


def _has_line(side: Node | None) -> bool:
    return side is not None and side.get("style", "none") != "none"
