"""What the text of one cell says by itself: its sort, its length, its signs, and its hashed character n-grams."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.document.text import folded
from extractor.document.total_words import is_total

NGRAM_BUCKETS = 1 << 14
"""How many columns the hashed n-grams fall into."""
_NGRAM_TEXT = 32
"""Characters of a text whose n-grams count; a long text is told by its beginning."""
_LONG_TEXT = 64
"""Characters beyond which a text's length makes no difference."""

_NUMBER = re.compile(r"[-+±(]?[¥$]?\d[\d,]*(\.\d+)?\)?")
_DASH = re.compile(r"[-—–―─/无]+")
_DATE = re.compile(r"\d{4}[-./年]\d{1,2}([-./月](\d{1,2}日?)?)?|\d{1,2}月\d{1,2}日")
_YEAR = re.compile(r"(19|20)\d\d(年度?)?|[本上去前]+[年期]+.{0,3}")
_SERIAL = re.compile(r"[(]?(\d{1,3}|[一二三四五六七八九十]{1,3}|[IVXivx]{1,4}|[A-Za-z])[)、.]?")
_QUANTITY = re.compile(r"[-+≥≤<>约]?\d[\d,.]*\s?[^\d\s]{1,4}")
_CODE = re.compile(r"[A-Za-z]*[-_]?\d{5,}[A-Za-z]*")
_ENUMERATED = re.compile(r"[(]?[一二三四五六七八九十\d]+[)、.]\D")
_PERIOD_WORDS = re.compile(r"期[初末]|年[初末]|本[期年]|上[期年]|同期|年度|余额|发生额")
_ITEM_WORDS = re.compile(r"^(项目|类别|名称|种类|单位名称|科目|序号|编号|指标|年份|日期|时间|姓名|内容|品种|类型)")
_MEASURE_WORDS = re.compile(r"(金额|比例|数量|余额|价值|合计|总额|单价|[数量率价额值比])([(].*[)])?$")
_UNIT_IN_BRACKETS = re.compile(r"[(][^()]{0,6}(元|%|人|吨|米|kg|mm|个|次|天)[^()]{0,3}[)]")

TEXT_FEATURES: tuple[str, ...] = (
    "blank", "dash", "number", "whole_number", "percentage", "date", "year_or_period", "serial", "quantity", "code",
    "enumerated", "total", "period_words", "item_words", "measure_words", "unit_in_brackets", "of_which", "colon_end",
    "sentence_marks", "tick_box", "length", "digit_share", "latin_share", "han_share", "spaced_out", "indented",
    "trailing_space", "several_lines", "brackets",
)  # fmt: skip
"""The columns of ``text_features``."""


def text_features(text: str) -> list[float]:
    """One number for each of ``TEXT_FEATURES``: flags 0 or 1, shares 0 to 1, the length in tenths of characters."""
    plain = folded(text)
    length = len(plain)
    number = _NUMBER.fullmatch(plain) is not None
    digits = sum(character.isdigit() for character in plain)
    latin = sum(character.isascii() and character.isalpha() for character in plain)
    han = sum("\u4e00" <= character <= "\u9fff" for character in plain)
    stripped = text.strip()
    return [
        float(flag)
        for flag in (
            not plain,
            _DASH.fullmatch(plain) is not None,
            number,
            number and "." not in plain,
            number_of_percent(plain),
            _DATE.fullmatch(plain) is not None,
            _YEAR.fullmatch(plain) is not None,
            _SERIAL.fullmatch(plain) is not None,
            not number and _QUANTITY.fullmatch(plain) is not None,
            _CODE.fullmatch(plain) is not None,
            _ENUMERATED.match(plain) is not None,
            is_total(text),
            _PERIOD_WORDS.search(plain) is not None,
            _ITEM_WORDS.search(plain) is not None,
            _MEASURE_WORDS.search(plain) is not None,
            _UNIT_IN_BRACKETS.search(plain) is not None,
            plain.startswith(("其中", "减:", "加:")),
            plain.endswith(":"),
            any(mark in plain for mark in "，。;；,、" if not number),
            any(mark in plain for mark in "√□☑■×"),
            min(length, _LONG_TEXT) / 10,
            digits / length if length else 0,
            latin / length if length else 0,
            han / length if length else 0,
            han == length > 1 and len(stripped) > length,
            text[:1].isspace() and bool(plain),
            text[-1:].isspace() and bool(plain),
            "\n" in stripped,
            "(" in plain,
        )
    ]


def number_of_percent(plain: str) -> bool:
    """Whether a folded text is a percentage, ``12.5%``."""
    return plain.endswith(("%", "‰")) and _NUMBER.fullmatch(plain[:-1]) is not None


def ngram_text(text: str) -> str:
    """What of a text its n-grams are taken of: digits are all alike, a long one is told by its beginning."""
    return re.sub(r"\d", "0", folded(text))[:_NGRAM_TEXT]


def ngram_buckets(text: str) -> tuple[int, ...]:
    """The hash buckets of the character 1- to 3-grams of a text's ``ngram_text``, each once and sorted."""
    plain = ngram_text(text)
    marked = f"^{plain}$"
    grams = {marked[i : i + n] for n in (1, 2, 3) for i in range(len(marked) - n + 1)}
    grams.add(f"={plain}")
    return tuple(sorted({zlib.crc32(gram.encode()) % NGRAM_BUCKETS for gram in grams}))


def text_matrix(texts: Sequence[str]) -> NDArray[np.float32]:
    """``text_features`` of all texts, one row a text; equal texts are read once."""
    known = {text: text_features(text) for text in dict.fromkeys(texts)}
    return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), len(TEXT_FEATURES))
