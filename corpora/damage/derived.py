"""The label of a damaged document: the truth of the undamaged one under a new name and hash."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.corpora.damage.pieces import Owner
from extractor.corpora.label import Label

_GONE = {"unknown": "gone from the damaged text"}
_NOT_IN_TEXT: dict[str, Any] = {"pages": [], "spans": None, "cells": None}
"""What a text can not hold, so that it is not labelled either: pages, merged cells."""


def derive_label(label: Label, data: bytes, name: str, origin: str) -> Label:
    """The same truth for the damaged document ``data``, called ``name``."""
    return _renamed(label.model_dump(mode="json"), data, name, origin)


def derive_text_label(label: Label, data: bytes, name: str, origin: str) -> Label:
    """The same truth, without what no text holds."""
    truth = label.model_dump(mode="json")
    for table in truth["tables"]:
        table |= _NOT_IN_TEXT
    return _renamed(truth, data, name, origin)


def derive_torn_label(
    label: Label,
    kept: tuple[Sequence[int], Sequence[int]],
    unknown: Mapping[Owner, Sequence[str]],
    file: tuple[bytes, str, str],
) -> Label:
    """The truth of a torn text: of the tables and projects in it (``kept``, by index), with what is gone for good as
    unknown. ``file`` are its bytes, name and origin. A label without projects stays one, and
    one whose projects are not printed as such (as tables, or not at all) becomes one; of the document's own errors
    those stay that the text still shows."""
    truth = label.model_dump(mode="json")
    for owner, paths in unknown.items():
        for path in paths:
            _forget(truth["tables" if owner.sort == "table" else "projects"][owner.number], path)
    tables, projects = kept
    truth["tables"] = [truth["tables"][index] | _NOT_IN_TEXT for index in tables]
    if label.projects and not projects:
        truth["projects"] = None
    elif label.projects is not None:
        truth["projects"] = [truth["projects"][index] | {"printed": {}} for index in projects]
    text = file[0].decode()
    truth["document_errors"] = [error for error in truth["document_errors"] if _stands_in(error, text)]
    return _renamed(truth, *file)


def _stands_in(error: Mapping[str, Any], text: str) -> bool:
    """Whether a check can still find the document's own error in the text."""
    found = [any(value in text for value in finding["values"]) for finding in error["findings"]]
    return bool(found) and all(found)


def _forget(data: Any, path: str) -> None:
    """Put an unknown value at a dotted path."""
    *above, last = path.split(".")
    for name in above:
        data = data[int(name)] if isinstance(data, list) else data[name]
    data[int(last) if isinstance(data, list) else last] = _GONE


def _renamed(truth: dict[str, Any], data: bytes, name: str, origin: str) -> Label:
    truth["prose"] = None  # found by the hash of its sentences, which damage changes
    truth["document"] = {"sha256": hashlib.sha256(data).hexdigest(), "name": name, "origin": origin}
    return Label.model_validate(truth)
