"""What this installation has besides its Python packages; the commands do not import stages."""

from extractor.errors import OcrUnavailable
from extractor.ocr.installed import find_engine, ocr_model_hashes
from extractor.options import OcrOptions
from extractor.sources.libreoffice import libreoffice_program

__all__ = ["libreoffice_program", "ocr_engine", "ocr_model_hashes"]


def ocr_engine() -> str | None:
    """The engine that pictures are read with; None where they can not be read."""
    try:
        return find_engine(OcrOptions())
    except OcrUnavailable:
        return None
