"""Damaged files give an error with a name, or what can be saved and a word about the rest."""

from collections.abc import Callable
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid
from extractor.errors import SourceError
from extractor.options import SourceOptions
from extractor.sources.doc.reader import read_doc

Covered = Callable[[Grid], bool]


def sample(word: SimpleNamespace) -> bytes:
    rows = [
        *word.row("项目", "金额", properties=word.define_row([0, 1000, 2000], (0x60,))),
        *word.row("", "941.39", properties=word.define_row([0, 1000, 2000], (0x20,))),
    ]
    sheet = word.style_sheet((0, 0x0FFF, b"", b""), (1, 0, b"", b""))
    data: bytes = word.write_doc([word.para("标题\r", style=1), *rows, word.para("末\r")], parts={1: sheet})
    return data


def read(data: bytes) -> Content | None:
    try:
        return read_doc(data, SourceOptions(max_inflated_bytes=1_000_000))
    except SourceError:
        return None


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_changed_bytes(word: SimpleNamespace, covered_once: Covered, data: st.DataObject) -> None:
    damaged = bytearray(sample(word))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(damaged) - 4))
        damaged[at : at + 4] = data.draw(st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"]))
    content = read(bytes(damaged))
    if content is not None:
        assert all(covered_once(grid) for grid in word.grids(content))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_files_that_are_cut_off(word: SimpleNamespace, data: st.DataObject) -> None:
    whole = sample(word)
    content = read(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert content is None or content.problems or content == read(whole)


def test_a_directory_that_is_a_chain_without_end(word: SimpleNamespace) -> None:
    whole = bytearray(sample(word))
    entry = whole.index("1Table".encode("utf-16-le"))
    for offset in (68, 72):
        looped = bytearray(whole)
        looped[entry + offset : entry + offset + 4] = (1).to_bytes(4, "little")
        content = read(bytes(looped))
        assert content is None or content.problems or content == read(bytes(whole))


def test_rows_that_all_point_to_the_longest_list_are_bounded(word: SimpleNamespace) -> None:
    longest = word.sprm(0x2416, 1) * 21_000
    data = len(longest).to_bytes(2, "little") + longest
    rows = [
        word.para("\x07", word.sprm(0x4600, number) + word.sprm(0x6646, 0) + word.sprm(0x2417, 1))
        for number in range(60)
    ]
    content = word.read([*rows, word.para("末\r")], data=data)
    assert [problem.code for problem in content.problems] == ["lost_structure"]


def test_stories_that_lie_over_one_another_are_read_once(word: SimpleNamespace) -> None:
    heads = [word.para(f"{number}\r") for number in range(300)]
    length = sum(len(one.text) for one in heads)
    stories = (0,) * 7 + (0, length) * 400
    content = word.read(
        [word.para("正文\r"), *heads, word.para("\r")], lengths={"headers": length}, parts={11: word.places(stories)}
    )
    assert len(word.said(content)) == 301
