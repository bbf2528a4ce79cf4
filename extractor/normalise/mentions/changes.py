"""Whether the words before a quantity say a change, a rate of change or a share, and of what."""

import re
from dataclasses import dataclass
from typing import Literal

from extractor.document.text import folded
from extractor.document.vocabulary import MentionDirection

_UP = "增加|增长|上升|提高|提升|上涨|增|多"
_DOWN = "减少|下降|降低|压减|压缩|缩减|减|少"
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|额|幅|率)?(?:为|约|达)?$")
_SHARE = re.compile(r"占(?P<whole>[^,，;；。]{0,30}?)(?:的比重|的比例|比重|比例|的)?(?:为|约)?$")
_DONE = re.compile(r"完成(?P<whole>[^,，;；。]{0,14}?预算)?(?:数)?的?$")
_RATE = re.compile(r"(?P<rate>[\u4e00-\u9fff]{0,8}(?:执行率|执行进度|支出进度))(?:为|约|达到?)?$")
_COMPARED = re.compile(
    r"(?:比|较|与|同)[^,，]{0,24}?(?:相比|年度?(?:当年)?(?:预算|决算)?(?:执行)?(?:数)?)|相比|(?:增减)?相抵后|[,，]|各|分别|同比|均"
)
_COMPARISON_LAST = re.compile(r"(?:比|较|与|同|和)[^,，]{0,30}$|(?:基本|保持|总体)+$")
_MOVED = re.compile(
    r"(?:(?P<new>新增|增列|追加)|(?:^|[是因为了由于增中,，:])(?:其中|需要)?"
    r"(?:(?P<up>增加|增长|提高)|(?P<down>减少|压减|压缩|缩减|核减|调减|节约|取消)))"
    r"(?:了|安排)?(?P<subject>[^,，;；长幅率额][^,，;；]+)$"
)


@dataclass(frozen=True, slots=True)
class Relative:
    """``of`` is what a share is of, as printed; ``subject`` the words before a change that name what changes."""

    kind: Literal["change", "share"]
    direction: MentionDirection | None
    subject: str
    of: str | None = None


def unchanged_of(head: str) -> Relative:
    """What does not change: the words before the comparison (``接待费决算数与上年``)."""
    return Relative("change", "unchanged", _COMPARISON_LAST.sub("", folded(head)))


def moved_of(head: str) -> Relative | None:
    """``新增专项经费``, ``压减接待费``: the whole amount is a change of what follows the verb; None where the words do
    not say so."""
    match = _MOVED.search(folded(head))
    if match is None:
        return None
    return Relative("change", "decrease" if match["down"] else "increase", match["subject"])


def relative_of(head: str) -> Relative | None:
    """Read ``比2023年预算减少`` and ``占`` as what they are; None where the words say a level."""
    plain = folded(head)
    share = _SHARE.search(plain) or _DONE.search(plain)
    if share is not None:
        return Relative("share", None, "", (share["whole"] or "").strip("的") or None)
    rate = _RATE.search(plain)
    if rate is not None:
        return Relative("share", None, rate["rate"])
    change = _CHANGE.search(plain)
    if change is None:
        return None
    subject = _COMPARED.sub("", plain[: change.start()])
    return Relative("change", "increase" if change["up"] else "decrease", subject)
