"""The numbering that labels begin with."""

import pytest

from extractor.document.label_numbering import numbering_style, without_numbering


@pytest.mark.parametrize(
    ("label", "style", "bare"),
    [
        ("一、一般公共服务支出", 0, "一般公共服务支出"),
        ("二十一．住房 保障支出", 0, "住房保障支出"),
        ("（一）政府性基金", 1, "政府性基金"),
        ("(十)其他", 1, "其他"),
        ("1.因公出国（境）费", 2, "因公出国(境)费"),
        ("１２、维修费", 2, "维修费"),
        ("（3）公务接待费", 3, "公务接待费"),
        (" ①基本工资", 4, "基本工资"),
        ("⑳其他", 4, "其他"),
    ],
)
def test_each_style_is_told_and_taken_off(label: str, style: int, bare: str) -> None:
    assert numbering_style(label) == style
    assert without_numbering(label) == bare


@pytest.mark.parametrize(
    "label", ["一般公共服务支出", "1.5倍工资", "2010301行政运行", "十项重点工作", "其中：一、甲", ""]
)
def test_other_beginnings_are_no_numbering(label: str) -> None:
    assert numbering_style(label) is None
    assert without_numbering(label) == label.replace("：", ":")


def test_one_numbering_is_taken_off_and_no_second_one() -> None:
    assert without_numbering("一、（一）甲") == "(一)甲"
