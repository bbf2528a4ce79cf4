"""The entries of a list of contents are no headings; without such a list nothing changes."""

import pytest

from extractor.document.content import Paragraph
from extractor.layout.blocks import build_blocks

ENTRIES = ("第一部分 部门概况 ...... 1", "一、主要职能", "第二部分 部门预算表…………3")
BODY = ("第一部分　部门概况", "一、主要职能", "承担全县统计工作。", "第二部分 部门预算表")


def _kinds(*texts: str) -> list[str]:
    return [block.kind for block in build_blocks([Paragraph(text) for text in texts], [])]


def test_the_entries_are_list_items_and_the_headings_stay() -> None:
    heads = ["heading", "heading", "paragraph", "heading"]
    assert _kinds("某县统计局2024年部门预算", "目　录", *ENTRIES, *BODY) == [
        *("paragraph", "paragraph"),
        *(["list_item"] * 3),
        *heads,
    ]


@pytest.mark.parametrize(
    "texts", [("目录", *BODY), ENTRIES, ("目录", *ENTRIES, "承担全县统计工作。", *BODY), ("目录",)]
)
def test_without_a_second_time_or_with_prose_between_headings_stay(texts: tuple[str, ...]) -> None:
    assert "list_item" not in _kinds(*texts)
