"""Writes into the tree of a page what its styles show, leave out and print beside its text, so that who reads the tree
reads what a window shows."""

from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal

from lxml import etree

from extractor.sources.html.css import NOTHING_SAID, Style, StyleSheet
from extractor.sources.html.formulas import formula_text
from extractor.sources.html.generated import generated
from extractor.sources.html.list_numbers import LISTS, OpenList, is_item, is_numbered_alone, open_list
from extractor.sources.html.node import Node
from extractor.sources.html.raised_text import is_mark, is_raised
from extractor.sources.html.selectors import Place, placed
from extractor.sources.html.shown import BLOCKS, LINE_END, UNSHOWN, Hidden, has_text
from extractor.sources.superscripts import set_raised

_WHOLE_PAGE: Final = frozenset({"html", "body"})
_WITHOUT_INSIDE: Final = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_CELLS: Final = frozenset({"td", "th"})
_UNSEEN: Final = frozenset({"hidden", "collapse"})
_LEFT_OUT: Final = "template"
_MOST_LOOKED_AT: Final = 1000
"""So many elements are gone through for the text that the number of a list stands before."""
_Kind = Literal["leave out", "blank", "write", "raise", "number", "before", "after"]


def paint(root: Node, styles: StyleSheet, hidden: Hidden, others_rule: bool) -> None:
    """Change the tree; ``others_rule``: style sheets that are not here rule the page as well."""
    painter = _Painter(styles, hidden, others_rule)
    painter.look(root)
    painter.change()
    if styles.gave_up:
        hidden.doubtful += 1


@dataclass(slots=True)
class _Open:
    """An element that the walk is in."""

    place: Place
    is_seen: bool
    numbers: OpenList | None


@dataclass(slots=True)
class _Painter:
    """Looks at the page as it is first, so that selectors see it whole, and changes it then."""

    styles: StyleSheet
    hidden: Hidden
    others_rule: bool
    _changes: list[tuple[_Kind, Node, str]] = field(default_factory=list)
    _items_left: int = 100_000
    """So many items are counted before those of lists that are numbered downwards."""

    def look(self, root: Node) -> None:
        opened: list[_Open] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                opened.pop()
                continue
            outer = opened[-1] if opened else None
            numbers = outer.numbers if outer else None
            one = _Open(placed(node, outer.place if outer else None), outer is None or outer.is_seen, numbers)
            opened.append(one)
            if not self._goes_in(one, numbers):
                walk.skip_subtree()

    def _goes_in(self, one: _Open, outer: OpenList | None) -> bool:
        """Look at one element; whether what stands in it is looked at as well."""
        node = one.place.node
        if node.tag in UNSHOWN and node.tag not in ("math", "select"):
            return False
        style = self.styles.style(one.place)
        if self._is_left_out(node, style):
            return False
        one.is_seen = self._is_seen(node, style, one.is_seen)
        if not one.is_seen:
            self._change("blank", node)
        if node.tag in ("math", "select"):
            self._write(node, one.is_seen)
            return False
        if node.tag in LISTS:
            one.numbers = open_list(node, style, outer, self.others_rule, partial(self._items, one.place))
        elif node.tag == "li" and one.numbers is not None:
            self._number(node, style, one)
        elif is_numbered_alone(style):
            self.hidden.unnumbered += has_text(node)
        if one.is_seen:
            if is_raised(node, style) and is_mark(node, BLOCKS):
                self._change("raise", node)
            self._generate(node, style)
        return True

    def _change(self, kind: _Kind, node: Node, text: str = "") -> None:
        self._changes.append((kind, node, text))

    def _is_left_out(self, node: Node, style: Style) -> bool:
        said = style.get(("", "display"), NOTHING_SAID)
        is_none = said.value == "none"
        if any((other == "none") != is_none for other in said.others) or (is_none and node.tag in _WHOLE_PAGE):
            # a script shows what is hidden as a whole until it is loaded
            self.hidden.doubtful += has_text(node)
            return False
        if is_none:
            self.hidden.elements += has_text(node)
            self._change("leave out", node)
        return is_none

    def _is_seen(self, node: Node, style: Style, outer: bool) -> bool:
        said = style.get(("", "visibility"), NOTHING_SAID)
        if said is NOTHING_SAID or said.value in ("inherit", "unset"):
            return outer
        is_seen = outer if said.value is None else said.value not in _UNSEEN
        is_doubtful = any((other not in _UNSEEN) != is_seen for other in said.others)
        if is_doubtful or (not is_seen and node.tag in _WHOLE_PAGE):
            self.hidden.doubtful += has_text(node)
            return True
        return is_seen

    def _write(self, node: Node, is_seen: bool) -> None:
        """A formula, or what of a choice is shown, in words."""
        if node.tag == "math":
            self._change("write", node, formula_text(node) if is_seen else "")
            return
        options = [one for one in node.iter("option") if one.get("selected") is not None or one.get("disabled") is None]
        chosen = [option for option in options if option.get("selected") is not None][-1:] or options[:1]
        is_list = node.get("multiple") is not None or (node.get("size") or "1").strip() not in ("", "0", "1")
        if is_seen and is_list:
            self.hidden.fields += bool(chosen)
        else:
            self._change("write", node, "".join(chosen[0].itertext()) if chosen and is_seen else "")

    def _items(self, numbered: Place) -> int | None:
        """How many items a list shows that counts down to one; None beyond what is looked at."""
        shown = 0
        for item in numbered.node.iter("li"):
            self._items_left -= 1
            if self._items_left < 0:
                return None
            if next(item.iterancestors(*LISTS), None) is numbered.node:
                shown += self._is_shown_in(item, numbered)
        return shown

    def _is_shown_in(self, item: Node, numbered: Place) -> bool:
        place, nodes = numbered, [item]
        while (parent := nodes[-1].getparent()) is not numbered.node:
            nodes.append(parent)
        for node in reversed(nodes):
            place = placed(node, place)
            style = self.styles.style(place)
            if style.get(("", "display"), NOTHING_SAID).value == "none":
                return False
        return is_item(style)

    def _number(self, node: Node, style: Style, one: _Open) -> None:
        mark = one.numbers.mark(node, style).text if one.numbers else ""
        if not one.is_seen:
            return
        if mark is None:
            self.hidden.unnumbered += has_text(node)
        elif mark:
            self._change("number", node, mark)

    def _generate(self, node: Node, style: Style) -> None:
        if node.tag in _WITHOUT_INSIDE or not any(part for part, _ in style):
            return
        for part in ("before", "after"):
            said = generated(style, part, node, self.styles)
            self.hidden.generated += said.is_unknown
            self.hidden.unnumbered += said.is_counted
            if said.text.strip():
                text = LINE_END + said.text if said.on_own_line else said.text
                self._change("before" if part == "before" else "after", node, text)

    def change(self) -> None:
        """Write what was found, from the end on: what is printed before an element goes before what is in it."""
        for kind, node, text in self._changes:
            if kind == "leave out":
                node.clear(keep_tail=True)
                node.tag = _LEFT_OUT
            elif kind == "blank":
                self.hidden.elements += _blank(node)
            elif kind == "write":
                node.clear(keep_tail=True)
                node.tag, node.text = "span", text
        for kind, node, text in reversed(self._changes):
            if kind == "raise":
                set_raised(node)
            elif kind == "after":
                _put_after(node, text)
            elif kind == "before":
                _put_before(node, text)
            elif kind == "number":
                self.hidden.unnumbered += not _put_number(node, text)


def _blank(node: Node) -> bool:
    """Take out the text of an element itself; whether there was any."""
    texts = [node.text, *(child.tail for child in node)]
    node.text = None
    for child in node:
        child.tail = None
    return any(text and text.strip() for text in texts)


def _put_before(node: Node, text: str) -> None:
    """Put a text before what is in an element; one that begins with a line's end has a line of its own."""
    if text.startswith(LINE_END):
        line_end = etree.Element("br")
        line_end.tail = node.text
        node.insert(0, line_end)
        node.text = text.strip()
    else:
        node.text = text + (node.text or "")


def _put_after(node: Node, text: str) -> None:
    if text.startswith(LINE_END):
        etree.SubElement(node, "br").tail = text.strip()
    elif len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def _put_number(item: Node, number: str) -> bool:
    """Put a number before the first text of an item, on the same line; whether its place was found."""
    walk = etree.iterwalk(item, events=("start", "end"))
    for count, (event, node) in enumerate(walk):
        if event == "start" and node.tag in UNSHOWN:
            walk.skip_subtree()
        elif node.tag == "table":
            item.text = number
            return True
        elif event == "start" and (node.text or "").strip():
            node.text = number + node.text.lstrip()
            return True
        elif event == "end" and node is not item and (node.tail or "").strip():
            node.tail = number + node.tail.lstrip()
            return True
        if count > _MOST_LOOKED_AT:
            return False
    if any(above.tag in _CELLS for above in item.iterancestors()):
        # a cell of a column of numbers often holds nothing else
        item.text = number.strip()
    return True
