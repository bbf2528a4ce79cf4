"""The tokens of a target: a number, its unit, an operator, a word of change, or other words."""

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from extractor.document.chinese_numeral import NUMERAL_SIGNS
from extractor.document.target.units import match_unit
from extractor.document.target.words import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    AFTER,
    BEFORE,
    COMPARED,
    DECREASE,
    FROM,
    INCREASE,
    LEADING,
    MULTIPLES,
    SERVED,
    SHARES_OF,
    TIME_UNITS,
    alternatives,
)
from extractor.document.vocabulary import TargetOperator

TokenKind = Literal[
    "number",
    "numeral",
    "hundred_percent",
    "share_of",
    "unit",
    "some",
    "half",
    "before",
    "after",
    "inclusive",
    "about",
    "around",
    "leading",
    "compared",
    "increase",
    "decrease",
    "source",
    "per",
    "plus_minus",
    "variable",
    "dash",
    "separator",
    "and",
    "open",
    "close",
    "bracket",
    "words",
]


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is in plain signs; ``start`` and ``end`` are places in the printed text, half-open."""

    kind: TokenKind
    text: str
    start: int
    end: int


_EACH: Final = rf"(?:[两二三四五六]|\d{{1,2}})?个?(?:{alternatives(TIME_UNITS, SERVED)})"
_PER: Final = (
    rf"(?:每(?:{_EACH}|[\u4e00-\u9fff]{{1,2}}(?=[\d≥≤<>=约不至]))(?=.))+"
    rf"|一(?:{alternatives(TIME_UNITS)})(?=[一二两三四五六七八九十\d]+[次回轮期])"
    rf"|(?:[年月日季周])?(?:{alternatives(SERVED)}|[年月日季周亩])均"
)
_PATTERNS: Final[tuple[tuple[TokenKind, str], ...]] = (
    ("hundred_percent", "百分之?百"),
    ("share_of", alternatives(*SHARES_OF)),
    ("inclusive", r"\(含(?:本数)?\)"),
    ("per", _PER),
    ("before", alternatives(*BEFORE.values())),
    ("compared", alternatives(COMPARED)),
    ("increase", alternatives(INCREASE)),
    ("decrease", alternatives(DECREASE)),
    ("source", alternatives(FROM)),
    ("leading", alternatives(LEADING)),
    ("about", alternatives(ABOUT_BEFORE)),
    ("around", alternatives(ABOUT_AFTER)),
    ("after", alternatives(*AFTER.values())),
    ("number", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?(?![\d.])"),
    ("half", "半"),
    ("numeral", rf"[{NUMERAL_SIGNS}]+"),
    ("plus_minus", r"±|\+/-"),
    ("variable", "[xXyYnN](?=[≤≥<>=])"),
    ("dash", "-+|~+|至|到"),
    ("separator", "[,;、。且]"),
    ("and", "[和与]"),
    ("open", r"\("),
    ("close", r"\)"),
    ("bracket", r"[\[\]]"),
)
_LEXICON: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS))
_SOME: Final = re.compile(r"[余多](?!\d)")
_BEFORE_UNIT: Final = frozenset({"number", "numeral", "some", "half"})
_MULTIPLE: Final = frozenset(MULTIPLES.split())
_NUMERAL_BEGINS: Final = frozenset("零〇○一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾貳參陸兩")
_OPERATORS: Final = {word: operator for operator, words in (*BEFORE.items(), *AFTER.items()) for word in words.split()}


def tokens_of(plain: str) -> tuple[Token, ...]:
    """The tokens of a text in plain signs, in order, without gaps; what no kind knows is ``words``."""
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        token = _token_at(plain, at, tokens[-1] if tokens else None)
        at = token.end
        if token.kind == "words" and tokens and tokens[-1].kind == "words":
            before = tokens.pop()
            token = Token("words", before.text + token.text, before.start, token.end)
        tokens.append(token)
    return tuple(tokens)


def operator_of(word: str) -> TargetOperator | None:
    """The operator that a sign or a word prints, in plain signs; None where it prints none."""
    return _OPERATORS.get(word)


def _token_at(plain: str, at: int, before: Token | None) -> Token:
    """The next token: behind a number it is a unit where it can be one (behind 一 only one that the lists know)."""
    if before is not None and before.kind in _BEFORE_UNIT:
        some = _SOME.match(plain, at) if before.kind != "some" else None
        if some:
            return Token("some", some.group(), at, some.end())
        end = match_unit(plain, at, known_only=before.kind != "number")
        if end is not None:
            return Token("unit", plain[at:end], at, end)
    if before is not None and before.kind == "unit" and before.text in _MULTIPLE and _SOME.match(plain, at):
        return Token("some", plain[at], at, at + 1)
    return _word_at(plain, at, before)


def _word_at(plain: str, at: int, before: Token | None) -> Token:
    found = _LEXICON.match(plain, at)
    if found is None:
        return Token("words", plain[at], at, at + 1)
    kind, text = cast(TokenKind, found.lastgroup), found.group()
    if kind == "numeral":
        # 两万元 counts 万元, and numerals within words (统一, 万元) are words
        text = text.rstrip("万亿萬億点")
        in_words = before is not None and before.kind == "words"
        if in_words or not text or text[0] not in _NUMERAL_BEGINS:
            return Token("words", plain[at], at, at + 1)
    return Token(kind, text, at, at + len(text))
