"""Two rows in one line of which nothing says whose an amount is: no amount slides out of that line or into it."""

from pathlib import Path

from extractor.pipeline import extract

_ROWS = [
    ["301", "工资福利支出", "279.83"],
    ["30101", "基本工资", ""],
    ["30102", "津贴补贴", "1.61"],
    ["30103", "奖金", "187.19"],
    ["30114 30199", "医疗费 其他工资福利支出", "91.03"],
    ["302", "商品和服务支出", "30.57"],
    ["30201", "办公费", "10.32"],
    ["30202", "印刷费", "20.25"],
    ["", "合计", "310.40"],
]


def test_the_amounts_around_two_rows_in_one_stay(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    lines = "\n".join("\t".join(row) for row in (["科目编码", "科目名称", "决算数"], *_ROWS))
    path.write_text(f"一般公共预算基本支出表\n单位：万元\n{lines}\n", encoding="utf-8")
    document = extract(path)
    assert [row.values[2] for row in document.tables[0].rows] == [row[2] for row in _ROWS]
    assert not [repair for repair in document.repairs if repair.applied]
    assert "doubtful_row" in {problem.code for problem in document.problems}
