"""The tables fit each other and say what the JSON says."""

import hashlib
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from extractor.document.record import Line, Statement
from extractor.export.tidy.statement_tables import classification_of
from extractor.export.tidy.tables import TIDY_TABLES, tidy_rows
from extractor.export.tidy.values import Value
from extractor.export.tidy.view import DocumentView

TABLES = {table.name: table for table in TIDY_TABLES}


def rows_of(view: DocumentView, name: str) -> list[dict[str, Value]]:
    return [dict(zip(TABLES[name].names, row, strict=True)) for row in tidy_rows(view).rows[name]]


def test_keys_and_references_name_fields_that_are_always_there() -> None:
    for table in TIDY_TABLES:
        required = {field.name for field in table.fields if field.required}
        assert len(set(table.names)) == len(table.names)
        assert table.names[0] == "document_id"
        assert set(table.key) <= required
        for reference in table.references:
            assert set(reference.fields) <= required
            assert reference.to == TABLES[reference.table].key


def test_keys_are_unique_and_references_lead_somewhere(demo_views: list[DocumentView]) -> None:
    keys: dict[str, Counter[tuple[Value, ...]]] = {name: Counter() for name in TABLES}
    for view in demo_views:
        for name, table in TABLES.items():
            keys[name].update(tuple(row[part] for part in table.key) for row in rows_of(view, name))
    assert all(count == 1 for counted in keys.values() for count in counted.values())
    for view in demo_views:
        for name, table in TABLES.items():
            for row in rows_of(view, name):
                assert all(row[field.name] is not None for field in table.fields if field.required)
                for reference in table.references:
                    assert tuple(row[part] for part in reference.fields) in keys[reference.table]


def test_each_amount_of_the_document_is_a_row(demo_views: list[DocumentView]) -> None:
    view = max(demo_views, key=lambda one: one.document.summary.amounts)
    said = [(row["line_id"], row["measure"], row["value"], row["yuan"], row["cell_id"], row["check"])
            for row in rows_of(view, "statement_lines") if row["amount_number"]]  # fmt: skip
    assert said == [
        (line.id, amount.measure, amount.value, amount.yuan, amount.cell, amount.check)
        for statement in view.document.statements
        for line in statement.lines
        for amount in line.amounts
    ]
    assert any(isinstance(value, Decimal) for *_, value, _, _, _ in said)


def test_a_line_without_amounts_is_a_row_of_its_words(demo_views: list[DocumentView]) -> None:
    line = Line("s1.1", None, None, "内设机构", None, None, 0, None, "item", (), {"性质": "行政"})
    document = replace(demo_views[0].document, statements=(Statement("s1", "organisation", "t1", None, None, (line,)),))
    (row,) = rows_of(DocumentView(document, "a"), "statement_lines")
    assert (row["amount_number"], row["label"], row["attributes"]) == (0, "内设机构", '{"性质": "行政"}')
    assert row["yuan"] is row["mark"] is row["page"] is None


def test_the_same_bytes_under_two_names_are_two_documents(demo_views: list[DocumentView]) -> None:
    document = demo_views[0].document
    ids = [DocumentView(document, name).document_id for name in ("a/预算.pdf", "b/预算.pdf", "a/预算.pdf")]
    assert ids[0] == ids[2] != ids[1]
    assert ids[0] == hashlib.sha256(f"{document.source.sha256}\na/预算.pdf".encode()).hexdigest()[:32]


def test_a_code_tells_its_classification() -> None:
    codes = ("2010302", "30201", "501", "10101", "99", "2-1", "２０１", None)
    assert [classification_of(code) for code in codes] == [
        "function", "department_economic", "government_economic", "revenue", None, None, None, None,
    ]  # fmt: skip


def test_an_amount_of_too_many_digits_is_left_empty_and_said(demo_views: list[DocumentView]) -> None:
    view = max(demo_views, key=lambda one: one.document.summary.amounts)
    statement = view.document.statements[0]
    line = next(line for line in statement.lines if line.amounts)
    huge = replace(line.amounts[0], value=Decimal(10) ** 40)
    changed = replace(statement, lines=(replace(line, amounts=(huge,)),))
    tidy = tidy_rows(DocumentView(replace(view.document, statements=(changed,)), "a"))
    assert [(one.table, one.field) for one in tidy.lost] == [("statement_lines", "value")]
