"""Specs → PDF files that print every row, and where each row stands."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor.corpora.generate.model import DocumentSpec, TableSpec
from extractor.corpora.generate.printed import lost_rows
from extractor.corpora.generate.write_docx import docx_bytes
from extractor.corpora.generate.write_pdf import TablePages, TypesettingError, table_pages, typeset

Typeset = tuple[Path, tuple[TablePages, ...]]


def typeset_whole(specs: Sequence[DocumentSpec], folder: Path) -> list[Typeset]:
    """A PDF in ``folder`` for each spec, in its order. Where LibreOffice loses rows, the document is set again with
    rows that a page's end may cut; TypesettingError where it loses some then too."""
    done = _typeset(specs, folder, "first")
    faulty = [number for number, (spec, made) in enumerate(zip(specs, done, strict=True)) if _lost(spec, made)]
    again = _typeset([_with_loose_rows(specs[number]) for number in faulty], folder, "again") if faulty else []
    for number, made in zip(faulty, again, strict=True):
        lost = _lost(specs[number], made)
        if lost:
            raise TypesettingError(f"LibreOffice lost rows of {specs[number].name}: {'; '.join(lost[:3])}.")
        done[number] = made
    return done


def _typeset(specs: Sequence[DocumentSpec], folder: Path, stem: str) -> list[Typeset]:
    sources = {f"{stem}{number}": docx_bytes(spec, with_places=True) for number, spec in enumerate(specs)}
    return [(path, table_pages(path)) for path in typeset(sources, folder).values()]


def _lost(spec: DocumentSpec, made: Typeset) -> list[str]:
    path, places = made
    return lost_rows(path, spec, places)


def _with_loose_rows(spec: DocumentSpec) -> DocumentSpec:
    blocks = (replace(block, keep_rows=False) if isinstance(block, TableSpec) else block for block in spec.blocks)
    return replace(spec, blocks=tuple(blocks))
