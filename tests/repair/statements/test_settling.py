"""Rows that stand open: the way that sums, codes and other tables speak for, and none where nothing does."""

from collections.abc import Sequence

from extractor.repair.statements.arithmetic import Arithmetic, Identity, build_arithmetic
from extractor.repair.statements.block_mapping import CLEAR
from extractor.repair.statements.chain_repair import ChainRepair, OpenPair, OpenRow
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import BLANK, Entry, Line
from extractor.repair.statements.findings import Finding
from extractor.repair.statements.misread_signs import Mend
from extractor.repair.statements.row_placement import Placing
from extractor.repair.statements.row_structure import FusedRow
from extractor.repair.statements.settling import named_codes, settle_rows, settle_signs

Texts = Sequence[str]

MODEL = Model(
    (("科目编码",), ("科目名称",), ("合计",), ("基本支出",), ("项目支出",)),
    ("code", "name", "amount", "amount", "amount"), 2, "own", None,
)  # fmt: skip
BODY = [
    ["", "合计", "10.00", "6.00", "4.00"],
    ["201", "一般公共服务支出", "7.00", "4.00", "3.00"],
    ["205", "教育支出", "3.00", "2.00", "1.00"],
]


def _entries(row: int, texts: Texts) -> list[Entry]:
    return [Entry(text, (f"t1.r{row}c{column}",)) if text else BLANK for column, text in enumerate(texts)]


def _chain(rows: Sequence[Texts]) -> ChainRepair:
    return ChainRepair((), MODEL, None, [Line(_entries(n, row), None, 0) for n, row in enumerate(rows)])


def _open(chain: ChainRepair, row: int, ways: Sequence[tuple[float, Texts]], printed: bool = True) -> None:
    """Let a row stand open; the last way is the printed one where there is a ``printed`` one."""
    placings = [Placing(cost, tuple(_entries(row, texts))) for cost, texts in ways]
    chain.open_rows.append(OpenRow(chain.lines[row], placings, placings[-1] if printed else None))


def _arithmetic(chain: ChainRepair) -> Arithmetic:
    return build_arithmetic(chain.model, chain.lines)


def _texts(chain: ChainRepair) -> list[list[str]]:
    return [[entry.text for entry in line.entries] for line in chain.lines]


def _finding(chain: ChainRepair) -> Finding:
    ((_, finding),) = chain.row_findings
    return finding


SLID = ["205", "教育支出", "", "3.00", "2.00"]
OTHER = ["205", "教育支出", "3.00", "", "2.00"]


def test_the_way_that_sums_speak_for_is_taken_though_the_printed_one_costs_less() -> None:
    chain = _chain([*BODY[:2], SLID])
    _open(chain, 2, [(0.5, BODY[2]), (0.0, SLID)])
    settle_rows(chain, _arithmetic(chain), frozenset(), CLEAR)
    assert _texts(chain) == BODY
    finding = _finding(chain)
    assert (finding.kind, finding.applied) == ("torn_row", True)
    assert {column for _, column in finding.places} == {2, 3, 4}


def test_two_ways_that_weigh_alike_leave_the_row_as_printed_and_say_both() -> None:
    chain = _chain([["201", "一般公共服务支出", "", "", ""], SLID])
    _open(chain, 1, [(0.5, OTHER), (0.6, BODY[2]), (4.0, SLID)])
    before = _texts(chain)
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain) == before
    finding = _finding(chain)
    assert (finding.applied, finding.after) == (False, " | ".join(OTHER))
    assert finding.alternatives[0] == " | ".join(BODY[2])


def test_a_row_of_which_no_way_fits_its_columns_stays() -> None:
    chain = _chain([BODY[0], SLID])
    _open(chain, 1, [(4.5, BODY[2]), (20.0, SLID)])
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain)[1] == SLID
    assert not _finding(chain).applied


def test_a_row_that_is_settled_tells_of_the_next_one() -> None:
    """The total of the column holds with both rows in their places, not with one of them alone."""
    slid = ["201", "一般公共服务支出", "", "7.00", "4.00"]
    chain = _chain([BODY[0], slid, SLID])
    _open(chain, 1, [(0.0, BODY[1]), (2.0, slid)])
    _open(chain, 2, [(1.0, BODY[2]), (0.0, SLID)])
    settle_rows(chain, _arithmetic(chain), frozenset(), CLEAR)
    assert _texts(chain) == BODY


def test_a_row_that_is_not_clear_at_first_is_weighed_again_when_another_is_settled() -> None:
    slid = ["201", "一般公共服务支出", "", "7.00", "4.00"]
    chain = _chain([BODY[0], slid, SLID])
    _open(chain, 2, [(0.0, BODY[2]), (0.0, SLID)])
    _open(chain, 1, [(0.0, BODY[1]), (3.0, slid)])
    texts = {(0, 2): "10.00"}
    settle_rows(chain, Arithmetic(texts, [Identity("column", (0, 2), (((1, 2), (2, 2)),))]), frozenset(), CLEAR)
    assert _texts(chain) == BODY


def test_the_printed_way_is_kept_without_a_word_where_it_weighs_most() -> None:
    chain = _chain(BODY)
    _open(chain, 2, [(0.2, SLID), (0.0, BODY[2])])
    settle_rows(chain, _arithmetic(chain), frozenset(), CLEAR)
    assert (_texts(chain), chain.row_findings) == (BODY, [])


UPPER, LOWER = BODY[1:]
FUSED = [f"{one} {other}" for one, other in zip(UPPER, LOWER, strict=True)]


def _open_pair(chain: ChainRepair, ways: Sequence[tuple[Texts, Texts]], printed: Texts) -> None:
    """Let the last two lines be one that stands open."""
    upper, lower = chain.lines[-2:]
    options = tuple((tuple(_entries(1, one)), tuple(_entries(1, other))) for one, other in ways)
    whole = tuple(_entries(1, printed))
    chain.open_pairs.append(OpenPair(upper, lower, FusedRow(options, options[0], ("two rows",)), whole, whole))


def test_two_fused_rows_are_parted_as_the_sums_say() -> None:
    crossed = [*UPPER[:4], LOWER[4]], [*LOWER[:4], UPPER[4]]
    chain = _chain([BODY[0], ["201", "", "", "", ""], ["205", "", "", "", ""]])
    _open_pair(chain, [crossed, (UPPER, LOWER)], FUSED)
    settle_rows(chain, _arithmetic(chain), frozenset(), CLEAR)
    assert _texts(chain) == BODY
    assert (_finding(chain).kind, _finding(chain).applied) == ("fused_rows", True)


def test_codes_go_to_the_names_that_another_table_prints_with_them() -> None:
    upper, lower = ["205", "教育支出", "", "", ""], ["205", "普通教育", "", "", ""]
    ways = [
        (["205", "教育支出", "1.00", "", ""], ["", "普通教育", "", "", ""]),
        (["", "教育支出", "1.00", "", ""], lower),
    ]
    known = named_codes(_chain([["20502", "高等教育", "", "", ""], upper]))
    assert known == {("20502", "高等教育"), ("205", "教育支出")}
    chain = _chain([BODY[0], ["", "", "", "", ""], ["", "", "", "", ""]])
    _open_pair(chain, ways, ["205", "教育支出 普通教育", "1.00", "", ""])
    settle_rows(chain, Arithmetic({}, []), known, CLEAR)
    assert [row[0] for row in _texts(chain)] == ["", "205", ""]


def test_codes_that_rise_between_those_of_the_rows_around_tell_whose_they_are() -> None:
    upper, lower = ["205", "教育支出", "", "", ""], ["20502", "普通教育", "", "", ""]
    falling = ["20502", "教育支出", "", "", ""], ["205", "普通教育", "", "", ""]
    chain = _chain([["201", "一般公共服务支出", "", "", ""], upper, lower])
    _open_pair(chain, [falling, (upper, lower)], ["205 20502", "教育支出 普通教育", "", "", ""])
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain)[1:] == [upper, lower]


def test_an_amount_of_a_side_stands_beside_its_label() -> None:
    model = Model(
        (("收入",), ("预算数",), ("支出",), ("预算数",)), ("name", "amount", "name", "amount"), 2, "own", None
    )
    upper, lower = ["一、甲收入", "9.00", "一、乙支出", "3.00"], ["二、丙收入", "1.00", "", ""]
    apart = ["一、甲收入", "9.00", "一、乙支出", ""], ["二、丙收入", "1.00", "", "3.00"]
    chain = ChainRepair((), model, None, [Line(_entries(n, row), None, 0) for n, row in enumerate([upper, lower])])
    _open_pair(chain, [apart, (upper, lower)], ["一、甲收入 二、丙收入", "9.00 1.00", "一、乙支出", "3.00"])
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain) == [upper, lower]


def test_the_totals_of_two_sides_stand_in_one_row() -> None:
    model = Model(
        (("收入",), ("预算数",), ("支出",), ("预算数",)), ("name", "amount", "name", "amount"), 2, "own", None
    )
    above = ["一、甲收入", "9.00", "一、乙支出", "9.00"]
    upper, lower = ["上年结转", "1.00", "", ""], ["收入总计", "10.00", "支出总计", "10.00"]
    apart = ["上年结转", "1.00", "支出总计", "10.00"], ["收入总计", "10.00", "", ""]
    rows = [above, upper, lower]
    chain = ChainRepair((), model, None, [Line(_entries(n, row), None, 0) for n, row in enumerate(rows)])
    _open_pair(chain, [apart, (upper, lower)], ["上年结转 收入总计", "1.00 10.00", "支出总计", "10.00"])
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain) == rows


def test_a_lone_amount_that_nothing_gives_to_a_row_leaves_one_row_as_printed() -> None:
    ways = [
        ([*UPPER[:2], "7.00", "", ""], [*LOWER[:2], "", "", ""]),
        ([*UPPER[:2], "", "", ""], [*LOWER[:2], "7.00", "", ""]),
    ]
    printed = [FUSED[0], FUSED[1], "7.00", "", ""]
    chain = _chain([["", "合计", "", "", ""], UPPER, LOWER])
    _open_pair(chain, ways, printed)
    settle_rows(chain, Arithmetic({}, []), frozenset(), CLEAR)
    assert _texts(chain) == [["", "合计", "", "", ""], printed]
    finding = _finding(chain)
    assert not finding.applied
    assert len(finding.alternatives) == 1


def _with_sign(rows: list[list[str]], place: tuple[int, int], printed: str) -> ChainRepair:
    chain = _chain(rows)
    row, column = place
    chain.signs[f"t1.r{row}c{column}"] = (printed, Mend(rows[row][column], "misread_number", 0.95))
    return chain


def test_a_sum_that_holds_since_is_evidence_of_a_sign_that_was_misread() -> None:
    chain = _with_sign(BODY, (2, 3), "Z.00")
    settle_signs(chain, _arithmetic(chain))
    finding = _finding(chain)
    assert (finding.before, finding.after, finding.applied) == ("Z.00", "2.00", True)
    assert finding.evidence[-1].endswith("with it a sum holds")
    assert _texts(chain) == BODY


def test_a_sign_is_as_printed_again_where_all_sums_of_its_amount_fail() -> None:
    rows = [[*row] for row in BODY]
    rows[2][3] = "8.00"
    chain = _with_sign(rows, (2, 3), "B.00")
    arithmetic = _arithmetic(chain)
    settle_signs(chain, arithmetic)
    assert _texts(chain)[2][3] == arithmetic.texts[(2, 3)] == "B.00"
    assert not _finding(chain).applied
    assert _finding(chain).confidence < 0.9
    assert chain.lines[2].entries[3].cells == ("t1.r2c3",)


def test_a_sign_that_no_sum_speaks_of_is_put_right_on_its_looks() -> None:
    chain = _with_sign(BODY, (2, 3), "Z.00")
    settle_signs(chain, Arithmetic({}, []))
    assert _finding(chain).applied
    assert chain.signs == {}
