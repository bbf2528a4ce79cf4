"""What a cold start loads: no more than the document at hand needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.eval.speed.drawn_pdf import table_pages, write_pdf
from extractor.sandbox.warming import STEPS, cold_step

_HEAVY = ("spacy", "jieba", "sklearn", "cv2", "lxml", "openpyxl", "rapidocr", "pandas", "regex")
_CONVERT = (
    "import sys; from pathlib import Path; from extractor.sandbox.documents import prepare; prepare()\n"
    "before = set(sys.modules); from extractor import extract; from extractor.document.wire import to_json\n"
    "document = extract(Path(sys.argv[1]).read_bytes(), name='a.pdf'); to_json(document)\n"
    "assert len(document.tables) == 1, document.tables\n"
    "print(*sys.modules); print(*(set(sys.modules) - before))\n"
)


def _said_by_fresh_process(code: str, *words: str) -> list[list[str]]:
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    return [line.split() for line in done.stdout.splitlines()]


def test_plain_pdf_loads_no_heavy_library_and_its_jailed_process_nothing_more(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(write_pdf(table_pages(5)))
    loaded, after_the_warm_parent = _said_by_fresh_process(_CONVERT, str(page))
    assert "extractor.pipeline" in loaded
    assert not [name for name in _HEAVY if name in loaded]
    assert not [name for name in after_the_warm_parent if not name.startswith("_")]


def test_convert_itself_loads_neither_stages_nor_the_data_of_documents() -> None:
    loaded = _said_by_fresh_process("import sys, extractor.commands.convert; print(*sys.modules)")[0]
    foreign = ("pydantic", "numpy", "pypdfium2", "extractor.pipeline", "extractor.document.document")
    assert not [name for name in (*_HEAVY, *foreign) if name in loaded]


@pytest.mark.parametrize("module", ["spacy", "extractor.document.target.unit_patterns", "extractor.sources.rtf"])
def test_modules_that_take_long_have_a_step(module: str) -> None:
    assert cold_step(module) in STEPS
