"""A peer as a provider: started when needed, asked once a file, its tables as the contract has them."""

import hashlib
from pathlib import Path

import pytest

from extractor.eval.cost import Cost
from extractor.eval.peers.catalogue import PeerEntry
from extractor.eval.peers.own import OwnExtractor
from extractor.eval.peers.page_lines import PageLine, PageLines
from extractor.eval.peers.peer import WorkerPeer
from extractor.eval.peers.provider import Gift, PeerCrash, PeerError, PeerMissing
from extractor.eval.views import TableView
from extractor.version import __version__

ENTRY = PeerEntry("fake", frozenset({".pdf"}), "MIT", "made for tests")


def no_lines(path: Path) -> PageLines:
    return PageLines((), 4)


@pytest.fixture
def peer(fake_worker: list[str]) -> WorkerPeer:
    return WorkerPeer(ENTRY, fake_worker, time_limit=60, read_lines=no_lines)


def document(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(name.encode())
    return path


def test_tables_come_as_the_contract_has_them_with_what_they_cost(peer: WorkerPeer, tmp_path: Path) -> None:
    path = document(tmp_path, "good.pdf")
    data = peer.extract(path)
    assert data["source"] == {"sha256": hashlib.sha256(b"good.pdf").hexdigest()}
    table = data["tables"][0]
    assert [column["path"] for column in table["columns"]] == [["Item"], ["Amount"]]
    assert table["rows"] == [{"values": ["Total", "12.50"]}]
    assert (peer.version(), peer.start_seconds(), peer.peak_megabytes()) == ("fake 1", 0.75, 40.0)
    assert peer.cost(path) == Cost(0.25, 4)
    peer.close()


def test_a_kept_answer_runs_nothing_and_takes_a_gift(peer: WorkerPeer, tmp_path: Path) -> None:
    path = document(tmp_path, "good.pdf")
    peer.extract(path)
    peer.close()
    label = TableView("t", None, None, None, (1,), 2, ((), ()), (("Total", "12.50"),))
    table = peer.extract(path, Gift((label,)))["tables"][0]
    assert (table["header_rows"], table["rows"]) == (2, [])


def test_after_a_crash_the_next_document_is_read(peer: WorkerPeer, tmp_path: Path) -> None:
    crash, good = document(tmp_path, "crash.pdf"), document(tmp_path, "good.pdf")
    for _ in range(2):
        with pytest.raises(PeerCrash):
            peer.extract(crash)
    assert peer.cost(crash) is None
    assert len(peer.extract(good)["tables"]) == 1
    with pytest.raises(PeerError, match="no such page"):
        peer.extract(document(tmp_path, "fault.pdf"))
    assert peer.peak_megabytes() == 40.0
    peer.close()


def test_a_peer_that_can_not_read_the_probe_is_missing(fake_worker: list[str], tmp_path: Path) -> None:
    program = Path(fake_worker[1])
    program.write_text(program.read_text(encoding="utf-8").replace('"fault"', '"probe"'), encoding="utf-8")
    peer = WorkerPeer(ENTRY, fake_worker, time_limit=60, read_lines=no_lines)
    with pytest.raises(PeerMissing, match="can not read a page with one table: ValueError"):
        peer.version()


def test_what_a_peer_reads_is_told_by_its_formats_and_for_scans_by_the_text_layer(fake_worker: list[str]) -> None:
    def lines(path: Path) -> PageLines:
        return PageLines((PageLine(1, (0, 0, 1, 1), "text"),) if path.stem == "native" else (), 1)

    anything = WorkerPeer(ENTRY, fake_worker, time_limit=60, read_lines=lines)
    scans = WorkerPeer(ENTRY, fake_worker, time_limit=60, only_scans=True, read_lines=lines)
    paths = [Path("native.PDF"), Path("scan.pdf"), Path("native.docx")]
    assert [anything.reads(path) for path in paths] == [True, True, False]
    assert [scans.reads(path) for path in paths] == [False, True, False]


def test_our_own_reads_a_probe_before_the_first_document(tmp_path: Path) -> None:
    asked: list[object] = []

    class Extraction:
        def __call__(self, source: Path | bytes) -> dict[str, object]:
            asked.append(source)
            return {"tables": [], "pages": [{}, {}]}

        def user_seconds(self) -> float:
            return 0.5 * len(asked)

        def loading_seconds(self) -> float:
            return 1.0 if asked else 0.0

        def peak_megabytes(self) -> float | None:
            return 80.0 if asked else None

    own = OwnExtractor(Extraction())
    path = tmp_path / "a.pdf"
    assert (own.start_seconds(), own.peak_megabytes(), own.cost(path), own.reads(path)) == (None, None, None, True)
    assert own.version() == own.version() == f"extractor {__version__}"
    assert own.extract(path)["tables"] == []
    assert [isinstance(source, bytes) for source in asked] == [True, False]
    assert (own.start_seconds(), own.peak_megabytes(), own.cost(path)) == (1.5, 80.0, Cost(0.5, 2))
    own.close()
