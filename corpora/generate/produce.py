"""Specs → documents of the wanted formats, their labels and a manifest, in one folder."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

from extractor.corpora.generate.model import DocumentSpec, TableSpec
from extractor.corpora.generate.splits import split_of
from extractor.corpora.generate.truth import ORIGIN, Places, label_text
from extractor.corpora.generate.typeset_whole import typeset_whole
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_xlsx import sheet_numbers, xlsx_bytes

Format = Literal["pdf", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
BATCH = 20
"""Documents typeset in one call of LibreOffice."""


@dataclass(frozen=True, slots=True)
class Product:
    """One written document: paths relative to the folder."""

    id: str
    spec: DocumentSpec
    sha256: str
    path: str
    labels: str


def produce(
    specs: Sequence[DocumentSpec], folder: Path, formats: Sequence[Format], tell: Callable[[str], None]
) -> tuple[Product, ...]:
    """Write ``documents/``, ``labels/`` and ``manifest.toml`` below ``folder``; ``tell`` hears of each document.

    TypesettingError where a PDF is wanted and LibreOffice does not make it.
    """
    products: list[Product] = []
    waiting = iter(specs)
    while batch := list(islice(waiting, BATCH)):
        for product in _batch(batch, folder, formats):
            products.append(product)
            tell(f"{len(products)}/{len(specs) * len(formats)} {product.path}")
    order = {spec: number for number, spec in enumerate(map(id, specs))}
    products.sort(key=lambda product: order[id(product.spec)])
    (folder / "manifest.toml").write_text(manifest_text(products), encoding="utf-8")
    return tuple(products)


def manifest_text(products: Sequence[Product], before: str = "") -> str:
    """The manifest as ``extractor eval --manifest`` reads it; ``before`` stands before each path."""
    return "\n".join(_entry(product, before) for product in products)


def _batch(specs: Sequence[DocumentSpec], folder: Path, formats: Sequence[Format]) -> Iterator[Product]:
    for kind in formats:
        if kind == "pdf":
            yield from _typeset_batch(specs, folder)
            continue
        for spec in specs:
            data = docx_bytes(spec) if kind == "docx" else xlsx_bytes(spec)
            yield _store(spec, kind, data, _places(spec, kind), folder)


def _typeset_batch(specs: Sequence[DocumentSpec], folder: Path) -> Iterator[Product]:
    with tempfile.TemporaryDirectory() as scratch:
        for spec, (path, tables) in zip(specs, typeset_whole(specs, Path(scratch)), strict=True):
            places = [Places(table.rows, table.pages) for table in tables]
            yield _store(spec, "pdf", path.read_bytes(), places, folder)


def _places(spec: DocumentSpec, kind: Format) -> list[Places]:
    tables = [block for block in spec.blocks if isinstance(block, TableSpec)]
    if kind == "docx":
        return [Places() for _ in tables]
    return [
        Places([number] * sum(1 for _ in {cell.row for cell in table.cells}), [number])
        for table, number in zip(tables, sheet_numbers(spec), strict=True)
    ]


def _store(spec: DocumentSpec, kind: Format, data: bytes, places: Sequence[Places], folder: Path) -> Product:
    template = spec.template.replace("_", "-")
    identity = f"generated-{template}-{spec.seed}-{kind}"
    path = folder / "documents" / template / str(spec.seed) / f"{spec.name}.{kind}"
    labels = folder / "labels" / f"{identity}.json"
    for place in (path, labels):
        place.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    labels.write_text(label_text(spec, path.name, sha256, places), encoding="utf-8")
    return Product(identity, spec, sha256, path.relative_to(folder).as_posix(), labels.relative_to(folder).as_posix())


def _entry(product: Product, before: str) -> str:
    lines = {
        "id": product.id,
        "document": Path(product.path).name,
        "sha256": product.sha256,
        "origin": ORIGIN,
        "path": before + product.path,
        "labels": before + product.labels,
        "notes": f"seed {product.spec.seed}",
        "template": product.spec.template,
        "split": split_of(product.spec.seed),
    }
    return "[[set]]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items())
