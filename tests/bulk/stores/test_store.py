"""What a store of files gives: the same of one in memory and of one that speaks S3."""

from pathlib import Path

import pytest

from extractor.bulk.stores.store import Store, Stored, witness_of


@pytest.fixture(params=["memory", "bucket"])
def store(request: pytest.FixtureRequest) -> Store:
    address: str = request.getfixturevalue(request.param)
    return Store.at(f"{address}/folder")


def test_what_is_put_is_there_and_can_be_fetched_and_removed(store: Store, tmp_path: Path) -> None:
    store.put("a/预算 b.pdf", b"words")
    assert store.read("a/预算 b.pdf") == b"words"
    assert store.read("a/预算 b.pdf", 2) == b"wo"
    store.fetch("a/预算 b.pdf", tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == b"words"
    (tmp_path / "y").write_bytes(b"other")
    store.put_file("a/c", tmp_path / "y")
    assert {name: file.size for name, file in store.files_in("a").items()} == {"a/预算 b.pdf": 5, "a/c": 5}
    store.remove("a/c")
    store.remove("a/c")
    assert store.read("a/c") is None
    assert store.info("a/c") is None
    assert store.files_in("nowhere") == {}


def test_an_empty_file_has_no_beginning(store: Store) -> None:
    store.put("empty", b"")
    assert store.read("empty", 64) == b""


def test_a_walk_gives_files_before_folders_and_nothing_hidden(store: Store) -> None:
    for name in ("b/z.pdf", "a/y.pdf", "c.pdf", ".extractor/lock", "a/~$x.docx", "out/r.json", "a.pdf"):
        store.put(name, b"x")
    met = [one.name for one in store.walk(lambda name: name == "out") if isinstance(one, Stored)]
    assert met == ["a.pdf", "c.pdf", "a/y.pdf", "b/z.pdf"]


def test_only_one_creates_a_file(store: Store) -> None:
    assert store.create(".extractor/lock", b"1")
    assert not store.create(".extractor/lock", b"2")
    assert store.read(".extractor/lock") == b"1"


@pytest.mark.parametrize(
    ("facts", "trusted"),
    [
        ({"size": 1, "ETag": "x"}, True),
        ({"size": 1, "mtime": 1_000_000.0}, True),
        ({"size": 1}, False),
        ({"size": 1, "mtime": 4_000_000_000.0}, True),
    ],
)
def test_a_witness_needs_a_tag_or_a_time_of_old(facts: dict[str, object], trusted: bool) -> None:
    assert (witness_of(facts) is not None) is trusted
    assert witness_of(facts) != witness_of({**facts, "size": 2}) or not trusted
