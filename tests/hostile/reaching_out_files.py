"""Documents that name something outside of themselves: a server, a file of the machine."""

from tests.hostile.docx_files import document, docx, parts, relations
from tests.hostile.markup_files import page
from tests.hostile.pdf_writer import PAGES, TEXT, one_page, pdf
from tests.hostile.pdf_writer import page as pdf_page
from tests.hostile.sheet_files import opendocument, workbook_parts
from tests.hostile.zip_writer import container

_P = "<w:p><w:r><w:t>合计 3.50</w:t></w:r></w:p>"
_KINDS = ("header", "styles", "image", "attachedTemplate", "aFChunk", "subDocument", "frame", "oleObject", "hyperlink")
_FIELDS = ("INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK Excel.Sheet.8", "DDEAUTO", "RD")


def documents_for(address: str, file: str) -> dict[str, bytes]:
    """Files by their names; each names ``address`` (http://…/) or ``file`` (a path) in every way that its format has."""
    both = (address + "a", "file://" + file)
    return {
        **_office(address, file),
        "entity.docx": docx(_declared(both[1], document(_P.replace("合计", "&a;")))),
        "entity.html": _declared(both[1], page("<p>&a;合计")),
        "page.html": page(*_page(address, file)),
        "drawing.html": page(f'<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{both[0]}"/>'
                             f'<use href="{both[1]}#a"/></svg><p>合计'),
        "archive.mht": b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n\r\n--a\r\nContent-Type: '
                       b"text/html\r\nContent-Location: " + both[0].encode() + b"\r\n\r\n" + page(*_page(address, file)),
        "actions.pdf": pdf([b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(%s)>>/AA<</WC<</S/GoToR/F(%s)>>>>>>" % (
            both[0].encode(), file.encode()), PAGES, pdf_page(), b"<</F(%s)/Length 0>>stream\n\nendstream" % file.encode()]),
        "picture.pdf": one_page(TEXT, b"<</Subtype/Image/Width 1/Height 1/F<</FS/URL/F(%s)>>/Length 0>>stream\n\n"
                                b"endstream" % both[0].encode(), on_page=b"/Resources<</XObject<</X 6 0 R>>>>"),
    }  # fmt: skip


def documents_for_libreoffice(address: str, file: str) -> dict[str, bytes]:
    """Files of the formats that LibreOffice may be given, by ``ending``."""
    both = (address + "a", "file://" + file)
    fields = "".join(
        f'{{\\field\\flddirty{{\\*\\fldinst {{{kind} "{target}" }}}}{{\\fldrslt a}}}}'
        for kind in _FIELDS
        for target in both
    )
    linked = f'<text:section text:name="a"><text:section-source xlink:href="{both[1]}"/></text:section>'
    drawn = f'<text:p><draw:frame><draw:image xlink:href="{both[0]}" xlink:type="simple"/></draw:frame>合计</text:p>'
    odt = opendocument("text", linked + drawn)
    office = _office(address, file)
    return {
        "rtf": f"{{\\rtf1{{\\*\\template {both[0]}}}{{\\*\\fldinst a}}{fields} sum}}".encode(),
        "docx": office["linked.docx"],
        "xlsx": office["linked.xlsx"],
        "odt": odt,
    }


def _office(address: str, file: str) -> dict[str, bytes]:
    targets = [(kind, target) for kind in _KINDS for target in (address + kind, "file://" + file)]
    fields = "".join(
        f"<w:p><w:fldSimple w:instr=' {kind} \"{address}\" '><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>"
        for kind in _FIELDS
    )
    chunks = "".join(f'<w:altChunk r:id="rId{n}"/>' for n in range(1, len(targets) + 1))
    linked = {
        **parts(_P + fields + chunks),
        "word/_rels/document.xml.rels": relations(*targets, external=True),
        "word/settings.xml": b"<a/>",
        "word/_rels/settings.xml.rels": relations(("attachedTemplate", address + "t"), external=True),
    }
    sheet = workbook_parts('<row r="1"><c r="A1"><f>WEBSERVICE("' + address + '")</f></c><c r="B1"><v>1</v></c></row>')
    book = {
        **sheet,
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("externalLinkPath", address + "x"), external=True),
        "xl/connections.xml": f'<connections><connection><webPr url="{address}"/></connection></connections>'.encode(),
    }
    return {"linked.docx": container(linked), "linked.xlsx": container(book)}


def _page(address: str, file: str) -> tuple[str, str]:
    body = "".join(
        f'<img src="{target}"><iframe src="{target}"></iframe><object data="{target}"></object><embed src="{target}">'
        f'<video src="{target}"></video><p style="background:url({target})">合计'
        for target in (address, "file://" + file)
    )
    head = (
        f'<base href="{address}"><link rel=stylesheet href=a.css><script src=a.js></script><style>@import "{address}";'
    )
    return body, head + "</style>"


def _declared(target: str, root: bytes) -> bytes:
    return (
        b'<!DOCTYPE html [<!ENTITY a SYSTEM "%s"><!ENTITY %% b SYSTEM "%s">%%b;]>' % (target.encode(), target.encode())
        + root
    )
