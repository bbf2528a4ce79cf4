"""Crops where there is no header, no page that can be rendered, no text that can be decoded, no Pillow."""

import hashlib
import importlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.errors import MissingExtra
from extractor.eval.sampling import crops
from extractor.eval.sampling.cards import Original, cards_of, find_original
from extractor.eval.sampling.crops import PageCrops
from extractor.eval.sampling.draw import identity_of
from extractor.eval.sampling.items import items_of

PDF = "示例市数据服务局2025年部门预算.pdf"
TEXT = "示例市数据服务局2025年项目绩效目标（文本）.txt"


def test_a_form_has_no_header_to_show(documents: dict[str, Document], demo: Path) -> None:
    table = replace(documents[PDF].tables[0], header_rows=0)
    cell = table.cells[-1]
    with PageCrops((demo / PDF).read_bytes(), None) as pages:
        (picture,) = pages.of_cell(table, cell)
    assert [mark.of for mark in picture.marks] == ["item"]
    assert picture.page == cell.boxes[0].page


def test_a_header_close_to_its_row_is_in_one_picture(documents: dict[str, Document], demo: Path) -> None:
    table = documents[PDF].tables[0]
    first = next(cell for cell in table.cells if cell.row == table.header_rows)
    last = max(table.cells, key=lambda cell: cell.row)
    with PageCrops((demo / PDF).read_bytes(), None) as pages:
        assert [picture.part for picture in pages.of_cell(table, first)] == ["row"]
        assert [picture.part for picture in pages.of_cell(table, last)] == ["header", "row"]


def cards_with_bytes(document: Document, data: bytes, path: Path) -> list[str | None]:
    """What is said of a document whose file holds these very bytes."""
    path.write_bytes(data)
    source = replace(document.source, sha256=hashlib.sha256(data).hexdigest())
    items = [(identity_of(item, 1), item) for item in items_of(document, path.name, "x")][:1]
    (card,) = cards_of(replace(document, source=source), items, Original(path))
    assert not card.pictures and not card.lines
    return [card.missing]


def test_what_can_not_be_rendered_is_said(documents: dict[str, Document], tmp_path: Path) -> None:
    (said,) = cards_with_bytes(documents[PDF], b"%PDF-1.7 broken", tmp_path / "a.pdf")
    assert said is not None and said.startswith("The document can not be rendered")


def test_a_text_that_can_not_be_decoded_has_no_lines(documents: dict[str, Document], tmp_path: Path) -> None:
    assert cards_with_bytes(documents[TEXT], b"\x00\x81\xff\xfe" * 50, tmp_path / "a.txt") == [None]


def test_an_original_is_linked_from_the_folder_of_the_sample(tmp_path: Path) -> None:
    (tmp_path / "档案 1").mkdir()
    path = tmp_path / "档案 1" / "a#b.pdf"
    path.write_bytes(b"")
    found = find_original(path, tmp_path / "out", None)
    assert (found.path, found.link) == (path, "../%E6%A1%A3%E6%A1%88%201/a%23b.pdf")
    assert find_original(tmp_path / "absent.pdf", tmp_path, None) == Original(None)


@pytest.mark.parametrize(
    ("module", "part"), [("extractor.eval.sampling.crops", "PIL"), ("extractor.eval.web.page", "jinja2")]
)
def test_a_missing_extra_is_named(module: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(MissingExtra, match="not installed"):
        importlib.import_module(module)
    assert crops.PageCrops is PageCrops
