"""Target values of performance indicators: ``≥98百分比``, ``3至5次``, ``每月15日前``, ``逐年提升``."""

import re
import unicodedata
from dataclasses import replace
from typing import Final

from extractor.document.record import Target
from extractor.document.text import without_space
from extractor.document.vocabulary import TargetOperator

_BEFORE: Final[tuple[tuple[str, TargetOperator], ...]] = (
    (r">=|=>|≥|≧|⩾|不低于|不少于|不小于|不得低于|不得少于|大于等于|大于或等于|高于或等于", ">="),
    (r"<=|=<|≤|≦|⩽|不超过|不高于|不大于|不多于|不得超过|不得高于|小于等于|小于或等于|低于或等于", "<="),
    (r">|大于|高于|多于|超过", ">"),
    (r"<|小于|低于|少于", "<"),
    (r"=|等于", "="),
)
_AFTER: Final[dict[str, TargetOperator]] = {
    "及以上": ">=",
    "或以上": ">=",
    "以上": ">=",
    "及以下": "<=",
    "或以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
}
_OPERATOR: Final = "|".join(words for words, _ in _BEFORE)
_NUMBER: Final = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ABOUT: Final = "(?:余(?=[^\\d])|多(?=[^\\d]))?"
"""5000余人: some more than 5000; the unit is 人."""
_UNIT: Final = r"[^\d\s,;:。、；：，()（）]*"
_IN_BRACKETS: Final = r"(?:\((?!含\))(?P<bracket>[^()\d]{1,12})\))?"
_AMOUNT: Final = re.compile(
    rf"(?P<lead>[^\d,;。、；，]*?)(?P<operator>{_OPERATOR})?(?:约|达到|控制在)?(?P<value>{_NUMBER}){_ABOUT}(?P<unit>{_UNIT}?)"
    rf"{_IN_BRACKETS}(?:(?:\(含\))?(?P<after>{'|'.join(_AFTER)}))?"
)
_RANGE: Final = re.compile(
    rf"(?P<value>{_NUMBER})(?P<first>{_UNIT}?)(?:[-~—–至到]+)(?P<to>{_NUMBER})(?P<unit>{_UNIT}?){_IN_BRACKETS}"
)
_DATE: Final = re.compile(
    r"(?P<value>(?:每年|每月|每季度?|每周|当年|当月|次年|次月|本年|全年|年度)?"
    r"(?:\d{4}年度?)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号]|[上中下]旬|[年月季]?[底末初]|第?[一二三四]季度)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?P<before>之前|以前|前|(?<=年)内)?(?:完成|全部完成|支付|发放)?"
)
_DATE_SIGNS: Final = re.compile(
    r"^(?:0?[1-9]|1[0-2])月(?:份)?$|\d{4}年|\d月\d|\d月份?[底末初上中下]|年[底末初]|\d{4}[-/.]\d"
)
_MONTH_OR_AMOUNT: Final = re.compile(r"(?:19|20)\d{2}\.(?:0?[1-9]|1[0-2])|\d+月内")
"""2024.12 may be a month or an amount, 3月内 a month's end or three months: nobody can tell without more."""
_LONGEST_MEASURED: Final = 60
"""A longer cell is a sentence; it is not searched for numbers."""
_PERCENT: Final = re.compile(r"%+|百分比|百分之|%(?:覆盖|完成|达标|到位|合格|落实|执行|达成|满意|通过)")
"""The last ones say what the share is of (100%覆盖); the words stay in ``raw``."""
_OWN_SIGNS: Final = re.compile("[℃℉\u3380-\u33df]")
"""Unit signs that NFKC would take apart (㎡ → m2)."""
_MULTIPLES: Final = frozenset({"万", "亿", "千", "百"})
_PLAIN_UNIT_LENGTH: Final = 4
"""A longer run of words after a number is a sentence, not a unit, unless ``/`` or 每 builds it."""
_COMPOUND_UNIT_LENGTH: Final = 12
_NO_UNIT: Final = re.compile(r"完成|[内前后底]$|以|达|为|至|到")
_MONTHS: Final = 12
_YEAR_DIGITS: Final = 4
_INCREASE: Final = re.compile("提升|提高|增加|增长|增强|上升|改善|扩大|加强|增进")
_DECREASE: Final = re.compile("下降|降低|减少|缩短|压缩|减轻|缩减")


def parse_target(text: str) -> Target | None:
    """Read a target cell; None for a blank.

    ``raw`` is the cell without white space. A number keeps its printed digits (thousands separators left out) in
    ``value``; an operator is read only where a sign or a word such as 不低于 or 以上 prints it. Words of change
    (逐年提升) give a ``direction``, ``increase`` or ``decrease``, when all of them point the same way.
    """
    raw = without_space(text)
    if not raw:
        return None
    if len(raw) > _LONGEST_MEASURED:
        return _read_words(raw)
    plain = "".join(sign if _OWN_SIGNS.match(sign) else unicodedata.normalize("NFKC", sign) for sign in raw)
    if _MONTH_OR_AMOUNT.fullmatch(plain):
        return _read_words(raw)
    return _read_date(raw, plain) or _read_range(raw, plain) or _read_amount(raw, plain) or _read_words(raw)


def compose_target(value: str, sign: str, unit: str) -> Target | None:
    """One target of three cells: the value, and the operator and the unit printed in columns of their own.

    What the value's own cell prints goes before what stands beside it. ``sign`` may be ``≥`` or 大于等于; words that
    name a nature (正向, 定性) give no operator. ``raw`` puts together what was used: operator, value, unit.
    """
    target = parse_target(value)
    if target is None:
        return None
    sign, unit = without_space(sign), without_space(unit)
    operator = _operator_of(unicodedata.normalize("NFKC", sign))
    if target.kind not in ("quantity", "percentage"):
        whole = parse_target(f"{sign if operator else ''}{value}{unit}")
        return whole if whole is not None and whole.kind in ("quantity", "percentage") else target
    if operator is None or target.operator is not None:
        sign, operator = "", target.operator
    if unit and (target.unit is None or (target.unit in _MULTIPLES and not unit.startswith(target.unit))):
        target = _with_unit(target, unit)
        return replace(target, raw=f"{sign}{target.raw}{unit}", operator=operator)
    return replace(target, raw=f"{sign}{target.raw}", operator=operator)


def _with_unit(target: Target, unit: str) -> Target:
    """The target with the unit of a unit column, which may be any words: there is nothing else in such a column."""
    if _PERCENT.fullmatch(unicodedata.normalize("NFKC", unit)):
        return replace(target, kind="percentage", unit="%")
    return replace(target, unit=(target.unit or "") + unit.strip("()（）"))


def is_measured(text: str) -> bool:
    """Whether the text is a target with a number or a date and nothing else before it."""
    target = parse_target(text)
    return target is not None and target.kind != "text"


def _read_date(raw: str, plain: str) -> Target | None:
    match = _DATE.fullmatch(plain)
    if match is None or not match["value"] or not re.search(r"\d|[底末初]", match["value"]):
        return None
    before = match["before"] is not None
    if not before and not _DATE_SIGNS.search(plain):
        return None
    return Target(raw, "date", "<=" if before else None, match["value"])


def _read_range(raw: str, plain: str) -> Target | None:
    match = _RANGE.fullmatch(plain)
    if match is None or match["first"] not in ("", match["unit"]):
        return None
    unit = match["bracket"] or match["unit"]
    if _is_period(match["value"], match["to"], unit):
        return Target(raw, "date", None, plain)
    return _measured(raw, None, match["value"], match["to"], unit)


def _is_period(first: str, last: str, unit: str) -> bool:
    """Whether a range is one of months or years of the calendar (1-12月, 2023-2025年)."""
    if not (first.isdigit() and last.isdigit()):
        return False
    return (unit == "月" and int(last) <= _MONTHS) or (unit == "年" and len(first) == len(last) == _YEAR_DIGITS)


def _read_amount(raw: str, plain: str) -> Target | None:
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        return None
    operator, unit = _operator_of(match["operator"]), match["unit"]
    if match["lead"] and not (match["operator"] and not re.fullmatch("[<>=≥≤≧≦]+", match["operator"])):
        return None  # words before a bare number are a sentence, unless 不低于 or the like ties them to it
    if match["after"] is not None:
        if operator not in (None, _AFTER[match["after"]]):
            return None
        operator = _AFTER[match["after"]]
    if match["bracket"] is not None:
        if unit:
            return None
        unit = match["bracket"]
    return _measured(raw, operator, match["value"], None, unit)


def _measured(raw: str, operator: TargetOperator | None, value: str, to: str | None, unit: str) -> Target | None:
    value, to = value.replace(",", ""), to.replace(",", "") if to else None
    if _PERCENT.fullmatch(unit):
        return Target(raw, "percentage", operator, value, to, "%")
    compound = "/" in unit or "每" in unit
    if len(unit) > (_COMPOUND_UNIT_LENGTH if compound else _PLAIN_UNIT_LENGTH) or _NO_UNIT.search(unit):
        return None
    return Target(raw, "quantity", operator, value, to, unit or None)


def _operator_of(words: str | None) -> TargetOperator | None:
    if words is None:
        return None
    return next((operator for pattern, operator in _BEFORE if re.fullmatch(pattern, words)), None)


def _read_words(raw: str) -> Target:
    up, down = _INCREASE.search(raw) is not None, _DECREASE.search(raw) is not None
    direction = None if up == down else "increase" if up else "decrease"
    return Target(raw, "text", direction=direction)
