"""A style sheet's text → its rules, with what is known of the conditions under which each holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extractor.sources.html.media_queries import holds_on_screen

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_TOKEN: Final = re.compile(r""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\\.|[{};]""", re.DOTALL)
_GROUP: Final = re.compile(r"@(media|supports|layer|container|document|-moz-document|scope)\b(.*)", re.DOTALL)
_MAX_STYLE_CHARACTERS: Final = 2_000_000
_MOST_DEEP: Final = 32
"""Blocks within blocks; style sheets have two or three."""


class Rule(NamedTuple):
    """The selectors of a rule, its declarations as written, and whether it holds; None where that is not known."""

    selectors: str
    declarations: list[str]
    holds: bool | None


@dataclass(slots=True)
class _Block:
    """What stands in braces: rules under a condition, declarations of a rule, or what concerns no element."""

    prelude: str
    is_group: bool
    holds: bool | None
    parts: list[str] = field(default_factory=list)


def rules_of(text: str) -> Iterator[Rule]:
    """The rules in order, those within ``@media`` too; one pass, however the braces lie. What a style sheet leaves
    open at its end ends there, as in browsers; rules within rules are left out."""
    text = _COMMENT.sub("", text[:_MAX_STYLE_CHARACTERS])
    blocks: list[_Block] = []
    begin = 0
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign not in "{};":
            continue
        part, begin = text[begin : found.start()], found.end()
        if sign == "{":
            blocks.append(_opened(part.strip(), blocks[-1] if blocks else None))
            if len(blocks) > _MOST_DEEP:
                return
        elif blocks:
            blocks[-1].parts.append(part)
            if sign == "}":
                yield from _rule(blocks.pop())
    if blocks:
        blocks[-1].parts.append(text[begin:])
    for block in reversed(blocks):
        yield from _rule(block)


def _opened(prelude: str, outer: _Block | None) -> _Block:
    holds: bool | None = True if outer is None else outer.holds
    if outer is not None and not outer.is_group:
        return _Block(prelude, False, False)
    found = _GROUP.match(prelude.lower())
    if found is None:
        return _Block(prelude, False, False if prelude.startswith("@") else holds)
    inner = holds_on_screen(found[2]) if found[1] == "media" else True if found[1] == "layer" else None
    return _Block(prelude, True, False if False in (holds, inner) else None if None in (holds, inner) else True)


def _rule(block: _Block) -> Iterator[Rule]:
    if not block.is_group and block.holds is not False and block.prelude:
        yield Rule(block.prelude, block.parts, block.holds)
