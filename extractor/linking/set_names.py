"""The readable id of a set, which is its file's name too."""

import re

_NO_NAME = re.compile(r"[\x00-\x1f\x7f/]")
_NAME_BYTES = 180
"""File systems take 255 bytes: enough is left for a division, a year, a kind, a number and an ending."""


def set_name(division: str | None, name: str, year: int, kind: str, *, unit: bool) -> str:
    """The words of an id, fit for the name of a file whatever a document calls itself."""
    whose = f"{division}-{name}" if division else name
    fit = _NO_NAME.sub("_", whose).encode()[:_NAME_BYTES].decode("utf-8", "ignore")
    return f"{fit}{'-unit' if unit else ''}-{year}-{kind}"
