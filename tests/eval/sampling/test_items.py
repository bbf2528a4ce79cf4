"""What can be drawn of a document: each number once, each table, with their traits."""

from collections import Counter
from dataclasses import replace

from extractor.document.document import Document
from extractor.eval.sampling.items import header_signature, items_of, numbers_of, trait

PDF = "示例市数据服务局2025年部门预算.pdf"


def test_numbers_are_those_of_amount_columns_with_their_labels(documents: dict[str, Document]) -> None:
    """As printed: the one row of “三公”经费支出表 has six amounts and no label; in 部门收入总表 code and name stand
    before the amounts, and a code is no amount."""
    tables = {table.title: table for table in documents[PDF].tables}
    three = tables["“三公”经费支出表"]
    texts = {cell.id: cell.text for table in tables.values() for cell in table.cells}
    found = [(texts[cell], label) for cell, _, label in numbers_of(three)]
    assert found == [(amount, "") for amount in ("7.80", "0.00", "6.00", "0.00", "6.00", "1.80")]
    labels = {label for _, _, label in numbers_of(tables["部门收入总表"])}
    assert "208\n社会保障和就业支出" in labels
    assert "208" not in {texts[cell] for cell, _, _ in numbers_of(tables["部门收入总表"])}


def test_a_cell_merged_over_rows_is_one_item(documents: dict[str, Document]) -> None:
    table = documents[PDF].tables[0]
    number = next(cell for cell, _, _ in numbers_of(table))
    tall = replace(next(cell for cell in table.cells if cell.id == number), row_span=2)
    below = [cell for cell in table.cells if not (cell.column == tall.column and cell.row == tall.row + 1)]
    rows = list(table.rows)
    first = tall.row - table.header_rows
    values = list(rows[first + 1].values)
    values[tall.column] = rows[first].values[tall.column]
    rows[first + 1] = replace(rows[first + 1], values=tuple(values))
    merged = replace(table, rows=tuple(rows), cells=(tall, *(cell for cell in below if cell.id != tall.id)))
    assert [cell for cell, _, _ in numbers_of(merged)].count(number) == 1


def test_every_table_is_an_item_and_as_its_worst_number(documents: dict[str, Document]) -> None:
    document = documents[PDF]
    table = document.tables[0]
    numbers = [cell for cell, _, _ in numbers_of(table)]
    cells = tuple(replace(cell, check="failed") if cell.id == numbers[0] else cell for cell in table.cells)
    changed = replace(document, tables=(replace(table, cells=cells), *document.tables[1:]))
    items = list(items_of(changed, "a.pdf", "pdf"))
    tables = [item for item in items if item.kind == "table"]
    assert [item.table for item in tables] == [table.id for table in document.tables]
    assert trait(tables[0].traits, "check") == "failed"
    assert trait(tables[1].traits, "check") == "proved"
    states = Counter(trait(item.traits, "check") for item in items if item.kind == "cell" and item.table == table.id)
    assert states == {"failed": 1, "proved": len(numbers) - 1}


def test_confidence_is_in_three_bands(documents: dict[str, Document]) -> None:
    document = documents[PDF]
    table = replace(document.tables[0], confidence=0.95)
    number = next(cell for cell, _, _ in numbers_of(table))
    cells = tuple(replace(cell, confidence=0.2) if cell.id == number else cell for cell in table.cells)
    changed = replace(document, tables=(replace(table, cells=cells),))
    bands = {(item.kind, trait(item.traits, "confidence")) for item in items_of(changed, "a", "pdf")}
    assert bands == {("cell", "low"), ("cell", "high"), ("table", "middle")}


def test_tables_of_one_header_have_one_signature(documents: dict[str, Document]) -> None:
    first, second = documents[PDF].tables[:2]
    assert header_signature(first) == header_signature(replace(second, columns=first.columns))
    assert header_signature(first) != header_signature(second)
    form = next(table for document in documents.values() for table in document.tables if not table.header_rows)
    assert header_signature(form) != header_signature(replace(form, kind="other"))
