"""The demonstration documents are a labelled corpus of their own."""

import hashlib
from pathlib import Path

from extractor.corpora import read_label, read_manifest


def test_every_document_has_its_entry_and_label_by_hash(demo: Path) -> None:
    manifest = read_manifest(demo / "truth" / "manifest.toml")
    documents = {path.name for path in demo.iterdir() if path.is_file()}
    assert {entry.document for entry in manifest.sets} == documents
    for entry in manifest.sets:
        digest = hashlib.sha256((manifest.folder / entry.path).read_bytes()).hexdigest()
        label = read_label(manifest.folder / entry.labels)
        assert entry.sha256 == digest == label.document.sha256
        assert label.document.name == entry.document
