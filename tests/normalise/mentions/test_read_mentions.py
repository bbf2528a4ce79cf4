"""Prose → mentions: what is named, of when, a part of what; and what is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.document import Block
from extractor.document.record import Mention
from extractor.normalise.mentions.names import printed_name
from extractor.normalise.mentions.quantities import find_quantities
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.normalise.mentions.words import name_of

CONTEXT = MentionContext(2024, "budget")


def _read(*texts: str | Block) -> tuple[Mention, ...]:
    blocks = [
        text if isinstance(text, Block) else Block(f"b{n}", "paragraph", None, None, text, None, ())
        for n, text in enumerate(texts, 1)
    ]
    return read_mentions(blocks, CONTEXT)


def _item(number: int, level: int, text: str, kind: str = "list_item") -> Block:
    return Block(f"b{number}", kind, level, "1", text, None, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "concept", "fund"),
    [
        ("2024年预算收入", "income_total", None),
        ("某某县统计局2024年度收入、支出预算总计", "income_and_expenditure_total", None),
        ("某某区人民政府某某街道办事处收入预算", "income_total", None),
        ("财政拨款支出预算", "fiscal_appropriation_expenditure", "fiscal_appropriation"),
        ("一般公共预算拨款支出预算", "general_public_expenditure", "general_public"),
        ("基金预算收入", "government_fund_income", "government_fund"),
        ("一般公共预算财政拨款基本支出", "basic", "general_public"),
        ("日常公用经费", "public", None),
        ("我部门机关运行经费共计安排", "operating_expenses", None),
        ("某某办事处（部门）下属2家单位的机关运行经费预算为", "operating_expenses", None),
        ("我部门财政拨款“三公”经费预算安排", "three_public", "fiscal_appropriation"),
        ("公务用车购置及运维费", "vehicle", None),
        ("2024年度政府采购金额（以合同签订为准）为", "procurement", None),
        ("服务类政府采购支出预算", "procurement_services", None),
        ("面向中小企业预留政府采购项目预算金额", None, None),
        ("第一季度用款计划", None, None),
        ("公共资源专项经费", None, None),
        ("涉及项目预算资金", None, None),
    ],
)
def test_only_a_phrase_known_from_end_to_end_names_a_concept(head: str, concept: str | None, fund: str | None) -> None:
    found = name_of(head)
    assert (found and found.concept, found and found.fund) == (concept, fund)


def test_a_level_its_parts_and_their_parts() -> None:
    text = "2024年支出预算1,200.50万元，其中基本支出900.00万元，包括人员经费800.00万元和日常公用经费100.00万元；"
    text += "项目支出300.50万元。"
    found = _read(text)
    assert [(m.concept, m.value, m.parent) for m in found] == [
        ("expenditure_total", Decimal("1200.50"), None),
        ("basic", Decimal("900.00"), "m1"),
        ("personnel", Decimal("800.00"), "m2"),
        ("public", Decimal("100.00"), "m2"),
        ("project", Decimal("300.50"), "m1"),
    ]
    assert found[0].yuan == Decimal("12005000.00")
    assert text[found[3].start : found[3].end] == "日常公用经费100.00万元"


def test_changes_rates_and_shares_are_of_the_level_before_them() -> None:
    found = _read("基本支出600.00万元，占60.00%，与上年相比增加50.00万元，增长9.09%。项目支出减少13.00万元。")
    assert [(m.kind, m.concept, m.direction, m.unit, m.of) for m in found] == [
        ("amount", "basic", None, "万元", None),
        ("share", "basic", None, "%", "m1"),
        ("change", "basic", "increase", "万元", "m1"),
        ("change", "basic", "increase", "%", "m1"),
        ("change", "project", "decrease", "万元", None),
    ]


def test_a_classified_line_goes_on_over_year_and_phase() -> None:
    text = "“教育支出（类）其他教育支出（款）其他教育支出（项）”25.00万元。2023年当年预算执行数为20.00万元，"
    text += "2024年预算安排25.00万元。"
    found = _read(text)
    assert {m.label for m in found} == {"教育支出(类)/其他教育支出(款)/其他教育支出(项)"}
    assert [(m.period, m.phase) for m in found] == [("2024", "budget"), ("2023", "actual"), ("2024", "budget")]


def test_a_class_in_a_heading_stands_over_the_items_below_it() -> None:
    heading = _item(1, 2, "住房保障支出（类）", "heading")
    (found,) = _read(heading, _item(2, 3, "住房改革支出（款）住房公积金（项）支出34.00万元。"))
    assert found.label == "住房保障支出(类)/住房改革支出(款)/住房公积金(项)"


def test_a_paragraph_that_lists_parts_is_the_parent_of_the_blocks_below() -> None:
    found = _read("本年支出合计2,940.05万元，其中：", "基本支出2,336.91万元，占79.49%；", "项目支出604.00万元。")
    assert [m.parent for m in found if m.kind == "amount"] == [None, "m1", "m1"]
    assert found[0].label == "本年合计"


def test_a_sentence_cut_by_a_page_goes_on() -> None:
    found = _read(
        "一般公共预算财政拨款基本支出2336.91万元。其中：人员经费2152.26万元，主要", "包括：基本工资；公用经费184.65万元"
    )
    assert [(m.concept, m.fund, m.parent) for m in found][1:] == [
        ("personnel", "general_public", "m1"),
        ("public", "general_public", "m1"),
    ]


def test_vehicles_are_counted_and_thresholds_are_not() -> None:
    found = _read("共有车辆7辆，其中：应急保障用车1辆、其他用车6辆；单价100万元（含）以上设备0台（套）。")
    assert [(m.kind, m.concept, m.value, m.parent) for m in found] == [
        ("count", "vehicles", Decimal(7), None),
        ("count", "vehicles_of_a_kind", Decimal(1), "m1"),
        ("count", "vehicles_of_a_kind", Decimal(6), "m1"),
        ("count", "other", Decimal(0), None),
    ]
    assert found[3].name == "单价100万元（含）以上设备"


def test_a_number_whose_point_was_lost_is_none() -> None:
    assert _read("“三公”经费财政拨款支出年初预算为095万元。") == ()


@given(
    st.text(
        alphabet="0123456789.,，。；：（）()其中包括类款项支出收入预算万元%年增减少占比上年三公经费"
        "持平一致辆个单位新增主要为 ",
        max_size=120,
    )
)
def test_any_text_is_read_and_the_spans_hold(text: str) -> None:
    for mention in _read(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.start <= (mention.value_start or 0) < mention.end
        assert (mention.unit is None) is (mention.direction == "unchanged")


@given(st.text(alphabet="0123456789.,，万元亿%％辆含以上（）-", max_size=60))
def test_quantities_do_not_overlap(text: str) -> None:
    ends = 0
    for quantity in find_quantities(text):
        assert ends <= quantity.start < quantity.end
        ends = quantity.end


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("2024年某县审批局安排网络运行维护费共计", "网络运行维护费"),
        ("其中：大厅专家评审及中介费", "大厅专家评审及中介费"),
        ("2019年度一般公共预算拨款安排的会议费预算支出", "会议费预算支出"),
        ("2024年本部门面向中小企业预留政府采购项目预算金额", "面向中小企业预留政府采购项目预算金额"),
        ("2024年度政府采购金额（以合同签订为准）为", "政府采购金额"),
        ("绩效跟踪评价的2024年度项目", "绩效跟踪评价的2024年度项目"),
        ("涉及项目预算资金", "项目预算资金"),
        ("绩效自评中共发现问题", "问题"),
        ("部门预算安排购置车辆", "购置车辆"),
        ("主要为公共资源专项经费", "公共资源专项经费"),
        ("2024年预算收支安排", "预算收支"),
        ("县政务服务中心业务经费", "县政务服务中心业务经费"),
        ("2024年预算安排", None),
        ("年初结转和结余", "年初结转和结余"),
        ("涉及一般公共预算当年拨款", "一般公共预算当年拨款"),
        ("本部门所属预算单位共", "所属预算单位"),
        ("本部门编制人数", "编制人数"),
        ("培训费2024年预算数", "培训费预算数"),
        ("决算数大于预算数的主要原因是上级补助资金", "上级补助资金"),
        ("支出决算为", None),
        ("", None),
        ("字" * 200, None),
    ],
)
def test_the_printed_name_is_the_thing_without_year_owner_verb_and_source(head: str, name: str | None) -> None:
    assert printed_name(head, "某县审批局") == name


def test_a_project_list_under_its_whole_goes_on_over_semicolons() -> None:
    found = _read("项目支出30万元，主要为土地交易经费12万元；网络维护费8万元；大厅业务经费10万元。")
    assert [(m.concept, m.name, m.parent) for m in found] == [
        ("project", "项目支出", None),
        ("other", "土地交易经费", "m1"),
        ("other", "网络维护费", "m1"),
        ("other", "大厅业务经费", "m1"),
    ]


@pytest.mark.parametrize(
    ("text", "direction", "name"),
    [
        ("主要为因业务需要新增信用服务业务经费3万元。", "increase", "信用服务业务经费"),
        ("主要原因是压减公务接待费1.20万元。", "decrease", "公务接待费"),
        ("一是增加人员经费20万元。", "increase", "人员经费"),
        ("决算数大于年初预算数的主要原因是年中追加人员经费20.5万元。", "increase", "人员经费"),
    ],
)
def test_what_is_new_or_cut_is_a_change_by_all_of_it(text: str, direction: str, name: str) -> None:
    (found,) = _read(text)
    assert (found.kind, found.direction, found.name) == ("change", direction, name)


def test_after_brackets_the_talk_is_of_what_stood_before_them() -> None:
    text = "公务用车购置及运行费10万元（其中公务用车运行费9万元，公务用车购置费1万元），较上年增加0.5万元。"
    change = _read(text)[-1]
    assert (change.kind, change.concept, change.of) == ("change", "vehicle", "m1")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("公务接待费10万元，与上年预算数一致。", "一致"),
        ("公务接待费10万元，比2023年预算持平。", "持平"),
        ("公务接待费10万元，与上年相比无变化。", "无变化"),
        ("公务接待费10万元。决算数与预算数基本持平。", "持平"),
    ],
)
def test_no_change_is_a_change_without_a_number(text: str, word: str) -> None:
    change = _read(text)[1]
    assert (change.kind, change.direction, change.value, change.unit) == ("change", "unchanged", Decimal(0), None)
    assert (change.concept, text[change.value_start : change.end]) == ("reception", word)


def test_a_reason_is_no_change() -> None:
    assert _read("主要原因是公务接待费保持不变。") == ()


def test_things_are_counted_before_and_behind_their_number() -> None:
    text = "本部门3个预算单位开展了绩效编报，编报绩效目标的项目49个，涉及项目预算资金80.00万元，平均得分99.4分。"
    assert [(m.kind, m.name, m.value, m.unit) for m in _read(text)] == [
        ("count", "预算单位", Decimal(3), "个"),
        ("count", "编报绩效目标的项目", Decimal(49), "个"),
        ("amount", "项目预算资金", Decimal("80.00"), "万元"),
        ("count", "平均得分", Decimal("99.4"), "分"),
    ]


def test_a_count_has_the_date_that_is_printed_and_a_quarter_its_quarter() -> None:
    found = _read("截至2023年8月31日，共有车辆7辆。2024年预算安排购置车辆1辆。第一季度用款计划15万元。")
    assert [m.period for m in found] == ["2023-08-31", "2024", "2024-Q1"]


def test_numbers_below_a_heading_of_goals_are_targets() -> None:
    goals = _item(1, 1, "部门绩效目标", "heading")
    assert _read(goals, "新增标准化项目20个，争取上级资金300万元。") == ()
    report = _item(1, 1, "绩效目标设置情况", "heading")
    assert [m.name for m in _read(report, "编报绩效目标的项目20个。")] == ["编报绩效目标的项目"]


def test_a_long_paragraph_is_read() -> None:
    found = _read("网络维护费12.5万元，比上年增加2万元，增长19.05%；" * 400)
    assert len(found) == 1200
    assert _read("占完成比与同年度" * 4000) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "国内公务接待85批次、640人次，因公出国（境）团组0次。",
            [("国内公务接待", "85", "批次"), ("国内公务接待", "640", "人次"), ("因公出国（境）团组", "0", "次")],
        ),
        (
            "国内公务接待31批次，242人次（不含陪同）。",
            [("国内公务接待", "31", "批次"), ("国内公务接待", "242", "人次")],
        ),
        ("年末公务用车保有量12辆。", [("公务用车保有量", "12", "辆")]),
        (
            "我单位下设办公室、财务科等内设机构8个，年末实有在职人员43人。",
            [("内设机构", "8", "个"), ("在职人员", "43", "人")],
        ),
        ("纳入2024年部门预算编制范围的预算单位共计3家。", [("预算单位", "3", "家")]),
        ("组织对5个项目开展了绩效自评。", [("项目", "5", "个")]),
        ("会场可容纳3人，路上2次。", []),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(m.name, str(m.value), m.unit) for m in _read(text) if m.kind == "count"] == found


def test_a_count_is_of_the_day_that_is_said() -> None:
    vehicles, of_a_kind = _read("截至2023年底，共有公务用车5辆，其中一般公务用车2辆。")
    assert (vehicles.period, of_a_kind.period) == ("2023-12-31", "2023-12-31")
    assert (of_a_kind.name, of_a_kind.parent) == ("一般公务用车", vehicles.id)


def test_a_rate_of_execution_is_a_share() -> None:
    *_, rate = _read("2024年项目支出100万元，预算执行率98.10%。")
    assert (rate.kind, rate.name, str(rate.value)) == ("share", "预算执行率", "98.10")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("2024年末结转结余", "年末结转结余"),
        ("2024年，镇财政拨款收支总预算", "财政拨款收支总预算"),
        ("镇卫生院建设经费", "镇卫生院建设经费"),
        ("优等品奖励资金", "优等品奖励资金"),
    ],
)
def test_what_belongs_to_a_name(head: str, name: str) -> None:
    assert _read(f"{head}3万元。")[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\u3000",
        "😀" * 40,
        "收入預算總計",
        "Бюджет ١٢万元 👍",
        "支出预算" * 2_500,
        "1,234.56万元" * 900,
        "（" * 10_000,
        "占" * 10_000,
    ],
)
def test_hostile_prose_gives_mentions_within_it_or_none(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in _read(text))


def test_a_budget_that_was_met_by_a_part_is_an_amount_and_the_part_a_share_of_what_was_spent() -> None:
    spent, budget, share, part = _read(
        "“三公”经费支出决算432.00千元，完成年初预算442.00千元的97.74%。其中，公务接待费支出29.00千元。"
    )
    assert [(one.kind, one.concept, one.phase) for one in (spent, budget)] == [
        ("amount", "three_public", "actual"),
        ("amount", "three_public", "budget"),
    ]
    assert (budget.value, share.kind, share.value, share.unit) == (Decimal("442.00"), "share", Decimal("97.74"), "%")
    assert (share.of, share.whole, share.concept) == (spent.id, "年初预算", "three_public")
    assert (part.concept, part.parent) == ("reception", spent.id)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("行政编制46人，实有43人。", ["行政编制", "实有"]),
        ("公务接待费支出5.60万元，累计接待47批次、318人次。", ["公务接待费支出", "接待", "接待"]),
        ("公务接待费2.17万元，预计接待来访62批次。", ["公务接待费", "接待来访"]),
        ("累计折旧5.00万元。", ["累计折旧"]),
    ],
)
def test_staff_and_guests_are_counted_by_their_names(text: str, names: list[str]) -> None:
    assert [mention.name for mention in _read(text)] == names


@pytest.mark.parametrize(
    ("head", "concept"), [("人员支出", "personnel"), ("日常公用支出", "public"), ("公用支出", "public")]
)
def test_personnel_and_public_expenditure_are_named_so_too(head: str, concept: str) -> None:
    named = name_of(head)
    assert named is not None and named.concept == concept
