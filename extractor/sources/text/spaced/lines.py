"""A page of spaced text → lines of pieces with their places in character columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.document.number import is_number
from extractor.document.text import without_space

_PIECE = re.compile(r"\S+(?: \S+)*")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_NIL = frozenset("-－—–―*/／") | {"--", "——", "无"}
_DECORATION = "*%％()（）￥¥<>≤≥~=＝"
_AMOUNT = re.compile(r"[-−(（]?\d{1,3}(?:,\d{3})+(?:\.\d+)?[)）]?|[-−(（]?\d+\.\d{2}[)）]?|[-−]?\d{4,}|0|[—–－-]{1,2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ITEM = re.compile(
    r"其中[:：]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
)
_BOUND_AFTER_NUMBER = tuple("年月日%％元万亿个人项次家户号页、.．)）~至-—＋+")
_UNIT_AFTER_AMOUNT = re.compile(r"[%％、.．)）~至-]|(?:百?万|千|亿)?元|个?百分点")
"""What is said of a number with decimals; of a whole one anything that is counted, or a date, may be said."""
_HALF_WIDTH = 0.5
_WORDS_SET_APART = frozenset(
    (
        "合计",
        "总计",
        "小计",
        "项目",
        "科目",
        "收入",
        "支出",
        "金额",
        "备注",
        "栏次",
        "序号",
        "编码",
        "名称",
        "指标",
        "单位",
        "部门",
    )
)
_LETTER_GAP = 8
"""Two letters of one word are set no farther apart than this, in character columns."""


class Piece(NamedTuple):
    """Text without a gap of two spaces in it, from column ``start`` to ``end`` (half-open), both from 0."""

    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a percentage or a sign for nothing."""
        return is_figure(self.text)


class SpacedLine(NamedTuple):
    """One printed line; ``number`` counts the lines of the file, from 1."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def lines_of(texts: Sequence[str], first: int, *, wide: bool) -> Iterator[SpacedLine]:
    """The lines that are not blank; ``first`` is the number of the first of ``texts``.

    ``wide``: Chinese characters count two columns, as on a terminal; else one, as pdftotext counts them.
    """
    for number, text in enumerate(texts, first):
        if not text or text.isspace():
            continue
        plain = text.replace("\u3000", "  " if wide else " ").replace("\xa0", " ").replace("\t", "    ")
        pieces = [Piece(m[0], *m.span()) for m in _PIECE.finditer(plain)]
        yield SpacedLine(number, tuple(_with_whole_words(_widened(pieces) if wide else pieces)))


def _widened(pieces: Iterable[Piece]) -> list[Piece]:
    found = []
    before = 0
    for text, start, end in pieces:
        after = before + wide_characters(text)
        found.append(Piece(text, start + before, end + after))
        before = after
    return found


def wide_characters(text: str) -> int:
    """How many characters of a text count two columns on a terminal."""
    return 0 if text.isascii() else len(_WIDE.findall(text))


@lru_cache(maxsize=1 << 14)
def is_figure(text: str) -> bool:
    """Whether a text is a number, a percentage or a sign for nothing: what fills the body of a table."""
    if text in _NIL:
        return True
    if not any("0" <= character <= "9" for character in text):
        return False
    return is_number(text) or is_number(text.strip(_DECORATION))


def begins_item(text: str) -> bool:
    """Whether a text begins with a mark that only an item of a list has: 一、 （一） 1. 其中："""
    return _ITEM.match(text) is not None


@lru_cache(maxsize=1 << 14)
def width_of(text: str) -> float:
    """The printed width of a text in em: a Chinese character has one, others about half."""
    return sum(1.0 if character > "\u2e7f" else _HALF_WIDTH for character in text)


def tokens_of(piece: Piece) -> list[Piece]:
    """The words of a piece, parted by single spaces."""
    if " " not in piece.text:
        return [piece]
    tokens, start = [], piece.start
    for word in piece.text.split(" "):
        width = len(word) if piece.end - piece.start == len(piece.text) else _columns_of(word)
        tokens.append(Piece(word, start, start + width))
        start += width + 1
    return tokens


def may_part(before: str, after: str) -> bool:
    """Whether two words that one space parts may stand in two columns: an amount beside anything but its unit."""
    if _AMOUNT.fullmatch(before) and not _YEAR.fullmatch(before):
        if "." in before or "," in before:
            return not _UNIT_AFTER_AMOUNT.match(after)
        return not after.startswith(_BOUND_AFTER_NUMBER)
    if _AMOUNT.fullmatch(after) and not _YEAR.fullmatch(after):
        return len(after) > 1
    return bool(begins_item(after) and before[-1:] not in "：:")


def _columns_of(word: str) -> int:
    return len(word) + wide_characters(word)


def _with_whole_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Letters that are set apart (合　　计) put together where they make a word that heads or ends tables."""
    if sum(len(piece.text) == 1 for piece in pieces) < 2:
        return list(pieces)
    whole: list[Piece] = []
    for piece in pieces:
        if whole and len(piece.text) == 1 and len(whole[-1].text) == 1 and piece.start - whole[-1].end <= _LETTER_GAP:
            word = without_space(whole[-1].text + piece.text)
            if word in _WORDS_SET_APART:
                whole[-1] = Piece(word, whole[-1].start, piece.end)
                continue
        whole.append(piece)
    return whole
