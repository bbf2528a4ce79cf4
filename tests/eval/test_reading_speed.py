from pathlib import Path

import docx
import pytest

from extractor.eval.reading_speed import main, measure


def test_counts_what_it_reads(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(3, 4)
    for name in ("a.docx", "b.docx"):
        document.save(str(tmp_path / name))
    speed = measure("docx", sorted(tmp_path.glob("*.docx")), 2)
    assert (speed.files, speed.cells) == (2, 24)
    assert speed.size == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_measures_the_files_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.rows.txt").write_text("项目\t金额\n支出\t12.00\n收入\t12.00\n", encoding="utf-8")
    assert main([str(tmp_path), "--rounds", "1"]) == 0
    kinds = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["kind", "rows.txt"]
