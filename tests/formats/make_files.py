"""Makes the files of ``data``: ``python -m tests.formats.make_files``, from the checkout's root, with LibreOffice.

The generator writes a document as DOCX and as XLSX; LibreOffice saves those as every other kind; ``dumps`` writes the
texts, pdftotext the one with spaces. The files are kept so that the tests need neither. ``--texts`` writes only the
texts, from the files that are there.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from extractor.corpora.generate.command import main as generate
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx
from tests.formats.dumps import boxes_dump, cells_dump, otsl_dump, pipes_dump, rows_dump, vision_dump

DATA = Path(__file__).with_name("data")
DOCUMENTS = {"three-line": "100", "department-targets": "100", "central-account": "100", "self-evaluation": "100"}
"""Templates and seeds: a budget with prose and tables of three lines, a ruled form, a final account whose tables go on
over pages, and forms with what was reached."""
NOT_KEPT = {
    "central-account": ("doc", "word.html", "sheet.html", "md", "cells.txt", "otsl.md", "boxes.txt"),
    "self-evaluation": ("word.html", "sheet.html", "md", "otsl.md", "boxes.txt"),
}
"""Large files, and kinds of texts that say nothing that the other documents do not say of them."""
DUMPS = {
    "txt": rows_dump,
    "md": pipes_dump,
    "cells.txt": cells_dump,
    "vision.md": vision_dump,
    "otsl.md": otsl_dump,
    "boxes.txt": boxes_dump,
}
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
    _convert(folder, folder / "department-targets.xlsx", _CSV)
    shutil.move(next(folder.glob("department-targets-*.csv")), DATA / "department-targets.csv")


def _convert(folder: Path, source: Path, target: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", target, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def make_texts() -> None:
    """Write every text of the kept DOCX, and of the PDF of the document with columns (a form has tall cells, whose
    rows spaces do not tell)."""
    for template in DOCUMENTS:
        content = read_docx((DATA / f"{template}.docx").read_bytes(), SourceOptions())
        for ending, dump in DUMPS.items():
            (DATA / f"{template}.{ending}").write_text(dump(content), encoding="utf-8")
    for template, endings in NOT_KEPT.items():
        for ending in endings:
            (DATA / f"{template}.{ending}").unlink(missing_ok=True)
    subprocess.run(["pdftotext", "-layout", "three-line.pdf", "three-line.layout.txt"], cwd=DATA, check=True)


if __name__ == "__main__":
    if sys.argv[1:] != ["--texts"]:
        with tempfile.TemporaryDirectory() as scratch:
            make(Path(scratch))
    make_texts()
