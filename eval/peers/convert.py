"""What a peer says of a document → the contract's JSON, with every benefit that needs no label."""

from collections.abc import Sequence
from typing import Any

from extractor.eval.matching import assign_tables
from extractor.eval.peers.captions import Captioned, caption
from extractor.eval.peers.contract import table_data
from extractor.eval.peers.grid import settle, without_blank_columns
from extractor.eval.peers.headers import count_header_rows
from extractor.eval.peers.joins import join
from extractor.eval.peers.page_lines import PageLine, lines_of_peer, outside
from extractor.eval.peers.provider import Gift
from extractor.eval.peers.worker.raw import RawAnswer
from extractor.eval.prediction import read_prediction


def compose_tables(answer: RawAnswer, lines: Sequence[PageLine]) -> tuple[Captioned, ...]:
    """The peer's tables settled, captioned and joined over pages; ``lines`` are the document's where it gives none."""
    tables = [table for raw in answer.tables if (table := settle(raw)).cells]
    tables.sort(key=lambda table: (table.boxes[0][0], table.boxes[0][1][1]))
    places = [place for table in tables for place in table.boxes]
    read = lines if answer.lines is None else lines_of_peer(answer.lines)
    captioned = [caption(table, read, [box for page, box in places if page == table.pages[0]]) for table in tables]
    joined = join(captioned, outside(read, places))
    return tuple(Captioned(without_blank_columns(one.table), one.above) for one in joined if one.table.rows)


def document_data(tables: Sequence[Captioned], sha256: str, gift: Gift | None = None) -> dict[str, Any]:
    """The contract's JSON of a peer's tables.

    The header rows are counted by ``headers.count_header_rows``; with a gift the label says how many there are in each
    table that answers a labelled one.
    """
    counts = [count_header_rows(one.table) for one in tables]
    data = _data(tables, sha256, counts)
    if gift is not None:
        predicted = read_prediction(data).tables
        numbers = {table["id"]: number for number, table in enumerate(data["tables"])}
        for label, index in assign_tables(gift.tables, predicted).items():
            counts[numbers[predicted[index].name]] = gift.tables[label].header_rows
        data = _data(tables, sha256, counts)
    return data


def _data(tables: Sequence[Captioned], sha256: str, counts: Sequence[int]) -> dict[str, Any]:
    return {
        "source": {"sha256": sha256},
        "tables": [
            table_data(number, one, count) for number, (one, count) in enumerate(zip(tables, counts, strict=True), 1)
        ],
    }
