"""Targets with a number: ``≥98%``, ``每人每月450元``, ``10-15天``, ``100±2克``, ``由20日缩短至7日``.

The productions, each a function that reads from a cursor and gives None where it does not fit:

    amount     = [clock] lead [quantity] (range | plus_minus | between | bounds | quantity) bound tail
    lead       = { operator | per | change ["至"] | comparison | "由" quantity change "至" | leading word | "约" }
    quantity   = "百分之" number | number ["余"] [unit] ["半"] | number "成" [number] | number "(" unit ")" | "零" event
    range      = quantity "-" quantity
    plus_minus = [quantity] "±" quantity
    between    = quantity operator "X" operator quantity
    bounds     = operator quantity separator operator quantity
    bound      = { "以上" | "以内" | "左右" | "(含)" }
    tail       = { "(" note ")" } [ words that say of what it is ]
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from extractor.document.record import Target
from extractor.document.target.cursor import Cursor
from extractor.document.target.lexer import Token, TokenKind, operator_of, tokens_of
from extractor.document.target.quantities import Quantity, read_quantity
from extractor.document.target.tails import reads_tail
from extractor.document.target.units import SHARE, is_time
from extractor.document.vocabulary import TargetOperator

_SILENT: Final = frozenset[TokenKind](("leading", "about", "compared"))
_CLOCK_ENDS: Final = ("后", "起", "前")
_EACH: Final = re.compile("每([^每]+)")
_ONCE_A: Final = re.compile("一(.+)")
_MEAN: Final = re.compile("([年月日季周])?(.+)均")


@dataclass(slots=True)
class _Lead:
    """What stands before the number."""

    operator: TargetOperator | None = None
    per: list[str] = field(default_factory=list)
    direction: str | None = None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Value:
    quantity: Quantity
    to: str | None = None
    is_bounded_twice: bool = False
    """Both ends had an operator, so that none is left."""


def read_amount(raw: str, plain: str) -> Target | None:
    """The target as one amount or a range of two; None where it says more, less, or something else."""
    cursor = Cursor(raw, plain, tokens_of(plain))
    has_clock = _skip_clock(cursor)
    lead = _read_lead(cursor)
    value = _read_value(cursor, lead) if lead else None
    if lead is None or value is None or not _read_bounds(cursor, lead):
        return None
    quantity = value.quantity
    is_duration = quantity.unit is not None and is_time(quantity.unit)
    if has_clock and not is_duration:
        return None
    speaks = lead.operator is not None or bool(lead.per) or lead.direction is not None
    if not reads_tail(cursor, quantity, is_bounded=speaks, is_duration=is_duration):
        return None
    unit = _per_what(quantity.unit, lead.per)
    if lead.per and unit is None:
        return None
    return Target(
        raw,
        "percentage" if unit == SHARE else "quantity",
        None if value.is_bounded_twice else lead.operator,
        quantity.value,
        value.to,
        unit,
        lead.direction,
    )


def _skip_clock(cursor: Cursor) -> bool:
    """Move behind the words that say from when a time runs: 合同签订后, 自受理之日起, 会前."""
    number = next((place for place, token in enumerate(cursor.tokens) if token.kind in ("number", "numeral")), 0)
    for place in range(number, 0, -1):
        token = cursor.tokens[place - 1]
        if token.text.endswith(_CLOCK_ENDS) and token.kind == "words":
            cursor.at = place
            return True
    return False


def _read_lead(cursor: Cursor) -> _Lead | None:
    lead = _Lead()
    while token := cursor.peek():
        if token.kind in ("increase", "decrease"):
            if lead.direction not in (None, token.kind):
                return None
            lead.direction = token.kind
            _skip_end_of_change(cursor)
        elif token.kind == "before" and lead.operator is None:
            lead.operator = operator_of(token.text)
        elif token.kind == "per":
            lead.per += _denominators(cursor.printed(token))
        elif token.kind == "source":
            if not _skip_source(cursor):
                return None
            continue
        elif token.kind == "dash" and token.text == "-" and _is_number(cursor.peek(1)):
            lead.negative = True
        elif token.kind not in _SILENT:
            break
        cursor.at += 1
    return lead


def _skip_end_of_change(cursor: Cursor) -> None:
    """提高到, 下降至: the value shall be reached; the cursor stays on the last token of the change."""
    follower = cursor.peek(1)
    if follower and follower.kind == "dash" and follower.text in ("至", "到"):
        cursor.at += 1


def _skip_source(cursor: Cursor) -> bool:
    """由20日 before 缩短至7日: the old value says nothing of the target."""
    cursor.at += 1
    if read_quantity(cursor) is None:
        return False
    follower = cursor.peek()
    return follower is not None and follower.kind in ("increase", "decrease")


def _read_value(cursor: Cursor, lead: _Lead) -> _Value | None:
    if cursor.take("plus_minus"):
        spread = read_quantity(cursor)
        return _Value(spread._replace(value=f"-{spread.value}"), spread.value) if spread else None
    first = read_quantity(cursor)
    if first is None:
        return None
    if lead.negative:
        first = first._replace(value=f"-{first.value}")
    token = cursor.peek()
    if token is None or token.kind not in ("dash", "plus_minus", "before", "separator"):
        return _Value(first)
    read = {"dash": _read_range, "plus_minus": _read_plus_minus, "before": _read_between}.get(token.kind, _read_limits)
    return read(cursor, first, lead)


def _read_range(cursor: Cursor, first: Quantity, lead: _Lead) -> _Value | None:
    cursor.at += 1
    last = read_quantity(cursor, bare=first.unit == SHARE)
    if last is None:
        return None
    if last.unit is None and first.unit == SHARE:
        last = last._replace(unit=SHARE)  # 百分之八十至九十
    if first.unit not in (None, last.unit):
        return None
    return _Value(last._replace(value=first.value), last.value)


def _read_plus_minus(cursor: Cursor, middle: Quantity, lead: _Lead) -> _Value | None:
    cursor.at += 1
    spread = read_quantity(cursor)
    if spread is None or middle.unit not in (None, spread.unit):
        return None
    low, high = Decimal(middle.value) - Decimal(spread.value), Decimal(middle.value) + Decimal(spread.value)
    return _Value(spread._replace(value=format(low, "f")), format(high, "f"))


def _read_between(cursor: Cursor, first: Quantity, lead: _Lead) -> _Value | None:
    """90%≤X≤100%, or with both signs turned."""
    left = cursor.take("before")
    variable = cursor.take("variable")
    right = cursor.take("before")
    last = read_quantity(cursor)
    if not (left and variable and right and last) or lead.operator or first.unit not in (None, last.unit):
        return None
    ways = {operator_of(left.text), operator_of(right.text)}
    if ways <= {"<=", "<"}:
        return _Value(last._replace(value=first.value), last.value, is_bounded_twice=True)
    if ways <= {">=", ">"}:
        return _Value(last, first.value, is_bounded_twice=True)
    return None


def _read_limits(cursor: Cursor, low: Quantity, lead: _Lead) -> _Value | None:
    """不少于5次，不超过8次."""
    cursor.at += 1
    upper = cursor.take("before")
    high = read_quantity(cursor) if upper else None
    if upper is None or high is None or low.unit not in (None, high.unit):
        return None
    if lead.operator not in (">=", ">") or operator_of(upper.text) not in ("<=", "<"):
        return None
    return _Value(high._replace(value=low.value), high.value, is_bounded_twice=True)


def _read_bounds(cursor: Cursor, lead: _Lead) -> bool:
    """Read 以上, 以内, 左右 and (含) behind the number into ``lead``; False where they contradict."""
    while token := cursor.take("after", "around", "inclusive"):
        operator = operator_of(token.text) if token.kind == "after" else None
        if operator and lead.operator not in (None, operator):
            return False
        lead.operator = operator or lead.operator
    return True


def _denominators(printed: str) -> list[str]:
    """每人每月 → 人, 月; 月人均 → 人, 月: whom before when. 一年 of 一年两次 → 年."""
    each = _EACH.findall(printed)
    if each:
        return each
    once = _ONCE_A.fullmatch(printed)
    if once:
        return [once[1]]
    mean = _MEAN.fullmatch(printed)
    return [part for part in (mean[2], mean[1]) if part] if mean else []


def _per_what(unit: str | None, per: list[str]) -> str | None:
    if unit in (None, SHARE):
        return unit
    for part in per:
        if not unit.endswith((f"/{part}", f"每{part}")):
            unit = f"{unit}/{part}"
    return unit


def _is_number(token: Token | None) -> bool:
    return token is not None and token.kind in ("number", "numeral")
