"""PDF files whose pages, fonts, pictures and packing do harm."""

import zlib
from functools import partial

from tests.hostile.hostile_file import HostileFiles
from tests.hostile.pdf_writer import CATALOGUE, HELVETICA, PAGES, TEXT, one_object, one_page, packed, page, pdf, stream

PDF_CONTENT = HostileFiles("pdf")
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 10 10]"
_MB = 1 << 20


def _named_form(number: int, kind: bytes = b"XObject") -> bytes:
    return b"/Resources<</Font<</F1 5 0 R>>/%s<</X %d 0 R>>>>" % (kind, number)


def _font(font: bytes, *more: bytes, content: bytes = b"BT /F1 11 Tf 60 700 Td <0001000200030041> Tj ET") -> bytes:
    return pdf([CATALOGUE, PAGES, page(), stream(content), font, *more])


def _composite(descendant: bytes, *more: bytes, to_unicode: bytes = b"") -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]" + to_unicode + b">>"
    return _font(font, descendant, *more)


def _picture(words: bytes, data: bytes) -> bytes:
    body = stream(data, b"/Type/XObject/Subtype/Image" + words)
    return one_page(TEXT + b" q 400 0 0 400 50 50 cm /X Do Q", body, on_page=_named_form(6))


_CID = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_MAP = b"/CIDInit/ProcSet findresource begin 1 begincodespacerange <0000><ffff> endcodespacerange\n%s endcmap"
_GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"
_BOXES = {
    "ten_to_the_8": b"[0 0 100000000 100000000]",
    "ten_to_the_38": b"[0 0 1e38 100000000000000000000000000000000000000]",
    "negative": b"[0 0 -595 -842]",
    "upside_down": b"[595 842 0 0]",
    "without_area": b"[0 0 0 0]",
    "one_wide": b"[0 0 1 14400]",
    "thinner_than_a_hair": b"[0 0 0.0001 842]",
    "of_strings": b"[(a) (b) (c) (d)]",
    "of_one_number": b"[595]",
    "of_no_numbers": b"[NaN Infinity -Infinity nan]",
    "far_away": b"[1000000000 1000000000 1000000595 1000000842]",
    "of_ten_thousand_numbers": b"[" + b"595 " * 10_000 + b"]",
}
for _name, _box in _BOXES.items():
    PDF_CONTENT.add(f"box_{_name}", partial(one_page, box=b"/MediaBox" + _box))
for _name, _filter in {
    "unknown": b"/Filter/NoSuchDecode",
    "a_number": b"/Filter 42",
    "itself": b"/Filter 4 0 R",
    "encrypted_by_nobody": b"/Filter/Crypt/DecodeParms<</Name/A>>",
    "ascii_of_blanks": b"/Filter/ASCII85Decode",
    "hexadecimal_of_words": b"/Filter/ASCIIHexDecode",
    "runs_without_an_end": b"/Filter/RunLengthDecode",
    "flate_of_no_flate": b"/Filter/FlateDecode",
    "lzw_of_no_lzw": b"/Filter/LZWDecode",
    "a_picture": b"/Filter/DCTDecode",
    "predicted_by_two_to_the_31_columns": b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>",
    "predicted_by_negative_colours": b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors -1/Columns 9>>",
}.items():
    PDF_CONTENT.add(f"packed_as_{_name}", partial(one_object, 4, stream(TEXT, _filter)))

_GLYPH = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix%s/CharProcs<</a 6 0 R>>/Encoding<</Differences[65/a]>>"
)
_GLYPH += b"/FirstChar 65/LastChar 65/Widths[9]/Resources<</Font<</F1 5 0 R>>>>>>"
_SHOWN = b"BT /F1 11 Tf 60 700 Td (AAAA) Tj ET"

PDF_CONTENT.add_bytes(
    [
        ("crop_box_beyond_the_page", one_page(on_page=b"/CropBox[9000 9000 9100 9100]")),
        ("crop_box_without_area", one_page(on_page=b"/CropBox[5 5 5 5]")),
        ("unit_of_a_million", one_page(on_page=b"/UserUnit 1000000")),
        ("unit_negative", one_page(on_page=b"/UserUnit -1")),
        ("turned_by_45_degrees", one_page(on_page=b"/Rotate 45")),
        ("turned_by_two_to_the_31", one_page(on_page=b"/Rotate 2147483648")),
        ("form_that_draws_itself", one_page(b"/X Do", stream(b"/X Do", _FORM + _named_form(6)), on_page=_named_form(6))),
        ("form_that_draws_itself_twice", one_page(
            b"/X Do", stream(b"/X Do /X Do", _FORM + _named_form(6)), on_page=_named_form(6))),
        ("forms_that_draw_each_other", one_page(
            b"/X Do", stream(b"/X Do", _FORM + _named_form(7)), stream(b"/X Do", _FORM + _named_form(6)),
            on_page=_named_form(6))),
        ("form_that_is_the_page", one_page(b"/X Do", on_page=_named_form(3))),
        ("form_that_is_the_content", one_page(b"/X Do", on_page=_named_form(4))),
        ("pattern_of_itself", one_page(
            b"/Pattern cs /X scn 0 0 99 99 re f",
            stream(b"/Pattern cs /X scn 0 0 99 99 re f", b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1"
                   b"/YStep 1" + _named_form(6, b"Pattern")), on_page=_named_form(6, b"Pattern"))),
        ("pattern_of_steps_of_nothing", one_page(
            b"/Pattern cs /X scn 0 0 99 99 re f",
            stream(TEXT, b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.0000001/YStep 0"),
            on_page=_named_form(6, b"Pattern"))),
        ("mask_of_itself", one_page(
            b"/X gs 0 0 99 99 re f", b"<</SMask<</S/Luminosity/G 7 0 R>>>>",
            stream(b"/X gs 0 0 99 99 re f", _FORM + b"/Group<</S/Transparency>>" + _named_form(6, b"ExtGState")),
            on_page=_named_form(6, b"ExtGState"))),
        ("annotation_that_shows_itself", one_page(
            TEXT, b"<</Subtype/Stamp/Rect[0 0 99 99]/AP<</N 7 0 R>>/Popup 6 0 R/Parent 6 0 R>>",
            stream(b"/X Do", _FORM + _named_form(7)), on_page=b"/Annots[6 0 R 6 0 R]")),
        ("layers_of_themselves", one_page(
            b"/OC /X BDC " + TEXT + b" EMC", b"<</Type/OCMD/OCGs[6 0 R]/VE[/Not 6 0 R]>>",
            on_page=_named_form(6, b"Properties"))),
        ("font_is_a_number", one_object(5, b"5")),
        ("font_is_the_page", one_page().replace(b"/F1 5 0 R", b"/F1 3 0 R")),
        ("font_without_descendants", _font(b"<</Type/Font/Subtype/Type0/Encoding/Identity-H>>")),
        ("font_that_descends_from_itself", _font(
            b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]>>")),
        ("font_without_a_map", _composite(_CID + b">>")),
        ("font_of_two_thousand_million_widths", _composite(_CID + b"/W[0 2000000000 500]>>")),
        ("font_of_negative_widths", _composite(_CID + b"/W[9 -9 -500 3[-1 -1e30]]/DW -99999999>>")),
        ("font_map_of_a_range_of_two_to_the_31", _composite(
            _CID + b">>", stream(_MAP % b"1 beginbfrange <00000000><7fffffff><0041> endbfrange"),
            to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_that_uses_itself", _composite(
            _CID + b">>", stream(_MAP % b"/X usecmap", b"/UseCMap 7 0 R"), to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_to_nothing", _composite(
            _CID + b">>", stream(_MAP % b"1 beginbfrange <0000><ffff><fffe> endbfrange"), to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_to_control_characters", _composite(
            _CID + b">>", stream(_MAP % b"1 beginbfrange <0000><ffff><0000> endbfrange"), to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_to_half_a_pair", _composite(
            _CID + b">>", stream(_MAP % b"1 beginbfchar <0001><d800> endbfchar"), to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_of_a_long_way", _composite(
            _CID + b">>", stream(_MAP % b"1 beginbfchar <0001><%s> endbfchar" % (b"0041" * 200_000)),
            to_unicode=b"/ToUnicode 7 0 R")),
        ("font_map_to_the_disk", _composite(_CID + b">>").replace(b"/Identity-H", b"/..#2f..#2fetc#2fpasswd")),
        ("font_program_of_junk", _composite(
            _CID + b"/FontDescriptor 7 0 R>>", b"<</Type/FontDescriptor/FontName/A/FontFile2 8 0 R>>",
            stream(b"\0\1\0\0" + b"\xff" * 4000))),
        ("font_program_of_endless_tables", _composite(
            _CID + b"/FontDescriptor 7 0 R>>", b"<</Type/FontDescriptor/FontName/A/FontFile2 8 0 R>>",
            stream(b"\0\1\0\0\xff\xff\0\0\0\0\0\0" + b"cmap\0\0\0\0\0\0\0\0\xff\xff\xff\xff" * 2000))),
        ("font_program_of_recursive_type_1", _font(
            b"<</Type/Font/Subtype/Type1/BaseFont/A/FontDescriptor 6 0 R>>",
            b"<</Type/FontDescriptor/FontName/A/FontFile 7 0 R>>",
            stream(b"%!PS-AdobeFont-1.0\n" + b"/Subrs 99999999 array dup 0 9 RD " * 200, b"/Length1 99/Length2 -1"))),
        ("font_program_of_broken_cff", _composite(
            _CID.replace(b"CIDFontType2", b"CIDFontType0") + b"/FontDescriptor 7 0 R>>",
            b"<</Type/FontDescriptor/FontName/A/FontFile3 8 0 R>>",
            stream(b"\1\0\4\4\xff\xff\4" + b"\x1d\x7f\xff\xff\xff" * 500, b"/Subtype/CIDFontType0C"))),
        ("font_size_of_ten_to_the_30", one_page(TEXT.replace(b" 11 ", b" 1e30 "))),
        ("font_size_in_millions_of_digits", one_page(TEXT.replace(b" 11 ", b" %s " % (b"9" * 1_000_000)))),
        ("font_size_of_nothing", one_page(TEXT.replace(b" 11 ", b" 0 "))),
        ("font_size_negative", one_page(TEXT.replace(b" 11 ", b" -11 "))),
        ("glyph_that_shows_itself", _font(_GLYPH % b"[.1 0 0 .1 0 0]", stream(b"9 0 d0 " + _SHOWN), content=_SHOWN)),
        ("glyph_matrix_without_area", _font(_GLYPH % b"[0 0 0 0 0 0]", stream(b"9 0 d0 0 0 9 9 re f"), content=_SHOWN)),
        ("glyph_matrix_of_ten_to_the_30", _font(_GLYPH % b"[1e30 0 0 1e30 0 0]", stream(b"9 0 d0"), content=_SHOWN)),
        ("encoding_of_a_million_differences", _font(
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[%s]>>>>" % (b"65/a " * 1_000_000),
            content=_SHOWN)),
        ("text_beyond_the_page", one_page(b"BT /F1 11 Tf 99999 99999 Td (away) Tj ET " + TEXT)),
        ("text_at_ten_to_the_38", one_page(b"BT /F1 11 Tf 1e38 -1e38 Td (away) Tj ET " + TEXT)),
        ("text_matrix_without_area", one_page(b"BT /F1 11 Tf 0 0 0 0 60 700 Tm (flat) Tj ET " + TEXT)),
        ("text_string_without_an_end", one_page(b"BT /F1 11 Tf 60 700 Td (" + b"a" * 100_000)),
        ("text_of_every_byte", one_page(b"BT /F1 11 Tf 60 700 Td <" + bytes(range(256)).hex().encode() + b"> Tj ET")),
        ("text_spaced_by_ten_to_the_9", one_page(b"BT /F1 11 Tf 1e9 Tc 1e9 Tw 60 700 Td (a b c d) Tj ET " + TEXT)),
        ("operands_without_operators", one_page(b"1 2 3 /A (b) <</C 1>> " * 50_000)),
        ("operators_without_operands", one_page(b"Tj TJ Tm Td re l c v y m h S f B W n cm Do gs sh BI ID EI q Q\n" * 20_000)),
        ("picture_of_a_hundred_thousand_squared", _picture(b"/Width 100000/Height 100000" + _GREY, b"\0" * 100)),
        ("picture_of_two_to_the_31", _picture(b"/Width 2147483647/Height 2147483647" + _GREY, b"\0" * 100)),
        ("picture_of_negative_size", _picture(b"/Width -5/Height -5" + _GREY, b"\0" * 100)),
        ("picture_without_size", _picture(_GREY, b"\0" * 100)),
        ("picture_that_masks_itself", _picture(b"/Width 9/Height 9/SMask 6 0 R/Mask 6 0 R" + _GREY, b"\0" * 81)),
        ("picture_of_colours_of_themselves", _picture(
            b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed 6 0 R 255 6 0 R]", b"\0" * 81)),
        ("picture_of_a_broken_profile", _picture(
            b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/ICCBased 6 0 R]/N 3", b"\xff" * 999)),
        ("picture_of_broken_jpeg", _picture(b"/Width 900/Height 900/Filter/DCTDecode" + _GREY, b"\xff\xd8\xff" * 99)),
        ("picture_of_broken_jpeg_2000", _picture(b"/Width 900/Height 900/Filter/JPXDecode", b"\xff\x4f\xff\x51\0\x2f" * 99)),
        ("picture_of_broken_jbig2", _picture(b"/Width 900/Height 900/Filter/JBIG2Decode" + _GREY, b"\0\0\0\0\x30\0\1" * 99)),
        ("picture_of_a_fax_of_a_million_columns", _picture(
            b"/Width 1000000/Height 1000000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
            b"/DecodeParms<</K -1/Columns 1000000/Rows 1000000>>", b"\xff" * 999)),
        ("picture_within_the_text_without_an_end", one_page(b"BI /W 99999 /H 99999 /BPC 8 /CS /G ID " + b"\0" * 9999)),
        ("shading_of_a_broken_function", one_page(
            b"/X sh", b"<</ShadingType 1/ColorSpace/DeviceRGB/Function 7 0 R/Domain[0 1e30 0 1e30]>>",
            stream(b"{ " * 9999, b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]"),
            on_page=_named_form(6, b"Shading"))),
        ("function_stitched_of_itself", one_page(
            b"/X sh", b"<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 7 0 R>>",
            b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[.5]/Encode[0 1 0 1]>>",
            on_page=_named_form(6, b"Shading"))),
        ("strokes_of_dashes_of_nothing", one_page(b"[0 0 0] 0 d 1e9 w 0 0 m 1e9 1e9 l S " + TEXT)),
    ]
)  # fmt: skip


def _packed_by_flate(levels: int) -> bytes:
    data = b" " * (512 * _MB)
    for _ in range(levels):
        data = zlib.compress(data, 9 if levels > 1 else 6)
    return one_object(4, stream(data, b"/Filter[" + b"/FlateDecode" * levels + b"]"))


for _levels in (1, 2, 3):
    PDF_CONTENT.add(f"packed_{_levels}_times_by_flate", partial(_packed_by_flate, _levels))


@PDF_CONTENT
def packed_a_hundred_thousand_times() -> bytes:
    return one_object(4, stream(TEXT, b"/Filter[" + b"/ASCIIHexDecode" * 100_000 + b"]"))


@PDF_CONTENT
def packed_by_zs_of_ascii_85() -> bytes:
    return one_object(4, packed(b"z" * (64 * _MB)).replace(b"/FlateDecode", b"[/FlateDecode/ASCII85Decode]"))


@PDF_CONTENT
def packed_runs_in_flate() -> bytes:
    return one_object(4, packed(b"\x81 " * (8 * _MB)).replace(b"/FlateDecode", b"[/FlateDecode/RunLengthDecode]"))


@PDF_CONTENT
def forms_that_double_thirty_times() -> bytes:
    forms = [stream(b"/X Do /X Do", _FORM + _named_form(number + 7)) for number in range(30)]
    return one_page(b"/X Do", *forms, stream(TEXT, _FORM + b"/Resources<</Font<</F1 5 0 R>>>>"), on_page=_named_form(6))


@PDF_CONTENT
def forms_in_a_chain_of_ten_thousand() -> bytes:
    forms = [stream(b"/X Do", _FORM + _named_form(number + 7)) for number in range(10_000)]
    return one_page(b"/X Do", *forms, stream(TEXT, _FORM + b"/Resources<</Font<</F1 5 0 R>>>>"), on_page=_named_form(6))


@PDF_CONTENT
def states_kept_two_million_times() -> bytes:
    return one_object(4, packed(b"q " * 2_000_000 + TEXT))


@PDF_CONTENT
def brackets_opened_in_the_content() -> bytes:
    return one_object(4, packed(b"[" * 500_000))


@PDF_CONTENT
def texts_begun_in_texts() -> bytes:
    return one_object(4, packed(b"BT /A BMC " * 200_000 + TEXT))


@PDF_CONTENT
def a_million_characters_on_a_page() -> bytes:
    line = b"BT /F1 6 Tf %d %d Td (" + b"1234567890" * 50 + b") Tj ET\n"
    return one_object(4, packed(b"".join(line % (number % 7, number % 842) for number in range(2_000))))


@PDF_CONTENT
def a_hundred_thousand_characters_at_one_place() -> bytes:
    return one_object(4, packed(b"BT /F1 11 Tf 60 700 Td (8) Tj ET " * 100_000))


@PDF_CONTENT
def a_million_rulings() -> bytes:
    return one_object(4, packed(b"0 0 m 500 0 l S 9 9 m 9 800 l S\n" * 500_000))


@PDF_CONTENT
def a_grid_of_two_thousand_rulings_each_way() -> bytes:
    across = b"".join(b"0 %.2f m 595 %.2f l S\n" % (n * 0.42, n * 0.42) for n in range(2_000))
    down = b"".join(b"%.2f 0 m %.2f 842 l S\n" % (n * 0.29, n * 0.29) for n in range(2_000))
    return one_object(4, packed(across + down + TEXT))


@PDF_CONTENT
def a_million_rectangles_in_one_path() -> bytes:
    return one_object(4, packed(b"1 1 9 9 re " * 1_000_000 + b"f " + TEXT))


@PDF_CONTENT
def a_hundred_thousand_annotations() -> bytes:
    return one_page(
        TEXT, b"<</Subtype/Text/Rect[0 0 9 9]/Contents(a)>>", on_page=b"/Annots[" + b"6 0 R " * 100_000 + b"]"
    )


@PDF_CONTENT
def ten_thousand_words_in_columns() -> bytes:
    words = (b"BT /F1 5 Tf %d %d Td (%d.%02d) Tj ET\n" % (x * 24, y * 6, x, y) for x in range(24) for y in range(140))
    return one_object(4, packed(b"".join(words) * 3))


@PDF_CONTENT
def picture_packed_of_five_hundred_megabytes() -> bytes:
    data = zlib.compress(b"\0" * (400 * _MB), 6)
    return _picture(b"/Width 20000/Height 20000/Filter/FlateDecode" + _GREY, data)


@PDF_CONTENT
def helvetica_nobody_has() -> bytes:
    return pdf([CATALOGUE, PAGES, page(), stream(TEXT), HELVETICA.replace(b"Helvetica", b"A" * 100_000)])
