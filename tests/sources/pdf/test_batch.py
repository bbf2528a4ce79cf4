"""The compiled reader gives the same pages as PDFium asked call by call, on whatever a page draws."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.document.page import RawPage
from extractor.errors import SourceError
from extractor.options import SourceOptions
from extractor.sources.pdf import read_pdf, rules
from extractor.sources.pdf.batch import BatchReader, batch_reader, load_library
from extractor.sources.pdf.reader import CallReader

Write = Callable[..., bytes]
OPTIONS = SourceOptions()


@pytest.fixture(autouse=True)
def compiled() -> None:
    if load_library() is None:
        pytest.skip("this installation was built without a C compiler")


def pages(data: bytes, reader: BatchReader | CallReader) -> list[RawPage] | tuple[str]:
    try:
        return list(read_pdf(data, OPTIONS, reader))
    except SourceError as error:
        return (error.code,)


def compiled_pages(data: bytes) -> list[RawPage] | tuple[str]:
    reader = batch_reader()
    assert reader is not None
    return pages(data, reader)


numbers = st.one_of(st.integers(-20, 220), st.floats(-500, 500, width=32), st.sampled_from([0, 1e-9, 1e9, -1e18]))


def operation(word: str, operands: int) -> st.SearchStrategy[str]:
    values = st.lists(numbers, min_size=operands, max_size=operands)
    return values.map(lambda found: " ".join([*(f"{number:.12f}" for number in found), word]))


texts = st.sampled_from(["12", "a.b", "-", " ", "\\000\\377", "Wi,"]).map(lambda text: f"({text}) Tj")
blocks = st.lists(st.one_of(texts, operation("Tm", 6), st.sampled_from(["3 Tr", "0 Tr", "/F1 9 Tf"])), max_size=6).map(
    lambda words: " ".join(["BT /F1 10 Tf 20 70 Td", *words, "ET"])
)


def content(*forms: str) -> st.SearchStrategy[str]:
    """A content stream that may draw the named forms: none draws itself, since PDFium unrolls what does so twice until
    memory ends."""
    paints = [
        "S",
        "s",
        "f",
        "f*",
        "B",
        "b",
        "n",
        "h",
        "q",
        "Q",
        "1 g",
        "0 G",
        "1 1 1 RG",
        "W n",
        *(f"/{name} Do" for name in forms),
    ]
    drawn = (operation(word, operands) for word, operands in {"m": 2, "l": 2, "c": 6, "re": 4, "cm": 6, "w": 1}.items())
    return st.lists(st.one_of(*drawn, st.sampled_from(paints), blocks), max_size=30).map(" ".join)


@given(page=content("X1", "X2"), first=content("X2"), second=content(), rotate=st.sampled_from([0, 90, 180, 270]))
@example("0.5 w 10 60 m 110 60 l 60 20 l s 10 60 100 0.5 re f", "/X2 Do 10 10 50 0.5 re B", "", 90)
@example("q 10 60 90 20 re W n BT /F1 10 Tf 12 62 Td (12) Tj 0 -30 Td (34) Tj 50 22 Td (56) Tj ET Q", "", "", 0)
@example("BT /F1 10 Tf 0 1 -1 0 50 20 Tm (12) Tj ET BT 3 Tr /F1 10 Tf 9 9 Td (34) Tj ET", "", "", 0)
def test_what_a_page_draws_is_read_alike(pdf: Write, page: str, first: str, second: str, rotate: int) -> None:
    data = pdf(page.encode(), rotate, forms=[first.encode(), second.encode()])
    # as text, since what PDFium gives as no number is not equal to itself
    assert repr(compiled_pages(data)) == repr(pages(data, CallReader()))


def test_forms_that_draw_each_other_end_alike(pdf: Write) -> None:
    data = pdf(b"/X1 Do", forms=[b"10 10 m 50 10 l S /X2 Do", b"10 20 m 50 20 l S /X1 Do"])
    (page,) = compiled_pages(data)
    assert isinstance(page, RawPage) and page.segments and [page] == pages(data, CallReader())


@pytest.mark.parametrize("bound", ["MAX_STROKES", "MAX_PATH_OBJECTS", "MAX_FORM_DEPTH"])
def test_bounds_are_met_alike(pdf: Write, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    monkeypatch.setattr(rules, bound, 3 if bound != "MAX_PATH_OBJECTS" else 6)
    strokes = b" ".join(b"10 %d m 90 %d l S" % (y, y) for y in range(5, 60, 5))
    data = pdf(b"/X1 Do " + strokes, forms=[b"/X2 Do", b"/X3 Do", b"/X4 Do", strokes])
    (page,) = compiled_pages(data)
    assert isinstance(page, RawPage) and page.segments and [page] == pages(data, CallReader())
    assert page.capped


def test_arrays_grow_with_the_page(pdf: Write) -> None:
    text = b"BT /F1 1 Tf 1 0 0 1 5 90 Tm " + b"(%s) Tj " % (b"12" * 700) + b"ET "
    data = pdf(text + b" ".join(b"%d 10 m %d 40 l 9 9 5 5 re S" % (x % 190, x % 190) for x in range(2_000)))
    (page,) = compiled_pages(data)
    assert isinstance(page, RawPage) and len(page.glyphs) == 1_400 and len(page.segments) == 12_000
    assert [page] == pages(data, CallReader())


@given(st.floats(0, 1e9, exclude_max=True) | st.integers(0, 10**6).map(lambda number: number / 1000))
@example(0.125)
@example(2.675)
@example(0.005)
@example(5e-324)
def test_sizes_are_rounded_as_python_rounds(value: float) -> None:
    library = load_library()
    assert library is not None and library.rounded_to_hundredths(value) == round(value, 2)


def real_files(shared: Path) -> Iterator[Path]:
    """Those that are read call by call in seconds: all were held against each other when the reader was written."""
    yield from (path for path in sorted((shared / "documents").rglob("*.pdf")) if path.stat().st_size < 150_000)
    yield from sorted((shared / "hostile" / "pdf").rglob("*.pdf"))


def test_real_and_hostile_files_are_read_alike(shared: Path) -> None:
    read = 0
    for path in real_files(shared):
        data = path.read_bytes()
        ours = compiled_pages(data)
        assert ours == pages(data, CallReader()), path.name
        read += isinstance(ours, list)
    assert read > 50


def test_files_cut_off_anywhere_are_read_alike(demo: Path) -> None:
    data = next(demo.glob("*预算.pdf")).read_bytes()
    length = len(data)
    for start, end in pairwise(range(0, length, length // 12)):
        for damaged in (data[:end], data[:start] + data[end:]):
            assert compiled_pages(damaged) == pages(damaged, CallReader())


def test_a_library_of_another_version_is_not_used(tmp_path: Path) -> None:
    assert load_library(tmp_path / "none.so") is None
    other = tmp_path / "other.so"
    other.write_bytes(b"no library")
    assert load_library(other) is None
