"""However many workers there are, the results and the manifest are the same bytes."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from extractor.sources.libreoffice import libreoffice_program

pytestmark = pytest.mark.torture
ROOT = Path(__file__).parents[2]
_TIMES = ("timings.jsonl", "report.jsonl", "report.html")
_RTF = rb"{\rtf1\ansi\ansicpg936 \'d4\'a4\'cb\'e3 100.00\par}"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format that is read, a scan and one that LibreOffice reads among them, and an archive."""
    folder = tmp_path_factory.mktemp("documents")
    for path in sorted((ROOT / "tests" / "formats" / "data").glob("three-line.*")):
        shutil.copy(path, folder)
    demo = sorted(path for path in (ROOT / "corpora" / "demo").iterdir() if path.is_file())
    for path in demo:
        shutil.copy(path, folder)
    (folder / "旧.rtf").write_bytes(_RTF)
    with ZipFile(folder / "包.zip", "w") as archive:
        for path in demo[:2]:
            archive.write(path, f"内/{path.name}")
    budget = next(path for path in demo if path.suffix == ".pdf")
    with pypdfium2.PdfDocument(budget) as pdf:
        pdf[1].render(scale=200 / 72).to_pil().convert("L").save(folder / "扫描.png")
    return folder


def converted(folder: Path, out: Path, workers: int) -> dict[str, bytes]:
    command = [sys.executable, "-m", "extractor", "convert", str(folder), "-o", str(out), "--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    files = (path for path in sorted(out.rglob("*.json*")) if path.name not in _TIMES)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files if ".extractor" not in path.parts}


@pytest.mark.skipif(libreoffice_program() is None, reason="LibreOffice (soffice) is not here")
def test_worker_counts_change_no_byte(documents: Path, tmp_path: Path) -> None:
    one, *others = (converted(documents, tmp_path / str(count), count) for count in (1, 2, 3))
    manifest = one["manifest.jsonl"].decode().splitlines()
    print(f"\n{len(manifest)} inputs, {len(one)} files with 1, 2 and 3 workers")
    assert len(manifest) > 20 and '"扫描.png"' in "".join(manifest)
    for other in others:
        assert other.keys() == one.keys()
        assert [name for name in one if other[name] != one[name]] == []
