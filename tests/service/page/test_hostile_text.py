"""Text from documents, names and notes is shown as text: nothing of it runs, loads or becomes an element."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import ValidationError

from extractor.document.document import Document
from extractor.document.wire import from_json, to_data
from extractor.pipeline import extract
from tests.service.page.hostile import PAYLOADS, hostile
from tests.service.review.small_service import SmallService

STATIC = Path(__file__).parents[3] / "extractor" / "service" / "page" / "static"
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|srcdoc|createContextualFragment"
    r"|DOMParser|\beval\b|new Function|setHTML|parseFromString|javascript:|\.setAttribute\(\"(?:on|href|src)"
)
FOREIGN = "script, iframe, object, embed, style, link, meta, base, math, video, form[action], svg script, img, template"
"""Elements that payloads would make; the page's own ones of these kinds are counted before."""


def is_valid(data: object) -> bool:
    try:
        from_json(json.dumps(data))
    except ValidationError:
        return False
    return True


def elements(page: Page) -> int:
    return int(page.locator(FOREIGN).evaluate_all("(found) => found.filter((one) => !one.closest('.sheet')).length"))


def test_no_module_has_a_place_where_text_becomes_markup() -> None:
    modules = [*STATIC.rglob("modules/**/*.js"), STATIC / "index.html"]
    assert len(modules) > 20
    assert {path.name: SINKS.findall(path.read_text(encoding="utf-8")) for path in modules} == {
        path.name: [] for path in modules
    }


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


@pytest.fixture(scope="module")
def poisoned(budget: Document, demo: Path) -> bytes:
    """The budget with the projects of another document, and a payload in every text."""
    data = to_data(budget)
    forms = to_data(extract(next(demo.glob("*.docx"))))
    tables = [{**table, "id": f"x{table['id']}"} for table in forms["tables"]]
    data["projects"] = forms["projects"]
    data["repairs"] = [
        {
            "id": "r1",
            "kind": "k",
            "subjects": ["t3.r3c2"],
            "before": "b",
            "after": "a",
            "evidence": ["e"],
            "alternatives": ["x"],
            "confidence": 0.9,
            "applied": True,
            "made_from": [],
        }
    ]
    data["problems"] = [
        {"code": "c", "severity": "error", "message": "m", "page": 1, "subjects": ["t3.r3c2"]} for _ in tables
    ]
    data["checks"] = [{**check, "status": "fail"} for check in data["checks"][:60]] + data["checks"][60:]
    return json.dumps(hostile(data, is_valid)).encode()


def test_nothing_runs_whatever_a_document_says(
    page: Page, site: SmallService, poisoned: bytes, budget_path: Path
) -> None:
    name = PAYLOADS[1] + ".pdf"
    identity = site.documents.add(name, poisoned, budget_path.read_bytes())
    page.goto(site.address)
    page.locator("table.cards").wait_for()
    own = elements(page)
    page.locator("#author").fill(PAYLOADS[1][:80])
    page.locator("#author").blur()
    page.goto(f"{site.address}/#/document/{identity}/t3.r3c2")
    page.locator("td[data-chosen]").wait_for()
    cells = page.locator("td[data-cell]").all_text_contents()
    assert sum(any(payload in cell for payload in PAYLOADS) for cell in cells) > 50
    page.locator('[data-act="own_error"]').click()
    page.locator("#edit").fill(PAYLOADS[3])
    page.keyboard.press("Enter")
    expect(page.locator(".history li").first).to_contain_text("<svg>")
    for tab in ("projects", "checks", "repairs", "text", "log"):
        page.locator(f"#tab-{tab}").click()
        expect(page.locator(".content")).to_contain_text("<")
    page.locator("#tab-checks").click()
    page.locator(".rules button").first.click()
    page.locator("#language").click()
    page.locator("#tab-tables").click()
    page.goto(f"{site.address}/#/compare/{identity}/{identity}")
    page.locator(".compared").wait_for()
    page.goto(f"{site.address}/#/label/{identity}")
    page.locator("#keep-label").wait_for()
    page.goto(site.address)
    page.locator("table.cards").wait_for()
    assert name in page.locator("table.cards").inner_text()
    assert elements(page) == own
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.ran ?? null") is None


def test_the_policy_lets_no_string_become_markup(chromium: Browser, site: SmallService) -> None:
    """Were there a sink after all, the browser refuses to use it, and to run what came in by it."""
    page = chromium.new_page()
    page.goto(site.address)
    page.locator(".drop").wait_for()
    refused = page.evaluate(
        """() => {
          const spot = document.createElement("div");
          try { spot["inner" + "HTML"] = "<img src=x onerror=window.ran=1>"; } catch (error) { return error.name; }
          return "";
        }"""
    )
    assert refused == "TypeError"
    page.close()
