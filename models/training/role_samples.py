"""Tables with the role of every cell, to fit on: the train half of IM-TQA, and the forms of generated documents.

Nothing of another split is opened: of IM-TQA the train half, of the generator the seeds that are for training. The
labelled documents of ``corpora/manifest.toml`` are not touched at all.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.classify.cell_layout import PlacedCell
from extractor.corpora.benchmarks.im_tqa import read_im_tqa
from extractor.corpora.generate.model import CellSpec, TableSpec
from extractor.corpora.generate.splits import split_of
from extractor.corpora.generate.templates import TEMPLATES
from extractor.document.content import GridCell
from extractor.document.text import without_space
from extractor.document.vocabulary import CellRole
from extractor.errors import UsageError


@dataclass(frozen=True, slots=True)
class RoleSample:
    """One table. ``roles`` has None where a cell has no role; tables of one ``group`` are never told by each other.

    ``weight`` is that of each of its cells; ``is_form`` whether the roles are those of LABELLING.md for forms.
    """

    cells: tuple[PlacedCell, ...]
    roles: tuple[CellRole | None, ...]
    group: int
    is_form: bool
    weight: float = 1.0


def im_tqa_samples(folder: Path) -> tuple[RoleSample, ...]:
    """The train half of IM-TQA; BenchmarkError where the folder does not hold it."""
    return tuple(
        RoleSample(table.cells, table.roles, zlib.crc32(table.id.encode()), is_form=False)
        for table in read_im_tqa(folder, "train")
    )


def form_samples(seeds: Sequence[int], weight: float) -> tuple[RoleSample, ...]:
    """The forms of all templates by these seeds; UsageError where a seed is not for training."""
    kept_apart = [seed for seed in seeds if split_of(seed) != "train"]
    if kept_apart:
        raise UsageError(f"The seed {kept_apart[0]} is not for training.")
    return tuple(sample for seed in seeds for sample in _forms_of(seed, weight))


def _forms_of(seed: int, weight: float) -> Iterator[RoleSample]:
    for name in sorted(TEMPLATES):
        for block in TEMPLATES[name](seed).blocks:
            if isinstance(block, TableSpec) and block.header_rows == 0:
                cells = tuple(
                    GridCell(one.row, one.column, one.text, one.row_span, one.column_span) for one in block.cells
                )
                yield RoleSample(cells, tuple(map(_role, block.cells)), seed, is_form=True, weight=weight)


def _role(cell: CellSpec) -> CellRole | None:
    """A blank cell has a role only where something is left to be filled in (LABELLING.md)."""
    return cell.role if cell.role == "data" or without_space(cell.text) else None
