"""A person checks a document in a browser: boxes and values light each other, words are kept, checks run again."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from extractor.document.document import Document
from extractor.document.wire import to_json
from tests.service.review.conftest import cell_of
from tests.service.review.small_service import SmallService


@pytest.fixture
def wrong(site: SmallService, budget_path: Path, misprinted: Document) -> str:
    """The address of a misprinted document that no other test touches."""
    name = f"错数{len(site.documents.stored)}.pdf"
    identity = site.documents.add(name, to_json(misprinted), budget_path.read_bytes())
    return f"{site.address}/#/document/{identity}"


def chosen(page: Page) -> str | None:
    return page.locator("td[data-chosen]").first.get_attribute("data-cell")


def test_a_value_lights_its_box_and_a_box_its_value(page: Page, wrong: str, wrong_cell: str) -> None:
    page.goto(wrong)
    page.locator(".sheet img").wait_for()
    page.locator('td[data-cell="t1.r2c1"]').click()
    box = page.locator('rect[data-box="t1.r2c1"]')
    expect(box).to_have_attribute("data-chosen", "")
    expect(page.locator(".inspector .value strong")).to_have_text("1027.10")
    page.locator('rect[data-box="t1.r4c3"]').click()
    expect(page.locator('td[data-cell="t1.r4c3"]')).to_have_attribute("data-chosen", "")
    expect(box).not_to_have_attribute("data-chosen", "")
    assert chosen(page) == "t1.r4c3"
    shown, sheet = page.locator('rect[data-box="t1.r4c3"]').bounding_box(), page.locator(".sheet").bounding_box()
    assert shown and sheet and sheet["x"] < shown["x"] < sheet["x"] + sheet["width"]
    # the picture is really there, and the box lies where the page prints the amount
    assert page.locator(".sheet img").evaluate("(image) => image.naturalWidth") >= 600


def test_a_picture_that_a_busy_server_has_no_time_for_is_asked_for_again(page: Page, wrong: str) -> None:
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url in refused:
            route.fallback()
            return
        refused.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "1"}, json={"code": "unavailable", "title": "busy"})

    page.route("**/pages/*", refuse)
    page.goto(wrong)
    page.locator(".sheet img").wait_for()
    expect(page.locator(".missing")).to_have_count(0)
    assert refused


def test_the_next_doubt_shows_the_sum_that_fails_and_its_correction_mends_it(
    page: Page, wrong: str, wrong_cell: str
) -> None:
    page.goto(wrong)
    page.locator("#author").fill("李审计")
    page.locator("#author").blur()
    page.locator("#next").click()
    cell = page.locator(f'td[data-cell="{wrong_cell}"]')
    expect(cell).to_have_attribute("data-chosen", "")
    expect(page.locator(".frame")).to_have_attribute("data-page", "6")
    failed = page.locator(".inspector .check.fail").first
    expect(failed.locator(".made")).to_contain_text("675.67")
    expect(failed).to_contain_text("693.67")
    expect(failed.locator(".difference")).to_contain_text("18.00")
    page.locator('[data-act="correct"]').click()
    page.locator("#edit").fill("386.42")
    page.locator(".editor button.main").click()
    expect(page.locator(".said")).to_contain_text("292 个金额中 292 个已证实")
    expect(cell).to_contain_text("386.42")
    expect(page.locator(".inspector .state")).to_contain_text("已证实")
    expect(page.locator(".inspector s")).to_have_text("368.42")
    expect(page.locator(".history li")).to_contain_text("李审计")
    expect(page.locator("#left")).to_have_text("已无存疑之处")
    # kept: still there for whoever comes later
    page.reload()
    expect(page.locator(".doc-sum")).to_contain_text("100% 已证实")
    page.locator("#tab-log").click()
    expect(page.locator(".log li")).to_contain_text("更正为“386.42”（原为“368.42”）")


def test_keys_do_all_of_it(page: Page, wrong: str, wrong_cell: str) -> None:
    page.goto(wrong)
    page.locator(".sheet img").wait_for()
    press = page.keyboard.press
    press("n")
    assert chosen(page) == wrong_cell
    press("j")
    row, column = wrong_cell.removeprefix("t3.r").split("c")
    assert chosen(page) == f"t3.r{int(row) + 1}c{column}"
    press("k")
    press("ArrowLeft")
    assert chosen(page) == f"t3.r{row}c{int(column) - 1}"
    press("ArrowRight")
    press("c")
    page.keyboard.type("386.42")
    press("Enter")
    expect(page.locator(".said")).to_contain_text("292")
    press("z")
    expect(page.locator(".doc-sum .tag.failed")).to_be_visible()
    expect(page.locator(f'td[data-cell="{wrong_cell}"]')).to_have_text("368.42")
    press("e")
    page.keyboard.type("原文两位数字颠倒")
    press("Enter")
    expect(page.locator(f'td[data-cell="{wrong_cell}"]')).to_have_class("data failed number said-own_error")
    press("u")
    press("Escape")
    press("a")
    expect(page.locator(f'td[data-cell="{wrong_cell}"] sup')).to_have_text("✓")
    press("]")
    expect(page.locator(".frame")).to_have_attribute("data-page", "7")
    press("3")
    expect(page.locator("#tab-checks")).to_have_attribute("aria-selected", "true")
    press("+")
    expect(page.locator("#fit")).to_have_text("125%")
    press("0")
    press("?")
    expect(page.locator(".dialog.help")).to_be_visible()
    press("Escape")
    expect(page.locator(".dialog.help")).to_have_count(0)
    press("g")
    expect(page.locator("table.cards")).to_be_visible()


def test_a_repair_is_undone_and_put_back(page: Page, site: SmallService, budget: Document) -> None:
    from dataclasses import replace

    from extractor.document.check import Repair

    cell = cell_of(budget, "t3", "386.42")
    tables = tuple(
        replace(table, cells=tuple(replace(c, raw="3B6.42") if c.id == cell.id else c for c in table.cells))
        for table in budget.tables
    )
    repair = Repair("r1", "misread_number", (cell.id,), "3B6.42", "386.42", ("k1",), (), 0.95, applied=True)
    identity = site.documents.add("修复.pdf", to_json(replace(budget, tables=tables, repairs=(repair,))))
    page.goto(f"{site.address}/#/document/{identity}")
    page.locator("#tab-repairs").click()
    card = page.locator('[data-repair="r1"]')
    expect(card).to_contain_text("误识数字")
    card.locator('[data-act="undo_repair"]').click()
    expect(card).to_contain_text("已撤销")
    expect(page.locator(".doc-sum")).to_contain_text("共 291 个金额")
    card.locator('[data-act="redo_repair"]').click()
    expect(card).to_contain_text("已采用")
    expect(page.locator(".doc-sum")).to_contain_text("共 292 个金额")


def test_a_corrected_document_is_exported_as_a_label(page: Page, wrong: str, wrong_cell: str) -> None:
    page.goto(f"{wrong}/{wrong_cell}")
    page.locator(f'td[data-cell="{wrong_cell}"][data-chosen]').wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("386.42")
    page.keyboard.press("Enter")
    page.locator(".said").wait_for()
    page.goto(wrong.replace("#/document/", "#/label/"))
    with page.expect_download() as download:
        page.locator("#download-label").click()
    label = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert "386.42" in label["tables"][2]["rows"][3]["values"]
    assert label["notes_of_labeller"][0].startswith("Begun from the extractor's output")


def test_two_documents_side_by_side(page: Page, site: SmallService, budget: Document, misprinted: Document) -> None:
    from dataclasses import replace

    first = site.documents.add("甲.pdf", to_json(replace(budget, fiscal_year=2024)))
    site.documents.add("乙.pdf", to_json(replace(misprinted, fiscal_year=2025)))
    page.goto(site.address)
    for name in ("乙.pdf", "甲.pdf"):
        page.locator(f'tr:has-text("{name}") input').check()
    page.locator("#compare").click()
    page.locator("#statement").select_option(label="支出总表")
    page.locator("#changed").check()
    rows = page.locator(".compared tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("−180,000.00")
    page.locator(".compared tbody a").first.click()
    expect(page.locator(".doc-name h1")).to_have_text("甲.pdf")
    assert f"#/document/{first}/" in page.url
    expect(page.locator("td[data-chosen]")).to_have_text("386.42")


def test_both_languages(page: Page, wrong: str) -> None:
    page.goto(wrong)
    expect(page.locator("#tab-checks")).to_contain_text("核验")
    page.locator("#language").click()
    expect(page.locator("#tab-checks")).to_contain_text("Checks")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.locator("#next")).to_contain_text("Next doubtful")
