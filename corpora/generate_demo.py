"""Typesets the demonstration documents and writes their truth: ``python -m extractor.corpora.generate_demo``.

Needs LibreOffice and the Noto CJK fonts; the products are kept in ``corpora/demo/``, so that nobody else does.
"""

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2

from extractor.corpora.demo_source import budget, forms, word
from extractor.corpora.demo_source.dump import dump_rows
from extractor.corpora.demo_source.figures import DEPARTMENT, DEPARTMENT_CODE, UNIT, YEAR
from extractor.corpora.demo_source.workbook import write_workbook

FOLDER = Path(__file__).parent / "demo"
BUDGET = f"{DEPARTMENT}{YEAR}年部门预算.pdf"
TARGETS = f"{DEPARTMENT}{YEAR}年项目绩效目标.docx"
WHOLE = f"{DEPARTMENT}{YEAR}年部门整体绩效目标表.xlsx"
DUMP = f"{DEPARTMENT}{YEAR}年项目绩效目标（文本）.txt"
IDS = {"demo-budget": BUDGET, "demo-targets": TARGETS, "demo-department": WHOLE, "demo-dump": DUMP}
ORIGIN = "typeset for this project from corpora/demo_source; department and figures are invented"
SAME_PAGE = ("公开08表", "公开09表")
"""Tables that do not begin a page."""
MATRIX_WIDTHS = [13.0, 15.0, 17.0, 24.0, 14.0, 14.0]
FORM_WIDTHS = [18.0, 10.0, 14.0, 16.0, 14.0, 14.0, 14.0]


def main() -> None:
    """Write the four documents and their four labels."""
    FOLDER.joinpath("truth").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        _write_budget(Path(scratch))
    _write_targets(FOLDER / TARGETS)
    write_workbook(FOLDER / WHOLE)
    (FOLDER / DUMP).write_text(_dump(), encoding="utf-8")
    projects = [form.truth() for form in forms.FORMS]
    _label(BUDGET, "budget", _table_truths(), None)
    _label(TARGETS, "performance_targets", [], projects)
    _label(WHOLE, "performance_targets", [], [forms.department_truth()])
    _label(DUMP, "performance_targets", [], projects)
    write_manifest()


def write_manifest() -> None:
    """Write the manifest of the four documents beside their labels."""
    entries = []
    for identity, name in IDS.items():
        fields = {
            "id": identity,
            "document": name,
            "sha256": hashlib.sha256((FOLDER / name).read_bytes()).hexdigest(),
            "origin": ORIGIN,
            "path": f"../{name}",
            "labels": f"{name}.json",
            "split": "dev",
        }
        entries.append("[[set]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items()))
    (FOLDER / "truth" / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")


def _write_budget(scratch: Path) -> None:
    document = word.new_document()
    for _ in range(9):
        word.add_words(document, "")
    word.add_words(document, DEPARTMENT, size=26, bold=True, align=word.CENTRE)
    word.add_words(document, f"{YEAR}年部门预算", size=26, bold=True, align=word.CENTRE)
    document.add_page_break()
    for level, text in budget.prose():
        if level:
            word.add_heading(document, text, level)
        else:
            word.add_words(document, text).paragraph_format.first_line_indent = 2 * 133350
    for sheet in budget.sheets():
        if sheet.number not in SAME_PAGE:
            document.add_page_break()
        else:
            word.add_words(document, "")
        word.add_sheet(document, sheet, DEPARTMENT, "万元")
    source = scratch / "budget.docx"
    word.save(document, source)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - words of our own
    (scratch / "budget.pdf").replace(scratch / "done.pdf")
    (FOLDER / BUDGET).write_bytes((scratch / "done.pdf").read_bytes())


def _write_targets(path: Path) -> None:
    document = word.new_document()
    word.add_words(document, f"{DEPARTMENT}{YEAR}年项目绩效目标", size=18, bold=True, align=word.CENTRE)
    for number, form in enumerate(forms.FORMS, start=1):
        word.add_heading(document, f"{number}.{form.name}绩效目标表", 2)
        word.add_grid(document, *forms.form_rows(form), FORM_WIDTHS)
        word.add_words(document, "", size=4)
        word.add_grid(document, *forms.matrix_rows(form.indicators), MATRIX_WIDTHS)
        word.add_words(document, "")
    word.save(document, path)


def _dump() -> str:
    pieces = [f"{DEPARTMENT}{YEAR}年项目绩效目标\n\n"]
    for number, form in enumerate(forms.FORMS, start=1):
        pieces.append(f"{number}.{form.name}绩效目标表\n")
        pieces.append(dump_rows(*forms.form_rows(form)))
        pieces.append(" \n")
        pieces.append(dump_rows(*forms.matrix_rows(form.indicators)))
    return "".join(pieces)


def _table_truths() -> list[dict[str, Any]]:
    """The tables, each with the pages on which the typeset document shows its words."""
    texts = _page_texts(FOLDER / BUDGET)
    truths = []
    for sheet in budget.sheets():
        first = next(page for page, text in texts.items() if sheet.number in text)
        truth = sheet.truth(_pages_of(sheet.number, texts, first), "万元", [sheet.number, f"部门：{DEPARTMENT}"])
        truths.append(truth)
    return truths


def _pages_of(number: str, texts: dict[int, str], first: int) -> list[int]:
    """From the page of its number to the page before, or on, which the next table begins."""
    after = f"公开{int(number[2:4]) + 1:02d}表"
    following = next((page for page, text in texts.items() if after in text), max(texts))
    begins_page = texts.get(following, "").startswith(after)
    return list(range(first, max(first + 1, following if begins_page else following + 1)))


def _page_texts(path: Path) -> dict[int, str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return {
            index + 1: "".join(pdf[index].get_textpage().get_text_range().split()) for index in range(len(pdf))
        }  # white space is no part of a word here


def _label(name: str, kind: str, tables: list[dict[str, Any]], projects: list[dict[str, Any]] | None) -> None:
    whole = name in (BUDGET, WHOLE)
    label = {
        "label_version": 1,
        "document": {
            "sha256": hashlib.sha256((FOLDER / name).read_bytes()).hexdigest(),
            "name": name,
            "origin": ORIGIN,
        },
        "department": {"code": DEPARTMENT_CODE if name == WHOLE else None, "name": DEPARTMENT if whole else UNIT},
        "fiscal_year": YEAR,
        "kind": kind,
        "tables": tables,
        "projects": projects,
        "document_errors": [],
    }
    target = FOLDER / "truth" / f"{name}.json"
    target.write_text(json.dumps(label, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
