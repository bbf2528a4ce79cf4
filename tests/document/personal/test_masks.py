"""Masks: the same person the same one, nothing of the original left."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.personal.finding import PersonalData
from extractor.document.personal.masks import Masks

_DATA = (
    PersonalData("name", "王小样", ("b1",)),
    PersonalData("telephone", "13900001234", ("b1",)),
    PersonalData("name", "王小", ("b2",)),
    PersonalData("telephone", "0315-5550123", ("b2",)),
)


def test_the_same_text_has_the_same_mask() -> None:
    masks = Masks(_DATA)
    assert masks.over("王小样和王 小\n样，王小") == "〔人员1〕和〔人员1〕，〔人员2〕"
    assert masks.over("139 0000 1234、１３９００００１２３４") == "〔电话1〕、〔电话1〕"
    assert masks.over("0315—5550123") == "〔电话2〕"


def test_other_texts_stay() -> None:
    masks = Masks(_DATA)
    for text in ("", "113900001234", "139000012345", "小样", "1,390.00"):
        assert masks.over(text) is text
        assert not masks.touches(text)


def test_without_data_nothing_is_masked() -> None:
    assert Masks(()).over("王小样") == "王小样"


@given(st.lists(st.sampled_from(["王小样", "王小", "13900001234", "，", " ", "样", "的"]), max_size=12))
def test_nothing_is_left(parts: list[str]) -> None:
    masked = "".join(Masks(_DATA).over("，".join(parts)).split())
    assert not any(one.text in masked for one in _DATA)
