"""What stands before the number of a target: an operator, words of change, whom it is for, where it starts from."""

import re
from dataclasses import dataclass, field
from typing import Final

from extractor.document.target.cursor import Cursor
from extractor.document.target.lexer import Token, TokenKind, operator_of
from extractor.document.target.quantities import read_quantity
from extractor.document.vocabulary import TargetOperator

_SILENT: Final = frozenset[TokenKind](("leading", "about", "compared"))
_CLOCK_ENDS: Final = ("后", "起", "前")
_EACH: Final = re.compile("每([^每]+)")
_ONCE_A: Final = re.compile("一(.+)")
_MEAN: Final = re.compile("([年月日季周])?(.+)均")


@dataclass(slots=True)
class Lead:
    """``per`` is whom or when the amount is counted for, as printed; ``negative`` where a minus stands before it."""

    operator: TargetOperator | None = None
    per: list[str] = field(default_factory=list)
    direction: str | None = None
    negative: bool = False


def skip_clock(cursor: Cursor) -> bool:
    """Move behind the words that say from when a time runs: 合同签订后, 自受理之日起, 会前."""
    number = next((place for place, token in enumerate(cursor.tokens) if token.kind in ("number", "numeral")), 0)
    for place in range(number, 0, -1):
        token = cursor.tokens[place - 1]
        if token.text.endswith(_CLOCK_ENDS) and token.kind == "words":
            cursor.at = place
            return True
    return False


def read_lead(cursor: Cursor) -> Lead | None:
    """All that stands before the number, behind which the cursor stays; None where it contradicts itself."""
    lead = Lead()
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


def _is_number(token: Token | None) -> bool:
    return token is not None and token.kind in ("number", "numeral")
