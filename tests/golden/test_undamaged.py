"""Real documents without damage: no repair changes anything in them."""

from pathlib import Path

import pytest

from extractor import extract
from extractor.corpora import MANIFEST_PATH, read_manifest
from extractor.document.text import without_space

REAL = [
    entry
    for entry in read_manifest(MANIFEST_PATH).sets
    if entry.split == "dev" and entry.path.startswith("documents/") and entry.path.lower().endswith(".pdf")
]


def test_there_are_real_documents_to_look_at() -> None:
    assert len(REAL) >= 8


@pytest.mark.parametrize("path", [entry.path for entry in REAL], ids=[entry.id for entry in REAL])
def test_nothing_is_changed(shared: Path, path: str) -> None:
    document = extract(shared / path)
    assert [repair for repair in document.repairs if repair.applied] == []
    changed = [
        cell.id
        for table in document.tables
        for cell in table.cells
        if without_space(cell.text) != without_space(cell.raw)
    ]
    assert changed == []
