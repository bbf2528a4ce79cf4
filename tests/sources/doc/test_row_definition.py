from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.doc.property_lists import modifiers
from extractor.sources.doc.row_definition import ROW_CODES, CellDefinition, continues, read_row_definition

CODES = st.sampled_from([0xD608, 0x7621, 0x5622, 0x7623, 0x5624, 0x5625, 0xD62B, 0x9601, 0x9602, 0xF617, 0x563A])


@given(st.lists(st.tuples(CODES, st.binary(max_size=40)), max_size=12))
def test_any_modifiers_give_a_bounded_row(lists: list[tuple[int, bytes]]) -> None:
    written = b"".join(code.to_bytes(2, "little") + operand for code, operand in lists)
    definition = read_row_definition(modifiers(written, ROW_CODES))
    assert len(definition.cells) <= 64
    assert all(cell.width >= 0 for cell in definition.cells)


@given(st.binary(max_size=200))
def test_modifiers_of_any_bytes_end_and_stay_within_them(properties: bytes) -> None:
    found = list(modifiers(properties, frozenset(range(1 << 16))))
    assert sum(2 + len(operand) for _, operand in found) <= len(properties)


@given(st.lists(st.integers(0, 3), max_size=12))
def test_a_set_of_merged_cells_begins_with_a_cell_of_its_own(values: list[int]) -> None:
    following = continues([CellDefinition(1, value) for value in values])
    assert not any(following[:1])
    for index, goes_on in enumerate(following):
        if goes_on:
            assert values[index] and values[index - 1]
        if not values[index]:
            assert not goes_on
