"""What a cell's text says by itself."""

import pytest

from extractor.classify.cell_text_features import (
    NGRAM_BUCKETS,
    TEXT_FEATURES,
    ngram_buckets,
    text_features,
    text_matrix,
)


def said(text: str) -> dict[str, float]:
    return dict(zip(TEXT_FEATURES, text_features(text), strict=True))


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", "blank"),
        ("——", "dash"),
        ("1,234.50", "number"),
        ("(12.00)", "number"),
        ("36.5％", "percentage"),
        ("2021年3月5日", "date"),
        ("2021年度", "year_or_period"),
        ("一、", "serial"),
        ("≥5000件", "quantity"),
        ("2080505", "code"),
        ("（一）基本支出", "enumerated"),
        ("合  计", "total"),
        ("期末余额", "period_words"),
        ("项目", "item_words"),
        ("金额（万元）", "unit_in_brackets"),
        ("其中：财政拨款", "of_which"),
        ("√是 □否", "tick_box"),
    ],
)
def test_sorts_of_texts(text: str, sort: str) -> None:
    assert said(text)[sort] == 1
    assert said("其他资金来源")[sort] == 0


def test_shares_and_length() -> None:
    found = said("3月底a")
    assert (found["length"], found["digit_share"], found["latin_share"], found["han_share"]) == (0.4, 0.25, 0.25, 0.5)
    assert said("甲" * 10_000)["length"] == 6.4


def test_ngrams_fold_forms_and_digits_and_are_bounded() -> None:
    assert ngram_buckets("２０２１年") == ngram_buckets("2099 年")
    assert ngram_buckets("甲乙") != ngram_buckets("乙甲")
    many = ngram_buckets("甲乙丙丁" * 10_000)
    assert len(many) < 100
    assert max(many) < NGRAM_BUCKETS
    assert ngram_buckets("") != ()


def test_one_row_a_text() -> None:
    assert text_matrix(["1", "", "1"]).shape == (3, len(TEXT_FEATURES))
    assert text_matrix([]).shape == (0, len(TEXT_FEATURES))
