"""What the statement templates print, whatever the seed: truth that reads and sums that hold."""

import itertools
from decimal import Decimal
from typing import Any

import pytest

from extractor.corpora.generate.model import DocumentSpec, TableSpec
from extractor.corpora.generate.templates import TEMPLATES
from extractor.corpora.generate.truth import Places, label_text, tables_of
from extractor.corpora.label import parse_label

STATEMENTS = ("central_account", "central_budget", "jiangsu", "provincial", "shanghai")
SEEDS = (1, 7, 31, 100, 101)
Table = dict[str, Any]


@pytest.fixture(scope="module", params=itertools.product(STATEMENTS, SEEDS), ids=lambda pair: f"{pair[0]}-{pair[1]}")
def spec(request: pytest.FixtureRequest) -> DocumentSpec:
    name, seed = request.param
    return TEMPLATES[name](seed)


@pytest.fixture(scope="module")
def truth(spec: DocumentSpec) -> list[Table]:
    return tables_of(spec, places_of(spec))


def places_of(spec: DocumentSpec) -> list[Places]:
    return [Places() for block in spec.blocks if isinstance(block, TableSpec)]


def amount(text: str | None) -> Decimal:
    return Decimal(text.replace(",", "")) if text and text[-1].isdigit() else Decimal(0)


def amount_columns(table: Table) -> list[int]:
    """The columns of amounts by the roles of their cells; percentages do not add up."""
    cells = [cell for cell in table["cells"] if cell["row"] >= table["header_rows"]]
    data = {cell["column"] for cell in cells if cell["role"] == "data"}
    return [column for column in sorted(data) if "%" not in "".join(table["columns"][column]["path"])]


def code_of(values: list[str | None], columns: list[int]) -> str:
    return "".join(values[column] or "" for column in columns)


def code_columns(table: Table) -> list[int]:
    leaves = [column["path"][-1] if column["path"] else "" for column in table["columns"]]
    return [
        number for number, leaf in enumerate(leaves) if leaf in ("类", "款", "项") or leaf.endswith(("编码", "代码"))
    ]


def test_a_template_makes_a_label_and_always_the_same(spec: DocumentSpec) -> None:
    again = TEMPLATES[spec.template](spec.seed)
    assert again == spec
    label = parse_label(label_text(spec, "甲.docx", "a" * 64, places_of(spec)), "甲.docx")
    assert len(label.tables) >= 9
    assert label.fiscal_year == spec.fiscal_year
    assert all(table.title for table in label.tables)


def test_the_codes_of_a_level_add_up_to_the_code_above_in_every_column(truth: list[Table]) -> None:
    checked = 0
    for table in truth:
        codes = code_columns(table)
        if table["kind"] in ("project_expenditure", "procurement", "other") or not codes or len(codes) > 3:
            continue
        if any(column - 1 not in codes for column in codes[1:]):
            continue  # blocks beside each other are summed in a test of their own
        amounts = amount_columns(table)
        rows = {code_of(row["values"], codes): [amount(row["values"][c]) for c in amounts] for row in table["rows"]}
        for parent, sums in rows.items():
            children = [own for code, own in rows.items() if code.startswith(parent) and len(code) == len(parent) + 2]
            if parent.isdigit() and children:
                assert [sum(column) for column in zip(*children, strict=True)] == sums, (table["title"], parent)
                checked += 1
        total = next((rows[code] for code in rows if not code.isdigit() and any(rows[code])), None)
        tops = [own for code, own in rows.items() if len(code) == 3 and code.isdigit()]
        if total is not None and tops:
            assert [sum(column) for column in zip(*tops, strict=True)] == total, table["title"]
            checked += 1
    assert checked > 20


def test_both_sides_of_a_summary_have_the_same_total(truth: list[Table]) -> None:
    summaries = [
        table for table in truth if table["kind"] in ("revenue_expenditure_summary", "fiscal_appropriation_summary")
    ]
    assert len(summaries) == 2
    for table in summaries:
        last = [text for text in table["rows"][-1]["values"] if text and text[-1].isdigit() and not text.isdigit()]
        last = last or [text for text in table["rows"][-1]["values"] if text and text.isdigit() and len(text) > 3]
        assert len(last) >= 2
        assert last[0] == last[1]
        assert amount(last[0]) > 0


def test_the_summary_says_the_same_total_as_the_tables(truth: list[Table]) -> None:
    by_kind = {table["kind"]: table for table in truth}
    whole = {text for text in by_kind["revenue_expenditure_summary"]["rows"][-1]["values"] if text}
    spent = by_kind["expenditure_summary"]
    said = {text for row in spent["rows"] for text in row["values"] if text}
    years = {text for row in by_kind["revenue_expenditure_summary"]["rows"] for text in row["values"] if text}
    assert whole & said or years & said


def test_blocks_of_the_basic_expenditure_add_up(truth: list[Table]) -> None:
    for table in truth:
        if table["kind"] != "basic_expenditure" or "公用经费合计" not in str(table["rows"][-1]["values"]):
            continue
        *lines, sums = [row["values"] for row in table["rows"]]
        blocks = [
            (amount(line[first + 2]), str(line[first]))
            for line in lines
            for first in range(0, len(table["columns"]), 3)
        ]
        for groups, printed in ((("301", "303"), sums[2]), (("302", "310"), sums[-1])):
            assert sum(value for value, code in blocks if len(code) == 3 and code in groups) == amount(printed)
            assert sum(value for value, code in blocks if len(code) == 5 and code[:3] in groups) == amount(printed)


def test_every_cell_has_a_role_and_the_header_none_of_the_body(truth: list[Table]) -> None:
    for table in truth:
        for cell in table["cells"]:
            if cell["role"] is None:
                assert cell["text"] == ""
            else:
                is_head = cell["row"] < table["header_rows"]
                assert is_head == (cell["role"] in ("column_attribute", "column_number"))


def test_a_table_without_amounts_says_so(truth: list[Table]) -> None:
    for table in truth:
        filled = [cell for cell in table["cells"] if cell["role"] == "data" and any(map(str.isdigit, cell["text"]))]
        if table["kind"] != "organisation":
            assert table["declared_empty"] == (not filled), table["title"]


def test_a_year_of_seeds_varies_in_what_a_department_prints() -> None:
    specs = [TEMPLATES["central_budget"](seed) for seed in range(1, 30)]
    tables = [[block for block in spec.blocks if isinstance(block, TableSpec)] for spec in specs]
    assert {spec.font for spec in specs} == {"Noto Serif CJK SC", "Noto Sans CJK SC"}
    assert {table.number_rows for own in tables for table in own} == {0, 1}
    assert {table.header_rows - table.number_rows for own in tables for table in own} >= {1, 2, 3}
    assert {bool(own[0].over_title) for own in tables} == {False, True}
    assert {own[0].repeats_header for own in tables} == {False, True}
    assert {spec.orientation for spec in specs} == {"portrait", "landscape"}
    rows = [max(cell.row for cell in own[1].cells) for own in tables]
    assert min(rows) < 30
    assert max(rows) > 60
