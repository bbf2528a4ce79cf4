"""PDF files whose tables, objects and page trees lie."""

import zlib

from tests.hostile.hostile_file import HostileFiles
from tests.hostile.pdf_writer import CATALOGUE, HELVETICA, PAGES, TEXT, one_object, one_page, page, pdf, stream

PDF_STRUCTURE = HostileFiles("pdf")
_GOOD = one_page()
_TABLE = _GOOD.index(b"xref\n0")
_START = _GOOD.rindex(b"startxref")


def _trailer(words: bytes) -> bytes:
    return pdf([CATALOGUE, PAGES, page(), stream(TEXT), HELVETICA], words)


def _table(table: bytes) -> bytes:
    """The good file with another table of places."""
    return _GOOD[:_TABLE] + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % _TABLE


def _tree(pages: bytes, *more: bytes) -> bytes:
    return pdf([CATALOGUE, pages, page(), stream(TEXT), HELVETICA, *more])


def _xref_stream(entries: bytes) -> bytes:
    """The good file's objects with a stream for their table."""
    return _GOOD[:_TABLE] + b"6 0 obj\n" + entries + b"\nendobj\nstartxref\n%d\n%%%%EOF" % _TABLE


PDF_STRUCTURE.add_bytes(
    [
        ("header_only", b"%PDF-1.7\n"),
        ("header_missing", _GOOD[9:]),
        ("header_after_a_thousand_bytes_of_junk", b"\xff" * 1000 + _GOOD),
        ("end_missing", _GOOD[:_START]),
        ("trailer_missing", _GOOD[: _GOOD.index(b"trailer")]),
        ("table_missing", _GOOD[:_TABLE] + _GOOD[_START:]),
        ("only_a_table", b"%PDF-1.7\n" + _GOOD[_TABLE:]),
        ("table_starts_beyond_the_end", _GOOD[:_START] + b"startxref\n99999999999\n%%EOF"),
        ("table_starts_before_the_file", _GOOD[:_START] + b"startxref\n-1\n%%EOF"),
        ("table_starts_within_an_object", _GOOD[:_START] + b"startxref\n12\n%%EOF"),
        ("table_of_four_thousand_million_entries", _table(b"xref\n0 4294967295\n0000000000 65535 f \n")),
        ("table_begins_at_two_to_the_31", _table(b"xref\n2147483647 6\n" + b"0000000009 00000 n \n" * 6)),
        ("table_of_negative_places", _table(b"xref\n0 6\n" + b"-000000009 00000 n \n" * 6)),
        ("table_of_places_beyond_the_end", _table(b"xref\n0 6\n" + b"9999999999 00000 n \n" * 6)),
        ("table_in_which_all_objects_are_one", _table(b"xref\n0 6\n" + b"0000000009 00000 n \n" * 6)),
        ("table_of_ten_thousand_sections", _table(b"xref\n" + b"0 0\n" * 10_000)),
        ("table_before_itself", _trailer(b"/Root 1 0 R/Prev %d" % _TABLE)),
        ("size_of_two_to_the_31", _trailer(b"/Root 1 0 R/Size 2147483647")),
        ("size_negative", _trailer(b"/Root 1 0 R/Size -5")),
        ("root_missing", _trailer(b"")),
        ("root_is_a_number", _trailer(b"/Root 7")),
        ("root_is_no_object", _trailer(b"/Root 99 0 R")),
        ("root_is_a_page", _trailer(b"/Root 3 0 R")),
        ("hybrid_table_of_itself", _trailer(b"/Root 1 0 R/XRefStm %d" % _TABLE)),
        ("table_stream_before_itself", _xref_stream(
            stream(b"\0" * 32, b"/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Prev %d" % _TABLE))),
        ("table_stream_of_huge_widths", _xref_stream(
            stream(b"\0" * 32, b"/Type/XRef/Size 8/W[2147483647 2147483647 2147483647]/Root 1 0 R"))),
        ("table_stream_of_huge_index", _xref_stream(
            stream(b"\0" * 32, b"/Type/XRef/Size 8/Index[0 2147483647]/W[1 2 1]/Root 1 0 R"))),
        ("object_stream_within_itself", _xref_stream(
            stream(b"6 0 <</A 1>>", b"/Type/ObjStm/N 1/First 4/Extends 6 0 R/Root 1 0 R"))),
        ("length_of_a_stream_is_the_stream", one_object(4, b"<</Length 4 0 R>>stream\n" + TEXT + b"\nendstream")),
        ("length_negative", one_object(4, b"<</Length -1>>stream\n" + TEXT + b"\nendstream")),
        ("length_huge", one_object(4, b"<</Length 99999999999>>stream\n" + TEXT + b"\nendstream")),
        ("length_missing", one_object(4, b"<<>>stream\n" + TEXT + b"\nendstream")),
        ("stream_without_an_end", one_object(4, b"<</Length 40>>stream\n" + TEXT)),
        ("contents_is_the_page", one_object(3, page().replace(b"4 0 R", b"3 0 R"))),
        ("contents_is_an_array_of_itself", one_object(4, b"[4 0 R 4 0 R]")),
        ("page_is_a_number", one_object(3, b"42")),
        ("page_is_null", one_object(3, b"null")),
        ("pages_missing", one_object(2, b"null")),
        ("resources_are_a_stream", one_object(3, page(b"/Resources 4 0 R"))),
        ("resources_of_a_parent_that_is_the_page", one_object(3, page().replace(b"2 0 R", b"3 0 R"))),
        ("tree_of_itself", _tree(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>")),
        ("tree_of_itself_beside_a_page", _tree(b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>")),
        ("tree_of_two_that_hold_each_other", _tree(
            b"<</Type/Pages/Kids[6 0 R 3 0 R]/Count 3>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 2>>")),
        ("tree_with_the_same_page_thrice", _tree(b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>")),
        ("tree_of_a_negative_count", _tree(b"<</Type/Pages/Kids[3 0 R]/Count -1>>")),
        ("tree_that_counts_a_thousand_and_has_one", _tree(b"<</Type/Pages/Kids[3 0 R]/Count 1000>>")),
        ("tree_that_counts_none_and_has_one", _tree(b"<</Type/Pages/Kids[3 0 R]/Count 0>>")),
        ("tree_without_a_count", _tree(b"<</Type/Pages/Kids[3 0 R]>>")),
        ("tree_without_kids", _tree(b"<</Type/Pages/Count 1>>")),
        ("tree_of_null", _tree(b"<</Type/Pages/Kids[null null]/Count 2>>")),
        ("tree_whose_kid_is_the_catalogue", _tree(b"<</Type/Pages/Kids[1 0 R]/Count 1>>")),
        ("tree_of_a_hundred_thousand_kids_that_are_not", _tree(
            b"<</Type/Pages/Kids[" + b"9999 0 R " * 100_000 + b"]/Count 4000>>")),
        ("outline_of_itself", pdf(
            [b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", PAGES, page(), stream(TEXT), HELVETICA,
             b"<</First 6 0 R/Last 6 0 R/Next 6 0 R/Parent 6 0 R/Count 9>>"])),
        ("names_of_themselves", pdf(
            [b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 6 0 R/EmbeddedFiles 6 0 R/JavaScript 6 0 R>>>>", PAGES, page(),
             stream(TEXT), HELVETICA, b"<</Kids[6 0 R 6 0 R]>>"])),
        ("linearised_by_its_own_word", _GOOD.replace(
            b"%PDF-1.7\n", b"%PDF-1.7\n9 0 obj<</Linearized 1/L 99999999/H[1 2]/O 3/E 9/N 4000000000/T 5>>endobj\n")),
        ("form_fields_of_themselves", pdf(
            [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/XFA 4 0 R>>>>", PAGES, page(b"/Annots[6 0 R]"),
             stream(TEXT), HELVETICA, b"<</FT/Tx/T(a)/V(x)/Kids[6 0 R]/Parent 6 0 R/Subtype/Widget/Rect[0 0 9 9]>>"])),
        ("script_and_program_when_opened", pdf(
            [b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)/Next 6 0 R>>>>", PAGES, page(),
             stream(TEXT), HELVETICA, b"<</S/JavaScript/JS(while(1){})>>"])),
    ]
)  # fmt: skip


@PDF_STRUCTURE
def table_chain_of_ten_thousand_links() -> bytes:
    objects, chain = _GOOD[:_TABLE], []
    place, before = len(objects), 0
    for _ in range(10_000):
        link = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 6/Root 1 0 R/Prev %d>>\n" % before
        chain.append(link)
        before, place = place, place + len(link)
    return objects + b"".join(chain) + b"startxref\n%d\n%%%%EOF" % before


@PDF_STRUCTURE
def tables_of_two_revisions_before_each_other() -> bytes:
    first = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 6/Root 1 0 R/Prev %010d>>\n"
    second = _TABLE + len(first % 0)
    made = _GOOD[:_TABLE] + first % second + first % _TABLE
    return made + b"startxref\n%d\n%%%%EOF" % second


@PDF_STRUCTURE
def a_thousand_revisions() -> bytes:
    made, before = bytearray(_GOOD), _TABLE
    for _ in range(1000):
        place = len(made)
        made += b"4 0 obj\n" + stream(TEXT) + b"\nendobj\n"
        table = len(made)
        made += b"xref\n4 1\n%010d 00000 n \ntrailer<</Size 6/Root 1 0 R/Prev %d>>\n" % (place, before)
        made += b"startxref\n%d\n%%%%EOF\n" % table
        before = table
    return bytes(made)


@PDF_STRUCTURE
def a_million_objects() -> bytes:
    return pdf([CATALOGUE, PAGES, page(), stream(TEXT), HELVETICA, *[b"null"] * 1_000_000])


@PDF_STRUCTURE
def a_million_references_to_one_object() -> bytes:
    return one_page(TEXT, b"[" + b"5 0 R " * 1_000_000 + b"]")


@PDF_STRUCTURE
def arrays_nested_two_hundred_thousand_deep() -> bytes:
    return one_page(TEXT, b"[" * 200_000 + b"]" * 200_000, on_page=b"/Annots 6 0 R")


@PDF_STRUCTURE
def dictionaries_nested_fifty_thousand_deep() -> bytes:
    return one_page(TEXT, b"<</A" * 50_000 + b" 1" + b">>" * 50_000, on_page=b"/Group 6 0 R")


@PDF_STRUCTURE
def brackets_opened_and_never_closed() -> bytes:
    return one_page(TEXT, b"(" * 1_000_000, b"<<" * 200_000)


@PDF_STRUCTURE
def references_in_a_chain_of_a_hundred_thousand() -> bytes:
    chain = [b"%d 0 R" % (number + 7) for number in range(100_000)]
    return one_page(TEXT, *chain, b"[0 0 595 842]", box=b"/MediaBox 6 0 R")


@PDF_STRUCTURE
def references_in_a_circle() -> bytes:
    return one_page(TEXT, b"7 0 R", b"6 0 R", box=b"/MediaBox 6 0 R", on_page=b"/Rotate 7 0 R")


@PDF_STRUCTURE
def tree_a_hundred_thousand_deep() -> bytes:
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Parent 2 0 R/Count 1>>" % (number + 7) for number in range(100_000)]
    return _tree(b"<</Type/Pages/Kids[6 0 R]/Count 1>>", *deep, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")


@PDF_STRUCTURE
def tree_that_doubles_forty_times() -> bytes:
    doubled = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 4000>>" % (n + 7, n + 7) for n in range(40)]
    return _tree(b"<</Type/Pages/Kids[6 0 R 6 0 R]/Count 4000>>", *doubled, page())


@PDF_STRUCTURE
def more_pages_than_are_read() -> bytes:
    return _tree(b"<</Type/Pages/Kids[" + b"3 0 R " * 6_000 + b"]/Count 6000>>")


@PDF_STRUCTURE
def two_thousand_blank_pages() -> bytes:
    blank = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 2_000
    kids = b" ".join(b"%d 0 R" % (number + 6) for number in range(2_000))
    return _tree(b"<</Type/Pages/Kids[" + kids + b"]/Count 2000>>", *blank)


@PDF_STRUCTURE
def object_stream_that_promises_a_thousand_million() -> bytes:
    body = zlib.compress(b"3 0 4 10 <</A 1>>")
    words = b"/Type/ObjStm/N 1000000000/First 2147483647/Filter/FlateDecode"
    rows = b"".join(bytes([2, 0, 6, n]) for n in range(6)) + bytes([1, 0, 9, 0])
    made = b"%PDF-1.7\n6 0 obj\n" + stream(body, words) + b"\nendobj\n"
    table = b"7 0 obj\n" + stream(rows, b"/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R") + b"\nendobj\n"
    return made + table + b"startxref\n%d\n%%%%EOF" % len(made)


@PDF_STRUCTURE
def object_number_beyond_all_bounds() -> bytes:
    extra = b"4294967295 0 obj\n<<>>\nendobj\n99999999999999999999 0 obj\n<<>>\nendobj\n"
    return _GOOD[:_TABLE] + extra + _GOOD[_TABLE:_START] + b"startxref\n0\n%%EOF"
