"""Targets with a number: ``≥98%``, ``每人每月450元``, ``10-15天``, ``100±2克``, ``由20日缩短至7日``.

The productions, each a function that reads from a cursor and gives None where it does not fit:

    amount     = [clock] lead value bound tail
    lead       = { operator | per | change ["至"] | comparison | "由" quantity change "至" | leading word | "约" }
    value      = [quantity] (range | plus_minus | between | limits | interval) | quantity
    quantity   = ("百分之" | "千分之") number | number ["余"] [unit] ["半"] | number "成" [number] | number "(" unit ")"
               | "零" event
    range      = quantity "-" quantity
    plus_minus = [quantity] "±" quantity
    between    = quantity operator "X" operator quantity
    limits     = operator quantity [separator] operator quantity | quantity "以上" [separator] quantity "以下"
    interval   = "[" quantity separator quantity "]"
    bound      = { "以上" | "以内" | "左右" | "(含)" }
    tail       = { "(" note ")" } [ words that say of what it is ]
"""

from extractor.document.record import Target
from extractor.document.target.cursor import Cursor
from extractor.document.target.leads import Lead, read_lead, skip_clock
from extractor.document.target.lexer import operator_of, tokens_of
from extractor.document.target.ranges import read_value
from extractor.document.target.tails import reads_tail
from extractor.document.target.units import SHARE, is_time


def read_amount(raw: str, plain: str) -> Target | None:
    """The target as one amount or a range of two; None where it says more, less, or something else."""
    cursor = Cursor(raw, plain, tokens_of(plain))
    has_clock = skip_clock(cursor)
    lead = read_lead(cursor)
    value = read_value(cursor, lead) if lead else None
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


def _read_bounds(cursor: Cursor, lead: Lead) -> bool:
    """Read 以上, 以内, 左右 and (含) behind the number into ``lead``; False where they contradict."""
    while token := cursor.take("after", "around", "inclusive"):
        operator = operator_of(token.text) if token.kind == "after" else None
        if operator and lead.operator not in (None, operator):
            return False
        lead.operator = operator or lead.operator
    return True


def _per_what(unit: str | None, per: list[str]) -> str | None:
    if unit in (None, SHARE):
        return unit
    for part in per:
        if not unit.endswith((f"/{part}", f"每{part}")):
            unit = f"{unit}/{part}"
    return unit
