"""Codes and names of the budget classifications as public disclosures print them (a part, not official)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def function_names() -> Mapping[str, str]:
    """Function code (类 3, 款 5, 项 7 digits) → name; each code's parents are there too."""
    return _read("function_codes.tsv")


@cache
def class_names() -> tuple[str, ...]:
    """Names of the first level (类) in the order in which summaries list them all; not the code of each is known."""
    return tuple(_lines("function_class_names.txt"))


@cache
def economic_names() -> Mapping[str, str]:
    """Economic code of the departments' system (类 3, 款 5 digits) → name."""
    return _read("economic_codes.tsv")


def _read(name: str) -> dict[str, str]:
    return dict(line.split("\t") for line in _lines(name))


def _lines(name: str) -> list[str]:
    """The lines of a table without the comment that says where they are from."""
    return [line for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
