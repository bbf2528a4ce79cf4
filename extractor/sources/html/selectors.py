"""Selectors of a style sheet, and whether an element is one that they name (Selectors level 4, what pages use of it).

What is not understood of a selector leaves it open whether it names an element; so there are three answers.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple

from extractor.sources.html.node import Node

_IDENT: Final = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_PIECE: Final = re.compile(
    rf"""(?P<combinator>\s*[>+~]\s*|\s+)|(?P<tag>\*|[A-Za-z](?:{_IDENT})?)|\#(?P<id>{_IDENT})
    |\.(?P<class>{_IDENT})|\[(?P<attribute>[^\]]*)\]
    |(?P<colons>::?)(?P<pseudo>[\w-]+)(?:\((?P<argument>(?:[^()]|\([^()]*\))*)\))?""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"""\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*["']?(.*?)["']?\s*(?:\s[iIsS]\s*)?)?""", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_LATER: Final = frozenset({"hover", "active", "focus", "focus-within", "focus-visible", "target", "visited"})
"""What a page that nobody touches has none of. What is checked is no such thing: scripts check without a trace."""
_GENERATED: Final = frozenset({"before", "after"})
_LONGEST, _MOST_PIECES = 1000, 64
"""Longer selectors are of no page that a person made."""


MOST_TRIES = 1_000_000
"""So often a page's elements are compared with parts of longer selectors: some seconds."""


class Named(IntEnum):
    """Whether a selector names an element."""

    NO = 0
    PERHAPS = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Place:
    """An element in the page: what selectors ask of it and of those that it stands in and after."""

    node: Node
    tag: str
    name: str
    classes: frozenset[str]
    parent: "Place | None"

    @property
    def before(self) -> "Place | None":
        """The element before it under the same one."""
        node = self.node.getprevious()
        return None if node is None else placed(node, self.parent)


def placed(node: Node, parent: Place | None) -> Place:
    """An element under another; names and classes as the pages of old compare them, in lower case."""
    name, classes = node.get("id"), node.get("class")
    return Place(
        node,
        node.tag if isinstance(node.tag, str) else "",
        name.lower() if name else "",
        frozenset(classes.lower().split()) if classes else frozenset(),
        parent,
    )


class _Attribute(NamedTuple):
    name: str
    how: str
    value: str

    def of(self, place: Place) -> Named:
        said = place.node.get(self.name)
        if said is None:
            return Named.NO
        wanted = self.value
        answers = {
            "": True,
            "=": said == wanted,
            "~=": wanted in said.split(),
            "|=": said == wanted or said.startswith(wanted + "-"),
            "^=": bool(wanted) and said.startswith(wanted),
            "$=": bool(wanted) and said.endswith(wanted),
            "*=": bool(wanted) and wanted in said,
        }
        return Named.YES if answers[self.how] else Named.NO


@dataclass(slots=True)
class _Compound:
    """The parts of a selector that one element must fulfil, and how it stands to the compound on its left."""

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[_Attribute, ...] = ()
    pseudos: tuple[str, ...] = ()
    unlike: "tuple[_Compound, ...]" = ()
    is_open: bool = False
    """Whether it has a part that is not understood."""
    combinator: str = ""
    """What stands before it: nothing, a blank, ``>``, ``+`` or ``~``."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been read of it so far."""
        return not (self.tag or self.ids or self.classes or self.attributes or self.pseudos or self.unlike)

    def names(self, place: Place) -> Named:
        if self.tag not in ("", place.tag) or any(one != place.name for one in self.ids):
            return Named.NO
        if not place.classes.issuperset(self.classes):
            return Named.NO
        answers = [one.of(place) for one in self.attributes]
        answers += [_pseudo(one, place) for one in self.pseudos]
        answers += [Named(Named.YES - one.names(place)) for one in self.unlike]
        return min(answers, default=Named.YES) if not self.is_open else min([*answers, Named.PERHAPS])


class Selector(NamedTuple):
    """One selector, from the element that it names outwards; ``pseudo``: the part of it that is generated."""

    compounds: tuple[_Compound, ...]
    pseudo: str
    weight: tuple[int, int, int]
    """Its specificity: ids, classes and their like, elements."""

    @property
    def key(self) -> str:
        """What an element must have at least: ``#id``, ``.class``, an element's name, or nothing (``*``)."""
        last = self.compounds[0]
        if last.ids:
            return "#" + last.ids[0]
        return "." + last.classes[0] if last.classes else last.tag or "*"

    @property
    def is_simple(self) -> bool:
        """Whether an element's own name, id and classes say whether it is named."""
        last = self.compounds[0]
        return len(self.compounds) == 1 and not (last.attributes or last.pseudos or last.unlike or last.is_open)


def parted(selectors: str) -> Iterator[str]:
    """The selectors of a rule, which commas part that stand in no brackets."""
    if "(" not in selectors and "[" not in selectors:
        yield from selectors.split(",")
        return
    depth, begin = 0, 0
    for place, character in enumerate(selectors):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth <= 0:
            yield selectors[begin:place]
            begin = place + 1
    yield selectors[begin:]


def read_selector(text: str) -> Selector | None:
    """A selector; None where it is none, or names what is no text (a selection, a mark of a list)."""
    compounds, pseudo = [_Compound()], ""
    end, text = 0, text.strip()
    if len(text) > _LONGEST:
        return None
    for count, found in enumerate(_PIECE.finditer(text)):
        if found.start() != end or pseudo or count >= _MOST_PIECES or (found["tag"] and not compounds[-1].is_blank):
            return None
        end = found.end()
        if found["combinator"]:
            compounds.append(_Compound(combinator=found["combinator"].strip() or " "))
        elif found["colons"] == "::" or found["pseudo"] in _GENERATED:
            pseudo = found["pseudo"].lower()
            if pseudo not in _GENERATED:
                return None
        else:
            _add(compounds[-1], found)
    if end != len(text) or not text:
        return None
    ids, others, tags = (sum(parts) for parts in zip(*map(_weight, compounds), strict=True))
    return Selector(tuple(reversed(compounds)), pseudo, (ids, others, tags + bool(pseudo)))


def _add(compound: _Compound, found: re.Match[str]) -> None:
    if found["tag"]:
        compound.tag = "" if found["tag"] == "*" else unescaped(found["tag"]).lower()
    elif found["id"]:
        compound.ids += (unescaped(found["id"]).lower(),)
    elif found["class"]:
        compound.classes += (unescaped(found["class"]).lower(),)
    elif found["attribute"] is not None:
        said = _ATTRIBUTE.fullmatch(found["attribute"])
        if said is None:
            compound.is_open = True
        else:
            compound.attributes += (_Attribute(said[1].lower(), said[2] or "", unescaped(said[3] or "")),)
    else:
        _add_pseudo(compound, found["pseudo"].lower(), found["argument"])


def _add_pseudo(compound: _Compound, pseudo: str, argument: str | None) -> None:
    if pseudo == "not" and argument is not None:
        inner = read_selector(argument)
        if inner is None or inner.pseudo or len(inner.compounds) > 1:
            compound.is_open = True
        else:
            compound.unlike += inner.compounds
    elif argument is None and (pseudo in _LATER or pseudo in _ASKED):
        compound.pseudos += (pseudo,)
    else:
        compound.is_open = True


def _weight(compound: _Compound) -> tuple[int, int, int]:
    ids, others, tags = len(compound.ids), len(compound.classes) + len(compound.attributes), int(bool(compound.tag))
    for inner in compound.unlike:
        more = _weight(inner)
        ids, others, tags = ids + more[0], others + more[1], tags + more[2]
    return ids, others + len(compound.pseudos) + compound.is_open, tags


def _pseudo(name: str, place: Place) -> Named:
    if name in _LATER:
        return Named.NO
    return Named.YES if _ASKED[name](place) else Named.NO


_ASKED: Final[Mapping[str, Callable[[Place], bool]]] = {
    "first-child": lambda place: place.node.getprevious() is None,
    "last-child": lambda place: place.node.getnext() is None,
    "only-child": lambda place: place.node.getprevious() is None and place.node.getnext() is None,
    "root": lambda place: place.parent is None,
    "link": lambda place: place.node.get("href") is not None,
    "any-link": lambda place: place.node.get("href") is not None,
}


@dataclass(slots=True)
class Matching:
    """Matches selectors with elements, with a bound on the work: beyond it nothing is known of longer selectors."""

    left: int = field(default_factory=lambda: MOST_TRIES)

    def names(self, selector: Selector, place: Place) -> Named:
        """Whether the selector names the element."""
        return self._names(selector.compounds, 0, place)

    def _names(self, compounds: Sequence[_Compound], index: int, place: Place) -> Named:
        self.left -= 1
        if self.left < 0:
            return Named.PERHAPS
        here = compounds[index].names(place)
        if here is Named.NO or index + 1 == len(compounds):
            return here
        best = Named.NO
        for candidate in _candidates(compounds[index].combinator, place):
            found = self._names(compounds, index + 1, candidate)
            best = max(best, min(here, found))
            if best is here or self.left < 0:
                break
        return best


def _candidates(combinator: str, place: Place) -> Iterator[Place]:
    """The elements that the compound on the left may name."""
    one = place.before if combinator in ("+", "~") else place.parent
    while one is not None:
        yield one
        if combinator in (">", "+"):
            return
        one = one.before if combinator == "~" else one.parent


def unescaped(text: str) -> str:
    """A name or a text of a style sheet without its escapes."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(found[1]) if found[1] else found[2], text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
