"""One target of three cells: 指标性质 or operator | 指标值 | 计量单位."""

from dataclasses import replace
from typing import Final

from extractor.document.record import Target
from extractor.document.target.lexer import operator_of
from extractor.document.target.reading import parse_target
from extractor.document.target.signs import plain_signs
from extractor.document.target.units import is_share
from extractor.document.target.words import MULTIPLES
from extractor.document.text import without_space

_MULTIPLES: Final = frozenset(MULTIPLES.split())


def compose_target(value: str, sign: str, unit: str) -> Target | None:
    """One target of three cells: the value, and the operator and the unit printed in columns of their own.

    What the value's own cell prints goes before what stands beside it. ``sign`` may be ``≥`` or 大于等于; words that
    name a nature (正向, 定性) give no operator. ``raw`` puts together what was used: operator, value, unit.
    """
    target = parse_target(value)
    if target is None:
        return None
    sign, unit = without_space(sign), without_space(unit)
    operator = operator_of(plain_signs(sign))
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
    if is_share(plain_signs(unit)):
        return replace(target, kind="percentage", unit="%")
    return replace(target, unit=(target.unit or "") + unit.strip("()（）"))
