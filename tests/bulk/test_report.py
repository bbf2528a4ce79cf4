"""The report of a run: figures that agree with the manifest, and a page that stands alone."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from extractor.bulk.journal.entry import Entry
from extractor.bulk.outcome import Failure, Outcome, Status
from extractor.bulk.own_outputs import is_own_file
from extractor.bulk.report.figures import Figures
from extractor.bulk.report.store import write_report
from extractor.document.summary import Summary

HOSTILE = '<img src=x onerror="alert(1)">\x1b[2J\n"\'.pdf'


def entry(source: str, summary: Summary | None, ended: float = 5.0, error: str | None = None) -> Entry:
    failure = Failure(error, f"{source} is broken.") if error else None
    status: Status = "failed" if error else "ok"
    outcome = Outcome(source, "0" * 64, status, None if error else f"{source}.json", 2, 1, 0, summary, failure, 0.1)
    return Entry(outcome, "k", None, (), ended)


ENTRIES = [
    entry("good.pdf", Summary(100, 100, 0, 0, 0)),
    entry("torn.pdf", Summary(100, 90, 0, 10, 0, 3), ended=9.0),
    entry("worse.pdf", Summary(100, 50, 0, 50, 0, 20)),
    entry("unproved.pdf", Summary(40, 10, 0, 0, 30)),
    entry("blank.pdf", Summary(0, 0, 0, 0, 0)),
    entry("before.pdf", Summary(10, 10, 0, 0, 0), ended=-5.0),
    entry(HOSTILE, None, error="corrupt_file"),
    entry("b.pdf", None, error="corrupt_file"),
    entry("c.pdf", None, error="worker_died"),
]


def test_the_figures_say_what_needs_a_person_the_gravest_first() -> None:
    said = Figures.of(ENTRIES, 0.0, 10.0).to_data()
    assert (said["inputs"], said["done_before"], said["pages"]) == (9, 1, 18)
    assert said["amounts"] == {"all": 350, "consistent": 0, "failed": 60, "proved": 260, "unchecked": 30}
    whys = {reason["why"]: [one["source"] for one in reason["documents"]] for reason in said["need_a_person"]}
    assert list(whys) == ["corrupt_file", "worker_died", "identities_broken", "little_proved", "nothing_found"]
    assert whys["identities_broken"] == ["worse.pdf", "torn.pdf"], "the most broken first"
    assert whys["little_proved"] == ["unproved.pdf"]
    assert sum(said["documents_by_proved_share"]) == 5, "documents without amounts have no share"
    assert said["documents_by_proved_share"][-1] == 2 and said["documents_by_proved_share"][10] == 1
    assert sum(said["pages_by_time"]) == 16, "what an earlier run did is not this run's pace"
    assert said["pages_by_time"][18] == 2


def test_a_reason_names_no_more_than_it_counts() -> None:
    figures = Figures.of((entry(f"{n:04}.pdf", Summary(9, 0, 0, n, 0, n)) for n in range(1, 1001)), 0.0, 10.0)
    ((why, reason),) = figures.ordered_reasons()
    assert (why, reason.count, len(reason.documents())) == ("identities_broken", 1000, 100)
    assert reason.documents()[0].source == "1000.pdf"


class _Page(HTMLParser):
    """The elements of a page, and what they fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_stands_alone_and_no_name_becomes_markup(tmp_path: Path) -> None:
    data, place = tmp_path / "report.jsonl", tmp_path / "report.html"
    assert write_report(Figures.of(ENTRIES, 0.0, 10.0), data, place) is None
    text = place.read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert not page.tags & {"img", "script", "link", "iframe"}
    assert not {name for name in page.attributes if name.startswith("on")} | page.attributes & {"src", "href"}
    assert "default-src 'none'" in text
    assert "\x1b" not in text and r"\x1b[2J\n" in page.words
    assert re.search(r"<svg.*Pages a second.*<svg", text, flags=re.DOTALL)
    assert json.loads(data.read_text(encoding="utf-8"))["inputs"] == 9
    assert is_own_file(data) and is_own_file(place), "a later walk passes it over"


def test_a_file_of_that_name_that_is_no_report_is_left_alone(tmp_path: Path) -> None:
    data, place = tmp_path / "report.jsonl", tmp_path / "report.html"
    data.write_text('{"mine": 1}', encoding="utf-8")
    remark = write_report(Figures.of([], 0.0, 0.0), data, place)
    assert remark is not None and "report.jsonl" in remark
    assert data.read_text(encoding="utf-8") == '{"mine": 1}'
    assert not place.exists()


def test_a_run_of_nothing_has_a_report(tmp_path: Path) -> None:
    data, place = tmp_path / "report.jsonl", tmp_path / "report.html"
    assert write_report(Figures.of([], 0.0, 0.0), data, place) is None
    assert json.loads(data.read_text(encoding="utf-8"))["proved_share"] is None
    assert write_report(Figures.of([], 0.0, 0.0), data, place) is None, "an earlier report is written anew"
