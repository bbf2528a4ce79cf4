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
def class_names() -> Mapping[str, str]:
    """Function code of the first level (类) → name, in the order in which summaries list them all."""
    return _read("function_classes.tsv")


@cache
def economic_names() -> Mapping[str, str]:
    """Economic code of the departments' system (类 3, 款 5 digits) → name."""
    return _read("economic_codes.tsv")


def _read(name: str) -> dict[str, str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
