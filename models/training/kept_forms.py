"""The generated forms that the model of cell roles learns from, kept as a file: a newer generator changes no model.

``python -m extractor.models.training.kept_forms`` writes the file anew from the generator; the model is fitted again
after that.
"""

import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from extractor.classify.cell_layout import PlacedCell
from extractor.classify.cell_role_inputs import ROLES
from extractor.corpora.manifest import MANIFEST_PATH
from extractor.document.content import GridCell
from extractor.models.training.role_samples import RoleSample, form_samples

KEPT_FORMS_PATH: Final = MANIFEST_PATH.with_name("cell_role_forms.json.xz")
FORM_SEEDS: Final = range(1, 11)
"""Ten invented departments, each with the forms of every template."""


def read_kept_forms(
    weight: float, seeds: AbstractSet[int] | None = None, path: Path = KEPT_FORMS_PATH
) -> tuple[RoleSample, ...]:
    """The kept forms of these seeds, or all, each of whose cells counts for ``weight``."""
    tables = json.loads(lzma.decompress(path.read_bytes()))
    return tuple(
        RoleSample(
            tuple(GridCell(*place) for *place, _ in table["cells"]),
            tuple(None if role is None else ROLES[role] for *_, role in table["cells"]),
            table["seed"],
            is_form=True,
            weight=weight,
        )
        for table in tables
        if seeds is None or table["seed"] in seeds
    )


def kept_bytes(samples: Sequence[RoleSample]) -> bytes:
    """The file of some forms: of each cell row, column, text, spans and the number of its role."""
    tables = [{"seed": sample.group, "cells": list(_cells(sample))} for sample in samples]
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    return lzma.compress(text.encode(), preset=9)


def _cells(sample: RoleSample) -> Iterator[list[int | str | None]]:
    for cell, role in zip(sample.cells, sample.roles, strict=True):
        yield [*_place(cell), None if role is None else ROLES.index(role)]


def _place(cell: PlacedCell) -> tuple[int, int, str, int, int]:
    return cell.row, cell.column, cell.raw, cell.row_span, cell.column_span


def main() -> int:
    """Write the file from this version's generator."""
    samples = form_samples(FORM_SEEDS, 1.0)
    KEPT_FORMS_PATH.write_bytes(kept_bytes(samples))
    print(f"{len(samples)} forms, {sum(len(sample.cells) for sample in samples)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main())
