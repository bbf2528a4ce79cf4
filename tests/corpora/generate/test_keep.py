"""The kept documents: small, of the dev split, in the manifest, and what the generator still makes of their seeds."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from extractor.corpora import LabelledSet, read_label, read_manifest
from extractor.corpora.generate.keep import BEGIN, END, FIRST_SEED, FOLDER, SEEDS, unless_changed, with_entries
from extractor.corpora.generate.model import DocumentSpec
from extractor.corpora.generate.produce import FORMATS, Product
from extractor.corpora.generate.splits import split_of
from extractor.corpora.generate.templates import TEMPLATES
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_xlsx import xlsx_bytes
from extractor.corpora.label import Label, LabelTable

MOST_BYTES = 120_000
MANIFEST = read_manifest()
KEPT = [entry for entry in MANIFEST.sets if entry.path.startswith("generated/")]
AGAIN = "run python -m extractor.corpora.generate.keep and extractor eval --update-baseline"


def spec_of(entry: LabelledSet) -> DocumentSpec:
    template, seed = entry.id.removeprefix("generated-").rsplit("-", 2)[:2]
    return TEMPLATES[template.replace("-", "_")](int(seed))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def printed(label: Label) -> list[LabelTable]:
    """The tables without what only a format with pages has."""
    return [
        table.model_copy(
            update={"pages": [], "cells": [cell.model_copy(update={"page": None}) for cell in table.cells or ()]}
        )
        for table in label.tables
    ]


def test_every_template_is_kept_in_every_format() -> None:
    ids = {
        f"generated-{name.replace('_', '-')}-{SEEDS.get(name, FIRST_SEED)}-{kind}"
        for name in TEMPLATES
        for kind in FORMATS
    }
    assert {entry.id for entry in KEPT} == ids, AGAIN
    assert {entry.split for entry in KEPT} == {"dev"} == {split_of(seed) for seed in SEEDS.values()}
    files = {path for path in FOLDER.rglob("*") if path.is_file()}
    assert files == {MANIFEST.folder / place for entry in KEPT for place in (entry.path, entry.labels)}


@pytest.mark.parametrize("entry", KEPT, ids=lambda entry: entry.id)
def test_a_kept_document_is_small_and_its_label_is_read(entry: LabelledSet) -> None:
    assert (MANIFEST.folder / entry.path).stat().st_size <= MOST_BYTES
    label = read_label(MANIFEST.folder / entry.labels)
    assert label.document.sha256 == entry.sha256
    if entry.path.endswith(".pdf"):
        assert all(table.pages for table in label.tables)


@pytest.mark.parametrize("entry", [one for one in KEPT if not one.path.endswith(".pdf")], ids=lambda entry: entry.id)
def test_a_kept_file_is_what_the_generator_makes(entry: LabelledSet) -> None:
    made = docx_bytes(spec_of(entry)) if entry.path.endswith(".docx") else xlsx_bytes(spec_of(entry))
    assert members(made) == members((MANIFEST.folder / entry.path).read_bytes()), AGAIN


@pytest.mark.parametrize("entry", [one for one in KEPT if one.path.endswith(".pdf")], ids=lambda entry: entry.id)
def test_the_truth_of_a_kept_pdf_is_that_of_its_docx(entry: LabelledSet) -> None:
    label = read_label(MANIFEST.folder / entry.labels)
    other = read_label(MANIFEST.folder / entry.labels.replace("-pdf.json", "-docx.json"))
    assert printed(label) == printed(other)
    assert label.projects == other.projects


def test_entries_replace_those_between_the_comments_and_nothing_else(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.toml"
    manifest.write_text("# head\n\n[[set]]\na = 1\n", encoding="utf-8")
    with_entries(manifest, "[[set]]\nb = 2\n")
    assert manifest.read_text(encoding="utf-8") == f"# head\n\n[[set]]\na = 1\n\n{BEGIN}\n[[set]]\nb = 2\n\n{END}\n"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n[[set]]\nc = 3\n", encoding="utf-8")
    with_entries(manifest, "[[set]]\nd = 4\n")
    assert manifest.read_text(encoding="utf-8") == (
        f"# head\n\n[[set]]\na = 1\n\n{BEGIN}\n[[set]]\nd = 4\n\n{END}\n\n[[set]]\nc = 3\n"
    )


OLD = b"%PDF <</CreationDate(D:20251125191746Z')>> 12.50 /ID [ <C02B>\n<C02B> ]\n/DocChecksum /9A05\n%%EOF"


@pytest.mark.parametrize(
    ("old", "is_same"),
    [
        (OLD, True),
        (OLD.replace(b"20251125", b"20260101").replace(b"C02B", b"1F1F").replace(b"9A05", b"0000"), True),
        (OLD.replace(b"12.50", b"12.51"), False),
        (None, False),
    ],
)
def test_a_file_that_differs_in_its_time_alone_stays(tmp_path: Path, old: bytes | None, is_same: bool) -> None:
    made, earlier = tmp_path / "made", tmp_path / "earlier"
    sha256 = hashlib.sha256(OLD).hexdigest()
    for folder, data in ((made, OLD), (earlier, old)):
        folder.mkdir()
        if data is not None:
            (folder / "one.pdf").write_bytes(data)
    (made / "one.json").write_text(f'{{"sha256": "{sha256}"}}', encoding="utf-8")
    product = unless_changed(Product("one", spec_of(KEPT[0]), sha256, "one.pdf", "one.json"), made, earlier)
    kept = (made / "one.pdf").read_bytes()
    assert kept == (old if is_same else OLD)
    assert product.sha256 == hashlib.sha256(kept).hexdigest()
    assert product.sha256 in (made / "one.json").read_text(encoding="utf-8")
