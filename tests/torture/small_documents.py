"""Thousands of distinct small documents in five formats, and among a hundred one that is broken."""

import io
import random
from collections.abc import Sequence
from html import escape
from pathlib import Path

import docx
import openpyxl

_HOSTILE_EVERY = 100
_PLACES = ("东河", "西岭", "南浦", "北原", "新安", "临江", "石门", "平湖")
_OFFICES = ("教育局", "水利局", "民政局", "统计局", "档案馆", "文化馆", "农业农村局", "交通运输局")
_HEADS = (
    "一般公共服务支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出",
)  # fmt: skip
Rows = Sequence[Sequence[str]]


def write_documents(folder: Path, count: int, seed: int = 1) -> None:
    """``count`` files in folders of a hundred; the same for the same seed, no two with the same bytes."""
    writers = (_text, _html, _docx, _xlsx, _pdf)
    endings = ("txt", "html", "docx", "xlsx", "pdf")
    for number in range(count):
        chance = random.Random(seed * 1_000_000 + number)  # noqa: S311 - not for secrets
        title = f"{_PLACES[number % 8]}县{_OFFICES[number // 8 % 8]}{2015 + number % 11}年部门支出预算表"
        form = chance.randrange(len(writers))
        data = writers[form](f"{title}（{number}）", _rows(chance))
        if number % _HOSTILE_EVERY == _HOSTILE_EVERY // 2:
            data = _broken(data, number // _HOSTILE_EVERY, chance)
        path = folder / f"{number // 100:03}" / f"预算 {number:05}.{endings[form]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _rows(chance: random.Random) -> Rows:
    """A statement whose sums hold: heads with basic and project expenditure, and their total."""
    heads = chance.sample(_HEADS, chance.randint(3, 8))
    amounts = [(chance.randrange(10_000_000), chance.randrange(10_000_000)) for _ in heads]
    sums = (sum(one for one, _ in amounts), sum(two for _, two in amounts))
    lines = [("合计", *sums), *((head, *pair) for head, pair in zip(heads, amounts, strict=True))]
    body = [[name, *(f"{cents / 100:,.2f}" for cents in (one + two, one, two))] for name, one, two in lines]
    return [["支出功能分类科目", "合计", "基本支出", "项目支出"], *body]


def _broken(data: bytes, kind: int, chance: random.Random) -> bytes:
    match kind % 6:
        case 0:
            return data[: len(data) // 2]
        case 1:
            return b""
        case 2:
            return chance.randbytes(3_000)
        case 3:
            return b"<html><body>" + b"<div><table><tr><td>" * 20_000 + data
        case 4:
            return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>\nendobj\n" + data[:200]
        case _:
            return bytes(byte ^ (0xFF if chance.random() < 0.01 else 0) for byte in data)


def _text(title: str, rows: Rows) -> bytes:
    lines = ["\t".join(row) for row in rows]
    return "\n".join([title, "单位：万元", *lines, ""]).encode()


def _html(title: str, rows: Rows) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    page = f'<p>{title}</p><p>单位：万元</p><table border="1">{body}</table>'
    return f'<!doctype html><meta charset="utf-8"><title>{title}</title>{page}'.encode()


def _docx(title: str, rows: Rows) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    document.add_paragraph("单位：万元")
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    return _saved(document)


def _xlsx(title: str, rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(["单位：万元"])
    for row in rows:
        sheet.append(list(row))
    return _saved(book)


def _saved(document: "docx.document.Document | openpyxl.Workbook") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pdf(title: str, rows: Rows) -> bytes:
    """A ruled table on one page; its font is one that readers have a map of characters for, not embedded."""
    top, height, widths = 740, 20, (200, 100, 100, 100)
    edges = [40 + sum(widths[:column]) for column in range(len(widths) + 1)]
    bottom = top - height * len(rows)
    draw = [f"{edges[0]} {top - height * n} m {edges[-1]} {top - height * n} l S" for n in range(len(rows) + 1)]
    draw += [f"{edge} {top} m {edge} {bottom} l S" for edge in edges]
    texts = [(60, 790, title), (440, 760, "单位：万元")]
    texts += [
        (edges[column] + 4, top - height * (line + 1) + 6, text)
        for line, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    shown = [f"BT /F 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in texts]
    content = "\n".join(["0.5 w", *draw, *shown]).encode()
    font = b"/Type /Font /BaseFont /STSong-Light"
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>"
    info = b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    flags = b"/Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
    return _pdf_file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< %b /Contents 4 0 R >>" % page,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< %b /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>" % font,
        b"<< %b /Subtype /CIDFontType0 /CIDSystemInfo %b /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>"
        % (font, info),
        b"<< %b /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>" % flags,
    )


def _pdf_file(*objects: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + tail % (size, table, size, len(out))
