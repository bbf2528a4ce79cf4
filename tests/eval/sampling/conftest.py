"""The demonstration documents, converted once, and a sample drawn from them."""

from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.eval.sampling.build import Drawn, Sample, build_sample
from extractor.eval.sampling.cards import Original
from extractor.eval.sampling.choose import Wishes, source_kind_of
from extractor.pipeline import extract


@pytest.fixture(scope="session")
def documents(demo: Path) -> dict[str, Document]:
    """Each demonstration document by its file name."""
    return {path.name: extract(path) for path in sorted(demo.iterdir()) if path.is_file()}


@pytest.fixture(scope="session")
def drawn(documents: dict[str, Document], demo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Drawn]:
    """The results of all of them on disk."""
    folder = tmp_path_factory.mktemp("results")
    found = []
    for name, document in documents.items():
        (folder / f"{name}.json").write_bytes(to_json(document))
        original = Original(demo / name, f"../demo/{name}")
        found.append(Drawn(name, source_kind_of(name), folder / f"{name}.json", original))
    return found


@pytest.fixture(scope="session")
def sample(drawn: list[Drawn]) -> Sample:
    """A sample of 40 numbers and 12 tables."""
    found = {one.source_kind: 1 for one in drawn}
    return build_sample(drawn, found, Wishes(cells=40, tables=12, seed=3))
