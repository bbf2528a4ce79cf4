"""What a warm parent loads, once, so that a jailed process needs no file for it."""

import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from typing import Any, Final

_ALWAYS: Final = (
    "encodings.gb18030", "encodings.gbk", "encodings.gb2312", "encodings.big5", "encodings.utf_16", "encodings.utf_32",
    "encodings.utf_32_le", "encodings.utf_32_be",
    "encodings.cp1252", "encodings.latin_1", "encodings.idna", "encodings.utf_8_sig", "encodings.ascii",
    "encodings.utf_32_le", "extractor.document.wire", "extractor.export.markdown", "extractor.pipeline", "numpy.ma",
)  # fmt: skip
"""The road that every document goes. numpy loads its ``ma`` with the first quantile: 40 ms of every document."""
_FIRST_TEXT: Final = "收入总计 1.00\n".encode()
WORDS: Final = "words"
_LATER: Final = {
    "jieba": WORDS,
    "spacy": WORDS,
    "extractor.document.target.unit_patterns": "extractor.document.target.unit_patterns",
    "extractor.pipeline.picture_pages": "extractor.pipeline.picture_pages",
    "extractor.sources.doc.older": "extractor.sources.doc.older",
    "extractor.sources.delimited.reader": "extractor.sources.delimited.reader",
    "extractor.sources.docx.reader": "extractor.sources.docx.reader",
    "extractor.sources.html.reader": "extractor.sources.html.reader",
    "extractor.sources.opendocument.spreadsheet": "extractor.sources.opendocument.spreadsheet",
    "extractor.sources.opendocument.text_document": "extractor.sources.opendocument.text_document",
    "extractor.sources.rtf": "extractor.sources.rtf",
    "extractor.sources.sheets.workbook": "extractor.sources.sheets.workbook",
    "extractor.sources.sheets.xls": "extractor.sources.sheets.xls",
    "extractor.sources.text.reader": "extractor.sources.text.reader",
    "extractor.sandbox.explaining": "extractor.sandbox.explaining",
}
"""Modules that take long to load and that few documents need → the step that loads them: taken when first asked."""
STEPS: Final = frozenset(_LATER.values())
_CACHED_BY: Final = {
    "extractor.classify.tokenise": "jieba",
    "extractor.classify.table_kinds": "jieba",
    "extractor.document.target.units": "extractor.document.target.unit_patterns",
    "extractor.ocr.installed": "extractor.pipeline.picture_pages",
}
"""Modules whose cached functions need what a step loads → what is loaded once it is taken: filled then, not before."""


def warm_up() -> None:
    """Load what every document needs, and fill what is read once a process: a line of our own is converted too."""
    for name in _ALWAYS:
        import_module(name)
    _fill_caches()
    from extractor.pipeline import extract

    extract(_FIRST_TEXT, name="text.txt")


def warm(step: str) -> None:
    """Take a step of ``STEPS``; KeyError for another."""
    if step not in STEPS:
        raise KeyError(step)
    if step == WORDS:
        from extractor.pipeline.helpers import load_words

        load_words()
    else:
        import_module(step)
    _fill_caches()


def cold_step(module: str) -> str | None:
    """The step that would have loaded a module; None for one that is loaded where it is met."""
    return _LATER.get(module)


def _fill_caches() -> None:
    """Call every cached function of the package that takes nothing: dictionaries, models, compiled tables."""
    for function in list(_cached_functions()):
        if not function.cache_info().currsize:
            function()


def _cached_functions() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if not name.startswith("extractor.") or ".sandbox." in name or _CACHED_BY.get(name, name) not in sys.modules:
            continue
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper) and value.__module__ == name and not signature(value).parameters:
                yield value
