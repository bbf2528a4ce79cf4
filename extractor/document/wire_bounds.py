"""What a result that is read back may say: a file that was damaged, or made to do harm, is refused where it is parsed.

The models say which types there are; these bounds say how large a value may be, far beyond what any document has, so
that what reads a result needs time and memory by the bytes of its file, not by the numbers in it.
"""

from typing import Any, Final

from pydantic_core import PydanticCustomError, core_schema

from extractor.document.document import SCHEMA_VERSION, Document
from extractor.document.document_set import SET_SCHEMA_VERSION
from extractor.document.table import Table

_VERSIONS: Final = {"schema_version": SCHEMA_VERSION, "set_schema_version": SET_SCHEMA_VERSION}
_LARGEST: Final = 2**53
"""The largest integer that every reader of JSON holds exactly (RFC 8259)."""
_MOST_DIGITS: Final = 250_000
"""Of a decimal, written out: a product of three stays below 10^999,999, where decimals overflow. Far fewer would do for
documents, but readers take a run of digits as long as it is printed, and what they write is read again."""
_FREE_SLOTS: Final = 2_000_000
_SLOTS_A_TEXT: Final = 100
"""A grid may have so many slots, and so many more for each cell and each value of a row that is really there."""
_INTEGERS: Final = {
    **dict.fromkeys(("row", "column", "header_rows", "first_row", "last_row"), (0, _LARGEST)),
    **dict.fromkeys(("row_span", "column_span"), (1, _LARGEST)),
    "fiscal_year": (1, 9999),
}
"""Bounds of integers by the names of their fields; those of all others are ± ``_LARGEST``."""


def bounded(schema: Any) -> Any:
    """The core schema of a document or a set, with bounds on what its values may be."""
    return core_schema.no_info_after_validator_function(_refuse_large_grids, _bounded(schema, (-_LARGEST, _LARGEST)))


def _bounded(schema: Any, integers: tuple[int, int]) -> Any:
    if isinstance(schema, list | tuple):
        return [_bounded(one, integers) for one in schema]
    if not isinstance(schema, dict):
        return schema
    match schema.get("type"):
        case "int":
            return {**schema, "ge": integers[0], "le": integers[1]}
        case "decimal":
            return {**schema, "max_digits": _MOST_DIGITS, "allow_inf_nan": False}
        case "float":
            return {**schema, "allow_inf_nan": False}
        case "dataclass-field" if schema["name"] in _VERSIONS:
            known = core_schema.no_info_after_validator_function(_version_check(schema["name"]), schema["schema"])
            return {**schema, "schema": known}
        case "dataclass-field":
            integers = _INTEGERS.get(schema["name"], integers)
    return {name: _bounded(value, integers) for name, value in schema.items()}


def _version_check(field: str) -> Any:
    major = _VERSIONS[field].partition(".")[0]

    def refuse_other_contracts(version: str) -> str:
        """A new major version may say other things by the same words."""
        if version.partition(".")[0] != major:
            raise PydanticCustomError(
                "other_contract",
                "the file is of contract {version}, and this program reads {major}.x: convert the document again, or "
                "take the version of the program that wrote it",
                {"version": version[:20], "major": major},
            )
        return version

    return refuse_other_contracts


def _refuse_large_grids(one: Any) -> Any:
    """Whoever lays the grids out takes a step for each slot, and one for each that a cell covers."""
    if isinstance(one, Document):
        written = sum(len(table.cells) + sum(len(row.values) for row in table.rows) for table in one.tables)
        needed, most = sum(map(_slots_of, one.tables)), _FREE_SLOTS + _SLOTS_A_TEXT * written
        if needed > most:
            raise PydanticCustomError(
                "large_grid",
                "the tables say that they have {needed} slots, and {written} texts are there",
                {"needed": needed, "written": written},
            )
    return one


def _slots_of(table: Table) -> int:
    rows, columns = table.header_rows + len(table.rows), len(table.columns)
    slots = rows * columns + sum(part.last_row + part.header_rows for part in table.parts)
    return slots + sum(
        min(cell.row_span, max(0, rows - cell.row)) * min(cell.column_span, max(0, columns - cell.column))
        for cell in table.cells
        if cell.row_span != 1 or cell.column_span != 1
    )
