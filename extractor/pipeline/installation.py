"""What this installation has besides its Python packages; the commands do not import stages."""

from extractor.errors import OcrUnavailable
from extractor.ocr.installed import find_engine, ocr_model_hashes
from extractor.options import OcrOptions
from extractor.sources.libreoffice import libreoffice_program
from extractor.sources.pdf.batch import load_library

__all__ = ["has_batch_reader", "libreoffice_program", "ocr_engine", "ocr_model_hashes"]


def ocr_engine() -> str | None:
    """The engine that pictures are read with; None where they can not be read."""
    try:
        return find_engine(OcrOptions())
    except OcrUnavailable:
        return None


def has_batch_reader() -> bool:
    """Whether pages of PDF are read by the compiled reader."""
    return load_library() is not None
