"""Which line is part of which, where the lines bear the codes of the offices that they are of."""

from dataclasses import replace

from extractor.document.record import Line
from extractor.verify.line_parents import outline_of


def _line(number: int, label: str, unit: str, role: str = "item") -> Line:
    line = Line(f"s1.{number}", None, None, label, None, None, 1, None, "item", ())
    return replace(line, role=role, attributes={"单位编码": unit} if unit else {})  # type: ignore[arg-type]


def test_a_department_stands_above_its_units_by_their_codes() -> None:
    lines = [_line(1, "合计", "", "total"), _line(2, "教育局", "466"), _line(3, "教育局本级", "466001")]
    outline = outline_of([*lines, _line(4, "第一中学", "466002")])
    assert outline.parents == (None, None, 1, 1)
    assert outline.roots == (1,)


def test_units_of_one_level_stand_side_by_side() -> None:
    outline = outline_of([_line(1, "教育局", "466001"), _line(2, "第一中学", "466002")])
    assert outline.parents == (None, None)


def test_a_code_that_repeats_says_nothing_of_levels() -> None:
    """Beside a list of projects the code is the office's of each project."""
    lines = [_line(1, "教育局", "466"), _line(2, "教育局本级", "466001"), _line(3, "校舍维修", "466001")]
    assert outline_of(lines).parents == (None, None, None)
