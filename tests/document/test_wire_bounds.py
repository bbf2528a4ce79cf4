"""A result that was damaged, or made to do harm, is refused where it is parsed; whatever is written is read again."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from extractor.document.document_set import SET_SCHEMA_VERSION
from extractor.document.wire import from_json, set_from_json, to_json
from tests.export.tidy.documents import document_of

Change = Callable[[Any], None]
AMOUNT = "statements.0.lines.0.amounts.0"


def put(place: str, value: object) -> Change:
    """A change of one place of the JSON."""

    def change(document: Any) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        for step in way:
            document = document[step]
        assert document[last] != value, "a change that changes something"
        document[last] = value

    return change


def table_of_empty_rows(document: Any) -> None:
    table = document["tables"][0]
    table["rows"] = [{"values": [], "role": "body"}] * 3_000
    table["columns"] = [{"path": [], "role": "other"}] * 3_000


def cells_that_cover_all(document: Any) -> None:
    table = document["tables"][0]
    table["header_rows"] = 100_000
    cell = {**table["cells"][0], "row": 0, "column": 0, "row_span": 100_000, "column_span": 1_000}
    table["cells"] = [{**cell, "id": f"t1.r0c{number}"} for number in range(300)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("schema_version", "2.0"), "schema_version: the file is of contract 2.0, and this program reads 1.x"),
        (put("schema_version", ""), "schema_version: the file is of contract "),
        (put("fiscal_year", int("9" * 4_000)), "fiscal_year: "),
        (put("fiscal_year", -5), "fiscal_year: "),
        (put(f"{AMOUNT}.value", "1e999999"), f"{AMOUNT}.value: "),
        (put(f"{AMOUNT}.yuan", "1e-999999"), f"{AMOUNT}.yuan: "),
        (put(f"{AMOUNT}.value", "NaN"), f"{AMOUNT}.value: "),
        (put("summary.amounts", 10**30), "summary.amounts: "),
        (put("tables.0.header_rows", 10**9), ": the tables say that they have "),
        (put("tables.0.header_rows", -1), "tables.0.header_rows: "),
        (put("tables.0.cells.0.row", -1), "tables.0.cells.0.row: "),
        (put("tables.0.cells.0.column_span", -3), "tables.0.cells.0.column_span: "),
        (table_of_empty_rows, ": the tables say that they have "),
        (cells_that_cover_all, ": the tables say that they have "),
    ],
)
def test_what_no_document_says_is_refused_at_once(change: Change, said: str) -> None:
    data = json.loads(to_json(document_of("预算")))
    change(data)
    began = time.process_time()
    with pytest.raises(ValidationError) as refused:
        from_json(json.dumps(data).encode())
    first = refused.value.errors()[0]
    assert f"{'.'.join(map(str, first['loc']))}: {first['msg']}".startswith(said)
    assert time.process_time() - began < 5


def test_a_later_minor_version_is_read() -> None:
    document = replace(document_of("预算"), schema_version="1.99")
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize(
    "value", ["1E+200000", "1E-3000", "9" * 100_000, "-0.00", "1234567890123456789012345.123456789"]
)
def test_long_numbers_that_can_be_computed_with_are_read(value: str) -> None:
    document = document_of("预算")
    data = json.loads(to_json(document))
    put(f"{AMOUNT}.value", value)(data)
    amount = from_json(json.dumps(data)).statements[0].lines[0].amounts[0]
    assert amount.value == Decimal(value)


def test_a_set_of_another_contract_is_refused() -> None:
    assert SET_SCHEMA_VERSION.startswith("1.")
    with pytest.raises(ValidationError, match=r"the file is of contract 2\.1"):
        set_from_json('{"set_schema_version": "2.1"}')
