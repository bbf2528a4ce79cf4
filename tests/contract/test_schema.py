"""Every output keeps the schema that ``extractor schema`` prints."""

from pathlib import Path

import jsonschema
import pytest

from extractor import extract
from extractor.document.wire import from_json, json_schema, to_data, to_json

DEMO = Path(__file__).parents[2] / "corpora" / "demo"


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.*")), ids=lambda path: path.suffix)
def test_each_demo_document_keeps_the_schema(path: Path) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = extract(path)
    jsonschema.Draft202012Validator(schema).validate(to_data(document))
    assert from_json(to_json(document)) == document
    assert to_json(extract(path)) == to_json(document), "the same input gives the same bytes"
