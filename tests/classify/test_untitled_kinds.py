"""Tables without a title: told where the words are sure, never where a title or a rule speaks."""

import numpy as np
import pytest

from extractor.classify.model_file import read_model
from extractor.classify.table_kinds import table_kind
from extractor.classify.untitled_kinds import KindWords, TableKindModel, kind_of_untitled, table_grams
from extractor.errors import ModelError

HEADER = [("项目",), ("预算数",)]
SOURCES = ["财政拨款收入", "812.30", "财政专户管理资金", "单位资金收入", "40.00", "上年结转", "合计", "852.30"]


def test_a_revenue_table_without_a_title_is_told() -> None:
    assert table_kind(None, HEADER, SOURCES) == "revenue_summary"
    assert table_kind("", HEADER, SOURCES) == "revenue_summary"


def test_a_title_that_no_rule_knows_keeps_the_classifier_out() -> None:
    assert table_kind("附表九", HEADER, SOURCES) == "other"


@pytest.mark.parametrize(
    ("paths", "stub"),
    [
        ([("天气",), ("温度",)], ["晴", "12"]),
        ([("",), ("",)], ["一般公共服务支出"]),
        ([], []),
        ([("😀",)], ["\ud800", "a\x00"]),
        ([("數" * 10_000,)], ["長" * 10_000]),
    ],
)
def test_what_is_no_statement_stays_other(paths: list[tuple[str, ...]], stub: list[str]) -> None:
    assert kind_of_untitled(paths, stub) is None


def test_long_texts_are_no_labels_and_each_word_counts_once() -> None:
    words = KindWords.of(
        [("收入", "项目"), ("收入", "金额")], ["行政运行", "行政运行", "长" * 21, *map(str, range(99))]
    )
    assert words.header == ("收入", "项目", "金额")
    assert words.labels[:2] == ("行政运行", "0") and len(words.labels) == 40


def test_each_table_has_its_own_grams() -> None:
    one, none = KindWords(("收入", "支出"), ("合计",)), KindWords((), ())
    together, alone = table_grams([none, one]), table_grams([one])
    assert together.buckets[together.starts[1] :].tolist() == alone.buckets.tolist()
    assert table_grams([]).starts.tolist() == []


def test_a_model_of_other_grams_is_refused() -> None:
    arrays = dict(read_model("table_kinds"))
    with pytest.raises(ModelError, match="another version"):
        TableKindModel.of(arrays | {"grams": np.array([1, 2, 3])})
    del arrays["words_start"]
    with pytest.raises(ModelError, match="lacks the array 'words_start'"):
        TableKindModel.of(arrays)
