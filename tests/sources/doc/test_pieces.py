"""Fast-saved files: the same text in any pieces, in any order, is the same document."""

from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document.content import Content

TEXTS = st.text(st.sampled_from("预算收支 123.45abc"), max_size=6)


@st.composite
def layouts(draw: st.DrawFn, count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    sizes: list[int] = []
    while sum(sizes) < count:
        sizes.append(draw(st.integers(1, count - sum(sizes))))
    return tuple(sizes), tuple(draw(st.permutations(range(len(sizes)))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_pieces_and_their_order_change_nothing(word: SimpleNamespace, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=6))
    paragraphs = [word.para(data.draw(TEXTS) + "\r", look=word.sprm(0x4A43, 24))]
    for texts in rows:
        edges = [700 * index for index in range(len(texts) + 1)]
        paragraphs += word.row(*texts, properties=word.define_row(edges))
    paragraphs += [word.Para((word.Run("藏", word.sprm(0x083C, 1)), word.Run("见\r"))), word.para("末\r")]
    sizes, order = data.draw(layouts(len(paragraphs)))
    plain: Content = word.read(paragraphs)
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    narrow = frozenset(
        number
        for number, size in enumerate(sizes)
        if all(one.text.isascii() for one in paragraphs[starts[number] : starts[number] + size])
    )
    saved = word.Layout(pieces=sizes, order=order, compressed=narrow)
    assert word.read(paragraphs, layout=saved) == plain
    assert len(word.grids(plain)) == 1
