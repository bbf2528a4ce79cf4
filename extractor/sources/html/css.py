"""The little of CSS that says what is shown, what is printed beside it, and whether lines are drawn around a cell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from extractor.sources.html.css_rules import Rule, rules_of
from extractor.sources.html.node import Node
from extractor.sources.html.selectors import Matching, Named, Place, Selector, parted, read_selector

Declarations: TypeAlias = dict[str, str]
_Weight: TypeAlias = tuple[int, ...]
"""What goes before what: importance, own style, ids, classes, elements, order."""

_SELECTOR: Final = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_IMPORTANT: Final = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)
_NO_LINE: Final = re.compile(r"(?:^|\s)(?:none|hidden|0(?:\.0+)?(?:px|pt|cm|mm|in)?)(?:\s|$)")
_SIDES: Final = ("left", "right", "top", "bottom")
_SHOWING: Final = frozenset({"display", "visibility", "vertical-align", "list-style-type"})
_GENERATING: Final = frozenset({"content", "display", "visibility", "font-family", "font-size", "opacity"})
_SHOWS: Final = re.compile("display|visibility|vertical-align|list-style", re.IGNORECASE)
_BY_HIDDEN: Final = (-1,)
_OWN_STYLE: Final = (1, 0, 0, 0, 0)
_MOST_KEPT, _LONGEST_VARIABLE = 10_000, 1000


class Said(NamedTuple):
    """What a property is for an element, or for what is generated before or after it; ``None`` where nothing is said.

    ``others``: what it may be as well, by rules of which it is not known whether they hold.
    """

    value: str | None = None
    others: tuple[str, ...] = ()


NOTHING_SAID: Final = Said()
_Key: TypeAlias = tuple[str, str]
"""A part of an element (``""``, ``before``, ``after``) and a property."""
Style: TypeAlias = Mapping[_Key, Said]
_Sure: TypeAlias = dict[_Key, tuple[_Weight, str]]


class _Declared(NamedTuple):
    """One rule for one selector, with those of its declarations that count here."""

    selector: Selector
    holds: bool | None
    order: int
    said: tuple[tuple[str, str, bool], ...]


@dataclass(slots=True)
class StyleSheet:
    """``rules`` of lines by element name and class, ``("td", "")``, ``("", "xl65")`` or ``("td", "xl65")``, longer
    selectors left out; of what is shown and generated all rules."""

    rules: dict[tuple[str, str], Declarations] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    """All values that each variable (``--divider``) has anywhere, one after the other."""
    _by_key: dict[str, list[_Declared]] = field(default_factory=lambda: defaultdict(list))
    _matching: Matching = field(default_factory=Matching)
    _kept: "dict[tuple[str, str, frozenset[str]], _ByRules]" = field(default_factory=dict)
    _order: int = 0
    _selectors_left: int = 100_000
    """So many are read; no page that a person or a program made has them."""

    def of(self, node: Node) -> Declarations:
        """What holds for an element: by its name, its classes, then its own ``style``."""
        found: Declarations = {}
        for name in ("", *str(node.get("class", "")).lower().split()):
            for element in ("", node.tag):
                found.update(self.rules.get((element, name), {}))
        found.update(declarations(node.get("style", "")))
        return found

    def style(self, place: Place) -> Style:
        """What is said of whether and how an element is shown, and of what is generated for it."""
        node = place.node
        own = node.get("style")
        written = tuple(_declared(own.split(";"), _SHOWING)) if own and _SHOWS.search(own) else ()
        by_rules = self._by_rules(place)
        if not written and node.get("hidden") is None:
            return by_rules.style
        sure = dict(by_rules.sure)
        if node.get("hidden") is not None:
            sure.setdefault(("", "display"), (_BY_HIDDEN, "none"))
        for order, (name, value, important) in enumerate(written):
            _take(sure, ("", name), (int(important), *_OWN_STYLE, order), value)
        return _settled(sure, by_rules.perhaps)

    @property
    def gave_up(self) -> bool:
        """Whether there were more rules, or more elements for them, than are looked at."""
        return self._matching.left < 0 or self._selectors_left < 0

    def _by_rules(self, place: Place) -> "_ByRules":
        keys = ("*", place.tag, *(f".{name}" for name in place.classes), *([f"#{place.name}"] if place.name else ()))
        candidates = [] if self._matching.left < 0 else [one for key in keys for one in self._by_key.get(key, ())]
        if not candidates:
            return _NO_RULES
        is_kept = all(one.selector.is_simple for one in candidates)
        signature = (place.tag, place.name, place.classes)
        if is_kept and signature in self._kept:
            return self._kept[signature]
        found = self._matched(candidates, place)
        if is_kept and len(self._kept) < _MOST_KEPT:
            self._kept[signature] = found
        return found

    def _matched(self, candidates: list[_Declared], place: Place) -> "_ByRules":
        sure: _Sure = {}
        perhaps: list[tuple[_Key, _Weight, str]] = []
        for one in candidates:
            named = self._matching.names(one.selector, place)
            for name, value, important in one.said if named is not Named.NO else ():
                key, weight = (one.selector.pseudo, name), (int(important), 0, *one.selector.weight, one.order)
                if named is Named.PERHAPS or one.holds is None:
                    perhaps.append((key, weight, value))
                else:
                    _take(sure, key, weight, value)
        return _ByRules(sure, tuple(perhaps), _settled(sure, perhaps))

    def is_ruled(self, cell: Node) -> bool:
        """Whether lines are drawn at the left or the right of a cell, or both above and below."""
        said = self.of(cell)
        left, right, top, bottom = (_has_line(said, side) for side in _SIDES)
        return left or right or (top and bottom)

    def add(self, rule: Rule) -> None:
        """Add a rule, over those before it."""
        self._order += 1
        shown = tuple(_declared(rule.declarations, _SHOWING))
        generated = tuple(_declared(rule.declarations, _GENERATING))
        lines = declarations(";".join(rule.declarations)) if rule.holds else {}
        for part in rule.declarations:
            name, _, value = part.strip().partition(":")
            if name.startswith("--"):
                self.variables[name] = (self.variables.get(name, "") + value)[:_LONGEST_VARIABLE]
        for text in parted(rule.selectors) if shown or generated or lines else ():
            self._selectors_left -= 1
            if self._selectors_left < 0:
                return
            found = _SELECTOR.fullmatch(text.strip())
            if found and lines and (found[1] or found[2]):
                self.rules.setdefault(((found[1] or "").lower(), (found[2] or "").lower()), {}).update(lines)
            selector = read_selector(text) if shown or generated else None
            if selector is not None and (said := generated if selector.pseudo else shown):
                self._by_key[selector.key].append(_Declared(selector, rule.holds, self._order, said))


class _ByRules(NamedTuple):
    """What the rules of a sheet say of an element, before its own style: with weights, and settled."""

    sure: _Sure
    perhaps: Sequence[tuple[_Key, _Weight, str]]
    style: Style


_NO_RULES: Final = _ByRules({}, (), {})


def _take(sure: _Sure, key: _Key, weight: _Weight, value: str) -> None:
    if key not in sure or weight >= sure[key][0]:
        sure[key] = weight, value


def _settled(sure: _Sure, perhaps: Sequence[tuple[_Key, _Weight, str]]) -> Style:
    style = {key: Said(value) for key, (_, value) in sure.items()}
    for key, weight, value in perhaps:
        if weight > sure.get(key, (_BY_HIDDEN, ""))[0]:
            before = style.get(key, NOTHING_SAID)
            style[key] = Said(before.value, (*before.others, value))
    return style


def read_style_sheet(texts: list[str]) -> StyleSheet:
    """Read the pages' own ``<style>`` texts, later rules over earlier ones; nothing is fetched."""
    sheet = StyleSheet()
    for text in texts:
        for rule in rules_of(text):
            sheet.add(rule)
    return sheet


def _declared(parts: list[str], wanted: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
    """The declarations that count, in the order written: property, value, and whether it is important."""
    for part in parts:
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if name == "list-style":
            name = "list-style-type"
        if not colon or name not in wanted:
            continue
        said = _IMPORTANT.sub("", value).strip()
        if name == "vertical-align" and said.lower() != "super":
            # sheets say it of every cell
            continue
        yield name, said if name == "content" else said.lower(), said != value.strip()


def declarations(text: str) -> Declarations:
    """``border:none; display : none`` as a mapping, names and values in lower case, in the order written.

    The short ``border`` sets what is said of each side before it.
    """
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name == "border":
            found.update({f"border-{side}": value.strip().lower() for side in _SIDES})
        elif colon:
            found[name] = value.strip().lower()
    return found


def _has_line(said: Declarations, side: str) -> bool:
    line = said.get(f"border-{side}", "")
    style = said.get(f"border-{side}-style", said.get("border-style", ""))
    if style:
        return not _NO_LINE.search(style) and not _NO_LINE.search(line)
    return bool(line) and not _NO_LINE.search(line)
