"""Every output keeps the schema that ``extractor schema`` prints."""

import json
from pathlib import Path

import jsonschema
import pytest

from extractor import extract
from extractor.document.wire import (
    from_json,
    json_schema,
    set_from_json,
    set_json_schema,
    set_to_json,
    to_data,
    to_json,
)
from extractor.pipeline import draw_card, link_cards

DEMO = Path(__file__).parents[2] / "corpora" / "demo"


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.*")), ids=lambda path: path.suffix)
def test_each_demo_document_keeps_the_schema(path: Path) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = extract(path)
    jsonschema.Draft202012Validator(schema).validate(to_data(document))
    assert from_json(to_json(document)) == document
    assert to_json(extract(path)) == to_json(document), "the same input gives the same bytes"


def test_each_set_keeps_its_schema(tmp_path: Path) -> None:
    demo = {path.name: extract(path) for path in sorted(DEMO.glob("*.pdf"))}
    linked = link_cards([draw_card(name, one) for name, one in demo.items()], demo.__getitem__)
    assert linked.sets
    jsonschema.Draft202012Validator.check_schema(set_json_schema())
    for one in linked.sets:
        jsonschema.Draft202012Validator(set_json_schema()).validate(json.loads(set_to_json(one)))
        assert set_from_json(set_to_json(one)) == one
