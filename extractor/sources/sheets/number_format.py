"""Spreadsheet numbers as displayed: number-format codes of ECMA-376 part 1, 18.8.30 and 18.8.31."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>(?:G/)?General|G/通用格式)|(?P<scientific>[Ee][+-])|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4})|(?P<character>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝绿红白黄]色?|蓝绿色|洋红色?|颜色 ?\d+",
    re.IGNORECASE,
)
_WIDE = Context(prec=400)
"""A double has up to 309 digits before its point; the usual 28 are too few for formats of many places."""
_SCIENTIFIC_FROM = Decimal("1e15")
"""From here on a stored number has no exact digits to show."""
_SIGNIFICANT_DIGITS = 15
_NUMBER_SECTIONS = 3
_SIGNS = "-(（－−"
_PLAIN_CODES = ("General", "@")
_LONGEST_CODE = 255
"""Spreadsheets take no longer one."""
_WEEKDAYS = "一二三四五六日"

CHINESE_DATE_FORMATS = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The built-in formats of the Chinese edition (ECMA-376 part 1, 18.8.30, zh-cn); other editions have no code here."""

_SHORT_DATE = "mm-dd-yy"
"""The built-in format 14 is the system's short date, yyyy/m/d on a Chinese one."""


class Section(NamedTuple):
    """One part of a format code between semicolons, with its condition (``[>=100]``) if it has one."""

    tokens: tuple[re.Match[str], ...]
    condition: tuple[str, Decimal] | None


def display(value: object, code: str) -> str:
    """A stored cell value as the spreadsheet shows it; the column's width is not taken into account."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        return _display_date(value, "yyyy/m/d" if code == _SHORT_DATE else code)
    if isinstance(value, int | float | Decimal):
        return _display_number(_decimal(value), code)
    return _display_text(str(value), code)


def _decimal(value: int | float | Decimal) -> Decimal:
    return Decimal(f"{value:.{_SIGNIFICANT_DIGITS}g}") if isinstance(value, float) else Decimal(value)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["character"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(Section(tuple(part), _condition(part)) for part in parts)


def _condition(tokens: list[re.Match[str]]) -> tuple[str, Decimal] | None:
    for token in tokens:
        found = _CONDITION.fullmatch(token["bracket"] or "")
        if found:
            return found[1], Decimal(found[2])
    return None


class _Parts(NamedTuple):
    """The sections of a code for numbers, and the one for texts: the fourth, or the last where it holds a ``@``."""

    numbers: tuple[Section, ...]
    text: Section | None


@lru_cache(maxsize=512)
def _parts(code: str) -> _Parts:
    sections = _sections(code)
    if len(sections) > _NUMBER_SECTIONS:
        return _Parts(sections[:_NUMBER_SECTIONS], sections[_NUMBER_SECTIONS])
    if any(token["character"] == "@" for token in sections[-1].tokens):
        return _Parts(sections[:-1], sections[-1])
    return _Parts(sections, None)


def _display_text(text: str, code: str) -> str:
    """A text in its section of the format; as it is where there is none, nothing where that section is empty."""
    around = None if code in _PLAIN_CODES or len(code) > _LONGEST_CODE else _around_text(code)
    return text if around is None else around[0] + (text if around[2] else "") + around[1]


@lru_cache(maxsize=512)
def _around_text(code: str) -> tuple[str, str, bool] | None:
    """What a format shows before and after a text, and whether it shows the text; None where it is shown as it is."""
    section = _parts(code).text
    if section is None or any(_piece(token)[0] == "digit" for token in section.tokens):
        return None
    places = [place for place, token in enumerate(section.tokens) if _stands_for_value(token)]
    if len(places) > 1:
        return None
    place = places[0] if places else len(section.tokens)
    before, after = section.tokens[:place], section.tokens[place:]
    return "".join(map(_literal, before)), "".join(map(_literal, after)), bool(places)


def _display_number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return str(value)
    numbers = () if code in _PLAIN_CODES else _parts(code).numbers
    if not numbers:
        return _general(value)
    section, signed = _choose(numbers, value)
    if not section.tokens:
        return "" if code else _general(value)
    if _is_general(section):
        return _among_literals(section, value, signed)
    if _is_fraction(section):
        return _general(value)
    text = _fill(section, abs(value))
    return f"-{text}" if value < 0 and signed and any(digit in "123456789" for digit in text) else text


def _among_literals(section: Section, value: Decimal, signed: bool) -> str:
    """A number of all its digits among the literals of its section, which says the sign itself where it is that of
    the negative ones; one without a word keeps its sign."""
    if sum(token["general"] is not None for token in section.tokens) > 1 or not any(map(_literal, section.tokens)):
        return _general(value)
    number = _general(abs(value) * Decimal(100) ** sum(_piece(token) == ("mark", "%") for token in section.tokens))
    text = "".join(number if token["general"] else _literal(token) for token in section.tokens)
    return f"-{text}" if value < 0 and signed else text


def _literal(token: re.Match[str]) -> str:
    kind, text = _piece(token)
    return text if kind in ("literal", "mark") and not _stands_for_value(token) else ""


def _stands_for_value(token: re.Match[str]) -> bool:
    return token["general"] is not None or token["character"] == "@"


@lru_cache(maxsize=512)
def _is_general(section: Section) -> bool:
    return any(token["general"] for token in section.tokens)


@lru_cache(maxsize=512)
def _is_fraction(section: Section) -> bool:
    """Whether the section shows a fraction (``# ?/?``): the stored number says it exactly."""
    texts = [token["character"] for token in section.tokens]
    return any(
        text == "/" and before and before in "?#0" and after and after in "?#0123456789"
        for before, text, after in zip(texts, texts[1:], texts[2:], strict=False)
    )


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for the value, and whether it leaves the minus sign to us."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(value, *section.condition):
                return section, not _says_sign(section)
        return sections[-1], not _says_sign(sections[-1])
    if value < 0 and len(sections) > 1:
        return sections[1], _differ_in_colour(sections[0], sections[1])
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


@lru_cache(maxsize=512)
def _says_sign(section: Section) -> bool:
    """Whether a minus or a bracket stands before the number in the section itself (``[<0]-0.00``)."""
    before = takewhile(lambda token: _piece(token)[0] == "literal" and not _stands_for_value(token), section.tokens)
    return any(sign in _piece(token)[1] for token in before for sign in _SIGNS)


@lru_cache(maxsize=512)
def _differ_in_colour(positive: Section, negative: Section) -> bool:
    """Whether nothing but its colour tells a negative number from a positive one (``0.00;[Red]0.00``): text has none,
    so that it needs the sign."""
    said = [[text for token in one.tokens if (text := _piece(token)[1])] for one in (positive, negative)]
    colours = [[token["bracket"] for token in one.tokens if _is_colour(token)] for one in (positive, negative)]
    return said[0] == said[1] and colours[0] != colours[1]


def _is_colour(token: re.Match[str]) -> bool:
    return token["bracket"] is not None and _COLOUR.fullmatch(token["bracket"]) is not None


def _holds(value: Decimal, operator: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[operator]


def _general(value: Decimal) -> str:
    """All digits that are stored, trailing zeros dropped; only very large and very small numbers are scientific.

    A spreadsheet cuts them to eleven characters on the screen, for want of room: that is a loss, not a format.
    """
    if value and (abs(value) >= _SCIENTIFIC_FROM or abs(value) < Decimal("1e-9")):
        mantissa, exponent = f"{value:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+03d}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _round(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as spreadsheets round."""
    try:
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
    except InvalidOperation:  # more places than any sheet shows: nothing is to be rounded
        return value


class Plan(NamedTuple):
    """What a section says of every number: its pieces, which of them are digits before and after the point."""

    pieces: list[tuple[str, str]]
    digits: list[int]
    point: int
    before: list[int]
    after: list[int]
    grouped: bool
    scale: int
    percents: int
    is_simple: bool
    """Nothing but ``#,##0.00`` or less of it, which needs no filling in of single digits."""


@lru_cache(maxsize=512)
def _plan(section: Section) -> Plan:
    pieces = [_piece(token) for token in section.tokens]
    digits = [index for index, (kind, _) in enumerate(pieces) if kind == "digit"]
    point = next((i for i, (kind, text) in enumerate(pieces) if kind == "mark" and text == "."), len(pieces))
    before, after = [i for i in digits if i < point], [i for i in digits if i > point]
    grouped, scale = _commas(pieces, before or digits) if digits else (False, 0)
    percents = sum(piece == ("mark", "%") for piece in pieces)
    whole = "".join(pieces[i][1] for i in before)
    simple = (
        all(kind == "digit" or (kind == "mark" and text in ".,") for kind, text in pieces)
        and whole.endswith("0")
        and "0" not in whole[:-1]
        and "?" not in whole
        and all(pieces[i][1] == "0" for i in after)
        and (point == len(pieces) or bool(after))
    )
    return Plan(pieces, digits, point, before, after, grouped, scale, percents, simple)


def _fill(section: Section, value: Decimal) -> str:
    """Write the digits of a value >= 0 into the placeholders ``0 # ?`` of the section, literals in their places."""
    plan = _plan(section)
    pieces, digits, point, before, after = plan.pieces, plan.digits, plan.point, plan.before, plan.after
    if not digits:
        return "".join(text for kind, text in pieces if kind == "literal")
    if plan.scale or plan.percents:
        value = value / Decimal(1000) ** plan.scale * Decimal(100) ** plan.percents
    if plan.is_simple:
        rounded = _round(value, len(after))
        return f"{rounded:,f}" if plan.grouped else f"{rounded:f}"
    if any(kind == "scientific" for kind, _ in pieces):
        mark = next(i for i, (kind, _) in enumerate(pieces) if kind == "scientific")
        mantissa, exponent = f"{value:.{sum(i < mark for i in after)}E}".split("E")
        exponent = exponent if value else "0"
        return f"{mantissa}E{int(exponent):+0{1 + sum(i > mark for i in digits)}d}"
    whole, _, fraction = f"{_round(value, len(after)):f}".partition(".")
    written = _write_whole(pieces, before, "" if whole == "0" else whole, plan.grouped)
    written |= _write_fraction(pieces, after, fraction)
    if point < len(pieces):
        written[point] = "."
    return "".join(
        written.get(index, text if kind == "literal" or text == "%" else "")
        for index, (kind, text) in enumerate(pieces)
    )


def _piece(token: re.Match[str]) -> tuple[str, str]:
    if token["bracket"] is not None:
        currency = token["bracket"]
        return "literal", currency[1:].partition("-")[0] if currency.startswith("$") else ""
    if token["scientific"]:
        return "scientific", ""
    literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
    if literal is not None:
        return "literal", literal
    text = token["character"] or ""
    if text and text in "0#?":
        return "digit", text
    if text and text in ".,%":
        return "mark", text
    return "literal", token["date"] or ("" if text == "@" else text)


def _commas(pieces: list[tuple[str, str]], digits: list[int]) -> tuple[bool, int]:
    """Whether thousands are grouped, and how many commas after the last digit divide by a thousand."""
    commas = [index for index, (_, text) in enumerate(pieces) if text == "," and pieces[index][0] == "mark"]
    last_digit = max(index for index, (kind, _) in enumerate(pieces) if kind == "digit")
    grouped = any(digits[0] < index < digits[-1] for index in commas)
    return grouped, sum(index > last_digit or index == digits[-1] + 1 for index in commas)


def _write_whole(pieces: list[tuple[str, str]], places: list[int], whole: str, grouped: bool) -> dict[int, str]:
    """Digits from the right, one a placeholder; the leftmost placeholder takes all that are left."""
    written: dict[int, str] = {}
    done = 0
    for place in reversed(places):
        last = place == places[0]
        taken = whole if last else whole[-1:]
        whole = "" if last else whole[:-1]
        taken = taken or ("0" if pieces[place][1] == "0" else "")
        text = ""
        for digit in reversed(taken):
            text = digit + ("," if grouped and done and done % 3 == 0 else "") + text
            done += 1
        written[place] = text
    return written


def _write_fraction(pieces: list[tuple[str, str]], places: list[int], fraction: str) -> dict[int, str]:
    written = dict(zip(places, fraction, strict=False))
    for place in reversed(places):
        if pieces[place][1] == "0" or written.get(place, "0") != "0":
            break
        written[place] = ""
    return written


def _display_date(value: datetime | date | time | timedelta, code: str) -> str:
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    moment = value if isinstance(value, datetime) else _moment(value)
    tokens = _sections(code)[0].tokens
    noon = any(token["noon"] for token in tokens)
    written: list[str] = []
    previous = ""
    for index, token in enumerate(tokens):
        part = (token["date"] or "").lower()
        if part:
            following = next((t["date"].lower() for t in tokens[index + 1 :] if t["date"]), "")
            written.append(_date_part(moment, part, previous.startswith("h") or following.startswith("s"), noon))
            previous = part
        elif token["noon"]:
            morning, evening = token["noon"].split("/")
            written.append(morning if moment.hour < 12 else evening)
        else:
            kind, text = _piece(token)
            written.append(text if kind in ("literal", "mark") and token["bracket"] is None else "")
    text = "".join(written).strip()
    return text if previous else value.isoformat()


def _moment(value: date | time) -> datetime:
    return datetime.combine(date(1900, 1, 1), value) if isinstance(value, time) else datetime.combine(value, time())


def _date_part(moment: datetime, part: str, minutes: bool, noon: bool) -> str:
    letter, length = part[0], len(part)
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if letter == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if noon else moment.hour
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return f"{number:02d}" if length > 1 else str(number)
