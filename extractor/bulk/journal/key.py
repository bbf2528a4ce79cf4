"""Everything but the document's bytes and name that decides its result, as one digest."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor.options import Options
from extractor.version import __version__

_MODELS = Path(__file__).parents[2] / "models" / "manifest.toml"
_READERS = (
    "camelot-py", "jieba", "lxml", "numpy", "olefile", "onnxruntime", "opencv-python-headless", "openpyxl", "openvino",
    "pdfplumber", "pillow", "pypdfium2", "python-docx", "rapidocr", "spacy", "xlrd",
)  # fmt: skip
"""The distributions that read: with another one, or another version of one, a page may read otherwise."""
_SALT = b"extractor journal"


def run_key(options: Options, outputs: Sequence[str]) -> str:
    """A digest of the program, its models and readers, the options, and what is written for each document.

    The password counts, but can not be got back from the digest by trying (scrypt).
    """
    words = options.echo()
    words["source"]["password"] = _slow_digest(options.source.password)
    known = {
        **installed(),
        "options": words,
        "limits": options.echo_limits(),
        "outputs": sorted(outputs),
    }
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def installed() -> dict[str, object]:
    """What of this machine decides how a document reads: the program, its models, its readers."""
    return {
        "version": __version__,
        "models": hashlib.sha256(_MODELS.read_bytes()).hexdigest() if _MODELS.is_file() else None,
        "readers": {name: _version_of(name) for name in _READERS},
        "libreoffice": shutil.which("soffice") is not None,
    }


def _version_of(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _slow_digest(password: str | None) -> str | None:
    if password is None:
        return None
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=_SALT, n=2**14, r=8, p=1).hex()
