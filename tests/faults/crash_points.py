"""Crash points by name, found among the calls of an undisturbed process."""

import re
from collections.abc import Mapping

START = ""
Points = Mapping[str, tuple[str, str]]
"""By name: a call, and the first such one after it, before which the process is killed; both as patterns."""


def number_of(point: tuple[str, str], calls: tuple[str, ...]) -> int:
    """The number, from 1, of the call at which a crash point lies."""
    after, wanted = point
    begin = next(number for number, call in enumerate(calls) if re.match(after, call))
    return next(number for number, call in enumerate(calls[begin:], begin + 1) if re.match(wanted, call))
