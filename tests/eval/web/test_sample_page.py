"""The sample page in a browser: keys answer, the answers survive, and what is downloaded is what was entered."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from extractor.document.wire import to_json
from extractor.eval.sampling.answers import Answer, read_answers
from extractor.eval.sampling.build import Drawn, Sample, build_sample, write_sample
from extractor.eval.sampling.cards import Original
from extractor.eval.sampling.choose import Wishes
from extractor.pipeline import extract

Opener = Callable[[Path], Chrome]


@pytest.fixture(scope="module")
def sample(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sample, Path]:
    """Numbers and tables of the demonstration's PDF and Word documents, written out."""
    folder = tmp_path_factory.mktemp("sample")
    drawn = []
    for kind in ("pdf", "docx"):
        path = next(demo.glob(f"*.{kind}"))
        result = folder / f"{kind}.json"
        result.write_bytes(to_json(extract(path)))
        drawn.append(Drawn(path.name, kind, result, Original(path)))
    built = build_sample(drawn, {"pdf": 1, "docx": 1}, Wishes(cells=8, tables=4))
    write_sample(built, folder)
    return built, folder / "sample.html"


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def current(browser: Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, ".item.current").get_attribute("id") or ""


def downloaded(folder: Path) -> Path:
    path = folder / "answers.csv"
    for _ in range(100):
        if path.exists() and path.stat().st_size:
            return path
        time.sleep(0.1)
    raise AssertionError("nothing was downloaded")


def test_keys_answer_and_the_download_holds_the_answers(
    sample: tuple[Sample, Path], open_page: Opener, downloads: Path
) -> None:
    built, page = sample
    ids = [card.id for card in built.cards]
    browser = open_page(page)
    assert current(browser) == ids[0]
    press(browser, "y", "n", "1", "2", ",", '"', Keys.ENTER)
    assert current(browser) == ids[2]
    press(browser, Keys.ARROW_RIGHT, "y", Keys.ARROW_LEFT, "u", "n", Keys.ESCAPE, Keys.ARROW_LEFT)
    assert current(browser) == ids[2]
    assert "3 / " in browser.find_element(By.ID, "count").text
    press(browser, "d")
    path = downloaded(downloads)
    assert read_answers(path, built.plan) == (
        Answer(ids[0], True, None),
        Answer(ids[1], False, '12,"'),
        Answer(ids[3], False, None),
    )
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == ids
    path.unlink()
    browser.refresh()
    assert current(browser) == ids[2], "a page that is opened again goes on at the first item that is not answered"
    assert "3 / " in browser.find_element(By.ID, "count").text


def test_a_mouse_does_as_well(sample: tuple[Sample, Path], open_page: Opener, downloads: Path) -> None:
    built, page = sample
    browser = open_page(page)
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    browser.find_element(By.CSS_SELECTOR, ".item.current .yes").click()
    field = browser.find_element(By.CSS_SELECTOR, ".item.current .correction input")
    field.send_keys("7")
    browser.find_elements(By.CSS_SELECTOR, "nav a")[-1].click()
    browser.find_element(By.CSS_SELECTOR, ".item.current .no").click()
    browser.find_element(By.ID, "download").click()
    path = downloaded(downloads)
    said = [(answer.id, answer.right, answer.true_value) for answer in read_answers(path, built.plan)]
    ids = [card.id for card in built.cards]
    assert said == [(ids[0], True, None), (ids[1], False, "7"), (ids[-1], False, None)]
    path.unlink()


def test_the_marked_box_lies_on_the_picture(sample: tuple[Sample, Path], open_page: Opener) -> None:
    built, page = sample
    browser = open_page(page)
    number = next(n for n, card in enumerate(built.cards) if card.kind == "cell" and card.pictures)
    browser.find_elements(By.CSS_SELECTOR, "nav a")[number].click()
    shot = browser.find_element(By.CSS_SELECTOR, ".item.current figure:last-of-type .shot")
    box = shot.find_element(By.CSS_SELECTOR, ".of-item")
    assert shot.size["width"] > 400 and 0 < box.size["width"] < shot.size["width"]
    assert shot.location["y"] <= box.location["y"]
    assert box.location["y"] + box.size["height"] <= shot.location["y"] + shot.size["height"]
    loaded = browser.execute_script(
        "return [...document.images].every((one) => one.naturalWidth > 0 || !one.offsetParent)"
    )
    assert loaded is True
