"""``--no-repair`` and ``--repair-threshold`` on a real torn text."""

import json
from pathlib import Path
from typing import Any

from extractor.cli import main


def converted(shared: Path, out: Path, *words: str) -> dict[str, Any]:
    seed = next((shared / "documents" / "seeds").glob("003*.txt"))
    assert main(["convert", str(seed), "-o", str(out), "--quiet", "--jobs", "1", *words]) == 0
    document: dict[str, Any] = json.loads((out / f"{seed.name}.json").read_text(encoding="utf-8"))
    return document


def test_repairs_are_left_out_or_only_proposed(shared: Path, tmp_path: Path) -> None:
    usual = converted(shared, tmp_path / "usual")
    none = converted(shared, tmp_path / "none", "--no-repair")
    sure = converted(shared, tmp_path / "sure", "--repair-threshold", "1.0")
    applied = [sum(repair["applied"] for repair in document["repairs"]) for document in (usual, sure, none)]
    assert applied[0] > applied[1] >= applied[2] == 0
    assert usual["summary"]["proved"] > none["summary"]["proved"]
    assert changed(usual)
    assert not changed(none)


def changed(document: dict[str, Any]) -> list[str]:
    """The cells that say something else than what was printed, white space apart."""
    cells = [cell for table in document["tables"] for cell in table["cells"]]
    return [cell["id"] for cell in cells if "".join(cell["text"].split()) != "".join(cell["raw"].split())]
