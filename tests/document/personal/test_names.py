"""Names of persons where a label announces them; all names are invented."""

import pytest

from extractor.document.personal.labels import announced, label_kinds
from extractor.document.personal.names import name_before, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小样", ("王小样",)),
        ("张 三", ("张三",)),
        ("王　小　样", ("王小样",)),
        ("李四、赵六", ("李四", "赵六")),
        ("欧阳小样 司马样", ("欧阳小样", "司马样")),
        ("孙样主任", ("孙样",)),
        ("阿卜杜·样样", ("阿卜杜·样样",)),
        ("单位负责人", ()),
        ("财务科", ()),
        ("方案", ()),
        ("白色", ("白色",)),
        ("各单位", ()),
        ("联系电话", ()),
        ("100%", ()),
        ("", ()),
        ("王小样负责的三个项目", ()),
    ],
)
def test_names_of_a_cell(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王小样", "王小样"),
        ("王小样 电话", "王小样"),
        ("王小样，", "王小样"),
        ("李四联系电话", "李四"),
        ("李四负责本项目", None),
    ],
)
def test_the_name_at_the_beginning_ends_at_a_sign(text: str, name: str | None) -> None:
    assert name_before(text) == name


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("项目负责人", ("name",)),
        ("联系人：", ("name",)),
        ("填 表 人（签字）：", ("name",)),
        ("联系电话", ("telephone",)),
        ("联系人及电话", ("name", "telephone")),
        ("项目名称", ()),
        ("负责人数", ()),
        ("电话费", ()),
        ("", ()),
    ],
)
def test_labels(text: str, kinds: tuple[str, ...]) -> None:
    assert label_kinds(text) == kinds


def test_labels_within_a_line() -> None:
    line = "填报人：王小样  联系电话：5550123"
    assert list(announced(line)) == [("name", "王小样  联系电话：5550123"), ("telephone", "5550123")]
