"""Damage that nobody planted: what becomes of the cells of a PDF in a text of it."""

from pathlib import Path

import pytest

from extractor.corpora import read_label, read_manifest
from extractor.eval.damaged_cells import CellFates
from extractor.eval.natural_damage import NaturalDamage, main, measure_text, table


def test_cells_that_a_text_lost_are_damaged_and_left(demo: Path) -> None:
    manifest = read_manifest(demo / "truth" / "manifest.toml")
    (entry,) = [entry for entry in manifest.sets if entry.document.endswith(".pdf")]
    label = read_label(manifest.folder / entry.labels)
    data = (demo / entry.document).read_bytes()
    texts, fates = measure_text(data, label, "一段没有表格的文字。\n")
    assert (texts, fates.repaired, fates.altered, fates.spoilt) == (1, 0, 0, 0)
    assert fates.all > 300 and fates.silent == fates.damaged > 0.5 * fates.all


def test_the_figures_as_a_table() -> None:
    one = NaturalDamage(1, CellFates(all=200, repaired=3, silent=6, altered=1, spoilt=1))
    row = table({"pdftotext": one + one}).splitlines()[-1]
    assert row == "| pdftotext | 2 | 400 | 20 | 6 (30%) | 12 (60%) | 2 (10%) | 2 | 1.00% |"


def test_without_a_pdf_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.toml").write_text("", encoding="utf-8")
    assert main(["--manifest", str(tmp_path / "manifest.toml")]) == 1
    assert "wrong of all cells" in capsys.readouterr().out
