"""How many projects a document says that it has: read where the words say all, and nowhere else."""

import pytest

from extractor.document.document import Block
from extractor.normalise.projects.claimed import claimed_projects


def _claimed(*texts: str) -> int | None:
    return claimed_projects([Block(f"b{n}", "paragraph", None, None, text, None, ()) for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("本年项目支出共3个项目，合计69.25万元。", 3),
        ("项目支出预算300.00万元，共安排十二个项目，分别为：", 12),
        ("全部 5 个项目均编制了绩效目标。", 5),
        ("2024年度本部门项目共计４个。", 4),
        ("2018年本部门共3个项目实行绩效目标管理，涉及资金5.00万元。", None),
        ("项目支出300.00万元，其中重点项目2个。", None),
        ("项目支出300.00万元，共2个重点项目。", None),
        ("项目支出300.00万元。本部门所属单位3个。", None),
        ("", None),
    ],
)
def test_a_claim_is_read_only_where_the_words_say_all(text: str, number: int | None) -> None:
    assert _claimed(text) == number


def test_two_claims_must_agree() -> None:
    assert _claimed("项目支出共3个项目。", "全部3个项目均已公开。") == 3
    assert _claimed("项目支出共3个项目。", "全部4个项目均已公开。") is None
