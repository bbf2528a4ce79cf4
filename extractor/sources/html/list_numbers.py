"""The numbers that a page counts and prints before the items of its lists (HTML 4.4.8, CSS Counter Styles)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.sources.html.css import NOTHING_SAID, Style
from extractor.sources.html.node import Node
from extractor.sources.word_numerals import numeral

LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
_NUMBERS: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS: Final = {name: name for name in ("disc", "circle", "square", "none")}
"""What the attribute ``type`` says."""
_BULLETED: Final = LISTS - {"ol"}
_WHOLE: Final = re.compile(r"\s*([+-]?\d{1,9})")
_UNNUMBERED: Final = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})
_NO_MARK: Final = "none"


def _letters(first: str, count: int) -> Callable[[int], str | None]:
    """a to z, then aa, ab: as columns of a sheet are counted."""

    def write(value: int) -> str | None:
        text = ""
        while value > 0:
            value, place = divmod(value - 1, count)
            text = chr(ord(first) + place) + text
        return text or None

    return write


def _as_word_has(form: str) -> Callable[[int], str | None]:
    return lambda value: numeral(value, form)


def _zeros(value: int) -> str:
    return f"{value:02d}"


def _digit_by_digit(value: int) -> str | None:
    return str(value).translate(str.maketrans("0123456789", "〇一二三四五六七八九")) if value >= 0 else None


_FULL, _STOP = "、", ". "
_FORMS: Final[Mapping[str, tuple[Callable[[int], str | None], str]]] = {
    "decimal": (str, _STOP),
    "decimal-leading-zero": (_zeros, _STOP),
    **dict.fromkeys(("lower-alpha", "lower-latin"), (_letters("a", 26), _STOP)),
    **dict.fromkeys(("upper-alpha", "upper-latin"), (_letters("A", 26), _STOP)),
    "lower-roman": (_as_word_has("lowerRoman"), _STOP),
    "upper-roman": (_as_word_has("upperRoman"), _STOP),
    "cjk-decimal": (_digit_by_digit, _FULL),
    "cjk-heavenly-stem": (_as_word_has("ideographTraditional"), _FULL),
    "cjk-earthly-branch": (_as_word_has("ideographZodiac"), _FULL),
    **dict.fromkeys(
        ("simp-chinese-informal", "trad-chinese-informal", "cjk-ideographic"),
        (_as_word_has("chineseCountingThousand"), _FULL),
    ),
    "simp-chinese-formal": (_as_word_has("chineseLegalSimplified"), _FULL),
}
"""By list-style-type how a number is written, and what follows it; other types are not known surely."""


class Mark(NamedTuple):
    """What is printed before an item; None where that is not known."""

    text: str | None


@dataclass(slots=True)
class OpenList:
    """A list whose items are being counted: how they are numbered, and the number of the next."""

    form: str
    is_sure: bool
    next: int
    step: int

    def mark(self, item: Node, style: Style) -> Mark:
        """Count an item that is shown; a blank text where it has no number."""
        if not is_item(style):
            return Mark("")
        said = _WHOLE.match(item.get("value") or "")
        number = int(said[1]) if said else self.next
        self.next = number + self.step
        form, is_sure = _form(style, item, self.form, self.is_sure)
        form = self.form if form == "inherit" else form
        if form in _UNNUMBERED or (form[:1] in "\"'" and form[1:]):
            return Mark("" if is_sure else None)
        if form not in _FORMS or not is_sure:
            return Mark(None)
        write, end = _FORMS[form]
        written = write(number)
        if written is None and form.endswith(("roman", "alpha", "latin")):
            written = str(number)
        return Mark(None if written is None else written + end)


def is_item(style: Style) -> bool:
    """Whether an ``li`` that has this style is an item of a list: pages make blocks and rows of words of many."""
    display = style.get(("", "display"), NOTHING_SAID).value
    return display is None or "list-item" in display


def is_numbered_alone(style: Style) -> bool:
    """Whether an element that is no ``li`` is made a numbered item of a list."""
    said = style.get(("", "list-style-type"), NOTHING_SAID).value
    display = style.get(("", "display"), NOTHING_SAID).value
    return said is not None and display is not None and "list-item" in display and _one_form(said, "disc") in _FORMS


def open_list(
    node: Node, style: Style, outer: OpenList | None, others_rule: bool, items: Callable[[], int | None]
) -> OpenList:
    """A list that begins, with what counts its ``items``. Where style sheets that are not here rule the page as well
    (``others_rule``), most take the numbers away, so that only what the page itself says of a list is sure."""
    is_numbered = node.tag == "ol"
    said = any(node.get(name) is not None for name in ("type", "start", "reversed"))
    default = "decimal" if is_numbered else "disc"
    form, is_sure = _form(style, node, default, said or not (others_rule and is_numbered))
    if form == "inherit":
        form = outer.form if outer else "disc"
    step = -1 if is_numbered and node.get("reversed") is not None else 1
    start = _WHOLE.match(node.get("start") or "") if is_numbered else None
    first = int(start[1]) if start else 1 if step > 0 else items()
    return OpenList(form, is_sure and first is not None, first or 0, step)


def _form(style: Style, node: Node, default: str, is_sure: bool) -> tuple[str, bool]:
    """How a list or an item is numbered, and whether that is known."""
    said = style.get(("", "list-style-type"), NOTHING_SAID)
    if said.value is not None:
        is_sure, form = True, _one_form(said.value, default)
    else:
        kind = (node.get("type") or "").strip()
        by_attribute = _BULLETS.get(kind.lower()) or (None if node.tag in _BULLETED else _NUMBERS.get(kind))
        form = by_attribute or default
    return form, is_sure and all(_one_form(other, default) == form for other in said.others)


def _one_form(value: str, default: str) -> str:
    """The type in ``list-style: inside decimal``."""
    if value[:1] in "\"'" or value in ("inherit", "unset", "revert"):
        return value if value[:1] in "\"'" else default if value == "revert" else "inherit"
    words = value.split()
    if _NO_MARK in words:
        return _NO_MARK
    types = [word for word in words if word not in ("inside", "outside") and not word.startswith("url(")]
    return types[0] if types else "disc"
