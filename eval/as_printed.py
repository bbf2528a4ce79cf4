"""A document of the contract with its repairs undone: what was read before any was applied."""

from collections.abc import Mapping
from typing import Any


def without_repairs(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same tables with every body cell as it was printed (its ``raw``), and no repairs.

    Header paths and records stay as they are; rows that a repair moved stay moved, which only torn texts have.
    """
    return {**data, "tables": [_printed(table) for table in data.get("tables", [])], "repairs": []}


def _printed(table: Mapping[str, Any]) -> dict[str, Any]:
    rows = [{**row, "values": list(row["values"])} for row in table["rows"]]
    cells = []
    for cell in table.get("cells") or []:
        before = " ".join(cell["raw"].split())
        changed = "".join(before.split()) != "".join(cell["text"].split())
        first = cell["row"] - table["header_rows"]
        for row in rows[first : first + cell["row_span"]] if changed and first >= 0 else []:
            row["values"][cell["column"]] = "".join(before.split())
        cells.append({**cell, "text": before} if changed and first >= 0 else cell)
    return {**table, "rows": rows, "cells": cells}
