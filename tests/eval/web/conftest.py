"""A real browser without a screen: Debian's Chromium, driven through its own driver."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1360,1000",
)
"""What Chromium needs as root and without a network of its own."""
_WITHIN = ("file:", "data:", "blob:", "chrome:", "about:")


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the browser puts what a page lets a person download."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[webdriver.Chrome]:
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("Chromium and its driver are not here (Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    yield browser
    browser.quit()


def log(browser: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """What the browser wrote since the last time; reading empties it."""
    entries: list[dict[str, Any]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


@pytest.fixture
def open_page(chromium: webdriver.Chrome) -> Iterator[Callable[[Path], webdriver.Chrome]]:
    """Opens a file from disk; afterwards no request may have left and no error may stand in the console."""

    def opened(path: Path) -> webdriver.Chrome:
        log(chromium, "browser")
        log(chromium, "performance")
        chromium.get(path.as_uri())
        return chromium

    yield opened
    events = [json.loads(entry["message"])["message"] for entry in log(chromium, "performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked, "the browser's own record of requests is empty"
    assert [url for url in asked if not url.startswith(_WITHIN)] == []
    assert [entry["message"] for entry in log(chromium, "browser") if entry["level"] != "INFO"] == []
