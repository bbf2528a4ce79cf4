"""``extractor doctor``: what this installation can do."""

import argparse
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from extractor.errors import ModelError, NeedsLibreOffice, OcrUnavailable
from extractor.pipeline.installation import (
    draws_missing_chinese_fonts,
    has_batch_reader,
    libreoffice_program,
    model_states,
    ocr_engine,
    ocr_model_hashes,
)
from extractor.sandbox import layers
from extractor.version import __version__

_READERS = (
    ("pdf", "pypdfium2", "pip install pypdfium2"),
    ("docx", "lxml", "pip install lxml"),
    ("doc", "olefile", "pip install olefile"),
    ("xlsx", "openpyxl", "pip install openpyxl"),
    ("xls", "xlrd", "pip install xlrd"),
    ("odt ods", "lxml", "pip install lxml"),
    ("html mhtml", "lxml", "pip install lxml"),
    ("words", "spacy", "pip install spacy"),
    ("segmenter", "jieba", "pip install jieba"),
    ("pdfplumber", "pdfplumber", "pip install pdfplumber"),
    ("camelot", "camelot-py", "pip install 'extractor[readings]', or '.[readings]' in its checkout"),
    ("explain", "pillow", "pip install 'extractor[explain]', or '.[explain]' in its checkout"),
    ("parquet", "pyarrow", "pip install 'extractor[tables]', or '.[tables]' in its checkout"),
    ("duckdb", "duckdb", "pip install 'extractor[tables]', or '.[tables]' in its checkout"),
    ("stores", "s3fs", "pip install 'extractor[cloud]', or '.[cloud]' in its checkout"),
    ("cluster", "ray", "pip install 'extractor[ray]', or '.[ray]' in its checkout"),
    ("service", "fastapi", "pip install 'extractor[serve]', or '.[serve]' in its checkout"),
)
"""What is read or done, the distribution that does it, how to get it."""
_NOT_READ = (
    ("office", "ppt pptx xlsb ofd", "save them as DOCX, XLSX or PDF"),
    ("web", "xml", "print it to PDF"),
    ("flat xml", "wordml spreadsheetml fodt fods", "save them as DOCX, XLSX, ODT or ODS"),
    ("other archives", "rar 7z", "unpack them, or pack them as ZIP"),
    ("other pictures", "gif bmp webp", "save them as PNG or TIFF"),
)
"""What is recognised and refused, and the way round."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line a capability: its name, whether it is there, and what to do where it is not."""
    lines = [("extractor", __version__), ("python", platform.python_version()), *_readers(), *_models(), *_jail()]
    lines += [(name, f"not in this version ({formats}); {way_round}") for name, formats, way_round in _NOT_READ]
    width = max(len(name) for name, _ in lines) + 1
    for name, words in lines:
        print(f"{name:<{width}}{words}")
    return 0


def _readers() -> Iterator[tuple[str, str]]:
    yield "text", "yes"
    yield "archives", "yes (zip tar gzip bzip2 xz; with extractor convert)"
    yield "csv", "yes"
    for name, distribution, remedy in _READERS:
        try:
            yield name, f"yes ({distribution} {version(distribution)})"
        except PackageNotFoundError:
            yield name, f"no; {remedy}"
    yield from _recogniser()
    slower = "no; PDF is read call by call, more slowly: install the package where a C compiler is (cc)"
    yield "batch reader", "yes (compiled)" if has_batch_reader() else slower
    lacking = "no; pages whose Chinese fonts are not in their file can not be drawn to be read: install one"
    yield "chinese font", "yes" if draws_missing_chinese_fonts() else lacking
    program = libreoffice_program()
    yield "libreoffice", f"yes ({program})" if program else f"no; {NeedsLibreOffice.remedy}"
    yield "rtf", "yes (by LibreOffice)" if program else "no; it needs LibreOffice"


def _recogniser() -> Iterator[tuple[str, str]]:
    engine = ocr_engine()
    try:
        said = f"rapidocr {version('rapidocr')} by {engine} {version(engine)}" if engine else None
    except PackageNotFoundError:
        said = None
    yield "ocr", f"yes ({said}; scanned pages, png jpeg tiff)" if said else f"no; {OcrUnavailable.remedy}"
    for name, sha256 in ocr_model_hashes().items():
        yield f"model {name}", f"sha256 {sha256}"


def _models() -> Iterator[tuple[str, str]]:
    try:
        states = model_states()
    except ModelError as error:
        yield "models", f"no; {error}"
        return
    for file, (sha256, fault) in sorted(states.items()):
        yield f"model {file}", f"sha256 {sha256}" if fault is None else f"no; {fault} {ModelError.remedy}"


def _jail() -> Iterator[tuple[str, str]]:
    """The layers that hold a conversion, and those that this system lacks."""
    found = layers()
    there = {
        "a process a document": found.processes,
        "limits of memory and time": found.rlimits,
        f"landlock {found.landlock}": found.landlock > 0,
        "seccomp": found.seccomp,
        "namespaces (LibreOffice)": found.namespaces,
    }
    held = ", ".join(name for name, is_there in there.items() if is_there)
    missing = found.missing
    yield "sandbox", f"only in part ({held}); without {', '.join(missing)}" if missing else f"yes ({held})"
