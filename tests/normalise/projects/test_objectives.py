"""Objectives split at printed numbering only."""

import pytest

from extractor.normalise.projects.objectives import split_objectives


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.甲", ("1.甲",)),
        ("1.甲。2.乙", ("1.甲。", "2.乙")),
        ("1、甲\n2、乙\n3、丙", ("1、甲", "2、乙", "3、丙")),
        ("目标1：甲\n目标2：乙1.5倍", ("目标1：甲", "目标2：乙1.5倍")),
        ("（1）甲；（2）乙", ("（1）甲；", "（2）乙")),
        ("1.甲（1）子（2）子。2.乙", ("1.甲（1）子（2）子。", "2.乙")),
        ("前言：1.甲；2.乙", ("前言：", "1.甲；", "2.乙")),
        ("甲，增长1.5倍。乙", ("甲，增长1.5倍。乙",)),
        ("2.甲。3.乙", ("2.甲。3.乙",)),
        ("", ()),
    ],
)
def test_split(text: str, parts: tuple[str, ...]) -> None:
    assert split_objectives(text) == parts


def test_nothing_is_lost() -> None:
    text = "1.甲 乙。\n2. 丙；一是丁"
    assert "".join(split_objectives(text)) == "1.甲乙。2.丙；一是丁"
