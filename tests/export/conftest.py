"""The demonstration documents, converted once."""

from pathlib import Path

import pytest

from extractor import extract
from extractor.export.tidy.view import DocumentView


@pytest.fixture(scope="session")
def demo_views(demo: Path) -> list[DocumentView]:
    """Every document of the demonstration with its path, in the order of their names."""
    return [DocumentView(extract(path), path.name) for path in sorted(demo.glob("*.*"))]
