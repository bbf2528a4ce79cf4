"""How ill a text fits what a column holds."""

import pytest

from extractor.repair.statements.cell_types import ALIEN, misfit


@pytest.mark.parametrize("label", ["合计", "合\u3000计", "总 计", "小\u3000\u3000计："])
@pytest.mark.parametrize("kind", ["code", "number", "name"])
def test_a_total_over_the_leading_columns_fits_each_however_its_characters_are_spaced(label: str, kind: str) -> None:
    assert misfit(label, kind, 2) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["行政运行", "201 03", "行政\u3000运行"])
def test_words_and_parted_codes_fit_no_column_of_codes(text: str) -> None:
    assert misfit(text, "code", 2) == ALIEN
