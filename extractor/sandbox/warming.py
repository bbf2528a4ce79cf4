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
    "extractor.document.wire", "extractor.export.markdown", "extractor.pipeline",
)  # fmt: skip
"""The road that every document goes."""
_FIRST_PAGE: Final = (
    b"9 9 90 40 re S 9 29 m 99 29 l S 54 9 m 54 49 l S BT /F1 9 Tf 12 34 Td (Item) Tj 45 0 Td (Sum) Tj"
    b" -45 -20 Td (Total) Tj 45 0 Td (1.00) Tj ET"
)
_FIRST_DOCUMENT: Final = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
) % (len(_FIRST_PAGE), _FIRST_PAGE)
"""A PDF of our own, one ruled table of two rows: what is loaded or filled at the first use is, by converting it."""
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
    """Load what every document needs, and fill what is read once a process: a page of our own is converted too."""
    for name in _ALWAYS:
        import_module(name)
    _fill_caches()
    rehearse()


def rehearse() -> None:
    """Convert a page of our own: it loads, fills and touches what every conversion does."""
    from extractor.pipeline import extract

    extract(_FIRST_DOCUMENT, name="table.pdf")


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
