"""How deep a header goes, and the path over each column."""

from extractor.document.content import Grid, GridCell
from extractor.layout.headers import read_header

Row = list[str | tuple[str, int, int]]


def grid(rows: list[Row], columns: int) -> Grid:
    """Rows of cells, a merged one as (text, row span, column span); covered slots are left out."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        c = 0
        for item in row:
            while (r, c) in taken:
                c += 1
            text, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            cells.append(GridCell(r, c, text, down, across))
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
    return Grid(len(rows), columns, tuple(cells))


def paths(g: Grid) -> list[str]:
    return ["/".join(column.path) for column in read_header(g).columns]


def test_side_by_side_statement_with_three_header_rows() -> None:
    g = grid(
        [
            [("收入", 1, 2), ("支出", 1, 4)],
            [("项目名称", 2, 1), ("金额", 2, 1), ("功能分类", 1, 2), ("支出用途", 1, 2)],
            ["功能科目名称", "金额", "项目名称", "金额"],
            ["一、财政拨款", "10.00", "一、一般公共服务支出", "8.00", "一、基本支出", "7.00"],
        ],
        6,
    )
    layout = read_header(g)
    assert layout.header_rows == 3 and not layout.is_form
    assert paths(g) == [
        "收入/项目名称",
        "收入/金额",
        "支出/功能分类/功能科目名称",
        "支出/功能分类/金额",
        "支出/支出用途/项目名称",
        "支出/支出用途/金额",
    ]


def test_column_numbers_count_but_name_nothing() -> None:
    g = grid([["序号", "科目编码", "合计"], ["栏次", "1", "2"], ["1", "201", "9.00"]], 3)
    layout = read_header(g)
    assert (layout.header_rows, layout.number_rows) == (2, (1,))
    assert paths(g) == ["序号", "科目编码", "合计"]


def test_blank_cells_in_place_of_merges() -> None:
    g = grid(
        [["序号", "功能分类科目", "", "合计"], ["", "科目编码", "科目名称", ""], ["1", "201", "公共服务", "3.00"]], 4
    )
    assert read_header(g).header_rows == 2


def test_a_total_beside_column_names_is_a_header_and_above_amounts_a_body_row() -> None:
    assert read_header(grid([["合计", "基本支出"], ["3.00", "2.00"]], 2)).header_rows == 1
    assert read_header(grid([["合计", "3.00"], ["201", "2.00"]], 2)).header_rows == 0


def test_a_text_table_has_one_header_row() -> None:
    g = grid([["单位名称", "单位性质"], ["某局本级", "行政"], ["某中心", "事业"]], 2)
    assert read_header(g).header_rows == 1


def test_a_form_has_no_header_and_its_matrix_is_a_part() -> None:
    g = grid(
        [
            ["项目编码", ("X1", 1, 2), "项目名称", ("某项目", 1, 2)],
            ["绩效目标", ("1.完成", 1, 5)],
            ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
            ["产出指标", "数量指标", "甲", "乙", "≥5件", "丙"],
        ],
        6,
    )
    layout = read_header(g)
    assert layout.is_form and layout.header_rows == 0
    (part,) = layout.parts
    assert (part.first_row, part.last_row, part.header_rows) == (2, 3, 1)
    assert part.columns[4].path == ("指标值",)


def test_what_the_first_row_names_above_a_matrix_is_a_form_whatever_its_labels_are_called() -> None:
    below: list[Row] = [
        ["重点任务", "任务名称", ("金额", 1, 2)],
        ["", "修桥", "5.00", ""],
        ["总体愿景", ("目标1：建成", 1, 3)],
        ["一级指标", "二级指标", ("目标值", 1, 2)],
        ["履职产出", "数量指标", ("≥5座", 1, 2)],
    ]
    named: Row = ["单位名称", ("甲局", 1, 3)]
    form = read_header(grid([named, *below], 4))
    assert form.is_form and form.header_rows == 0
    assert [(part.first_row, part.last_row) for part in form.parts] == [(4, 5)]
    others: list[Row] = [
        ["单位名称", "总额", "财政拨款", "其他"],
        ["单位名称", ("绩效指标", 1, 3)],
        ["金额", ("甲局", 1, 3)],
    ]
    for first in others:
        assert not read_header(grid([first, *below], 4)).is_form
    assert not read_header(grid([named, *below[:3]], 4)).is_form, "without a matrix"


def test_header_words_that_share_their_row_with_the_total_are_in_the_paths() -> None:
    g = grid(
        [
            [("项目", 1, 4), ("本年支出合计", 2, 1)],
            [("科目编码", 1, 3), "科目名称"],
            ["类", "款", "项", "合计", "9.00"],
            ["201", "", "", "一般公共服务支出", "9.00"],
        ],
        5,
    )
    assert read_header(g).header_rows == 2
    assert paths(g)[:3] == ["项目/科目编码/类", "项目/科目编码/款", "项目/科目编码/项"]


def test_blank_cells_after_a_name_mean_a_merge_over_them() -> None:
    g = grid(
        [
            ["序号", "支出经济分类科目", "", "基本支出", "", ""],
            ["", "科目编码", "科目名称", "合计", "人员经费", "公用经费"],
            ["栏次", "1", "2", "3", "4", "5"],
            ["20", "30216", "培训费", "0.40", "", "0.40"],
        ],
        6,
    )
    assert read_header(g).header_rows == 3
    assert paths(g) == [
        "序号",
        "支出经济分类科目/科目编码",
        "支出经济分类科目/科目名称",
        "基本支出/合计",
        "基本支出/人员经费",
        "基本支出/公用经费",
    ]


def test_merges_that_a_text_lost_go_over_three_rows() -> None:
    g = grid(
        [
            ["功能分类科目", "", "2024年预算数", "", "", "", ""],
            ["", "", "合计", "基本支出", "", "", "项目支出"],
            ["科目编码", "科目名称", "", "小计", "人员经费", "公用经费", ""],
            ["208", "社会保障和就业支出", "9.00", "6.00", "5.00", "1.00", "3.00"],
        ],
        7,
    )
    assert paths(g) == [
        "功能分类科目/科目编码",
        "功能分类科目/科目名称",
        "2024年预算数/合计",
        "2024年预算数/基本支出/小计",
        "2024年预算数/基本支出/人员经费",
        "2024年预算数/基本支出/公用经费",
        "2024年预算数/项目支出",
    ]


def test_a_blank_name_over_a_body_is_no_merge() -> None:
    assert paths(grid([["项目名称", "", "金额"], ["小计", "甲", "3.00"]], 3)) == ["项目名称", "", "金额"]


def test_years_beside_words_are_names() -> None:
    g = grid([["项目", "2023", "2024"], ["合计", "1.00", "2.00"]], 3)
    assert read_header(g).header_rows == 1
    assert paths(g) == ["项目", "2023", "2024"]


def test_years_over_a_blank_stub_are_names_and_a_row_of_a_year_is_none() -> None:
    for years in (["", "2023年", "2024年度"], ["", "2023", "2024"], ["项目", "2023年度", "2024年度"]):
        g = grid([[*years], ["教育", "1.00", "2.00"], ["卫生", "3.00", "4.00"]], 3)
        assert read_header(g).header_rows == 1
    # a lone year, or years among amounts, stand in the body
    for row in (["2023", "1.00", "2.00"], ["合计", "2023", "2.00"], ["2022", "2023", "2024"]):
        assert read_header(grid([[*row], ["2024", "3.00", "4.00"]], 3)).header_rows == 0


def test_a_column_number_row_of_one_column() -> None:
    g = grid([["项目", "金额"], ["栏次", "1"], ["合计", "9.00"]], 2)
    assert (read_header(g).header_rows, read_header(g).number_rows) == (2, (1,))


def test_a_label_beside_the_matrix_does_not_make_it_all_header() -> None:
    g = grid(
        [
            ["部门名称", ("某局", 1, 3)],
            ["主要职能", ("某事", 1, 3)],
            ["年度目标", ("1.完成", 1, 3)],
            [("绩效指标", 3, 1), "一级指标", "二级指标", "指标值"],
            ["产出指标", "数量指标", "≥5件"],
            ["满意度指标", "服务对象满意度指标", "≥90%"],
            ["部门名称", ("另一局", 1, 3)],
        ],
        4,
    )
    layout = read_header(g)
    assert layout.is_form
    assert [(p.first_row, p.last_row, p.header_rows) for p in layout.parts] == [(3, 5, 1)]
    assert [c.path for c in layout.parts[0].columns] == [("绩效指标",), ("一级指标",), ("二级指标",), ("指标值",)]


def test_a_list_whose_columns_bear_form_words_is_a_table() -> None:
    g = grid(
        [
            ["单位名称", "项目名称", "资金来源", ("预算数", 1, 2), "备注"],
            ["", "", "", "财政拨款", "其他资金", ""],
            ["某中心", "甲项目", "财政", "10.00", "2.00", ""],
            ["某中心", "乙项目", "财政", "11.00", "3.00", ""],
        ],
        6,
    )
    layout = read_header(g)
    assert not layout.is_form and layout.header_rows == 2


def test_column_numbers_on_both_sides_and_beside_code_words() -> None:
    both = grid(
        [
            [("收入", 1, 3), ("支出", 1, 3)],
            ["项目", "行次", "决算数", "项目", "行次", "决算数"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、拨款", "1", "9.00", "一、服务", "13", "9.00"],
        ],
        6,
    )
    assert (read_header(both).header_rows, read_header(both).number_rows) == (3, (2,))
    official = grid(
        [
            [("项目", 1, 4), ("合计", 2, 1), ("基本支出", 2, 1)],
            [("科目编码", 1, 3), "科目名称"],
            [("类", 2, 1), ("款", 2, 1), ("项", 2, 1), "栏次", "1", "2"],
            ["合计", "9.00", "8.00"],
            ["201", "", "", "服务", "9.00", "8.00"],
        ],
        6,
    )
    assert (read_header(official).header_rows, read_header(official).number_rows) == (3, (2,))
    assert paths(official)[:3] == ["项目/科目编码/类", "项目/科目编码/款", "项目/科目编码/项"]


def test_names_right_above_the_column_numbers_are_header_without_a_merge_over_them() -> None:
    names = ["项目", "行次", "决算数"]
    sides: list[str | tuple[str, int, int]] = ["收入", "", "", "支出", "", ""]
    below: list[str | tuple[str, int, int]] = [*names, *names]
    numbers: list[str | tuple[str, int, int]] = ["栏次", "", "1", "栏次", "", "2"]
    body: list[str | tuple[str, int, int]] = ["一、财政拨款收入", "1", "9.00", "一、公共安全支出", "13", "8.00"]
    g = grid([sides, below, numbers, body], 6)
    layout = read_header(g)
    assert (layout.header_rows, layout.number_rows) == (3, (2,))
    assert paths(g) == [f"{side}/{name}" for side in ("收入", "支出") for name in names]
    assert read_header(grid([sides, below, body], 6)).header_rows == 1


def test_levels_of_a_code_beside_the_column_numbers_are_names() -> None:
    g = grid(
        [
            [("项目", 1, 4), ("本年支出", 1, 2)],
            [("科目代码", 1, 3), "科目名称", "小计", "基本支出"],
            ["类", "款", "项", "栏次", "1", "2"],
            ["", "", "", "合计", "9.00", "9.00"],
            ["208", "05", "01", "甲", "9.00", "9.00"],
        ],
        6,
    )
    assert read_header(g).header_rows == 3
    assert paths(g) == [
        *(f"项目/科目代码/{level}" for level in "类款项"),
        "项目/科目名称",
        "本年支出/小计",
        "本年支出/基本支出",
    ]
