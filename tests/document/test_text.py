"""White space and folding: what counts as white space, whatever the road that finds it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.text import folded, raised, single_spaced, without_note_marks, without_space

SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u3000\ufeff]+")
TEXTS = st.text(st.sampled_from("甲乙，“ab1 ２\u3000\u200b\ufeff\n\t\xa0\x1c\u2028\u202f"), max_size=100)


def test_every_character_is_white_space_or_kept() -> None:
    characters = [chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000]
    assert [one for one in characters if without_space(one) != SPACE.sub("", one)] == []


@given(text=TEXTS)
def test_one_line_has_no_space_beside_a_chinese_character(text: str) -> None:
    line = single_spaced(text)
    assert without_space(line) == without_space(text)
    assert line == line.strip() and "  " not in line
    assert not re.search(r"[甲乙，“２] | [甲乙，“２]", line)
    assert single_spaced(line) == line


@given(text=TEXTS)
def test_long_and_short_texts_fold_alike(text: str) -> None:
    assert folded(text) == SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()
    assert folded(text + "长" * 64) == folded(text) + "长" * 64


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("合计¹", "合计"),
        ("300.00⁽²⁾", "300.00"),
        ("收入[¹]", "收入"),
        ("5¹,²", "5"),
        ("50m²", "50m²"),
        ("㎡²", "㎡²"),
        ("3²m³", "3m³"),
        ("¹⁰⁰", "¹⁰⁰"),
    ],
)
def test_numbers_of_notes_are_told_from_units(text: str, plain: str) -> None:
    assert without_note_marks(text) == plain
    assert raised("1(2)") == "¹⁽²⁾"
