"""What documents say of themselves: year, department, division, kind, units."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.document.document import ReportingUnit
from extractor.document.record import Budget, Department, MidTerm, Project
from extractor.document.table import Table
from extractor.normalise.departments import read_department, reporting_unit_of, unwrap_captions
from extractor.normalise.divisions import common_division, division_in_name, division_of_code
from extractor.normalise.fiscal_years import YearTexts, read_fiscal_year
from extractor.normalise.metadata import phase_of, read_kind, read_metadata


def project(code: str | None, department: Department) -> Project:
    return Project(
        *("p1", "project", code, "not_applicable", None, department, None, Budget(), MidTerm(), None),
        *((), (), (), (), (), {}, ()),
    )


@pytest.mark.parametrize(
    ("name", "department", "division", "year"),
    [
        ("jiangsu-shengwei-2019-tables", (None, "中共江苏省委办公厅"), "320000", 2019),
        ("jiangsu-zhengxie-2018-tables", (None, "江苏省政协办公厅"), "320000", 2018),
        ("hebei-leting-2024-budget", ("483", "乐亭县行政审批局"), "130225", 2024),
    ],
)
def test_labelled_documents(
    labelled_tables: Callable[[str], list[Table]],
    name: str,
    department: tuple[str | None, str],
    division: str,
    year: int,
) -> None:
    found = read_metadata([], labelled_tables(name), None, [])
    assert (found.department.code, found.department.name) == department
    assert found.division.code == division
    assert found.fiscal_year == year
    assert found.kind == "budget"
    assert found.sources == {"fiscal_year": "printed", "department": "printed", "division": "printed"}
    assert found.reporting_units[0] == ReportingUnit("u1", "department", *department)


@pytest.mark.parametrize(
    ("paragraphs", "captions", "titles", "file_name", "codes", "expected"),
    [
        ([], ["预算年度：2024"], ["2023年部门收支总表"], None, [], (2024, "printed")),
        ([], [], ["2024年部门支出预算总表"], "2023.pdf", [], (2024, "printed")),
        ([], ["（2023年度）"], ["项目支出绩效目标表"], None, [], (2023, "printed")),
        (["某局2018年度部门预算"], [], [], None, [], (2018, "printed")),
        (["某局二〇二五年度部门预算"], [], [], None, [], (2025, "printed")),
        (["二○一九年部门决算公开"], [], [], None, [], (2019, "printed")),
        (["（2023年度）"], [], ["项目支出绩效目标表"], "x_2022.pdf", [], (2023, "printed")),
        ([], [], ["收支预算总表"], "某局2019年预算公开表.pdf", [], (2019, "file_name")),
        ([], [], [], "某街道24年预算.pdf", [], (2024, "file_name")),
        ([], [], [], None, ["13020225P000039100011", "13020223P000039100011"], (2025, "code")),
        (["2025年，加强" + "服" * 50], [], [], None, ["13020225P000039100011"], (2025, "printed")),
        ([], [], [], "2017-2019.pdf", [], (None, None)),
        ([], [], ["支出表"], None, ["X25"], (None, None)),
    ],
)
def test_fiscal_year(
    paragraphs: list[str],
    captions: list[str],
    titles: list[str],
    file_name: str | None,
    codes: list[str],
    expected: tuple[int | None, str | None],
) -> None:
    assert read_fiscal_year(YearTexts(paragraphs, captions, titles, (), file_name, codes)) == expected


@pytest.mark.parametrize(
    ("paragraphs", "captions", "expected"),
    [
        ([], ["部门：某县教育局"], (None, "某县教育局")),
        ([], ["部 门:某县教育局 单位：万元"], (None, "某县教育局")),
        ([], ["360 某县教育局", "201 一般公共服务支出"], ("360", "某县教育局")),
        (["预算主管部门：某市财政局"], [], (None, "某市财政局")),
        (["某市财政局", "2024年度部门决算"], [], (None, "某市财政局")),
        (["第二部分 某省委办公厅2017年度部门预算表", "某省委办公厅2017年度部门预算"], [], (None, "某省委办公厅")),
        (["某市普通区2024年区级部门预算"], [], (None, None)),
        (["一、总体目标", "某县教育局整体支出绩效", "一、总体目标"], [], (None, "某县教育局")),
        (["（二）某县教育局2024年度部门预算"], [], (None, "某县教育局")),
        (["某县教育局二〇二四年度部门预算"], [], (None, "某县教育局")),
        (["部门整体目标", "某县教育局2024年部门预算"], [], (None, "某县教育局")),
        (["某省某市", "教育局2024年部门预算"], [], (None, "某省某市教育局")),
        (["单位：万元"], ["单位：万元"], (None, None)),
    ],
)
def test_department(paragraphs: list[str], captions: list[str], expected: tuple[str | None, str | None]) -> None:
    found = read_department(paragraphs, captions)
    assert (found.code, found.name) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江苏省政协办公厅", "320000"),
        ("中国共产党江苏省委员会办公厅", "320000"),
        ("上海市普陀区财政局", "310107"),
        ("唐山市路南区数据和行政审批局", "130202"),
        ("乐亭县行政审批局", "130225"),
        ("湛江市人力资源和社会保障局", "440800"),
        ("普陀区财政局", None),
        ("朝阳区财政局", None),
        ("财政局", None),
    ],
)
def test_division_in_name(name: str, code: str | None) -> None:
    found = division_in_name(name)
    assert (found.code if found else None) == code


def test_division_names_from_the_province_down() -> None:
    county, city = division_of_code("130225"), division_of_code("310107")
    assert county and county.name == "河北省唐山市乐亭县"
    assert city and city.name == "上海市普陀区"
    assert division_of_code("999999") is None
    assert common_division(["13022524P", "13022523P"]) == county
    assert common_division(["13022524P", "13020224P"]) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (YearTexts(headings=("2023年执行数", "2024年预算数")), (2024, "printed")),
        (YearTexts(headings=("2023年预算数", "2024年预算数")), (2024, "printed")),
        (YearTexts(headings=("2024年预算数比2023年执行数",)), (None, None)),
        (YearTexts(headings=("2024年一般公共预算基本支出",), file_name="2023.pdf"), (2024, "printed")),
        (YearTexts(deadlines=("2024年12月底", "每月15日", "2024年6月")), (2024, "inferred")),
        (YearTexts(deadlines=("2024年12月底", "2025年6月")), (None, None)),
    ],
)
def test_a_year_of_headings_and_deadlines(texts: YearTexts, expected: tuple[int | None, str | None]) -> None:
    assert read_fiscal_year(texts) == expected


def test_the_own_unit_of_a_department_tells_its_name(make_table: Callable[..., Table]) -> None:
    one = make_table(
        "部门支出总表", [("单位名称",), ("合计",)], [("某市司法局（本级）", "1.00"), ("某市公证处", "2.00")]
    )
    found = read_metadata([], [one], None, [])
    assert (found.department, found.sources["department"]) == (Department(None, "某市司法局"), "inferred")
    blank = make_table("部门支出总表", [("单位名称",)], [("某市XX局（本级）",)])
    assert read_metadata([], [blank], None, []).department == Department(None, None)
    two = make_table("部门支出总表", [("单位名称",)], [("某市司法局（本级）",), ("某市民政局本级",)])
    assert read_metadata([], [two], None, []).department == Department(None, None)


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        (["某市司法局2024年度收入预算合计1.00万元。", "某市司法局2024年支出预算合计1.00万元。"], "某市司法局"),
        (["某市司法局2024年度收入预算合计1.00万元。"], None),
        (["某市司法局2024年收入1.00万元。", "某市民政局2024年收入1.00万元。"] * 2, None),
        (["本街道2024年收入1.00万元。", "本街道2024年支出1.00万元。"], None),
    ],
)
def test_sentences_about_one_offices_year_name_it(sentences: list[str], name: str | None) -> None:
    assert read_metadata(sentences, [], None, []).department.name == name


def test_a_list_of_projects_goes_with_their_targets(make_table: Callable[..., Table]) -> None:
    targets = make_table("部门整体支出绩效目标表", [(), ()], [])
    projects = make_table("项目支出预算明细表", [("项目名称",), ("金额",)], [])
    assert read_kind([], [targets, projects], None) == "performance_targets"
    assert read_kind([], [projects], None) == "budget"


def test_kinds(make_table: Callable[..., Table]) -> None:
    budget = make_table("收支预算总表", [("项目",), ("预算数",)], [])
    account = make_table("收入支出决算总表", [("项目",), ("决算数",)], [])
    targets = make_table("项目绩效目标表", [(), ()], [])
    assert read_kind([], [budget, targets], None) == "budget"
    assert read_kind([], [account], "某局2024年度部门决算.pdf") == "final_account"
    assert read_kind([], [targets], "某局2024年部门预算.pdf") == "performance_targets"
    assert read_kind(["项目支出绩效自评表"], [targets], None) == "self_evaluation"
    assert read_kind(["通知"], [], None) == "other"
    assert (phase_of("final_account"), phase_of("budget")) == ("actual", "budget")


def test_units_of_forms_and_captions(make_table: Callable[..., Table]) -> None:
    table = make_table("项目绩效目标表", [(), ()], [], captions=["438002某区政务中心"])
    first = Department("438001", "某区审批局本级")
    found = read_metadata([], [table], None, [project(None, first), project(None, first)])
    assert found.reporting_units == (
        ReportingUnit("u1", "department", "438", "某区审批局"),
        ReportingUnit("u2", "unit", "438002", "某区政务中心"),
        ReportingUnit("u3", "unit", "438001", "某区审批局本级"),
    )
    assert found.department == Department("438", "某区审批局")
    assert found.sources == {"department": "inferred", "department_code": "inferred"}
    assert reporting_unit_of(["438001某区审批局本级"], found.reporting_units) == "u3"
    assert reporting_unit_of(["别的"], found.reporting_units) is None


@pytest.mark.parametrize(
    ("forms", "captions", "expected"),
    [
        ([("360", "某县教育局")], (), ("360", "某县教育局", "printed")),
        ([("360001", "某县教育局本级"), (None, None)], (), ("360", "某县教育局", "inferred")),
        ([("360001", "某县教育局本级"), ("360002", "某县某某中心")], (), (None, "某县别的局", "file_name")),
        ([("360001", "某县教育局本级")], ("360002某县某某中心",), (None, "某县别的局", "file_name")),
        ([(None, "某县某某中心")], ("部门：某县教育局",), (None, "某县教育局", "printed")),
        ([], (), (None, "某县别的局", "file_name")),
    ],
)
def test_the_office_that_all_forms_name_is_the_documents(
    make_table: Callable[..., Table],
    forms: list[tuple[str | None, str | None]],
    captions: tuple[str, ...],
    expected: tuple[str | None, str, str],
) -> None:
    table = make_table("项目绩效目标表", [(), ()], [], captions=captions)
    projects = [project(None, Department(code, name)) for code, name in forms]
    found = read_metadata([], [table], "某县别的局2024年部门预算.txt", projects)
    assert (found.department.code, found.department.name, found.sources["department"]) == expected
    named = [unit.name for unit in found.reporting_units if unit.code is None or len(unit.code) == 6]
    assert len(named) == len(set(named)), "no unit twice"


def test_a_name_broken_over_captions_is_one(make_table: Callable[..., Table]) -> None:
    broken = ("部门：某省某某委员会办", "公厅", "公开02表")
    assert unwrap_captions(broken) == ("部门：某省某某委员会办公厅", "公开02表")
    assert unwrap_captions(("部门：某市教育", "局")) == ("部门：某市教育局",)
    assert unwrap_captions(("部门：某市教育局", "某市图书馆")) == ("部门：某市教育局", "某市图书馆")
    found = read_metadata([], [make_table("收入总表", [("项目",)], [], captions=broken)], None, [])
    assert found.department.name == "某省某某委员会办公厅"
    assert reporting_unit_of(broken, found.reporting_units) == "u1"


def test_a_name_cut_off_is_the_one_unit_that_begins_so() -> None:
    units = (
        ReportingUnit("u1", "department", None, "某省水利厅"),
        ReportingUnit("u2", "unit", None, "某省水利科学研究院"),
        ReportingUnit("u3", "unit", None, "某省水利厅规划办公室"),
    )
    assert reporting_unit_of(["部门：某省水利科学"], units) == "u2"
    assert reporting_unit_of(["部门：某省水利"], units) is None, "three begin so"
    assert reporting_unit_of(["某省水利科学"], units) is None, "no label says that it is a name"
    assert reporting_unit_of(["部门：某省水利厅"], units) == "u1", "an office in full is not cut"
    assert reporting_unit_of(["部门：某省水利厅规划办"], units[1:]) is None, "an office in full is not cut"


def test_names_of_the_real_files_tell_year_and_office(shared: Path) -> None:
    found = {
        path.name: read_metadata([], [], path.name, [])
        for path in sorted((shared / "documents" / "jiangsu").glob("江苏省*.pdf"))
    }
    assert len(found) == 11
    assert all(str(metadata.fiscal_year) in name for name, metadata in found.items())
    assert {metadata.division.code for metadata in found.values() if metadata.department.name} == {"320000"}


def test_running_heads_say_what_nothing_else_printed_says() -> None:
    heads = ["某县教育局2024年部门预算", "第1页"]
    found = read_metadata([], [], "某市财政局2023年部门预算.pdf", [], heads)
    assert (found.department.name, found.fiscal_year) == ("某县教育局", 2024)
    assert found.sources == {"fiscal_year": "printed", "department": "printed"}
    said = read_metadata(["某市财政局2025年部门预算"], [], None, [], heads)
    assert (said.department.name, said.fiscal_year) == ("某市财政局", 2025)
