"""What this installation has besides its Python packages; the commands do not import stages."""

from extractor.sources.libreoffice import libreoffice_program

__all__ = ["libreoffice_program"]
