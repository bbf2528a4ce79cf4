"""Word files (DOCX) whose container, XML and structure do harm."""

import io
import struct
import zipfile
from functools import partial

from tests.hostile.hostile_file import HostileFiles
from tests.hostile.zip_writer import Member, container, container_with, member, write_zip

DOCX_FILES = HostileFiles("docx")
_MB = 1 << 20
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    W + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_MAIN = "word/document.xml"
_P = "<w:p><w:r><w:t>合计 3.50</w:t></w:r></w:p>"
_CELL = "<w:tc><w:p><w:r><w:t>8</w:t></w:r></w:p></w:tc>"
_TABLE = f"<w:tbl><w:tr>{_CELL}{_CELL}</w:tr><w:tr>{_CELL}{_CELL}</w:tr></w:tbl>"


def relations(*targets: tuple[str, str], external: bool = False) -> bytes:
    """Relationships: (kind, target), numbered rId1 on."""
    mode = ' TargetMode="External"' if external else ""
    said = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{said}</Relationships>'.encode()


def document(body: str) -> bytes:
    """The main part."""
    return f"<w:document {_MORE}><w:body>{body}</w:body></w:document>".encode()


def parts(main: bytes | str, **more: bytes) -> dict[str, bytes]:
    """The parts of a small document; ``more`` are others, ``__`` in their names a slash and ``_`` a point."""
    main = document(main) if isinstance(main, str) else main
    named = {name.replace("__", "/").replace("_", "."): data for name, data in more.items()}
    return {"[Content_Types].xml": _TYPES, "_rels/.rels": relations(("officeDocument", _MAIN)), _MAIN: main, **named}


def docx(main: bytes | str, **more: bytes) -> bytes:
    """A whole file."""
    return container(parts(main, **more))


def _with_relations(body: str, targets: tuple[tuple[str, str], ...], *, external: bool = False, **more: bytes) -> bytes:
    whole = {**parts(body, **more), "word/_rels/document.xml.rels": relations(*targets, external=external)}
    return container(whole)


def _doctype(declared: str, used: str = "&a;", before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<!DOCTYPE x [{declared}]>'.encode() + document(_P.replace("合计", used))


_GOOD = parts(_P + _TABLE)
_LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
_STYLES = f"<w:styles {W}>%s</w:styles>"
_BASED = '<w:style w:type="paragraph" w:styleId="%s"><w:basedOn w:val="%s"/></w:style>'
_FOLLOWED = (
    ("declares_a_thousand_million_laughs", _doctype(_LAUGHS, "&j;")),
    ("declares_an_entity_of_the_disk", _doctype('<!ENTITY a SYSTEM "file:///etc/passwd">')),
    ("declares_an_entity_of_the_network", _doctype('<!ENTITY a SYSTEM "http://127.0.0.1:9/a">')),
    ("declares_a_parameter_entity", _doctype('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', "b")),
    ("declares_a_type_after_a_long_comment", _doctype(_LAUGHS, "&j;", "<!--" + " " * 9_000 + "-->")),
    ("declares_a_type_in_utf_16", _doctype(_LAUGHS, "&j;").decode().encode("utf-16")),
    ("declares_a_type_of_the_disk", b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + document(_P)),
    ("includes_the_disk", document(_P + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')),
    ("styled_by_the_network", b'<?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>' + document(_P)),
    ("of_no_bytes", b""),
    ("of_zeros", bytes(5_000)),
    ("of_another_root", b"<html/>"),
    ("of_no_namespace", b"<document><body><p>a</p></body></document>"),
    ("of_the_strict_dialect", document(_P).replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                                     b"http://purl.oclc.org/ooxml/wordprocessingml/main")),
    ("without_a_body", f"<w:document {W}/>".encode()),
    ("never_closed", document(_P)[:-30]),
    ("of_control_characters", document(_P.replace("合计", "\x01\x02"))),
    ("of_references_to_control_characters", document(_P.replace("合计", "&#1;&#0;&#xffff;"))),
    ("of_half_a_pair", document(_P.replace("合计", "&#xd800;"))),
    ("of_broken_utf_8", document(_P).replace("合".encode(), b"\xff\xfe")),
    ("of_an_encoding_nobody_knows", b'<?xml version="1.0" encoding="klingon"?>' + document(_P)),
    ("of_a_wrong_encoding", b'<?xml version="1.0" encoding="gb2312"?>' + document(_P)),
)  # fmt: skip
for _name, _xml in _FOLLOWED:
    DOCX_FILES.add(f"main_part_{_name}", partial(docx, _xml))

_SPANS = (
    ("gridSpan", "1000000000"), ("gridSpan", "-5"), ("gridSpan", "9" * 5_000), ("gridSpan", "x"), ("gridSpan", "4000"),
    ("vMerge", "continue"), ("hMerge", "continue"),
)  # fmt: skip
for _number, (_tag, _value) in enumerate(_SPANS, 1):
    _changed = _CELL.replace("<w:tc>", f'<w:tc><w:tcPr><w:{_tag} w:val="{_value}"/></w:tcPr>')
    _rows = f"<w:tbl><w:tr>{_changed * 3}</w:tr><w:tr>{_changed * 2}</w:tr></w:tbl>"
    DOCX_FILES.add(f"cells_whose_{_tag}_lies_{_number}", partial(docx, _rows))
DOCX_FILES.add("rows_that_begin_at_a_thousand_million", partial(
    docx, f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>{_CELL}</w:tr></w:tbl>'))  # fmt: skip
DOCX_FILES.add("rows_without_cells", partial(docx, "<w:tbl>" + "<w:tr/>" * 10_000 + "</w:tbl>" + _P))
DOCX_FILES.add("tables_without_rows", partial(docx, "<w:tbl/>" * 10_000 + _P))
DOCX_FILES.add("cells_outside_of_rows", partial(docx, f"<w:tbl>{_CELL}</w:tbl>{_CELL}" + _P))


def _nested(opening: str, closing: str, inner: str, times: int) -> bytes:
    return docx(opening * times + inner + closing * times)


for _name, _opening, _closing in (
    ("tables", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ("controls", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ("boxes", "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>",
     "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"),
    ("alternatives", "<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    ("insertions", "<w:ins>", "</w:ins>"),
    ("elements_of_nobody", "<x>", "</x>"),
):  # fmt: skip
    for _times in (100, 5_000):
        DOCX_FILES.add(f"{_name}_nested_{_times}_deep", partial(_nested, _opening, _closing, _P, _times))
DOCX_FILES.add("elements_nested_a_hundred_thousand_deep", partial(_nested, "<x>", "</x>", _P, 100_000))
DOCX_FILES.add("formulas_nested_five_thousand_deep", partial(
    docx, "<w:p>" + "<m:oMath><m:f>" * 5_000 + "<m:t>1</m:t>" + "</m:f></m:oMath>" * 5_000 + "</w:p>"))  # fmt: skip

_HEADS = f"<w:hdr {W}>{_P}</w:hdr>".encode()
_LINKED: tuple[tuple[str, tuple[tuple[str, str], ...], bool], ...] = (
    (
        "to_the_main_part",
        (("header", "document.xml"), ("styles", "document.xml"), ("footnotes", "document.xml")),
        False,
    ),
    ("to_parts_that_are_not", (("styles", "styles.xml"),), False),
    ("out_of_the_container", (("styles", "../../../../etc/passwd"),), False),
    ("to_the_disk", (("header", "file:///etc/passwd"), ("styles", "/etc/passwd")), False),
    ("to_the_outside", (("header", "http://127.0.0.1:9/a"), ("styles", "file:///etc/passwd")), True),
    ("to_the_container_itself", (("styles", "../_rels/.rels"), ("header", "../[Content_Types].xml")), False),
    ("a_thousand_times_to_one_head", (("header", "header1.xml"),) * 1_000, False),
)
for _name, _targets, _external in _LINKED:
    DOCX_FILES.add(f"relations_{_name}", partial(
        _with_relations, _P, _targets, external=_external, word__header1_xml=_HEADS))  # fmt: skip
_STYLED = _P.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>')
for _name, _sheet in (
    ("based_on_itself", _BASED % ("a", "a")),
    ("based_on_each_other", _BASED % ("a", "b") + _BASED % ("b", "a")),
    ("based_on_a_hundred_thousand", "".join(_BASED % (f"a{n}" if n else "a", f"a{n + 1}") for n in range(100_000))),
):
    DOCX_FILES.add(f"styles_{_name}", partial(
        _with_relations, _STYLED * 50, (("styles", "styles.xml"),), word__styles_xml=(_STYLES % _sheet).encode()))  # fmt: skip

for _missing in _GOOD:
    DOCX_FILES.add(f"without_{_missing.strip('_[].').replace('/', '_')}", partial(
        container, {name: data for name, data in _GOOD.items() if name != _missing}))  # fmt: skip


def _member_that_says(**changed: object) -> bytes:
    return container_with(_GOOD, _MAIN, **changed)


for _name, _lie in (
    ("a_wrong_checksum", {"crc": 1}),
    ("a_size_of_four_thousand_million", {"size": 0xFFFFFFF0}),
    ("a_size_of_one", {"size": 1}),
    ("a_packed_size_of_four_thousand_million", {"packed_size": 0xFFFFFFF0}),
    ("a_packed_size_of_one", {"packed_size": 1}),
    ("a_place_beyond_the_end", {"at": 0x7FFFFFFF}),
    ("the_place_of_another", {"at": 0}),
    ("another_name_at_its_place", {"local_name": b"word/other.xml"}),
    ("a_password", {"flags": 0x801}),
    ("a_packing_nobody_knows", {"method": 99}),
    ("a_packing_of_lzma_that_is_none", {"method": 14}),
    ("no_packing_where_there_is_one", {"method": 0}),
    ("sizes_of_64_bits", {"extra": struct.pack("<HHQQ", 1, 16, 1 << 62, 1 << 62), "size": 0xFFFFFFFF}),
    ("an_extra_field_that_is_cut", {"extra": b"\1\0\xff\xff"}),
):
    DOCX_FILES.add(f"container_that_says_{_name}", partial(_member_that_says, **_lie))
_WHOLE = container(_GOOD)
DOCX_FILES.add_bytes(
    [
        ("container_cut_in_the_middle", _WHOLE[: len(_WHOLE) // 2]),
        ("container_without_its_end", _WHOLE[:-22]),
        ("container_with_junk_before", b"PK\3\4" + b"\xff" * 999 + _WHOLE),
        ("container_with_a_comment_of_a_container", write_zip(
            [member(name, data) for name, data in _GOOD.items()], comment=_WHOLE)),
        ("container_of_sixty_thousand_that_holds_four", write_zip(
            [member(name, data) for name, data in _GOOD.items()], count=60_000)),
        ("container_whose_directory_is_elsewhere", write_zip(
            [member(name, data) for name, data in _GOOD.items()], start=0x7FFFFFF0)),
        ("container_of_names_that_climb", container(
            {**_GOOD, "../../../tmp/a": b"", "/etc/a": b"", "C:\\a": b"", "a\0b": b"", "word//./document.xml": b""})),
        ("container_with_the_main_part_twice", write_zip(
            [*(member(name, data) for name, data in _GOOD.items()), member(_MAIN, document("<w:p/>"))])),
        ("inserted_document_of_the_disk", _with_relations(
            '<w:altChunk r:id="rId1"/>', (("aFChunk", "file:///etc/passwd"),), external=True)),
    ]
)  # fmt: skip


@DOCX_FILES
def container_of_thirty_thousand_parts() -> bytes:
    return container({**_GOOD, **{f"word/{number}.bin": b"" for number in range(30_000)}})


@DOCX_FILES
def container_that_unpacks_to_a_thousand_million() -> bytes:
    return container({**_GOOD, "word/media/a.bin": bytes(1024 * _MB)})


@DOCX_FILES
def container_of_parts_over_each_other() -> bytes:
    bomb = member("word/a.bin", bytes(8 * _MB))
    over = [
        Member(b"word/%d.bin" % n, b"", bomb.crc, bomb.size, packed_size=len(bomb.packed), at=0) for n in range(200)
    ]
    return write_zip([bomb, *over, *(member(name, data) for name, data in _GOOD.items())])


@DOCX_FILES
def container_packed_by_bzip2() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as whole:
        for name, data in _GOOD.items():
            whole.writestr(name, data)
        whole.writestr("word/styles.xml", bytes(256 * _MB))
    return made.getvalue()


@DOCX_FILES
def main_part_of_four_hundred_megabytes_of_blanks() -> bytes:
    return docx(document(_P).replace(b"<w:body>", b"<w:body>" + b" " * (400 * _MB)))


@DOCX_FILES
def main_part_of_four_hundred_megabytes_of_text() -> bytes:
    return docx(document(_P).replace("合计".encode(), b"a" * (400 * _MB)))


@DOCX_FILES
def main_part_of_a_million_attributes() -> bytes:
    said = b" ".join(b'a%d="1"' % number for number in range(1_000_000))
    return docx(document(_P).replace(b"<w:p>", b"<w:p " + said + b">"))


@DOCX_FILES
def main_part_of_ten_million_empty_elements() -> bytes:
    return docx(document(_P).replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 10_000_000))


@DOCX_FILES
def main_part_of_a_hundred_thousand_namespaces() -> bytes:
    said = b" ".join(b'xmlns:a%d="b%d"' % (number, number) for number in range(100_000))
    return docx(document(_P).replace(b"<w:p>", b"<w:p " + said + b">"))


@DOCX_FILES
def table_of_a_million_cells() -> bytes:
    return docx("<w:tbl>" + f"<w:tr>{_CELL * 100}</w:tr>" * 10_000 + "</w:tbl>")


@DOCX_FILES
def table_of_wide_rows_over_the_bound() -> bytes:
    wide = _CELL.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="4000"/></w:tcPr>')
    return docx("<w:tbl>" + f"<w:tr>{wide}</w:tr>" * 2_000 + f"<w:tr>{_CELL * 4_000}</w:tr></w:tbl>")


@DOCX_FILES
def cell_of_a_hundred_thousand_paragraphs() -> bytes:
    inner = "<w:p><w:r><w:t>1.00</w:t></w:r></w:p>" * 100_000
    return docx(f"<w:tbl><w:tr><w:tc>{inner}</w:tc>{_CELL}</w:tr><w:tr>{_CELL * 2}</w:tr></w:tbl>")


@DOCX_FILES
def paragraph_of_ten_million_characters() -> bytes:
    return docx(_P.replace("合计 3.50", "基本支出1,234.50万元，" * 600_000))


@DOCX_FILES
def fields_begun_and_never_ended() -> bytes:
    return docx(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>A</w:instrText></w:r>' * 50_000 + "</w:p>" + _P
    )


@DOCX_FILES
def container_of_containers() -> bytes:
    inner = _WHOLE
    for _ in range(20):
        inner = container({"[Content_Types].xml": _TYPES, "word/a.docx": inner * 2})
    return inner
