"""One office under its names, two offices under names that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.office_names import office_of
from extractor.normalise.divisions import division_in_name

ONE_OFFICE = [
    ("中国共产党江苏省委员会办公厅", "中共江苏省委办公厅", "江苏省委办公厅", "中共江苏省委员会办公厅"),
    ("中国人民政治协商会议江苏省委员会办公厅", "政协江苏省委员会办公厅", "江苏省政协办公厅"),
    ("江苏省人民代表大会常务委员会办公厅", "江苏省人大常委会办公厅"),
    ("江苏省人民政府办公厅", "江苏省政府办公厅"),
    ("中国共产党江苏省纪律检查委员会", "中共江苏省纪律检查委员会", "江苏省纪委"),
    ("江苏省发展和改革委员会", "江苏省发展改革委", "江苏省发改委"),
    ("江苏省卫生健康委员会", "江苏省卫生健康委", "江苏省卫健委"),
    ("江苏省人民政府国有资产监督管理委员会", "江苏省政府国有资产监督管理委员会", "江苏省政府国资委"),
    ("中国民主同盟江苏省委员会", "民盟江苏省委员会", "民盟江苏省委"),
    ("共青团江苏省委员会", "共青团江苏省委", "中国共产主义青年团江苏省委员会"),
    ("上海市普陀区人民政府万里街道办事处", "上海市普陀区万里街道办事处"),
    ("河北省唐山市乐亭县行政审批局", "乐亭县行政审批局", "唐山市乐亭县行政审批局"),
    ("江苏省妇女联合会", "江苏省妇联"),
    ("江苏省财政厅", "江苏省财政厅（汇总）", "江苏省 财政厅"),
]
TWO_OFFICES = [
    ("江苏省委办公厅", "江苏省政府办公厅"),
    ("江苏省委办公厅", "江苏省政协办公厅"),
    ("江苏省委办公厅", "浙江省委办公厅"),
    ("江苏省委办公厅", "中共南京市委办公厅"),
    ("江苏省委办公厅", "中共江苏省委"),
    ("江苏省委办公厅", "江苏省委办公厅机关服务中心"),
    ("江苏省委办公厅", "江苏省委老干部局"),
    ("江苏省委研究室", "江苏省政府研究室"),
    ("民盟江苏省委员会", "民革江苏省委员会"),
    ("民盟江苏省委员会", "中共江苏省委员会"),
    ("共青团江苏省委", "中共江苏省委"),
    ("上海市普陀区财政局", "浙江省舟山市普陀区财政局"),
    ("上海市普陀区财政局", "普陀区财政局"),
    ("上海市普陀区财政局", "上海市普陀区财政局（本级）"),
    ("上海市普陀区财政局", "上海市普陀区财政局国库支付中心"),
    ("上海市普陀区教育局", "上海市普陀区教育局机关"),
    ("上海市财政局", "上海市普陀区财政局"),
    ("江苏省人大常委会办公厅", "江苏省人大"),
    ("江苏省发改委", "江苏省国资委"),
    ("江苏省高级人民法院", "江苏省人民检察院"),
    ("上海市普陀区万里街道办事处", "上海市普陀区甘泉路街道办事处"),
    ("江苏省农业农村厅", "江苏省农业科学院"),
]


@pytest.mark.parametrize("names", ONE_OFFICE, ids=lambda names: names[0])
def test_the_variants_of_a_name_are_one_office(names: tuple[str, ...]) -> None:
    offices = {office_of(name, division_in_name) for name in names}
    assert len(offices) == 1 and None not in offices
    assert next(iter(offices)).division is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(("one", "other"), TWO_OFFICES)
def test_offices_with_similar_names_stay_two(one: str, other: str) -> None:
    assert office_of(one, division_in_name) != office_of(other, division_in_name)


def test_a_name_without_a_place_is_placed_by_what_else_the_document_says() -> None:
    placed = office_of("财政局", division_in_name, "310107")
    assert placed == office_of("上海市普陀区财政局", division_in_name)
    assert placed != office_of("财政局", division_in_name)
    assert office_of("浙江省财政厅", division_in_name, "310107") == office_of("浙江省财政厅", division_in_name)


def test_a_place_alone_is_no_office() -> None:
    assert office_of("江苏省", division_in_name) is None


@given(st.text(st.sampled_from("江苏省上海市普陀区委员会办公厅中共政协人民府财局（）本级 机关团"), max_size=14))
def test_white_space_and_repetition_change_nothing(name: str) -> None:
    office = office_of(name, division_in_name)
    assert office_of(" ".join(name), division_in_name) == office
    if office is not None:
        assert office.core


@given(st.sampled_from([name for names in ONE_OFFICE for name in names]), st.integers(0, 12))
def test_another_character_is_never_the_same_office(name: str, place: int) -> None:
    changed = name[:place] + "亖" + name[place + 1 :]
    assert place >= len(name) or office_of(changed, division_in_name) != office_of(name, division_in_name)
