"""Targets that name a place in the calendar: ``每月15日前``, ``2024年三季度末``, ``5月10日—6月5日``."""

import re
from typing import Final, NamedTuple

from extractor.document.record import Target
from extractor.document.target.words import CLOSING, NAMES_A_MEASURE, alternatives
from extractor.document.vocabulary import TargetOperator

_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_MONTH_NUMBER: Final = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY_NUMBER: Final = f"(?:3[01]|[12]\\d|0?[1-9]|{_NUMERAL})"
_DAY: Final = (
    f"{_DAY_NUMBER}[日号]|[上中下]旬|[年月季]?度?[底末初]|[年月]中|周?[一二三四五六日](?=前|之前|[上下中]午|早|晚)"
)
_WORKING_DAY: Final = r"(?:最后一?|第[一二三四五六七八九十\d]{1,2}|首)个(?:工作日|自然日|交易日)"
_ELEMENTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "every",
        re.compile(
            "每(?:学?年度?|月|季度?|周|[日天]|学期|半年)|[当次本上下翌](?:年度?|月|季度?|[日周])|全年|年度|季度"
        ),
    ),
    ("year", re.compile(r"(?:19|20)\d{2}年度?|[一二][〇○零一二三四五六七八九]{3}年度?")),
    ("quarter", re.compile(r"[上下]半年|第?[一二三四1-4]季度")),
    ("month", re.compile(f"{_MONTH_NUMBER}月份?|[首末]月")),
    ("day", re.compile(f"{_DAY}|{_WORKING_DAY}")),
    ("clock", re.compile(r"(?:[上下中]午|早上?|晚上?)?(?:\d{1,2}:\d{2}|\d{1,2}[时点](?:\d{1,2}分)?)")),
)
"""The elements of a date in their order; each may be left out."""
_DIGITS_ONLY: Final = re.compile(r"(?:19|20)\d{2}([-/.])(?:1[0-2]|0?[1-9])(?:\1(?:3[01]|[12]\d|0?[1-9]))?")
_POINTED_MONTH: Final = re.compile(r"(?:19|20)\d{2}\.\d{1,2}")
_MONTH_WITHIN: Final = re.compile(r"\d{1,2}月(?:以|之)?内")
_AIM: Final = re.compile("(?:力争|确保|务必|争取|原则上|预计|计划)+")
_BEFORE: Final = re.compile("不晚于|不迟于|截至|截止[到至于]?|最迟[于在]?|最晚[于在]?|≤|<=|[在于到]")
_NOT_AFTER: Final = frozenset({"在", "于", "到"})
_AFTER: Final = re.compile(r"(?:\(含[^()]{0,4}\))?(?:之前|以前|前|止)(?:\(含[^()]{0,4}\))?")
_WITHIN: Final = re.compile("(?<=[年度])(?:之|以)?内")
_TO: Final = re.compile("[-~]+|至|到")
_CLOSING: Final = re.compile(f"(?:(?:全部|按时|足额|及时)?(?:{alternatives(CLOSING)}))*(?:完毕|结束)?")
_WHAT_IS_CLOSED: Final = re.compile(
    rf"(?:{alternatives(CLOSING)})(?!.*(?:{alternatives(NAMES_A_MEASURE)})$)[\u4e00-\u9fff]{{1,6}}"
)
"""Behind a limit what is done may be named: 12月底前完成主体建设."""
_HALF_SPAN: Final = re.compile(rf"(?P<first>{_MONTH_NUMBER}|(?:19|20)\d{{2}}|{_DAY_NUMBER})(?=[-~至到])")


class _Place(NamedTuple):
    end: int
    elements: frozenset[str]


def read_date(raw: str, plain: str) -> Target | None:
    """The target as a date or a span of dates; None where it is none.

    ``value`` and ``value_to`` hold the words of each end; 前, 不晚于, 截至, 年内 give the operator ``<=``. A place in
    the calendar has a number, a season, or an end of a period: 每月, 当日 and 全年 alone are none.
    """
    aim = _AIM.match(plain)
    start = aim.end() if aim else 0
    before = _BEFORE.match(plain, start)
    start = before.end() if before else start
    span = _read_span(plain, start)
    place = None if span else _read_place(plain, start)
    end = span.end if span else place.end if place else start
    if end == start:
        return None
    after, within = _AFTER.match(plain, end), _WITHIN.match(plain, end)
    limit = after or within
    bounded = limit is not None or (before is not None and before.group() not in _NOT_AFTER)
    rest = plain[limit.end() if limit else end :]
    if not (_CLOSING.fullmatch(rest) or (limit and _WHAT_IS_CLOSED.fullmatch(rest))):
        return None
    operator: TargetOperator | None = "<=" if bounded else None
    if span:
        return Target(raw, "date", operator, span.first, span.last)
    if place is None or not _is_dated(plain[start:end], place, bounded=bounded, within=within is not None):
        return None
    return Target(raw, "date", operator, plain[start:end])


def is_date_or_amount(plain: str) -> bool:
    """Whether nobody can tell without more: 2024.12 is a month or an amount, 3月内 a month's end or three months."""
    pointed = _POINTED_MONTH.fullmatch(plain) and _DIGITS_ONLY.fullmatch(plain)
    return bool(pointed) or _MONTH_WITHIN.fullmatch(plain) is not None


class _Span(NamedTuple):
    first: str
    last: str
    end: int


def _read_span(plain: str, start: int) -> _Span | None:
    """Two dates with a dash between them, each with its own words."""
    first = _read_place(plain, start)
    to = _TO.match(plain, first.end) if first else None
    if first is None or to is None:
        return _read_short_span(plain, start, first)
    last = _read_place(plain, to.end())
    if last is None or "every" in last.elements:
        return None
    return _Span(plain[start : first.end], plain[to.end() : last.end], last.end)


def _read_short_span(plain: str, start: int, above: _Place | None) -> _Span | None:
    """5—7月, 2023-2025年, 2024年1-12月, 每月10-15日: the first end lacks the unit that the last one has. Bare days and
    hours are in the calendar only below a month or a period (``above``): 10-15日 is a number of days."""
    at = above.end if above else start
    half = _HALF_SPAN.match(plain, at)
    to = _TO.match(plain, half.end()) if half else None
    last = _read_place(plain, to.end()) if to else None
    if half is None or to is None or last is None or len(last.elements) != 1:
        return None
    if last.elements & {"day", "clock"} and above is None:
        return None
    text = plain[to.end() : last.end]
    first_text = half["first"] + text.lstrip("0123456789一二三四五六七八九十〇○零")
    whole = _read_place(first_text, 0)
    if whole is None or whole.end != len(first_text) or whole.elements != last.elements:
        return None
    return _Span(plain[start:at] + first_text, text, last.end)


def _read_place(plain: str, start: int) -> _Place | None:
    digits = _DIGITS_ONLY.match(plain, start)
    if digits and not plain[digits.end() : digits.end() + 1].isdigit():
        return _Place(digits.end(), frozenset({"digits"}))
    at, found = start, set()
    for name, pattern in _ELEMENTS:
        element = pattern.match(plain, at)
        if element:
            at = element.end()
            found.add(name)
    return _Place(at, frozenset(found)) if found else None


def _is_dated(text: str, place: _Place, *, bounded: bool, within: bool) -> bool:
    """Whether the elements name a place in the calendar: 15日 does only as 每月15日 or 15日前, 2024年 as a year."""
    elements = place.elements
    if elements == {"every"}:
        return False
    if elements == {"day"} and text[-1] in "日号":
        return bounded and not within
    return elements != {"clock"} or ":" in text
