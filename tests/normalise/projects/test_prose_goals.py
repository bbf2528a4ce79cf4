"""Goals of single projects in the prose: which project they belong to, and what is left in the prose."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.document import Block
from extractor.document.record import Budget, Department, MidTerm, Project
from extractor.normalise.projects.prose_goals import read_prose_goals, with_prose_goals


def _project(name: str | None) -> Project:
    nothing = MidTerm(None, None, None, ())
    budget = Budget(None, None, None)
    return Project(
        "p1",
        "project",
        None,
        "not_applicable",
        name,
        Department(None, None),
        None,
        budget,
        nothing,
        None,
        (),
        (),
        (),
        (),
        (),
        {},
        (),
    )


def _blocks(*lines: tuple[str, int | None, str | None, str]) -> list[Block]:
    return [
        Block(f"b{n}", kind, level, number, text, None, ())  # type: ignore[arg-type]
        for n, (kind, level, number, text) in enumerate(lines, 1)
    ]


SECTION = ("heading", 1, "二", "分项绩效目标")
END = ("heading", 1, "三", "工作保障措施")


def test_goals_and_indicators_go_to_the_project_of_their_name() -> None:
    blocks = _blocks(
        SECTION,
        ("heading", 3, "1", "系统维护费"),
        ("paragraph", None, None, "绩效目标：保证系统运行。"),
        ("paragraph", None, None, "绩效指标：数量完成率大于90%；正常使用率≥95%；按时完成。"),
        END,
        ("heading", 3, "1", "其他事项"),
        ("paragraph", None, None, "目标：与项目无关。"),
    )
    (found,) = read_prose_goals(blocks)
    assert found.objectives == ("保证系统运行。",)
    said = [(one.tier3, one.target and (one.target.operator, one.target.value)) for one in found.indicators]
    assert said == [("数量完成率", (">", "90")), ("正常使用率", (">=", "95"))]
    projects = with_prose_goals((_project("劳务费"), _project("系统维护费")), (found,))
    assert [project.prose_goals for project in projects] == [None, found]


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("工程建设项目", 1),  # the form says 工程建设项目联合审批系统运维费
        ("审批中心办公楼运维及保洁服务费", 2),
        ("邮递专项经费", None),
        ("公共资源专项费用", None),  # two projects of public resources are as alike
    ],
)
def test_another_name_is_taken_where_one_project_is_clearly_most_alike(said: str, chosen: int | None) -> None:
    names = (
        "劳务费",
        "工程建设项目联合审批系统运维费",
        "审批中心办公楼运维及保安保洁服务费",
        "公共资源交易中心经费",
        "公共资源土地交易经费",
    )
    blocks = _blocks(SECTION, ("heading", 3, "1", said), ("paragraph", None, None, "目标1：做好。"))
    projects = with_prose_goals([_project(name) for name in names], read_prose_goals(blocks))
    assert [n for n, project in enumerate(projects) if project.prose_goals] == ([] if chosen is None else [chosen])


def test_two_projects_of_one_name_get_none() -> None:
    blocks = _blocks(SECTION, ("list_item", 3, "1", "维护费"), ("paragraph", None, None, "目标：好。"))
    projects = with_prose_goals([_project("维护费"), _project("维护费")], read_prose_goals(blocks))
    assert not any(project.prose_goals for project in projects)


@given(st.lists(st.tuples(st.sampled_from(["heading", "paragraph", "list_item"]), st.integers(1, 4)), max_size=12))
def test_any_order_of_blocks_is_read(shapes: list[tuple[str, int]]) -> None:
    lines = [(kind, level, "1", "分项绩效目标：目标：好") for kind, level in shapes]
    blocks = [replace(block, text=f"目标：{number}") for number, block in enumerate(_blocks(*lines))]
    for goals in read_prose_goals(_blocks(SECTION) + blocks):
        assert goals.objectives
