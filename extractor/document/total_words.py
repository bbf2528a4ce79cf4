"""The words for sums and for money carried over: of row labels, and of what heads a column."""

import re
from typing import Final

from extractor.document.text import folded

TOTAL_ENDING: Final = "(?:合计|总计|共计)(?:数|金额|额)?"
"""How the folded, bare name of a total ends, as a pattern."""
SUBTOTAL_ENDING: Final = "(?:小计|分计)(?:数|金额|额)?"
_SIGN: Final = "计"
"""Every total and subtotal has it, hardly any other label: far cheaper than folding each."""
_TOTAL: Final = re.compile(f"{TOTAL_ENDING}$")
_SUBTOTAL: Final = re.compile(f"{SUBTOTAL_ENDING}$")
_GRAND_TOTAL: Final = re.compile(f"(?:(?:本年|当年)?(?:收入|支出)(?:预算)?)?{TOTAL_ENDING}")
_CARRIED: Final = re.compile(r"结转|(?:年[初末终]|期[初末]|上年|使用|动用|非财政拨款|专用).*结余|^结余|结余分配")
_AROUND: Final = re.compile(r"^[*※]+|(?:\([^()]*\)|\[[^\[\]]*\]|[:;*※#])+$")
"""What is printed before or after such a word and changes nothing: a colon, a unit in brackets, a mark of a note."""


def bare_label(label: str) -> str:
    """The label folded and without the colon, bracketed unit or note mark at its end: ``合 计（万元）：`` → 合计."""
    plain = folded(label)
    return _AROUND.sub("", plain) or plain.strip("()[]")


def is_total(label: str) -> bool:
    """Whether the label names a total (合计, 收入总计, 本年支出合计：, 合计（万元）)."""
    return _SIGN in label and _TOTAL.search(bare_label(label)) is not None


def is_subtotal(label: str) -> bool:
    """Whether the label names a subtotal (小计)."""
    return _SIGN in label and _SUBTOTAL.search(bare_label(label)) is not None


def is_sum(label: str) -> bool:
    """Whether the label names a total or a subtotal."""
    return _SIGN in label and (is_total(label) or is_subtotal(label))


def is_grand_total(label: str) -> bool:
    """Whether the label names the total of everything or of a whole side (合计, 收入总计; not 人员经费合计)."""
    return _SIGN in label and _GRAND_TOTAL.fullmatch(bare_label(label)) is not None


def is_carried_over(label: str) -> bool:
    """Whether the label names money carried over between years (上年结转, 年末结转和结余, 结余分配)."""
    return _CARRIED.search(folded(label)) is not None
