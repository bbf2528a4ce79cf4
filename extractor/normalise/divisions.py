"""Administrative divisions by code and by name (GB/T 2260, the ministry's edition of April 2019)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from extractor.document.document import Division
from extractor.document.text import folded

_PREFIX = re.compile(r"^(?:中国共产党|中共|中华人民共和国|共青团|民建|民革|民盟|农工党|九三学社|致公党|台盟)")
_SHORTEST_BARE_NAME = 3
"""A county named without its province needs so many characters: 城区 and 郊区 stand before many other words."""


@cache
def _names() -> dict[str, str]:
    text = (files("extractor.normalise") / "data" / "divisions.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line[:6]: line[7:] for line in lines}


def division_of_code(code: str) -> Division | None:
    """The division of a six-digit code with its name from the province down, or None for an unknown code."""
    names = _names()
    if code not in names:
        return None
    above = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return Division(code, "".join(names[part] for part in above if part in names))


@lru_cache(maxsize=1 << 10)
def division_in_name(name: str) -> Division | None:
    """The division that an office's name begins with, as in ``江苏省政协办公厅`` and ``乐亭县行政审批局``.

    Province, prefecture and county are read one after the other; a name that several divisions share without one
    above it says nothing: None.
    """
    rest, scope, found = _PREFIX.sub("", folded(name)), "", None
    for ending in ("0000", "00", ""):
        matches = {
            code: known
            for code, known in _by_beginning().get((ending, rest[:1]), ())
            if code.startswith(scope) and rest.startswith(known)
        }
        longest = max(map(len, matches.values()), default=0)
        if not longest or (not scope and ending == "" and longest < _SHORTEST_BARE_NAME):
            continue
        codes = [code for code, known in matches.items() if len(known) == longest]
        if len(codes) > 1:
            return None
        found, rest = codes[0], rest[longest:]
        scope = found[: 6 - len(ending)]
    return division_of_code(found) if found else None


def common_division(codes: Iterable[str]) -> Division | None:
    """The division that all known six-digit beginnings of project codes share; None where they differ."""
    found = {division for code in codes if (division := division_of_code(code[:6]))}
    return found.pop() if len(found) == 1 else None


@cache
def _by_beginning() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Codes and names by their rank (how the code ends: ``0000``, ``00``, nothing) and the name's first character."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, name in _names().items():
        rank = next(ending for ending in ("0000", "00", "") if code.endswith(ending))
        found.setdefault((rank, name[:1]), []).append((code, name))
    return found
