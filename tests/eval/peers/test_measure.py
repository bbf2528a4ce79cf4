"""A run with peers: every tool on the same sets, nothing dropped, and the report of it."""

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractor.corpora import Manifest, read_manifest
from extractor.eval.cost import Cost
from extractor.eval.peers.measure import Peers, measure_tools
from extractor.eval.peers.provider import Gift, PeerCrash, PeerMissing
from extractor.eval.peers.report import peer_data, print_peers
from extractor.eval.peers.result import PeerReport
from extractor.eval.score import Share

Data = dict[str, Any]


class FakeTool:
    """A provider that says what it is told to; ``answers`` by file name, an exception is raised."""

    def __init__(self, name: str, answers: Mapping[str, Data | Exception], missing: str | None = None) -> None:
        self.name, self._answers, self._missing = name, answers, missing
        self.gifts: list[Gift | None] = []
        self.closed = False

    def version(self) -> str:
        if self._missing:
            raise PeerMissing(self._missing)
        return f"{self.name} 1"

    def reads(self, path: Path) -> bool:
        return path.suffix == ".pdf"

    def extract(self, path: Path, gift: Gift | None = None) -> Data:
        self.gifts.append(gift)
        answer = self._answers[path.name]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def cost(self, path: Path) -> Cost | None:
        return None if isinstance(self._answers[path.name], Exception) else Cost(2.0, 4)

    def start_seconds(self) -> float | None:
        return 0.5

    def peak_megabytes(self) -> float | None:
        return None

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def manifest(tmp_path: Path, label: Data) -> Manifest:
    """Six sets: two PDF, a text dump, a PDF without labelled tables, an absent one, one with bad labels."""
    (tmp_path / "documents").mkdir()
    blocks = []
    for name in ("one.pdf", "two.pdf", "three.txt", "four.pdf", "absent.pdf", "faulty.pdf"):
        digest = hashlib.sha256(name.encode()).hexdigest()
        if name != "absent.pdf":
            (tmp_path / "documents" / name).write_bytes(name.encode())
        tables = [] if name == "four.pdf" else label["tables"]
        data = {**label, "tables": tables, "document": {"sha256": digest, "name": name, "origin": "made"}}
        text = "{" if name == "faulty.pdf" else json.dumps(data, ensure_ascii=False)
        identity = name.split(".")[0]
        (tmp_path / f"{identity}.json").write_text(text, encoding="utf-8")
        blocks.append(
            f'[[set]]\nid = "{identity}"\ndocument = "{name}"\nsha256 = "{digest}"\norigin = "made"\n'
            f'path = "documents/{name}"\nlabels = "{identity}.json"\nsplit = "dev"\n'
        )
    (tmp_path / "manifest.toml").write_text("\n".join(blocks), encoding="utf-8")
    return read_manifest(tmp_path / "manifest.toml")


@pytest.fixture
def right(manifest: Manifest, predict: Callable[[Data], Data]) -> dict[str, Data | Exception]:
    names = {"one": "one.pdf", "two": "two.pdf", "three": "three.txt", "four": "four.pdf"}
    return {
        document: predict(json.loads((manifest.folder / f"{identity}.json").read_bytes()))
        for identity, document in names.items()
    }


@pytest.fixture
def report(manifest: Manifest, right: dict[str, Data | Exception]) -> PeerReport:
    good = FakeTool("good", right)
    torn = FakeTool("torn", {**right, "two.pdf": PeerCrash("It ended without an answer.")})
    gone = FakeTool("gone", {}, missing="It does not start: no Java.")
    heard: list[str] = []
    report = measure_tools(manifest, None, FakeTool("extractor", right), Peers((good, torn, gone), 9.0), heard.append)
    assert heard[0] == "extractor: one: measured 2.0 s, 4 pages"
    assert "torn: two: failed: peer_crashed: It ended without an answer." in heard
    assert heard[-1] == "gone: missing: It does not start: no Java."
    assert good.closed and torn.closed and gone.closed
    assert [gift is None for gift in good.gifts] == [True, False, True, False]
    return report


def test_every_tool_is_measured_on_what_it_reads(report: PeerReport) -> None:
    good, torn, gone = report.peers
    outcomes = [[(one.id, one.outcome) for one in tool.report.documents] for tool in report.tools]
    assert outcomes[0] == [
        ("one", "measured"),
        ("two", "measured"),
        ("three", "measured"),
        ("four", "measured"),
        ("absent", "not_measured"),
        ("faulty", "excluded"),
    ]
    assert outcomes[1] == [("one", "measured"), ("two", "measured")]
    assert outcomes[2] == [("one", "measured"), ("two", "failed")]
    assert (good.not_read, gone.report.documents) == (("three", "four"), ())
    assert gone.missing == "It does not start: no Java. Run `make peers`."
    assert (good.total["whole_tables"], torn.total["whole_tables"]) == (Share(4, 4), Share(2, 4))
    assert torn.gifted is not None and torn.gifted.total["whole_tables"] == Share(2, 4)
    assert torn.failures == {"two": "peer_crashed: It ended without an answer."}
    assert (good.seconds_per_page, good.start_seconds, torn.costs) == (0.5, 0.5, {"one": Cost(2.0, 4)})


def test_a_peer_is_scored_by_its_tables_and_our_own_by_everything(report: PeerReport) -> None:
    assert "project_facts" in report.own.total
    assert not [name for name in report.peers[0].total if name.startswith(("project_facts", "proved", "repairs"))]


def test_the_comparison_is_over_the_same_sets(report: PeerReport) -> None:
    assert report.same_sets == {"pdf": ("one", "two")}
    data = peer_data(report)
    side = data["side_by_side"][0]
    assert [tool["name"] for tool in side["tools"]] == ["extractor", "good", "torn"]
    assert [tool["total"]["whole_tables"]["value"] for tool in side["tools"]] == [1.0, 1.0, 0.5]
    assert side["tools"][0]["gifted"] is None
    assert side["tools"][1]["gifted"]["cells"]["value"] == 1.0
    assert side["tools"][1]["seconds_per_page"] == 0.5
    assert [tool["missing"] for tool in data["tools"]][3] == "It does not start: no Java. Run `make peers`."
    assert data["tools"][2]["report"]["documents"][1]["outcome"] == "failed"
    assert data["time_limit"] == 9.0
    assert json.loads(json.dumps(data)) == data


def test_the_terminal_shows_tools_failures_and_what_is_missing(report: PeerReport) -> None:
    console = Console(width=160, record=True, file=io.StringIO())
    print_peers(report, console)
    text = console.export_text()
    for words in ("The same 2 pdf documents", "good 1", "1.000", "0.500", "told how many header rows", "0.500"):
        assert words in text
    assert "gone: missing: It does not start: no Java." in text
    assert "torn: two: no answer, counted as missed: peer_crashed" in text


def test_without_any_peer_there_is_nothing_to_compare(manifest: Manifest, right: dict[str, Data | Exception]) -> None:
    gone = FakeTool("gone", {}, missing="It is not here.")
    report = measure_tools(manifest, None, FakeTool("extractor", right), Peers((gone,), 9.0))
    assert report.same_sets == {}
    console = Console(width=100, record=True, file=io.StringIO())
    print_peers(report, console)
    assert console.export_text().startswith("gone: missing")
