"""Numbers of forms with a misread sign."""

from collections.abc import Callable

import pytest

from extractor.document.table import Table
from extractor.repair.forms.misread_numbers import propose_number_repairs

MakeTable = Callable[..., Table]
_HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]


def _read(make_table: MakeTable, amount: str, target: str) -> tuple[str, str]:
    rows = [["预算数", amount, "", ""], _HEADER, ["产出指标", "数量指标", "业务量", target]]
    _, (table,) = propose_number_repairs([make_table(rows)], {"t1"})
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    return texts[0, 1], texts[2, 3]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        *[("3O.00", "30.00"), ("l28.00", "128.00"), ("1B.50", "18.50"), ("2 0.00", "20.00")],
        *[("32。04", "32.04"), ("32·04", "32.04"), ("32，04", "32.04"), ("5 0%", "50%")],
    ],
)
def test_an_amount_with_a_misread_sign(make_table: MakeTable, printed: str, mended: str) -> None:
    assert _read(make_table, printed, "3次")[0] == mended


@pytest.mark.parametrize(
    ("printed", "mended"), [("≥9B%", "≥98%"), ("≥9O百分比", "≥90百分比"), ("l个", "1个"), ("≤3O天", "≤30天")]
)
def test_a_target_with_a_misread_letter(make_table: MakeTable, printed: str, mended: str) -> None:
    assert _read(make_table, "1.00", printed)[1] == mended


@pytest.mark.parametrize(
    "printed", ["I级", "II类", "5G基站", "3D打印", "ISO认证", "逐年提升", "≥98%", "1.2万元", "O", ""]
)
def test_what_reads_well_or_is_no_number_stays(make_table: MakeTable, printed: str) -> None:
    assert _read(make_table, "1.00", printed)[1] == printed


def test_a_number_printed_twice_is_told_and_not_run_together(make_table: MakeTable) -> None:
    rows = [["预算数", "20 20", "", ""], _HEADER]
    repairs, tables = propose_number_repairs([make_table(rows)], {"t1"})
    assert [repair.applied for repair in repairs] == [False]
    assert tables[0].cells[1].text == "20 20"


def test_a_table_that_is_no_form_is_left_alone(make_table: MakeTable) -> None:
    table = make_table([["合计", "3O.00"], ["其中", "2 0.00"]])
    assert propose_number_repairs([table], {"t1"}) == ([], [table])
