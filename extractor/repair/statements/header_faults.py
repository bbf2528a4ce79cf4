"""What is wrong with the header of a torn grid, by its words and by what its columns hold."""

import re
from typing import Final

from extractor.document.table import Column
from extractor.document.text import folded
from extractor.document.vocabulary import ColumnRole
from extractor.repair.statements.blocks import Block
from extractor.repair.statements.cell_types import ColumnType, column_type, type_of_role

_NAME_WORDS: Final = frozenset({"项目", "科目名称", "名称", "科目", "项目名称", "功能分类科目", "经济分类科目"})
CODE_PART_DIGITS: Final = 2
CODE_WORDS: Final = re.compile("科目编[码号]|科目代码|^(?:编码|代码|类|款|项)$")


def content_columns(block: Block) -> list[int]:
    """The printed columns of a block that hold something in more than a stray row or two."""
    filled = [sum(not line.entries[column].is_blank for line in block.lines) for column in range(block.width)]
    rows = len(block.lines)
    return [
        c for c, count in enumerate(filled) if count > max(1, 0.1 * rows) or (count and (block.leaf(c) or rows < 3))
    ]


def header_faults(block: Block) -> list[str]:
    """What is wrong with the header that a block prints; nothing for a sound one.

    A dump leaves the cells blank that a merged heading covers, so that a column of texts without a name of its own is
    no fault; one that stands over a stray text or two is.
    """
    faults = ["it swallowed the first row"] if block.captions else []
    content = set(content_columns(block))
    rows = len(block.lines)
    last = max((column for column in range(block.width) if block.paths[column] or column in content), default=0)
    for column in range(last):
        filled = sum(not line.entries[column].is_blank for line in block.lines)
        if not block.paths[column] and filled and column not in content and rows > 2:
            faults.append(f"column {column} has no name and holds a stray text")
        twin = column + 1 < block.width and _is_twin(block, column) and len({column, column + 1} & content) == 1
        if twin and rows > 2:
            faults.append(f"columns {column} and {column + 1} have one name, and one is blank")
        path = block.paths[column]
        if len(path) > 1 and column in content and (len(set(path)) < len(path) or _is_misplaced(block, column)):
            faults.append(f"a name of rows stands over column {column}")
        if len(path) > 1 and path in block.paths[:column] and is_name_word(path[-1]):
            faults.append(f"column {column} is headed as one before it")
    return faults


def _is_twin(block: Block, column: int) -> bool:
    one, other = block.leaf(column), block.leaf(column + 1)
    return bool(one) and folded(one) == folded(other)


def _is_misplaced(block: Block, column: int) -> bool:
    """Whether a column of amounts stands under a name of rows (项目)."""
    kind = type_of_column(block, column, block.table.columns[column].role)
    return kind == "amount" and is_name_word(block.paths[column][0])


def is_code_column(column: Column) -> bool:
    """Whether a column was labelled as one of codes."""
    return type_of_role(column.role) == "code"


def is_name_word(word: str) -> bool:
    """Whether a heading is one of a column of names."""
    return folded(word) in _NAME_WORDS


def type_of_column(block: Block, column: int, role: ColumnRole) -> ColumnType:
    """What a printed column holds, by its texts, its heading and the role that it was given."""
    texts = [line.entries[column].text for line in block.lines if not line.entries[column].is_blank]
    if not texts and role == "name" and column and not is_name_word(block.leaf(column)):
        role = "amount"  # a column that nothing stands in is no column of names behind the amounts
    if CODE_WORDS.search(block.leaf(column)) and type_of_role(role) != "name":
        role = "function_code"  # any of the codes: what counts is that it holds codes
    return column_type(texts, role)
