"""What this installation has besides its Python packages; the commands do not import stages."""

from extractor.classify.model_file import read_model_bytes, read_models_manifest
from extractor.errors import ModelError, OcrUnavailable
from extractor.ocr.installed import find_engine, ocr_model_hashes
from extractor.options import OcrOptions
from extractor.sources.libreoffice import libreoffice_program
from extractor.sources.pdf.batch import load_library
from extractor.sources.pdf_fonts import draws_missing_chinese_fonts

__all__ = [
    "draws_missing_chinese_fonts",
    "has_batch_reader",
    "libreoffice_program",
    "model_states",
    "ocr_engine",
    "ocr_model_hashes",
]


def model_states() -> dict[str, tuple[str, str | None]]:
    """Each model of the manifest by its file's name: the SHA-256 that it must have, and what is wrong where it has
    another one or is absent. ModelError where there is no manifest."""
    return {entry.file: (entry.sha256, _fault_of(name)) for name, entry in read_models_manifest().items()}


def _fault_of(name: str) -> str | None:
    try:
        read_model_bytes(name)
    except ModelError as error:
        return error.message
    return None


def ocr_engine() -> str | None:
    """The engine that pictures are read with; None where they can not be read."""
    try:
        return find_engine(OcrOptions())
    except OcrUnavailable:
        return None


def has_batch_reader() -> bool:
    """Whether pages of PDF are read by the compiled reader."""
    return load_library() is not None
