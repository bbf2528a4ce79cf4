"""Blank tier cells in whole documents: what is told is marked, what is printed or merged is left alone."""

from extractor import Options, extract
from extractor.document.record import Indicator

ROWS = (
    ("产出指标", "数量指标", "培训人数", "≥120人"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("产出指标", "时效指标", "培训完成时间", "11月底前"),
    ("产出指标", "成本指标", "人均培训费用", "≤450元"),
    ("效益指标", "社会效益指标", "业务能力", "有效提升"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"),
)
HEADER = ("一级指标", "二级指标", "三级指标", "指标值")


def cell(text: str, span: int = 1, tag: str = "td", columns: int = 1) -> str:
    return f'<{tag} rowspan="{span}" colspan="{columns}">{text}</{tag}>'


def page(*forms: list[tuple[str, ...]]) -> bytes:
    tables = []
    for number, rows in enumerate(forms):
        head = f"<tr>{cell('项目名称')}{cell(f'培训项目{number}', columns=3)}</tr>"
        head += "<tr>" + "".join(cell(word) for word in HEADER) + "</tr>"
        body = "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in rows)
        tables.append(f"<p>项目支出绩效目标表</p><table border=1>{head}{body}</table>")
    return f"<html><body>{''.join(tables)}</body></html>".encode()


def lose(*cells: tuple[int, int]) -> list[tuple[str, ...]]:
    return [
        tuple("" if (row, column) in cells else text for column, text in enumerate(texts))
        for row, texts in enumerate(ROWS)
    ]


def read(*forms: list[tuple[str, ...]], options: Options | None = None) -> list[tuple[Indicator, ...]]:
    document = extract(page(*forms), name="form.html", options=options)
    return [project.indicators for project in document.projects]


def classes(indicators: tuple[Indicator, ...]) -> list[tuple[str | None, str | None]]:
    return [(indicator.tier1_class, indicator.tier2_class) for indicator in indicators]


def test_a_whole_form_is_as_printed() -> None:
    (indicators,) = read(list(ROWS))
    assert classes(indicators) == [row[:2] for row in ROWS]
    assert {indicator.tier_source for indicator in indicators} == {"document"}


def test_a_lost_tier_is_told_and_marked() -> None:
    """The blank below 质量指标 is no merged cell: each other row prints its own."""
    whole, torn = read(list(ROWS), lose((2, 1)))
    assert classes(torn) == classes(whole)
    assert [indicator.tier_source for indicator in torn] == ["document"] * 2 + ["inferred"] + ["document"] * 3
    assert torn[2].tier2 == "时效指标"  # the word that the document prints for the class
    assert torn[2].confidence == 0.95


def test_a_word_that_the_document_prints_nowhere_is_not_made_up() -> None:
    (torn,) = read(lose((0, 1)))
    assert (torn[0].tier2, torn[0].tier2_class, torn[0].tier_source) == (None, "数量指标", "inferred")


def test_the_cells_of_a_told_tier_are_no_source() -> None:
    document = extract(page(lose((2, 1))), name="form.html")
    sources = document.projects[0].sources
    assert "indicators.2.tier2" not in sources
    assert "indicators.1.tier2" in sources


def test_blanks_below_the_first_row_of_a_run_go_on() -> None:
    rows: list[tuple[str, ...]] = [
        ("产出指标", "数量指标", "培训人数", "≥120人"),
        ("", "", "参训单位", "≥20个"),
        ("", "", "培训场次", "≥6场"),
        ("", "质量指标", "培训合格率", "≥95%"),
        ("", "", "优秀学员比例", "≥10%"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"),
        ("", "", "参训单位满意度", "≥90%"),
    ]
    (indicators,) = read(rows)
    assert [indicator.tier2 for indicator in indicators] == [
        *["数量指标"] * 3,
        *["质量指标"] * 2,
        *["服务对象满意度指标"] * 2,
    ]
    assert {indicator.tier_source for indicator in indicators} == {"document"}


def test_words_of_a_forms_own_stay() -> None:
    own = [("管理类指标", "内控管理", "制度健全性", "健全"), ("管理类指标", "", "合同签订率", "100%")]
    rows: list[tuple[str, ...]] = [*own, *ROWS]
    (indicators,) = read(rows)
    assert classes(indicators)[:2] == [(None, None), (None, None)]
    assert indicators[0].tier2 == "内控管理"


def test_printed_contradictions_stay() -> None:
    rows: list[tuple[str, ...]] = [
        *ROWS[:4],
        ("效益指标", "质量指标", "学员满意度", "≥90%"),
        ("", "", "覆盖人数", "350"),
    ]
    (indicators,) = read(rows)
    assert classes(indicators)[4] == ("效益指标", "质量指标")


def test_nothing_is_told_where_repairs_are_off() -> None:
    (torn,) = read(lose((0, 1), (2, 1)), options=Options.from_dict({"repair": {"enabled": False}}))
    assert {indicator.tier_source for indicator in torn} == {"document"}
