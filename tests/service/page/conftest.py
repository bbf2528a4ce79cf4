"""A real browser without a screen: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect, sync_playwright

from extractor.document.document import Document
from tests.service.review.conftest import budget, budget_path, misprinted, wrong_cell
from tests.service.review.small_service import SmallService, served, small_service

__all__ = ["budget", "budget_path", "misprinted", "wrong_cell"]
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
_ANSWERED_FOR = ("status of 409", "status of 503")
WATCH = """() => {
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.sample}`));
}"""


expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    binary = shutil.which("chromium")
    if binary is None:
        pytest.skip("Chromium is not here (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, budget_path: Path, budget: Document, misprinted: Document
) -> Iterator[SmallService]:
    """One server for all tests of the page: ``d1`` misprinted, ``d2`` sound; each test takes documents of its own."""
    with served(small_service(tmp_path_factory.mktemp("service"))) as service:
        yield service


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser window in Chinese; no script may fail, no dialog open, and the policy must never be touched."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(30_000)
    window = context.new_page()
    faults: list[str] = []
    asked: list[str] = []

    def noted(dialog: Dialog) -> None:
        faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    window.on("pageerror", lambda error: faults.append(str(error)))

    def said(line: ConsoleMessage) -> None:
        # a refusal that the page answers for is not a fault, but the browser says it all the same
        if line.type == "error" and not any(words in line.text for words in _ANSWERED_FOR):
            faults.append(line.text)

    window.on("console", said)
    window.on("dialog", noted)
    window.on("request", lambda request: asked.append(request.url))
    window.add_init_script(f"({WATCH})()")
    yield window
    assert window.evaluate("() => window.violations") == []
    context.close()
    assert faults == []
    assert {url.split("/")[2] for url in asked if not url.startswith("blob:")} <= {asked[0].split("/")[2]}
