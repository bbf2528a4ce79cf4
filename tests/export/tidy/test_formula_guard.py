"""No text of a CSV file is a formula, and every text comes back."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.export.tidy.formula_guard import guarded, unguarded

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LEADS = ("", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\t", "\r\n")
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://example.invalid","点击")',
    'WEBSERVICE("http://example.invalid")',
    'IMPORTXML("http://example.invalid","//a")',
    "SUM(A1:A9)",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    "2+5+cmd|'/C calc'!A0",
    "一般公共服务支出",
)  # fmt: skip
PAYLOADS = ["".join(parts) for parts in itertools.product(LEADS, SIGNS, BODIES)]


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


def test_every_payload_is_made_a_text() -> None:
    assert [payload for payload in PAYLOADS if not guarded(payload).startswith("'")] == []


@pytest.mark.parametrize(
    "text",
    ["-5.20", "-1,234.50", "+3%", "-5,2", "-", "--", "－", "—", "-0.00", "1176.66", "行政运行", "1-3月", ""],
)
def test_numbers_dashes_and_words_stay(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet=st.sampled_from([*"=+-@'＝－ \t\r\n\u200b1a,.%一"]), max_size=8) | st.text(max_size=20))
@example("'=1")
@example("''@a")
def test_every_text_comes_back_and_none_begins_like_a_formula(text: str) -> None:
    written = guarded(text)
    assert unguarded(written) == text
    if written[:1] in SIGNS:
        assert set(written) <= set("=+-＋－−0123456789,.%％") - {"=", "@"}, "only a number or a lone dash may"


def test_a_text_that_looks_guarded_already_gets_another_apostrophe() -> None:
    assert guarded("'=1") == "''=1"
    assert guarded("'行政'") == "'行政'"
