"""Makes the files of ``data``: ``python tests/formats/make_files.py``, from the checkout's root, with LibreOffice.

The generator writes a document as DOCX and as XLSX; LibreOffice saves those as every other kind; a text dump and its
Markdown have a row a line. The files are kept so that the tests need no LibreOffice.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from extractor.corpora.generate.command import main as generate
from extractor.document.content import Grid
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx

DATA = Path(__file__).with_name("data")
DOCUMENTS = {"three-line": "100", "department-targets": "100"}
"""Templates and seeds: a budget with prose and tables of three lines, and a ruled form."""
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


def make(folder: Path) -> None:
    """Write all files, the present ones over."""
    DATA.mkdir(exist_ok=True)
    for template, seed in DOCUMENTS.items():
        made = folder / template
        words = ["--template", template.replace("-", "_"), "--seeds", f"{seed}-{seed}", "--formats", "docx", "xlsx"]
        generate([str(made), *words])
        for ending, targets in (("docx", ("doc", "odt", "pdf", "html")), ("xlsx", ("xls", "ods", "html"))):
            source = folder / f"{template}.{ending}"
            shutil.copy(next(made.rglob(f"*.{ending}")), source)
            shutil.copy(source, DATA)
            for target in targets:
                _convert(folder, source, target)
                kind = {"docx": ".word", "xlsx": ".sheet"}[ending] if target == "html" else ""
                shutil.move(folder / f"{template}.{target}", DATA / f"{template}{kind}.{target}")
        for mark, ending in (("\t", "txt"), (" | ", "md")):
            (DATA / f"{template}.{ending}").write_text(_dump(folder / f"{template}.docx", mark), encoding="utf-8")
    _convert(folder, folder / "department-targets.xlsx", _CSV)
    shutil.move(next(folder.glob("department-targets-*.csv")), DATA / "department-targets.csv")


def _convert(folder: Path, source: Path, target: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", target, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _dump(path: Path, mark: str) -> str:
    """A row a line; a merged cell stands in its first slot, as dumps have it."""
    lines: list[str] = []
    for element in read_docx(path.read_bytes(), SourceOptions()).elements:
        if not isinstance(element, Grid):
            lines += [" ".join(element.text.split()), ""]
            continue
        rows = [[""] * element.columns for _ in range(element.rows)]
        for cell in element.cells:
            rows[cell.row][cell.column] = " ".join(cell.raw.split())
        written = [f"| {mark.join(row)} |" if mark != "\t" else mark.join(row) for row in rows]
        if mark != "\t":
            written.insert(1, "|" + " --- |" * element.columns)
        lines += [*written, ""]
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        make(Path(scratch))
