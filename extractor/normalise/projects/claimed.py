"""How many projects a document says that its project expenditure is of: what makes a list of projects a whole."""

import re
from collections.abc import Iterator, Sequence

from extractor.document.chinese_numeral import read_chinese_numeral
from extractor.document.document import Block
from extractor.document.text import folded, without_space

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十两]{1,3})"
_CLAIMS = (
    re.compile(
        rf"项目支出[^。;]{{0,40}}?(?:共|总共|涉及|安排|包括|包含|分为|用于|有)(?:预算)?(?:安排|涉及|有|计|实施)?{_NUMBER}个项目"
    ),
    re.compile(rf"(?:全部|所有)(?:的)?{_NUMBER}个项目"),
    re.compile(
        rf"(?:年|年度|部门|单位|预算)(?:预算)?(?:安排)?项目(?:支出)?(?:共|共计|共有|总数为?){_NUMBER}个(?!重点)"
    ),
)
"""``本年项目支出共3个项目``, ``全部3个项目``, ``本部门项目共有3个``. What is counted with other words (3个重点项目,
3个项目实行绩效目标管理) need not be all."""


def claimed_projects(blocks: Sequence[Block]) -> int | None:
    """The number of projects that the prose says are all; None where it says none, or different ones."""
    found = {number for block in blocks if block.table is None for number in _numbers(block.text)}
    return found.pop() if len(found) == 1 else None


def _numbers(text: str) -> Iterator[int]:
    plain = without_space(folded(text))
    for pattern in _CLAIMS:
        for match in pattern.finditer(plain):
            number = match["number"]
            value = number if number.isdigit() else read_chinese_numeral(number)
            if value is not None:
                yield int(value)
