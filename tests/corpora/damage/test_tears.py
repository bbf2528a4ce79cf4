"""Each kind of fault does what its name and its record say: worked out by hand on the small label."""

from collections.abc import Callable
from random import Random

import pytest

from extractor.corpora import Label
from extractor.corpora.damage.change import Change, FaultKind
from extractor.corpora.damage.label_dump import dump_label
from extractor.corpora.damage.pieces import Dialect, Piece, lines_of
from extractor.corpora.damage.tears import KINDS

Found = tuple[list[str], list[str], Change]
Find = Callable[..., list[Found]]
DRAWS = 20
"""So many seeds show every variant of the small label."""


@pytest.fixture
def find(label: Label) -> Find:
    """All changes of a kind over some seeds as (lines before, lines after, change), where ``line`` begins the first."""

    def changes(kind: FaultKind, line: str = "", dialect: Dialect = "rows", draws: int = 1) -> list[Found]:
        pieces = dump_label(label, dialect).pieces
        found: dict[Change, Found] = {}
        for seed in range(draws):
            for change in KINDS[kind](pieces, Random(seed)):  # noqa: S311 - to be drawn again, no secret
                before, after = _lines(pieces[change.start : change.stop]), _lines(change.pieces)
                if not line or (before and before[0].startswith(line)):
                    found[change] = (before, after, change)
        return list(found.values())

    return changes


def _lines(pieces: tuple[Piece, ...]) -> list[str]:
    return [line for piece in pieces for line in lines_of(piece)]


def test_two_cells_are_fused_and_the_rest_moves_left_or_stays(find: Find) -> None:
    found = {(change.column, change.variant): after for _, after, change in find("fused_cells", "208", draws=DRAWS)}
    assert found[0, "closed"] == ["208 社会保障和就业支出\t8.50\t8.50\t\t\t"]
    assert found[0, "open"] == ["208 社会保障和就业支出\t\t8.50\t8.50\t\t"]
    assert found[2, "closed"] == ["208\t社会保障和就业支出\t8.50 8.50\t\t\t"]
    assert {column for column, _ in found} == {0, 1, 2}


def test_a_fused_cell_touches_what_moved(find: Find) -> None:
    touched = {
        change.variant: change.touched for _, _, change in find("fused_cells", "208", draws=DRAWS) if change.column == 0
    }
    first = ("rows.3.values.0", "rows.3.values.1")
    assert touched == {"open": first, "closed": (*first, "rows.3.values.2", "rows.3.values.3")}


def test_two_rows_are_fused_cell_by_cell(find: Find) -> None:
    before, after, change = find("fused_rows", "20103")[0]
    assert before == [
        "20103\t政府办公厅（室）及相关机构事务\t10.00\t4.00\t6.00\t",
        "208\t社会保障和就业支出\t8.50\t8.50\t\t",
    ]
    assert after == ["20103 208\t政府办公厅（室）及相关机构事务 社会保障和就业支出\t10.00 8.50\t4.00 8.50\t6.00\t"]
    assert len(change.touched) == 9


def test_a_cell_is_split_into_a_blank_or_pushes_the_rest(find: Find) -> None:
    for before, after, change in find("split_cell", "208"):
        old, new = before[0].split("\t"), after[0].split("\t")
        place = change.column
        assert new[place] + new[place + 1] == old[place] and new[place] and new[place + 1]
        rest = old[place + 2 :] if change.variant == "filled" else old[place + 1 : -1]
        assert new[place + 2 :] == rest
        assert change.variant == ("filled" if place == 3 else "pushed")


def test_the_end_of_a_cell_goes_into_a_row_below(find: Find) -> None:
    ((before, after, change),) = find("split_row", "208")
    name = before[0].split("\t")[1]
    assert len(after) == 2
    first, second = (line.split("\t") for line in after)
    assert first[1] + second[1] == name and len(first[1]) > 1 and len(second[1]) > 1
    assert [text for text in second if text] == [second[1]]
    assert change.touched == ("rows.3.values.1",)


def test_amounts_and_values_of_forms_are_lost_but_no_label(find: Find) -> None:
    found = find("lost_cell")
    lost = {before[0].split("\t")[change.column] for before, _, change in found}
    assert {"18.50", "4.00", "128.00", "25%", "≥120条", "演练次数", "年度计划"} <= lost
    assert not {"201", "一般公共服务支出", "合计", "产出指标", "预算数", "3月底", "平台运行"} & lost
    assert all(
        before[0].split("\t")[c.column] not in after[0].split("\t")[c.column : c.column + 1]
        for before, after, c in found
    )


def test_a_lost_tier_is_lost_for_all_its_rows(find: Find) -> None:
    _, after, change = find("lost_tier", "产出指标")[0]
    assert after == ["\t数量指标\t新增目录\t新增的数据目录数\t≥120条\t年度计划"]
    assert change.touched == ("indicators.0.tier1", "indicators.1.tier1", "indicators.2.tier1")


def test_an_amount_slides_into_the_blank_below(find: Find) -> None:
    found = [(after, c) for _, after, c in find("slid_row", "20103", draws=DRAWS) if c.column == 4]
    after, change = found[0]
    assert after == [
        "20103\t政府办公厅（室）及相关机构事务\t10.00\t4.00\t\t",
        "208\t社会保障和就业支出\t8.50\t8.50\t6.00\t",
    ]
    assert (change.variant, change.row) == ("down", 5)
    assert dict(change.after) == {"rows.2.values.4": "", "rows.3.values.4": "6.00"}


def test_a_tier_slides_up_and_down(find: Find) -> None:
    tiers = {(c.variant, tuple(after)) for _, after, c in find("slid_row", draws=DRAWS) if c.owner.sort == "project"}
    assert ("down", ("\t数量指标\t新增目录\t新增的数据目录数\t≥120条\t年度计划",
                     "产出指标\t\t演练次数\t组织演练的次数\t2次\t年度计划")) in tiers  # fmt: skip
    assert ("up", ("满意度指标\t质量指标\t平台可用率\t平台可用率\t≥99.5%\t年度计划",
                   "\t服务对象满意度指标\t部门满意度\t接入部门的满意程度\t≥90%\t年度计划")) in tiers  # fmt: skip


def test_amounts_of_a_row_slide_into_the_blank_beside(find: Find) -> None:
    found = {(c.column, tuple(after)) for _, after, c in find("slid_column", "208", draws=DRAWS)}
    assert (3, ("208\t社会保障和就业支出\t8.50\t\t8.50\t",)) in found
    assert (2, ("208\t社会保障和就业支出\t\t8.50\t8.50\t",)) in found
    assert all(after[0].startswith("208\t社会保障和就业支出\t") for _, after in found)


def test_a_column_slides_as_a_whole_where_all_is_blank(find: Find) -> None:
    found = {c.variant: after for _, after, c in find("slid_block")}
    assert set(found) == {"right 1", "right 2"}
    assert found["right 1"][0] == "合计\t\t18.50\t12.50\t\t6.00"
    assert len(found["right 1"]) == 3  # the last row has nothing in that column
    assert found["right 2"][3] == "208\t社会保障和就业支出\t8.50\t\t\t8.50"


def test_column_numbers_are_fused_to_the_lowest_names(find: Find) -> None:
    ((before, after, change),) = find("fused_numbers")
    assert len(before) == 3
    assert after == ["科目\t\t合计 1\t基本支出 2\t项目支出 3\t经营支出 4", "科目编码 栏次\t科目名称\t\t\t\t"]
    assert change.touched == tuple(f"columns.{n}.path" for n in (0, 2, 3, 4, 5))


def test_column_numbers_stray_into_blank_places(find: Find) -> None:
    found = [after for _, after, _ in find("stray_numbers", draws=DRAWS)]
    assert ["栏次\t\t1\t2\t3\t", "合计\t\t18.50\t12.50\t6.00\t4"] in found
    for _, after, change in find("stray_numbers", draws=DRAWS):
        texts = [line.split("\t") for line in after]
        assert len(change.touched) == sum(a.isdigit() for a in texts[-1][2:]) > 0


def test_a_page_break_repeats_captions_and_header_or_not(find: Find) -> None:
    page = [after for _, after, c in find("page_break_repeated") if c.owner.sort == "table"]
    header = ["科目\t\t合计\t基本支出\t项目支出\t经营支出", "科目编码\t科目名称\t\t\t\t", "栏次\t\t1\t2\t3\t4"]
    assert page == [["", "部门：示例局", "", "单位：万元", "", *header]]
    matrix = [after for _, after, c in find("page_break_repeated") if c.owner.sort == "project"]
    assert matrix == [["", "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据"]]
    bare = find("page_break_bare")
    assert [(before, after) for before, after, _ in bare] == [([], [""]), ([], [""])]
    assert len(bare[0][2].touched) == 4 + 5 + 5 + 4  # every filled cell, on both sides of the break
    assert find("page_break_bare", dialect="cells")[0][2].owner.sort == "table"
    assert len(find("page_break_bare", dialect="cells")) == 1  # a form with a cell a line has blank lines anyway


def test_one_character_is_misread(find: Find) -> None:
    variants = set()
    for before, after, change in find("look_alike", draws=DRAWS):
        old, new = before[0].split("\t")[change.column], after[0].split("\t")[change.column]
        wrong = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
        assert len(wrong) == 1
        variants.add(change.variant)
        if change.variant == "digit":
            assert wrong[0][0].isdigit() and wrong[0][1].isdigit() and change.told == "gone"
        else:
            assert change.told == "kept"
        if change.variant == "letter":
            assert wrong[0][0].isdigit() and wrong[0][1].isalpha()
    assert variants == {"digit", "letter", "code", "words"}


def test_a_space_stands_within_a_number(find: Find) -> None:
    for before, after, change in find("spaced_number", draws=DRAWS):
        old, new = before[0].split("\t")[change.column], after[0].split("\t")[change.column]
        assert new.replace(" ", "") == old and " " in new.strip("≥≤%条次") and new.strip() == new


def test_in_a_form_with_a_cell_a_line_a_fused_row_is_shorter(find: Find) -> None:
    shorter = [c for before, after, c in find("fused_cells", "\t99", "cells", draws=DRAWS) if c.variant == "closed"]
    assert not shorter  # no row begins with the code
    for before, after, change in find("fused_cells", "\t项目编码", "cells", draws=DRAWS):
        assert len(after) == len(before) - (change.variant == "closed")


def test_two_amounts_of_a_column_are_swapped(find: Find) -> None:
    for before, after, change in find("swapped_amounts"):
        old, new = ([line.split("\t") for line in lines] for lines in (before, after))
        column = change.column
        assert (new[0][column], new[1][column]) == (old[1][column], old[0][column])
        assert len(change.touched) == 2 and change.told == "moved"
    assert find("swapped_amounts")


def test_a_row_is_printed_twice(find: Find) -> None:
    (found,) = find("doubled_row", "208")
    before, after, change = found
    assert after == before * 2 and change.told == "kept"
