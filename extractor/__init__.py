"""Archived Chinese government documents as verified, traceable JSON.

>>> from extractor import extract
>>> document = extract("budget.pdf")            # doctest: +SKIP
>>> document.statements[0].lines[0].amounts     # doctest: +SKIP
"""

from extractor.document.document import Document
from extractor.errors import ExtractorError, OptionsError, SourceError
from extractor.options import Options
from extractor.pipeline import extract
from extractor.version import __version__

__all__ = ["Document", "ExtractorError", "Options", "OptionsError", "SourceError", "__version__", "extract"]
