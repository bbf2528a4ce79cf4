import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.text.markdown.marks import plain_marks


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**合计**", "合计"),
        ("***合计***", "合计"),
        ("一般公共<br>服务支出", "一般公共\n服务支出"),
        ("$1{,}234.56$", "1,234.56"),
        ("$\\geq 95\\%$", "≥ 95%"),
        ("$\\text{预算数}$", "预算数"),
        ("$x_1^2$", "$x_1^2$"),
        ("\\$12", "$12"),
        ("12\\%", "12%"),
        ("甲&nbsp;乙", "甲\xa0乙"),
        ("`1.00`", "1.00"),
        ("<b>甲</b>", "甲"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_b_c", "a_b_c"),
        ("≤<5", "≤<5"),
    ],
)
def test_what_a_cell_shows(written: str, shown: str) -> None:
    assert plain_marks(written) == shown


@given(st.text(st.sampled_from("甲1.,，。 ()（）%-—"), max_size=20))
def test_a_text_without_marks_stays(text: str) -> None:
    assert plain_marks(text) == text.strip()
