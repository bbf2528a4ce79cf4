"""Placements of torn matrix rows."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.text import without_space
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.row_alignment import Alignment, align_row
from extractor.repair.forms.row_slots import Slot, SlotKind

ROLES: tuple[SlotKind, ...] = ("tier1", "tier2", "tier3", "description", "target", "basis")
_ALWAYS = ("tier3", "target")
_SLOTS = tuple(Slot(kind, column, required=kind in _ALWAYS) for column, kind in enumerate(ROLES))


def _aligned(texts: Sequence[str], slots: tuple[Slot, ...], lexicon: Lexicon) -> tuple[Alignment, ...]:
    found = align_row(texts, slots, lexicon)
    assert found is not None
    return found


def _best(*texts: str, elsewhere: tuple[str, ...] = ()) -> tuple[str, ...]:
    return _aligned(texts, _SLOTS, Lexicon((*texts, *elsewhere)))[0].values


def test_a_sound_row_stays() -> None:
    row = ("产出指标", "数量指标", "业务量", "业务量", "≥5000件", "业务量")
    assert _best(*row) == row


def test_a_row_slid_left_goes_back() -> None:
    found = _best("成本指标", "控制数", "控制数", "控制数", "≤51.25万元", "控制数")
    assert found == ("", "成本指标", "控制数", "控制数", "≤51.25万元", "控制数")


def test_a_fused_target_is_split_before_its_sign_only() -> None:
    found = _best("", "数量指标", "公告次数", "公告次数 ≥20 次", "", "")
    assert found == ("", "数量指标", "公告次数", "公告次数", "≥20次", "")


def test_a_number_with_a_space_stays_whole() -> None:
    found = _best("", "成本指标", "控制数", "控制数小于等于 ≤32. 04 万元", "", "")
    assert found == ("", "成本指标", "控制数", "控制数小于等于", "≤32.04万元", "")


def test_a_sentence_with_an_inner_number_stays_whole() -> None:
    row = ("", "数量指标", "科室数", "保证 2 个科室正常运行", "2 个", "科室数")
    assert _best(*row) == tuple(without_space(text) for text in row)


def test_two_names_in_one_cell_are_two_cells() -> None:
    found = _best("满意度指标", "服务对象满意度指标", "服务满意 ≥98 %", "服务满意 服务满意", "", "")
    assert found == ("满意度指标", "服务对象满意度指标", "服务满意", "服务满意", "≥98%", "服务满意")


def test_a_lost_column_can_be_filled() -> None:
    texts = ("产出指标", "质量指标", "运行率", "运行率达标 ≥98 %")
    slots = tuple(Slot(slot.kind, slot.column if slot.kind not in ("target", "basis") else None) for slot in _SLOTS)
    best = _aligned(texts, slots, Lexicon(texts))[0]
    assert best.values == ("产出指标", "质量指标", "运行率", "运行率达标", "≥98%", "")


def test_a_cell_cut_in_two_is_joined_where_the_row_is_pushed_past_its_end() -> None:
    found = _best("", "质量指标", "业务办", "结率", "业务办结率", "≥98%", "业务办结率")
    assert found == ("", "质量指标", "业务办结率", "业务办结率", "≥98%", "业务办结率")


def test_a_number_cut_from_its_unit_is_joined() -> None:
    found = _best("", "时效指标", "办理时限", "办理时限", "≤30", "天", "办理时限")
    assert found == ("", "时效指标", "办理时限", "办理时限", "≤30天", "办理时限")


def test_a_whole_target_takes_no_words_from_its_neighbour() -> None:
    found = _best("", "", "年度费用", "全部支出", "≤30.50万元", "历", "史数据")
    assert found == ("", "", "年度费用", "全部支出", "≤30.50万元", "历史数据")


def test_a_tier_word_fused_with_the_name_is_cut_off() -> None:
    found = _best(
        "", "时效指标 工程及时完成", "项目及时完成", "按时间进度完成", "部门职责", "", elsewhere=("部门职责",)
    )
    assert found == ("", "时效指标", "工程及时完成", "项目及时完成", "按时间进度完成", "部门职责")


def test_a_tier_that_repeats_its_lower_tier_is_dropped() -> None:
    found = _best("成本指标", "成本指标", "控制数", "预算控制数", "≤3万元", "")
    assert found == ("", "成本指标", "控制数", "预算控制数", "≤3万元", "")


_WORDS = st.sampled_from(
    ["", "产出指标", "数量指标", "成本指标", "甲", "乙丙", "≥3次", "甲 ≥98 %", "甲 甲", "有效促进", "12"]
)


@settings(max_examples=150, deadline=None)
@given(st.tuples(*[_WORDS] * len(ROLES)))
def test_nothing_is_lost_or_made_up(texts: tuple[str, ...]) -> None:
    printed = sorted("".join(without_space(text) for text in texts))
    for alignment in align_row(texts, _SLOTS, Lexicon(texts)) or ():
        assert sorted("".join((*alignment.values, *alignment.dropped))) == printed
        assert all(piece in alignment.values for piece in alignment.dropped)


def test_a_row_with_more_placements_than_are_tried_has_none() -> None:
    texts = ("数量 质量 时效",) * len(ROLES)
    assert align_row(texts, _SLOTS, Lexicon(texts)) is None
    sound = ("产出指标", "数量指标", "业务量", "业务量", "≥5000件", "业务量")
    assert align_row(sound, _SLOTS, Lexicon(sound), most_steps=3) is None
