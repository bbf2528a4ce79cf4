"""The report page: what it says, that it escapes everything, and that a browser opens it without a request."""

import copy
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from extractor.corpora import Label
from extractor.eval.content import content_of
from extractor.eval.cost import Cost
from extractor.eval.intervals import report_intervals
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.prediction import read_prediction
from extractor.eval.run import DocumentResult, Report, score_prediction
from extractor.eval.web.report_page import report_page
from extractor.eval.web.tool_tables import tool_tables

Data = dict[str, Any]
EVIL = '"><script>alert(1)</script>'


@pytest.fixture
def report(label: Data, prediction: Data) -> Report:
    """A right document, one with a wrong value and an evil header, and one that is not here."""
    wrong = copy.deepcopy(prediction)
    wrong["tables"][0]["rows"][0]["values"][2] = "10.80"
    wrong["tables"][1]["columns"][1]["path"] = [EVIL]
    wrong["projects"][0]["indicators"][0] |= {"tier1": "效益指标", "tier1_class": "效益指标"}
    results = []
    for identity, data, seconds in (("right", prediction, 0.1), ("wrong", wrong, 0.9)):
        result = score_prediction(identity, Label.model_validate(label), read_prediction(data))
        results.append(replace(result, cost=Cost(seconds, 2)))
    return Report((*results, DocumentResult("absent", "not_measured", {}, "the document is not here")))


@pytest.fixture
def peers(report: Report) -> PeerReport:
    """Ourselves, a peer that read one document and was given header rows too, and one that is missing."""
    right, wrong, _ = report.documents
    failed = replace(wrong, outcome="failed", reason="peer_timeout: 60 s", cost=Cost(8.0, 2))
    peer = ToolResult("plumber", "1.2", Report((failed,)), Report((replace(right, id="wrong"),)))
    absent = ToolResult("camel", None, Report(()), missing="Java is not here.")
    return PeerReport(ToolResult("extractor", "0.1", report), (peer, absent), 60.0)


def page_of(report: Report, peers: PeerReport | None = None) -> str:
    return report_page(content_of(report, report_intervals(report), peers)).decode()


def section(page: str, identity: str) -> str:
    found = re.search(rf'<section id="{identity}">(.*?)</section>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_it_says_figures_kinds_and_what_was_left_out(report: Report) -> None:
    """The wrong document loses the number with the wrong value, and three under the wrong header: 22 of 26 are left."""
    page = page_of(report)
    assert re.search(r"header and unit \(F1\) 84\.62% [\d.% –]+ 26", section(page, "figures"))
    assert "right 100.00%" in section(page, "sets") and "wrong 69.23%" in section(page, "sets")
    assert "pdf 84.62%" in section(page, "kinds")
    assert "表头路径错 Header path wrong 3 1" in section(page, "errors")
    assert "值错 Value wrong 1 1" in section(page, "errors")
    assert "合计 total 87.50% 8" in section(page, "roles")
    assert "absent – 文件不在 not here the document is not here" in section(page, "documents")
    assert "✗" not in section(page, "worst").replace("✗ 得到 found", "")
    assert "10.00 10.80" in section(page, "worst")


def test_the_confusion_of_the_tiers_is_drawn(report: Report) -> None:
    """One indicator each: once right, once 效益指标 for 产出指标."""
    words = section(page_of(report), "confusion")
    assert "一级指标归类 Tier 1 class (macro F1) 产出指标 效益指标 产出指标 1 1" in words


def test_tools_stand_side_by_side_on_the_same_documents(report: Report, peers: PeerReport) -> None:
    """The peer was given the wrong document only, so our own figure beside it is of that one too."""
    words = section(page_of(report, peers), "tools")
    assert "pdf 1 份 documents" in words
    assert "extractor 0.1 69.23%" in words
    assert "plumber 1.2 69.23%" in words
    assert "4.000" in words and "plumber: wrong: peer_timeout: 60 s" in words
    assert "camel: 未安装 missing: Java is not here." in words
    svg = re.search(r"<svg.*?</svg>", page_of(report, peers), re.DOTALL)
    assert svg is not None and svg[0].count("<circle") == 2


def test_a_peer_that_is_told_header_rows_has_a_second_row(report: Report, peers: PeerReport) -> None:
    (own, peer, gifted) = tool_tables(peers)[0].rows
    assert (own.own, peer.failed, peer.documents, peer.seconds_per_page) == (True, 1, 1, 4.0)
    assert (gifted.variant, gifted.seconds_per_page) == (True, None)
    assert [figure.value for figure in (own.figures[0], gifted.figures[0])] == [pytest.approx(9 / 13), 1.0]
    assert "plumber · 给定表头行数 told the header rows 100.00%" in section(page_of(report, peers), "tools")


def test_without_peers_documents_stand_by_their_speed(report: Report) -> None:
    page = page_of(report)
    assert "No other tool was measured" in section(page, "tools")
    assert "right: 100.00%, 0.05 s" in page and "wrong: 69.23%, 0.45 s" in page


def test_everything_is_escaped_and_nothing_is_fetched(report: Report, peers: PeerReport) -> None:
    page = page_of(report, peers)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "url(" not in page and "@import" not in page


def test_a_report_of_nothing_is_a_page(label: Data, prediction: Data) -> None:
    page = page_of(Report((DocumentResult("absent", "not_measured", {}, "not here"),)))
    assert "没有错误 No error" in page and "没有标注的数值" in page
    right = score_prediction("right", Label.model_validate(label), read_prediction(prediction))
    assert "Every labelled table is right" in page_of(Report((right,)))


def test_the_same_report_gives_the_same_page(report: Report) -> None:
    assert page_of(report) == page_of(report)


def test_a_browser_opens_it_without_a_request(
    report: Report, peers: PeerReport, tmp_path: Path, open_page: Callable[[Path], Chrome]
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(report, peers), encoding="utf-8")
    browser = open_page(path)
    assert "准确率报告" in browser.title
    cards = browser.find_elements(By.CSS_SELECTOR, ".figure-card b")
    assert "84.62%" in [card.text for card in cards]
    assert browser.find_element(By.CSS_SELECTOR, "svg.scatter").size["height"] > 100
    bars = browser.find_elements(By.CSS_SELECTOR, "#errors .bar")
    assert bars[0].size["width"] > bars[1].size["width"] > 0
    wide = browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert wide is True
    for link in browser.find_elements(By.CSS_SELECTOR, ".contents a"):
        target = (link.get_attribute("href") or "").partition("#")[2]
        assert browser.find_elements(By.ID, target)
