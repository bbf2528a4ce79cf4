"""Which columns the sound rows of a row sum fill: what it says for a row that slid."""

from extractor.repair.statements.arithmetic import Arithmetic, Identity
from extractor.repair.statements.row_shapes import row_shapes, shape_gain

Rows = list[list[str]]

FIRST = ["9.50", "9.50", ""]
SECOND = ["9.50", "", "9.50"]


def _arithmetic(rows: Rows) -> Arithmetic:
    texts = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)}
    return Arithmetic(texts, [Identity("row 0", (r, 0), (((r, 1), (r, 2)),)) for r in range(len(rows))])


def _gain(rows: Rows, row: int, texts: list[str]) -> float:
    arithmetic = _arithmetic(rows)
    return shape_gain(arithmetic, row_shapes(arithmetic), {(row, c): text for c, text in enumerate(texts)})


def test_a_row_that_gets_the_shape_of_all_sound_rows_gains_and_one_that_leaves_it_loses() -> None:
    slid = ["", "9.50", "9.50"]
    rows = [FIRST, FIRST, FIRST, FIRST, slid]
    into, other = _gain(rows, 4, FIRST), _gain(rows, 4, SECOND)
    assert into > 0 == other
    assert _gain(rows, 0, SECOND) == -into


def test_a_shape_that_half_of_the_rows_have_says_less() -> None:
    mixed = [FIRST, FIRST, SECOND, SECOND, ["", "9.50", "9.50"]]
    assert 0 < _gain(mixed, 4, FIRST) == _gain(mixed, 4, SECOND) < _gain([FIRST] * 4 + [mixed[4]], 4, FIRST)


def test_too_few_sound_rows_say_nothing() -> None:
    assert _gain([FIRST, FIRST, ["", "9.50", "9.50"]], 2, FIRST) == 0


def test_a_family_of_which_many_rows_fail_says_nothing() -> None:
    torn = ["9.50", "", "3.00"]
    rows = [FIRST, FIRST, FIRST, torn, torn]
    assert row_shapes(_arithmetic(rows)) == {}
    assert _gain(rows, 3, FIRST) == 0
    assert row_shapes(_arithmetic([*rows, FIRST])).keys() == {"row 0"}


def test_sums_along_columns_have_no_shape() -> None:
    texts = {(r, 0): "2.00" if r == 0 else "1.00" for r in range(3)}
    arithmetic = Arithmetic(texts, [Identity("column 0", (0, 0), (((1, 0), (2, 0)),))] * 4)
    assert row_shapes(arithmetic) == {}
