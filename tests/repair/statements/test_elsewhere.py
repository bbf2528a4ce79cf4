"""Amounts that other tables print for the same lines: which columns and lines are taken for the same."""

from collections.abc import Sequence

import pytest

from extractor.repair.statements.cell_types import ColumnType
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.elsewhere import Placed, amounts_elsewhere
from extractor.repair.statements.entries import Entry, Line

Told = dict[tuple[int, int], list[str]]

NAMED = [
    ["一、一般公共服务支出", "120.30"],
    ["二、教育支出", "45.10"],
    ["三、卫生健康支出", "25.10"],
    ["四、住房保障支出", "11.20"],
    ["五、其他支出", "3.40"],
]
BARE = [[name[2:], amount] for name, amount in NAMED]


def _table(identity: str, heads: str, rows: Sequence[Sequence[str]]) -> Placed:
    """A table with the names of its columns between blanks; codes, names and amounts are told by them."""
    leaves = heads.split()
    kinds: dict[str, ColumnType] = {"编码": "code", "项目": "name"}
    types = tuple(kinds.get(leaf, "amount") for leaf in leaves)
    model = Model(tuple((leaf,) for leaf in leaves), types, 2, identity, None)
    lines = [
        Line([Entry(text, (f"{identity}.r{r}c{c}",)) for c, text in enumerate(row)], None, 0)
        for r, row in enumerate(rows)
    ]
    return Placed(model, lines)


def _told(one: Placed, other: Placed) -> Told:
    first, _ = amounts_elsewhere([one, other])
    return {place: [f"{said.amount} {said.cell}" for said in sayings] for place, sayings in first.items()}


def test_lines_are_the_same_by_their_names_without_numbering() -> None:
    told = _told(_table("t1", "项目 预算数", NAMED), _table("t2", "项目 预算数", BARE[::-1]))
    assert told == {(n, 1): [f"{amount} t2.r{4 - n}c1"] for n, (_, amount) in enumerate(NAMED)}


def test_the_amount_that_differs_and_the_one_that_is_missing_are_told() -> None:
    torn = [*NAMED[:3], ["四、住房保障支出", "17.20"], ["五、其他支出", ""]]
    longer = [*BARE, ["债务付息支出", "1.10"]]
    told = _told(
        _table("t1", "项目 预算数", [*torn, ["六、债务付息支出", "1.10"]]), _table("t2", "项目 预算数", longer)
    )
    assert told[(3, 1)] == ["11.20 t2.r3c1"]
    assert told[(4, 1)] == ["3.40 t2.r4c1"]


@pytest.mark.parametrize("leaf", ["基本支出", "项目支出", "人员经费"])
def test_a_part_by_nature_is_no_whole(leaf: str) -> None:
    assert not _told(_table("t1", "项目 合计", NAMED), _table("t2", f"项目 {leaf}", BARE))


def test_columns_of_two_names_are_the_same_only_where_one_is_a_whole() -> None:
    fund = _table("t2", "项目 一般公共预算", BARE)
    assert set(_told(_table("t1", "项目 合计", NAMED), fund)) == {(n, 1) for n in range(5)}
    assert not _told(_table("t1", "项目 政府性基金预算", NAMED), fund)


def test_too_few_lines_that_agree_tell_nothing() -> None:
    assert not _told(_table("t1", "项目 预算数", NAMED[:2]), _table("t2", "项目 预算数", BARE[:2]))
    three = _told(_table("t1", "项目 预算数", NAMED[:3]), _table("t2", "项目 预算数", BARE[:3]))
    assert set(three) == {(0, 1), (1, 1), (2, 1)}
    alike = [[name, "5.00"] for name, _ in NAMED]
    assert not _told(_table("t1", "项目 预算数", alike), _table("t2", "项目 预算数", alike))


def test_columns_of_which_more_than_a_fifth_differs_are_not_the_same() -> None:
    other = [*BARE[:3], *([name, "9.90"] for name, _ in BARE[3:])]
    assert not _told(_table("t1", "项目 预算数", NAMED), _table("t2", "项目 预算数", other))


def test_a_name_that_stands_twice_is_no_line() -> None:
    twice = [*BARE, ["其他支出", "8.80"]]
    assert (4, 1) not in _told(_table("t1", "项目 预算数", NAMED), _table("t2", "项目 预算数", twice))


def test_codes_go_before_names() -> None:
    codes = ["201", "205", "210", "221", "229"]
    own = [[code, name, amount] for code, (name, amount) in zip(codes, BARE, strict=True)]
    other = [[code, f"{name}科目", amount] for code, (name, amount) in zip(codes, BARE, strict=True)]
    told = _told(_table("t1", "编码 项目 预算数", own), _table("t2", "编码 项目 预算数", other))
    assert set(told) == {(n, 2) for n in range(5)}
    moved = [[codes[(n + 1) % 5], name, amount] for n, (name, amount) in enumerate(BARE)]
    assert not _told(_table("t1", "编码 项目 预算数", own), _table("t2", "编码 项目 预算数", moved))


def test_two_columns_of_one_name_are_paired_one_to_one() -> None:
    own = [[name, amount, f"{n + 1}.50"] for n, (name, amount) in enumerate(BARE)]
    other = [[name, second, first] for name, first, second in own]
    told = _told(_table("t1", "项目 预算数 预算数", own), _table("t2", "项目 预算数 预算数", other))
    assert told[(0, 1)] == ["120.30 t2.r0c2"]
    assert told[(0, 2)] == ["1.50 t2.r0c1"]
    assert len(told) == 10


def test_a_column_is_told_by_one_other_column_alone() -> None:
    own = [[name, amount, amount] for name, amount in BARE]
    told = _told(_table("t1", "项目 预算数 金额", own), _table("t2", "项目 预算数", BARE))
    assert {column for _, column in told} == {1}
