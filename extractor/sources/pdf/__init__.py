"""PDF through PDFium (BSD-3-Clause): glyphs with loose boxes, strokes and thin fills, in displayed coordinates."""

from extractor.sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
