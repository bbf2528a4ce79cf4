"""What this installation has besides its Python packages; the commands do not import stages."""

from extractor.sources.libreoffice import libreoffice_program
from extractor.sources.pdf.batch import load_library

__all__ = ["has_batch_reader", "libreoffice_program"]


def has_batch_reader() -> bool:
    """Whether pages of PDF are read by the compiled reader."""
    return load_library() is not None
