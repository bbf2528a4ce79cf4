"""The document as JSON and as a JSON Schema (draft 2020-12), both made from the one set of typed models."""

from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.document.document import Document
from extractor.document.document_set import DocumentSet

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import SchemaValidator

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _adapter() -> "TypeAdapter[Document]":
    """Made when it is first needed: it takes as long as reading some pages."""
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


@cache
def _set_adapter() -> "TypeAdapter[DocumentSet]":
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentSet)


@cache
def _reader() -> "SchemaValidator":
    """What reads a document: by the same models, within bounds."""
    from pydantic_core import SchemaValidator

    from extractor.document.wire_bounds import bounded

    return SchemaValidator(bounded(_adapter().core_schema))


@cache
def _set_reader() -> "SchemaValidator":
    from pydantic_core import SchemaValidator

    from extractor.document.wire_bounds import bounded

    return SchemaValidator(bounded(_set_adapter().core_schema))


def to_json(document: Document, *, indent: int | None = 1) -> bytes:
    """UTF-8 JSON; decimals as strings; the same document gives the same bytes."""
    return _adapter().dump_json(document, indent=indent, ensure_ascii=False) + b"\n"


def to_data(document: Document) -> dict[str, Any]:
    """The document as plain JSON data (dict, list, str, int, float, None)."""
    data: dict[str, Any] = _adapter().dump_python(document, mode="json")
    return data


def from_json(data: bytes | str) -> Document:
    """Read a document that ``to_json`` wrote; pydantic.ValidationError where it does not keep the contract, is of
    another major version of it, or says what no document does (a year of five digits, a table of a billion rows)."""
    document: Document = _reader().validate_json(data)
    return document


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a document, closed lists included."""
    schema = _adapter().json_schema(mode="serialization")
    return {"$schema": _DRAFT, **schema}


def set_to_json(one: DocumentSet) -> bytes:
    """UTF-8 JSON of a set; the same set gives the same bytes."""
    return _set_adapter().dump_json(one, indent=1, ensure_ascii=False) + b"\n"


def set_from_json(data: bytes | str) -> DocumentSet:
    """Read a set that ``set_to_json`` wrote; pydantic.ValidationError where it does not keep the contract."""
    one: DocumentSet = _set_reader().validate_json(data)
    return one


def set_json_schema() -> dict[str, Any]:
    """The JSON Schema of a set of documents, closed lists included."""
    return {"$schema": _DRAFT, **_set_adapter().json_schema(mode="serialization")}


__all__ = ["from_json", "json_schema", "set_from_json", "set_json_schema", "set_to_json", "to_data", "to_json"]
