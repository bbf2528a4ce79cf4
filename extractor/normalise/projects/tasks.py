"""The list of main tasks in a department-wide form."""

import re
from typing import Final

from extractor.document.number import read_amount
from extractor.document.record import Task
from extractor.document.table import Cell
from extractor.document.text import folded, without_space
from extractor.document.total_words import is_sum
from extractor.normalise.cell_text import printed_text
from extractor.normalise.projects.area import Section, distinct

_COLUMNS: Final = (
    ("name", re.compile(r"(?:任务)?名称|(?:重点|主要)?(?:工作)?任务(?:名称)?")),
    ("content", re.compile(r"(?:主要)?(?:实施|工作|任务)?内容")),
    ("amount", re.compile(r"(?:拟投入(?:的)?资金|预算金额|总额|资金总额|金额|预算数)(?:\([^()]*\))?")),
    ("goal", re.compile(r"(?:期望达到|预期)的?目标(?:\([^()]*\))?")),
)


def read_tasks(section: Section) -> tuple[Task, ...]:
    """The tasks below a head 名称 | 主要实施内容 | 金额 | 目标; the head's rows end where the text columns end.

    A sum's row, a row without a name and the further rows of the head are no tasks.
    """
    for place, row in enumerate(section.rows):
        columns = _read_head(section, row)
        if "name" in columns and len(columns) > 1:
            return _read_rows(section, section.rows[place + 1 :], columns, row)
    return ()


def _read_head(section: Section, row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for cell in distinct(section.slots[row]):
        if cell.row != row:
            continue
        for name, pattern in _COLUMNS:
            if name not in columns and pattern.fullmatch(folded(cell.text)):
                columns[name] = cell.column
                break
    return columns if {"content", "goal"} & columns.keys() else {}


def _read_rows(section: Section, rows: tuple[int, ...], columns: dict[str, int], head: int) -> tuple[Task, ...]:
    tasks = []
    owner = section.slots[head][columns["name"] - 1] if columns["name"] > 0 else None
    for row in rows:
        if columns["name"] > 0 and not _goes_on(section.slots[row][columns["name"] - 1], owner):
            break
        texts = {name: _text(section.slots[row][column]) for name, column in columns.items()}
        name = texts["name"]
        if name is None or is_sum(name) or section.slots[row][columns["name"]] is section.slots[head][columns["name"]]:
            continue
        money = section.slots[row][columns["amount"]] if "amount" in columns else None
        reading = read_amount(printed_text(money)) if money is not None else None
        amount = reading.value if reading is not None else None
        tasks.append(Task(name, texts.get("content"), amount, texts.get("goal")))
    return tuple(tasks)


def _goes_on(cell: Cell | None, owner: Cell | None) -> bool:
    """Whether the cell left of the list still is the list's own: the same merged one, or a blank."""
    return cell is None or cell is owner or not without_space(cell.text)


def _text(cell: Cell | None) -> str | None:
    return (without_space(cell.text) or None) if cell is not None else None
