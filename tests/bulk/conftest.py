"""What the tests of many documents share."""

from collections.abc import Callable

import pytest

from extractor.document.document import SCHEMA_VERSION, Division, Document, Producer, SourceInfo
from extractor.document.record import Department
from extractor.document.summary import Summary


@pytest.fixture
def make_empty_document() -> Callable[[str], Document]:
    """A builder: a document of that name that holds nothing."""

    def make(name: str) -> Document:
        return Document(
            SCHEMA_VERSION, SourceInfo(name, "0" * 64, 1, "text/plain", "fake"), Producer("0", {}, {}, {}),
            "ok", "other", Department(None, name), Division(None, None), None, {},
            (), Summary(0, 0, 0, 0, 0), (), (), (), (), (), (), (), (), (),
        )  # fmt: skip

    return make
