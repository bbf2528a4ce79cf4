"""Writes ``lists.docx``, numbered paragraphs of every kind; LibreOffice saves it as ``lists.doc`` and ``lists.odt``.

``python -m tests.data.make_lists; soffice --headless --convert-to "doc:MS Word 97" tests/data/lists.docx``,
``--convert-to odt`` likewise
"""

from collections.abc import Iterator
from pathlib import Path

from tests.hostile.docx_files import W, document, parts, relations
from tests.hostile.zip_writer import container

_KINDS = (
    (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."),
     ("decimalEnclosedCircleChinese", "%4")),
    (("decimal", "%1"), ("decimal", "%1.%2"), ("upperRoman", "%1-%2-%3"), ("lowerLetter", "%4)")),
    (("ideographTraditional", "%1"), ("chineseLegalSimplified", "%2"), ("decimalZero", "%3"), ("upperLetter", "%4.")),
    (("bullet", "·"), ("none", ""), ("decimalFullWidth", "%3．"), ("ideographDigital", "%4")),
)  # fmt: skip
"""By list and level: what it counts in, and how that is printed."""
_RESTARTED = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
_NUMBERS = ((1, 1, ""), (2, 2, ""), (3, 3, ""), (4, 4, ""), (5, 2, ""), (6, 2, _RESTARTED))
"""Numberings: their own number, the list that they use, what they change."""
_STYLE = "H"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def numbering() -> bytes:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(_level(number, *place) for place in enumerate(levels))
        + "</w:abstractNum>"
        for number, levels in enumerate(_KINDS, 1)
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>' for number, kind, more in _NUMBERS
    )
    return f"<w:numbering {W}>{kinds}{used}</w:numbering>".encode()


def _level(kind: int, level: int, said: tuple[str, str]) -> str:
    style = f'<w:pStyle w:val="{_STYLE}"/>' if (kind, level) == (1, 1) else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{said[0]}"/>{style}<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{said[1]}"/></w:lvl>'
    )


def paragraph(number: int, level: int, text: str) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def body() -> Iterator[str]:
    yield from (paragraph(1, 0, f"a{count}") for count in range(1, 13))
    for level, text in enumerate(("b", "c", "d"), 1):
        yield paragraph(1, level, text)
    yield f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}"/></w:pPr><w:r><w:t>by its style</w:t></w:r></w:p>'
    yield from (paragraph(2, level, f"level {level}") for level in (1, 0, 2, 2))
    yield from (paragraph(number, 0, "restarted") for number in (5, 6, 6, 2, 6))
    yield from (paragraph(3, level, "all") for level in range(4) for _ in range(28))
    yield from (paragraph(4, level, "plain") for level in range(4))
    yield paragraph(0, 0, "no list")
    cells = f"<w:tc>{paragraph(2, 0, '')}</w:tc><w:tc>{paragraph(2, 0, 'c')}</w:tc>"
    yield "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>" + 3 * f"<w:tr>{cells}</w:tr>" + "</w:tbl>"
    yield "<w:p/>"


def styles() -> bytes:
    named = f'<w:style w:type="paragraph" w:styleId="{_STYLE}"><w:name w:val="{_STYLE}"/>'
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    return f"<w:styles {W}>{plain}{named}{numbered}</w:styles>".encode()


def types() -> bytes:
    parts_of = {"document": "document.main", "numbering": "numbering", "styles": "styles"}
    said = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in parts_of.items()
    )
    relation = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="{relation}"/>'
        f"{said}</Types>"
    ).encode()


if __name__ == "__main__":
    whole = parts(document("".join(body())))
    whole["word/_rels/document.xml.rels"] = relations(("numbering", "numbering.xml"), ("styles", "styles.xml"))
    whole |= {"word/numbering.xml": numbering(), "word/styles.xml": styles(), "[Content_Types].xml": types()}
    (Path(__file__).parent / "lists.docx").write_bytes(container(whole))
