"""Form cells → tokens: labels, deadlines, amounts and text, with what stood fused in one cell taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from extractor.document.number import compact_numbers, read_amount
from extractor.document.table import Cell
from extractor.document.text import without_space
from extractor.normalise.cell_text import printed_text
from extractor.normalise.projects.area import Section, distinct
from extractor.normalise.projects.words import Label, read_label

_DEADLINE: Final = r"(?:\d{4}年)?(?:\d{1,2}月(?:份|底|末)|第?[一二三四]季度末?|[上下]半年)前?"
_AMOUNT: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SHARE: Final = rf"{_AMOUNT}[%％]?"
_ONLY_DEADLINE: Final = re.compile(_DEADLINE)
_DEADLINES: Final = re.compile(rf"(?P<lead>.*?)(?P<steps>(?:{_DEADLINE}{_SHARE} ?)+)")
_STEP: Final = re.compile(rf"({_DEADLINE})({_SHARE})")
_LABEL_AMOUNT: Final = re.compile(rf"(?P<label>\D.*?)(?P<amount>{_AMOUNT})")
_AMOUNT_LABEL: Final = re.compile(rf"(?P<amount>{_AMOUNT})(?P<label>\D.*)")
_WORDS_FOR_NOTHING: Final = frozenset({"无", "/", "／"})
"""Marks of a nil amount, and the answer of a field of words: text here."""
_WIDEST_LABEL: Final = 3
"""Columns that the label of a form's field is merged over at most."""
_AMOUNT_FIELDS: Final = frozenset({"total", "fiscal", "other", "carried", "whole_total", "basic", "project"})


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that a form cell says. ``text`` is without white space; ``printed`` keeps the cell's line breaks."""

    kind: Literal["label", "deadline", "amount", "text"]
    text: str
    printed: str
    cell: Cell
    row: int
    label: Label | None = None

    @property
    def column(self) -> int:
        return self.cell.column

    @property
    def last_row(self) -> int:
        """The last grid row that the token's cell covers."""
        return self.row + self.cell.row_span - 1


@dataclass(frozen=True, slots=True)
class FormTokens:
    """The tokens of a form's label rows in reading order; a merged cell stands at its first row only."""

    tokens: tuple[Token, ...]
    has_merges: bool = True
    """Whether any cell covers several slots; a text dump that keeps no merges has none at all."""

    def labelled(self, *fields: str) -> Iterator[Token]:
        """The label tokens of these fields, in reading order."""
        return (token for token in self.tokens if token.label is not None and token.label.field in fields)

    def next_in_row(self, token: Token) -> Token | None:
        """The next printed token in the token's first row, however far to the right, or None at the row's end."""
        following = next(iter(self.tokens[self.tokens.index(token) + 1 :]), None)
        return following if following is not None and following.row == token.row else None

    def right_of(self, token: Token) -> Token | None:
        """What the cell right beside the token's own prints first, or what goes on in its own; None for a blank.

        The adjacent cell decides: what stands beyond a blank one is another field's label or value.
        """
        following = self.next_in_row(token)
        if following is None or following.cell is token.cell:
            return following
        return following if following.column == token.column + token.cell.column_span else None

    def beside(self, token: Token) -> Token | None:
        """As ``right_of``; where the form has no merges, a label may have lost its own, and the text that comes next
        between a few blanks is its value. One with a cell right after it may be a label that is not known."""
        following = self.right_of(token)
        if following is not None or self.has_merges:
            return following
        following = self.next_in_row(token)
        if following is None or following.kind != "text" or following.column - token.column > _WIDEST_LABEL:
            return None
        return following if self.right_of(following) is None else None

    def below(self, token: Token, until: int) -> Iterator[Token]:
        """The tokens that begin under the token's cell, in rows up to ``until``."""
        left, right = token.column, token.column + token.cell.column_span
        for other in self.tokens:
            if token.last_row < other.row <= until and left <= other.column < right:
                yield other


def read_tokens(section: Section) -> FormTokens:
    """All tokens of a section's label rows."""
    tokens: list[Token] = []
    has_merges = False
    for row in section.rows:
        for cell in distinct(section.slots[row]):
            has_merges = has_merges or cell.row_span > 1 or cell.column_span > 1
            if cell.row == row:
                tokens.extend(_split(cell, row))
    return FormTokens(tuple(tokens), has_merges)


def amount_of(token: Token | None) -> Decimal | None:
    """The token's number; None for a blank, a dash, or a token that is no amount."""
    if token is None or token.kind != "amount":
        return None
    reading = read_amount(_without_percent(token.text))
    return reading.value if reading is not None else None


def _without_percent(text: str) -> str:
    return text.strip().removesuffix("%").removesuffix("％")


def _split(cell: Cell, row: int) -> Iterator[Token]:
    text = without_space(cell.text)
    if not text:
        return
    printed = printed_text(cell)
    label = read_label(text)
    if label is not None:
        yield Token("label", text, text, cell, row, label)
        return
    if _ONLY_DEADLINE.fullmatch(text):
        yield Token("deadline", text, text, cell, row)
        return
    if text not in _WORDS_FOR_NOTHING and read_amount(_without_percent(printed)) is not None:
        yield Token("amount", text, text, cell, row)
        return
    yield from _fused(compact_numbers(printed), printed, cell, row)


def _fused(text: str, printed: str, cell: Cell, row: int) -> Iterator[Token]:
    """``text`` keeps a blank between two digits, so that two numbers never read as one."""
    steps = _DEADLINES.fullmatch(text)
    if steps is not None:
        if steps["lead"]:
            yield from _split_lead(steps["lead"], cell, row)
        for deadline, share in _STEP.findall(steps["steps"]):
            yield Token("deadline", deadline, deadline, cell, row)
            yield Token("amount", share, share, cell, row)
        return
    for pattern in (_LABEL_AMOUNT, _AMOUNT_LABEL):
        match = pattern.fullmatch(text)
        label = read_label(match["label"]) if match is not None else None
        if match is None or label is None or label.field not in _AMOUNT_FIELDS:
            continue
        parts = [
            (match.start("label"), Token("label", match["label"], match["label"], cell, row, label)),
            (match.start("amount"), Token("amount", match["amount"], match["amount"], cell, row)),
        ]
        yield from (token for _, token in sorted(parts, key=lambda part: part[0]))
        return
    yield Token("text", without_space(text), printed, cell, row)


def _split_lead(lead: str, cell: Cell, row: int) -> Iterator[Token]:
    label = read_label(lead)
    if label is not None:
        yield Token("label", lead, lead, cell, row, label)
    else:
        yield Token("text", lead, lead, cell, row)
