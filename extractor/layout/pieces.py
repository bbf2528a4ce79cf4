"""Lines of text → pieces: words that stand together, cut where a column may begin."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.document.geometry import BBox, union
from extractor.document.number import is_number
from extractor.document.page import TextLine, Word

_PIECE_GAP_EM = 0.75
"""A gap this wide, in heights of the text, may lie between two columns; between words it is narrower."""
NARROW_SHARE = 0.4
"""A line of one text no wider than this share of its table is no running text: it stands in a column."""
_SHORTEST_LABEL = 4
"""A text this long close behind an amount is no unit of it, but the label of the next column."""
_CHINESE_GAP_EM = 0.35
"""The same between Chinese words, which are set without any space; single characters may be set apart."""
_LETTER_SPACE_EM = 2.6
"""Single Chinese characters no farther apart are one letter-spaced word (收　入, 合　　计)."""
_EVEN_EM = 0.3
"""The spaces between the characters of one word differ by less."""
_WIDEST_SPACE_EM = 6.0
_SPACED_WORDS = frozenset(
    (
        "收入",
        "支出",
        "合计",
        "总计",
        "小计",
        "共计",
        "项目",
        "金额",
        "名称",
        "编码",
        "科目",
        "备注",
        "单位",
        "数量",
        "序号",
    )
)
"""Words of headings that are set apart as far as that where they stand over wide columns."""
_CODE_LEVELS = frozenset(("类款项", "类款", "款项"))
"""Characters that each head a column of their own: the levels of a code."""
_YEARS_GAP_EM = 0.35
"""The same before a second year; between Chinese and other characters a quarter is common."""
_NIL_WORDS = frozenset(("-", "–", "—", "*", ":", ".", "..", "x", "n.a.", "n/a", "/", "无"))
_AROUND_NUMBERS = "*%％()（）$€£¥￥<>≤≥~"
"""What stands around the digits of a figure: notes, signs, currencies."""


_FIRST_CHINESE = "\u4e00"
_AMOUNT = re.compile(r"[-−]?\d[\d,]*\.\d\d|[-–—－]{1,2}")
_ITEM = re.compile(
    r"其中[:：]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_YEAR_FIRST = re.compile(r"(?:19|20)\d{2}(?!\d)")
_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:[=＝].*)?")


class Piece(NamedTuple):
    """Words of one line that stand together."""

    text: str
    bbox: BBox
    begins_column: bool = False
    """Whether the lines around show that a column begins with it, however close the text before stands."""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a percentage or a sign for nothing: what fills the body of a table."""
        words = self.text.strip()
        return words in _NIL_WORDS or any(is_number(part) for part in (words, words.strip(_AROUND_NUMBERS)))


def pieces_of(line: TextLine) -> tuple[Piece, ...]:
    """Cut a line at its wide gaps; a word whose characters are set apart (合　计) is one piece."""
    return pieces_of_words(line.words)


def pieces_of_words(words: Sequence[Word]) -> tuple[Piece, ...]:
    """Cut words of one line, left to right, at their wide gaps, and behind an amount that stands apart, or that an
    item follows: the label of the next side may follow it closely."""
    groups: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        gap = word.bbox.x0 - before.bbox.x1
        is_item = _ITEM.match(word.text) is not None
        is_label = is_item or (len(word.text) >= _SHORTEST_LABEL and _are_chinese(word.text, word.text))
        stands_apart = len(groups[-1]) == 1 and (len(groups) > 1 or is_label) and _AMOUNT.fullmatch(before.text)
        widest = _CHINESE_GAP_EM if _are_chinese(before.text, word.text) else _PIECE_GAP_EM
        if _names_another_year(groups[-1], word):
            widest = _YEARS_GAP_EM
        if gap > widest * min(before.bbox.height, word.bbox.height) or stands_apart or word.begins_column:
            groups.append([])
        groups[-1].append(word)
    pieces = [
        Piece(" ".join(word.text for word in group), union(word.bbox for word in group), group[0].begins_column)
        for group in groups
    ]
    return tuple(_letter_spaced_joined(pieces))


def _letter_spaced_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with runs of single Chinese characters at even, moderate distances as the words that they spell."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _is_next_letter(runs[-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    joined: list[Piece] = []
    for run in runs:
        word = "".join(piece.text for piece in run)
        joined += run if len(run) == 1 or word in _CODE_LEVELS else [Piece(word, union(p.bbox for p in run))]
    return joined


def _is_next_letter(run: Sequence[Piece], piece: Piece) -> bool:
    last = run[-1]
    if any(len(p.text) != 1 or p.text < _FIRST_CHINESE for p in (last, piece)):
        return False
    height = min(last.bbox.height, piece.bbox.height)
    gap = piece.bbox.x0 - last.bbox.x1
    if len(run) == 1 and last.text + piece.text in _SPACED_WORDS:
        return gap <= _WIDEST_SPACE_EM * height
    even = len(run) < 2 or abs(gap - (last.bbox.x0 - run[-2].bbox.x1)) <= _EVEN_EM * height
    return gap <= _LETTER_SPACE_EM * height and even


def _are_chinese(before: str, after: str) -> bool:
    return min(len(before), len(after)) > 1 and before[-1] >= _FIRST_CHINESE and after[0] >= _FIRST_CHINESE


def _names_another_year(group: Sequence[Word], word: Word) -> bool:
    """Whether a word begins with a year behind words that begin with one: two headings (2023年预算数 2024年预算数)."""
    return len(group) > 1 and all(_YEAR_FIRST.match(text) for text in (group[0].text, word.text))


def is_number_row(line: Sequence[Piece]) -> bool:
    """Whether the line numbers the columns: ``栏次 1 2 3=1+2``; tables side by side each have their name of the row."""
    texts = [piece.text.replace(" ", "") for piece in line]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if found and found[0] is None:
        found = [match for text, match in zip(texts, found, strict=True) if match or text != texts[0]]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) > 1 and all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] <= 2


def is_year(piece: Piece) -> bool:
    """Whether the text is a year and nothing else."""
    return _YEAR.fullmatch(piece.text.replace(" ", "").strip("*")) is not None


def is_year_row(line: Sequence[Piece]) -> bool:
    """Whether the figures of a line are years in order, each once: headings of a comparison."""
    years = [piece.text.replace(" ", "").strip("*")[:4] for piece in line if is_year(piece)]
    figures = sum(piece.is_figure and not is_year(piece) for piece in line[1:])
    ordered = sorted(set(years))
    return len(years) > 1 and not figures and years in (ordered, ordered[::-1])


def begins_item(text: str) -> bool:
    """Whether a text begins with a mark that only an item of a list has: 一、 （一） 1. 其中："""
    return _ITEM.match(text) is not None
