"""Reports without rulings all round: their truth, their sums, their headers and what stands side by side."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from extractor.corpora.generate.grid import heads_a_group
from extractor.corpora.generate.model import ColumnBreak, Columns, DocumentSpec, TableSpec
from extractor.corpora.generate.report_variety import BLANK_HEAD
from extractor.corpora.generate.templates import TEMPLATES
from extractor.corpora.generate.truth import Places, label_text
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_pdf import can_typeset, table_pages, typeset
from extractor.corpora.label import Label, LabelTable, parse_label

REPORTS = ("three_line", "borderless")
SEEDS = (*range(1, 41), *range(100, 106), *range(200, 204))
BUILT: dict[tuple[str, int], tuple[DocumentSpec, Label]] = {}


def tables_of(spec: DocumentSpec) -> list[TableSpec]:
    return [block for block in spec.blocks if isinstance(block, TableSpec)]


def documents(template: str) -> Iterator[tuple[DocumentSpec, Label]]:
    for seed in SEEDS:
        if (template, seed) not in BUILT:
            spec = TEMPLATES[template](seed)
            text = label_text(spec, "甲.docx", "a" * 64, [Places() for _ in tables_of(spec)])
            BUILT[template, seed] = spec, parse_label(text, "甲")
        yield BUILT[template, seed]


def number(text: object) -> Decimal:
    said = str(text).replace(",", "")
    return Decimal(0) if said in ("", "—") else Decimal(said)


def rows_of(table: LabelTable) -> list[list[str]]:
    """The values, without those of the blank column."""
    kept = [number for number, column in enumerate(table.columns) if column.path != [BLANK_HEAD]]
    assert all(
        not row.values[number]
        for row in table.rows
        if isinstance(row.values, list)
        for number in range(len(table.columns))
        if number not in kept
    )
    return [[str(row.values[number] or "") for number in kept] for row in table.rows if isinstance(row.values, list)]


@pytest.mark.parametrize("template", REPORTS)
def test_the_truth_is_a_label_with_every_cell(template: str) -> None:
    for spec, label in documents(template):
        assert len(label.tables) == len(tables_of(spec)) >= 5
        assert all(table.cells and table.unit for table in label.tables)
        assert label.projects is None


@pytest.mark.parametrize("template", REPORTS)
def test_parts_add_up_as_printed(template: str) -> None:
    checked = set()
    for _, label in documents(template):
        for table in label.tables:
            title, rows = str(table.title), rows_of(table)
            checked.add(title)
            if title == "部门支出预算表":
                assert all(number(row[2]) == sum(map(number, [row[3], *row[6:]])) for row in rows)
                assert all(number(row[3]) == number(row[4]) + number(row[5]) for row in rows)
            elif title == "部门收入预算表":
                assert all(number(row[2]) == number(row[3]) + sum(map(number, row[7:])) for row in rows)
                assert all(number(row[3]) == sum(map(number, row[4:7])) for row in rows)
            elif title == "一般公共预算基本支出表":
                assert all(number(row[2]) == number(row[3]) + number(row[4]) for row in rows)
            elif title in ("一般公共预算支出对比表", "“三公”经费预算对比表"):
                first = 2 if title.startswith("一般") else 1
                assert all(number(row[first + 2]) == number(row[first + 1]) - number(row[first]) for row in rows)
            elif title == "项目支出预算表":
                assert all(number(row[2]) == sum(map(number, row[3:])) for row in rows)
                assert number(rows[-1][2]) == sum(number(row[2]) for row in rows[:-1])
            elif title == "收支预算总表":
                for column in range(1, len(rows[0]), 2):
                    assert number(rows[-1][column]) == sum(number(row[column]) for row in rows[:-1])
                assert len(set(rows[-1][1::2])) == 1
            else:
                assert title in ("收入来源情况", "支出方向情况")
                assert number(rows[-1][1]) == sum(number(row[1]) for row in rows[:-1])
    assert len(checked) == 9


@pytest.mark.parametrize("template", REPORTS)
def test_income_and_expenditure_come_to_the_same(template: str) -> None:
    for _, label in documents(template):
        totals = {str(table.title): rows_of(table) for table in label.tables}
        assert number(totals["收入来源情况"][-1][1]) == number(totals["支出方向情况"][-1][1])
        if "部门支出预算表" in totals:
            assert totals["部门支出预算表"][0][2] == totals["支出方向情况"][-1][1]


def test_a_change_is_its_share_of_the_year_before_in_per_cent() -> None:
    shares = 0
    for _, label in documents("three_line"):
        for table in label.tables:
            for row in rows_of(table) if table.title == "一般公共预算支出对比表" else []:
                if row[5] == "—":
                    assert number(row[2]) == 0
                    continue
                shares += 1
                assert abs(number(row[5]) - number(row[4]) / number(row[2]) * 100) <= Decimal("0.05")
    assert shares > 100


def test_rulings_and_depths_of_header_vary_and_no_table_has_them_all_round() -> None:
    for template, rules in (("three_line", {"three_line"}), ("borderless", {"borderless", "horizontal"})):
        tables = [table for spec, _ in documents(template) for table in tables_of(spec)]
        assert {table.rules for table in tables} == rules
        assert {table.header_rows for table in tables} == {1, 2, 3}
        assert {table.group_rules for table in tables} == {True, False}
        assert any(heads_a_group(table, cell) for table in tables for cell in table.cells)


def test_the_looks_of_tables_vary() -> None:
    for template in REPORTS:
        reports = [tables_of(spec) for spec, _ in documents(template)]
        tables = [table for report in reports for table in report]
        amounts = [{cell.align for cell in table.cells if _is_amount(cell.text)} for table in tables]
        assert {"right", "centre", "left"} == set().union(*amounts)
        assert all(len(sides) <= 1 for sides in amounts)
        heads = [[cell.text.replace(" ", "") for cell in table.cells if cell.row == 0] for table in tables]
        assert {(BLANK_HEAD in head, head[-1] == BLANK_HEAD) for head in heads} == {
            (True, True), (True, False), (False, False),
        }  # fmt: skip
        both = [len(table.widths) for table in tables if table.title == "收支预算总表"]
        assert {4, 6} <= set(both)
        assert len(both) < len(reports)


def test_a_rule_of_a_group_of_rows_stands_over_a_name_that_is_not_indented() -> None:
    seen = 0
    for template in REPORTS:
        for spec, _ in documents(template):
            for table in tables_of(spec):
                for row in table.row_rules:
                    below = [cell for cell in table.cells if cell.row == row + 1 and cell.role == "row_attribute"]
                    assert table.header_rows <= row
                    assert all(cell.indent == 0 and not cell.text.startswith("\u3000") for cell in below)
                    seen += 1
    assert seen > 50


def _is_amount(text: str) -> bool:
    return "." in text and text.replace(",", "").replace(".", "").lstrip("-").isdigit()


def test_two_narrow_tables_stand_side_by_side_in_every_report() -> None:
    for spec, _ in documents("borderless"):
        kinds = [type(block).__name__ for block in spec.blocks]
        first = kinds.index("Columns")
        assert kinds[first : first + 5] == ["Columns", "TableSpec", "ColumnBreak", "TableSpec", "Columns"]
        assert spec.blocks[first] == Columns(2)
        assert spec.blocks[first + 4] == Columns(1)
        assert spec.blocks[first + 2] == ColumnBreak()


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(not can_typeset(), reason="LibreOffice (soffice) is not here")
def test_they_do_so_on_the_page(tmp_path: Path) -> None:
    spec, _ = next(documents("three_line"))
    path = typeset({"report": docx_bytes(spec, with_places=True)}, tmp_path)["report"]
    left, right = table_pages(path)[:2]
    assert left.pages == right.pages == (1,)
    boxes = []
    with pypdfium2.PdfDocument(path) as pdf:
        words = pdf[0].get_textpage()
        for title in ("收入来源情况", "支出方向情况"):
            found = words.search(title).get_next()
            assert found is not None
            boxes.append([words.get_charbox(place) for place in range(found[0], found[0] + found[1])])
    assert max(box[2] for box in boxes[0]) < min(box[0] for box in boxes[1])
    assert boxes[0][0][1] == pytest.approx(boxes[1][0][1], abs=12)
