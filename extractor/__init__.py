"""Archived Chinese government documents as verified, traceable JSON.

>>> from extractor import extract
>>> document = extract("budget.pdf")            # doctest: +SKIP
>>> document.statements[0].lines[0].amounts     # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.bulk.many import extract_many
    from extractor.document.document import Document
    from extractor.errors import ExtractorError, OptionsError, SourceError
    from extractor.options import Options
    from extractor.pipeline import extract

_HOMES = {
    "Document": "extractor.document.document",
    "ExtractorError": "extractor.errors",
    "Options": "extractor.options",
    "OptionsError": "extractor.errors",
    "SourceError": "extractor.errors",
    "extract": "extractor.pipeline",
    "extract_many": "extractor.bulk.many",
}
"""Where each name is from: loaded when it is asked for, since a command line that prints its help needs none."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})


__all__ = [
    "Document",
    "ExtractorError",
    "Options",
    "OptionsError",
    "SourceError",
    "__version__",
    "extract",
    "extract_many",
]
