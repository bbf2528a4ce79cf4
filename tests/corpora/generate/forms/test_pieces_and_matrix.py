"""Pieces find their places as the cells of an HTML table do; tiers are merged over their rows."""

from decimal import Decimal

import pytest

from extractor.corpora.generate.forms.goals import Goal, Target
from extractor.corpora.generate.forms.indicators import Indicator
from extractor.corpora.generate.forms.matrix import MatrixStyle, Merging, matrix_rows, target_column, tier_runs
from extractor.corpora.generate.forms.offices import seeded
from extractor.corpora.generate.forms.pieces import head, label, lay, value
from extractor.corpora.generate.forms.weights import draw_weights, split_points


def indicator(tier1: str, tier2: str, name: str) -> Indicator:
    goal = Goal(Target("1个", "quantity", None, "1", None, "个"), "least", Decimal(1), "个")
    return Indicator(f"{tier1}指标", f"{tier2}指标", name, goal, (tier1, tier2))


MATRIX = (
    indicator("产出", "数量", "甲"),
    indicator("产出", "数量", "乙"),
    indicator("产出", "质量", "丙"),
    indicator("效益", "社会效益", "丁"),
)


def test_a_piece_takes_the_first_free_place() -> None:
    cells = lay([[label("资金", height=2), head("预算", 2)], [value("1"), value("2")]], 3)
    assert [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span, cell.role) for cell in cells] == [
        ("资金", 0, 0, 2, 1, "row_attribute"),
        ("预算", 0, 1, 1, 2, "column_attribute"),
        ("1", 1, 1, 1, 1, "data"),
        ("2", 1, 2, 1, 1, "data"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [[label("一"), value("1")]],
        [[label("一", 2), value("1"), value("2")]],
        [[label("一", height=2), value("1"), value("2")]],
        [[label("一"), value("1", height=2), value("2")], [value("3", 2), value("4")]],
    ],
)
def test_rows_that_do_not_come_out_are_refused(rows: list[list[object]]) -> None:
    with pytest.raises(ValueError, match=r"row 0|row 1|below the last row"):
        lay(rows, 3)  # type: ignore[arg-type]


def test_a_second_tier_ends_where_the_first_one_does() -> None:
    same = (indicator("产出", "满意度", "甲"), indicator("效益", "满意度", "乙"))
    assert tier_runs(same, 1) == [1, 1]
    assert tier_runs(MATRIX, 0) == [3, 0, 0, 1]
    assert tier_runs(MATRIX, 1) == [2, 0, 1, 1]


@pytest.mark.parametrize(
    ("merging", "words"),
    [
        ("both", [["产出指标", "数量指标", "甲", "1个"], ["乙", "1个"], ["质量指标", "丙", "1个"]]),
        ("first", [["产出指标", "数量指标", "甲", "1个"], ["数量指标", "乙", "1个"], ["质量指标", "丙", "1个"]]),
        (
            "none",
            [
                ["产出指标", "数量指标", "甲", "1个"],
                ["产出指标", "数量指标", "乙", "1个"],
                ["产出指标", "质量指标", "丙", "1个"],
            ],
        ),
    ],
)
def test_tiers_are_merged_or_repeated(merging: Merging, words: list[list[str]]) -> None:
    rows = matrix_rows(MATRIX, MatrixStyle(merging), (target_column(),))
    assert [[piece.text for piece in row] for row in rows[:3]] == words
    assert [piece.text for piece in rows[3]] == ["效益指标", "社会效益指标", "丁", "1个"]


def test_weights_have_the_usual_share_of_each_first_tier() -> None:
    weights = [int(weight) for weight in draw_weights(seeded("any", 1), MATRIX, 90)]
    assert sum(weights[:3]) == 60  # 90 less 30 for the benefit: there is no satisfaction here
    assert weights[3] == 30
    assert sum(int(weight) for weight in draw_weights(seeded("any", 1), MATRIX, 100)) == 100


def test_points_are_whole_and_at_least_one() -> None:
    for seed in range(20):
        parts = split_points(seeded("any", seed), 17, 9)
        assert sum(parts) == 17
        assert min(parts) >= 1
    with pytest.raises(ValueError, match="do not suffice"):
        split_points(seeded("any", 0), 3, 4)
