"""``extract_many``: results as they come, whatever becomes of one of them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import Document, ExtractorError, Options, extract_many
from extractor.bulk.many import Crew, results_of
from extractor.errors import UsageError
from tests.bulk.fake_conversions import FakeSandbox


class Counted(FakeSandbox):
    """A sandbox that counts those that are open."""

    open = 0

    def __init__(self, options: Options) -> None:
        type(self).open += 1

    def close(self) -> None:
        type(self).open -= 1


def crew(cancel: threading.Event | None = None) -> Crew:
    return Crew(Options(), Counted, cancel or threading.Event())


def named(*words: str) -> list[tuple[str, bytes]]:
    return [(f"{number}.txt", word.encode()) for number, word in enumerate(words)]


def test_each_source_comes_back_with_its_document_or_its_error(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    sources = named("fine", "corrupt", "die", "break", "", "fine")
    found = {}
    for source, result in results_of(sources, crew(), 2, lambda done, source: told.append((done, source[0]))):
        found[source[0]] = result.code if isinstance(result, ExtractorError) else result.source.name
    assert found == {
        "0.txt": "0.txt", "1.txt": "corrupt_file", "2.txt": "worker_died", "3.txt": "internal_error",
        "4.txt": "empty_file", "5.txt": "5.txt",
    }  # fmt: skip
    assert [done for done, _ in told] == [1, 2, 3, 4, 5, 6]
    assert Counted.open == 0


def test_sources_are_asked_for_as_workers_come_free() -> None:
    asked = 0

    def endless() -> Iterator[tuple[str, bytes]]:
        nonlocal asked
        while True:
            asked += 1
            yield f"{asked}.txt", b"fine"

    results = results_of(endless(), crew(), 2)
    for _ in range(10):
        next(results)
    assert asked <= 10 + 2 * 2
    results.close()
    assert Counted.open == 0


def test_after_cancel_none_is_begun() -> None:
    cancel = threading.Event()
    results = results_of(named(*["fine"] * 50), crew(cancel), 1, lambda done, source: cancel.set())
    assert 1 <= len(list(results)) <= 3
    assert Counted.open == 0


def test_a_path_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("fine", encoding="utf-8")
    found = dict(results_of([good, tmp_path / "b.txt"], crew(), 1))
    assert isinstance(found[good], Document)
    error = found[tmp_path / "b.txt"]
    assert isinstance(error, ExtractorError)
    assert error.code == "unreadable_file"


def test_no_source_and_no_worker() -> None:
    assert list(results_of([], crew(), 3)) == []
    with pytest.raises(UsageError):
        extract_many([], workers=0)


def test_the_jail_converts_real_documents(demo: Path) -> None:
    form = next(demo.glob("*.xlsx"))
    ((source, result),) = extract_many([form], workers=1)
    assert source == form
    assert isinstance(result, Document)
    assert result.projects
