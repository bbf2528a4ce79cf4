"""Labels, names and numbers as they stand in budgets and forms (``contexts.jsonl``; the persons are made up)."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.document.document import Block
from extractor.document.personal import Masks, PersonalData, find_personal_data
from extractor.document.personal.numbers import plain_number
from extractor.document.table import Cell, Table

CONTEXTS = [
    json.loads(line) for line in (Path(__file__).parent / "contexts.jsonl").read_text(encoding="utf-8").splitlines()
]
OFFICES = (Path(__file__).parent / "offices.txt").read_text(encoding="utf-8").split()
LABELS = ("联系人", "负责人", "项目负责人", "经办人", "填报人", "法定代表人", "责任人", "组长", "成员", "审核")


def _found(context: dict[str, Any]) -> tuple[PersonalData, ...]:
    if "line" in context:
        return find_personal_data([Block("b1", "paragraph", None, None, context["line"], None, ())], [], frozenset())
    return find_personal_data([], [_table(context["rows"])], frozenset())


def _table(rows: list[list[str]]) -> Table:
    cells = tuple(
        Cell(f"t1.r{row}c{column}", row, column, 1, 1, text, text, "data")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table("t1", None, "other", None, None, None, (1,), (), (), False, "native", 1.0, 0, (), (), (), cells)


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: str(context.get("line") or context["rows"])[:40])
def test_who_is_named(context: dict[str, Any]) -> None:
    found = _found(context)
    assert {one.text for one in found if one.kind == "name"} == set(context["names"])
    assert {one.text for one in found if one.kind != "name"} == {plain_number(text) for text in context["numbers"]}


@pytest.mark.parametrize("label", LABELS)
def test_no_office_is_taken_for_a_person(label: str) -> None:
    lines: list[dict[str, Any]] = [{"line": f"{label}：{office}　日期：2024年3月1日"} for office in OFFICES]
    tables: list[dict[str, Any]] = [{"rows": [[label, office]]} for office in OFFICES]
    assert [one.text for context in (*lines, *tables) for one in _found(context)] == []


def test_a_masked_context_holds_no_name_and_no_number() -> None:
    for context in CONTEXTS:
        if "line" in context:
            masked = plain_number(Masks(_found(context)).over(context["line"]))
            assert not [text for text in (*context["names"], *context["numbers"]) if plain_number(text) in masked]


@pytest.mark.parametrize(
    "text", ["", "😀联系人：😀", "聯繫人：張三", "联系人：" * 2_500, "张" * 10_000, "联系人：Иван 张", "1" * 10_000]
)
def test_hostile_texts_name_nobody(text: str) -> None:
    assert [one for one in _found({"line": text}) if one.kind == "name"] == []
