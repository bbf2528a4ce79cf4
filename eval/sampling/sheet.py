"""``sample.csv``: the items as a table that Excel opens, with two columns to fill in."""

import csv
import io
from collections.abc import Iterable

from extractor.eval.sampling.card import Card

COLUMNS = (
    "id",
    "kind",
    "document",
    "page",
    "table_title",
    "unit",
    "row_label",
    "header_path",
    "extracted_value",
    "right",
    "true_value",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def sheet_bytes(cards: Iterable[Card]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel takes Chinese for something else; lines end as RFC 4180 has
    them. A text of a document that a spreadsheet program would run as a formula is made a text by an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for card in cards:
        path = " / ".join(card.header_path)
        texts = (card.document, card.place, card.title, card.unit, card.row_label, path, card.value)
        writer.writerow([card.id, card.kind, *map(_harmless, texts), "", ""])
    return stream.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    line = " ".join(text.split())
    if line.startswith(_FORMULA_SIGNS) and not line.lstrip("+-").replace(",", "").replace(".", "", 1).isdigit():
        return f"'{line}"
    return line
