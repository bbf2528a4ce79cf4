"""The order of the stages, once: from a source to its document."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from typing import BinaryIO

from extractor.document.document import SCHEMA_VERSION, Document, Producer, SourceInfo
from extractor.document.trace import PageTrace
from extractor.normalise.projects.claimed import claimed_projects
from extractor.normalise.projects.plan import amounts_under_percent
from extractor.options import Options
from extractor.pipeline.confidences import RateConfidence, rate_confidence
from extractor.pipeline.contents import read_content
from extractor.pipeline.document_problems import document_problems
from extractor.pipeline.input_bytes import read_source, sayable
from extractor.pipeline.laying_out import lay_out
from extractor.pipeline.lost_tiers import infer_tiers
from extractor.pipeline.models_used import models_used
from extractor.pipeline.pages_in_order import read_pages
from extractor.pipeline.pdf_contents import ChangePages, pages_as_read, read_pdf_content
from extractor.pipeline.picture_contents import picture_pages_as_read
from extractor.pipeline.privacy import with_privacy
from extractor.pipeline.rare_collections import rare_collections
from extractor.pipeline.readings import named_division
from extractor.pipeline.repairing import repair_tables
from extractor.pipeline.second_readings import pages_read
from extractor.readings.ask import readers_of
from extractor.repair.forms.torn_doubts import find_doubts
from extractor.sources.sniff import PICTURES, MediaType, sniff
from extractor.verify.facts import Facts, derived_from
from extractor.verify.marks import mark_mentions, mark_statement, mark_table, summarise
from extractor.verify.verification import Verification, verify
from extractor.version import __version__


def extract(
    source: str | PathLike[str] | bytes | BinaryIO, *, options: Options | None = None, name: str | None = None
) -> Document:
    """Convert one document to verified, traceable data.

    ``source`` is a path, the file's bytes, or a binary stream; ``name`` is the file name to go by where there is no
    path (it breaks ties of format and may tell the year). The same bytes, name, options and version give the same
    document. ``Document.summary`` says how many amounts the document's own arithmetic proves; ``problems`` says what
    was lost. Write it with ``extractor.document.wire.to_json``.

    Raises a SourceError (``EncryptedSource``, ``CorruptSource``, ``NoTextLayer`` …) with a stable ``code`` and a
    ``remedy`` where the input can not be converted at all.

    >>> document = extract("预算.pdf")  # doctest: +SKIP
    >>> document.tables[0].title  # doctest: +SKIP
    '部门收支总表'
    """
    return _convert(source, options or Options(), name, rate_confidence)


def extract_unrated(source: str | PathLike[str] | bytes | BinaryIO, change: ChangePages | None = None) -> Document:
    """Convert one document, its cells' ``confidence`` left as the reader's certainty: what the model of confidence is
    fitted on. ``change`` sets the pages of a PDF worse before they are read; no other tool reads them then."""
    return _convert(source, Options(), None, lambda tables, *_: tuple(tables), change)


@rare_collections()
def _convert(
    source: str | PathLike[str] | bytes | BinaryIO,
    options: Options,
    name: str | None,
    rate: RateConfidence,
    change: ChangePages | None = None,
) -> Document:
    data, found_name = read_source(source, options)
    name = sayable(name or found_name)
    media_type = sniff(data, name)
    content = read_content(data, media_type, options) if change is None else read_pdf_content(data, options, change)
    again = readers_of(data, options.source.password) if media_type == MediaType.PDF and change is None else None
    layout, reading, repairs, doubts = repair_tables(lay_out(content), options, name, again)
    metadata, verification = reading.metadata, reading.verification
    statements = tuple(mark_statement(statement, verification.states) for statement in reading.statements)
    marked = [mark_table(table, verification.states) for table in reading.tables]
    tables = rate(marked, verification.checks, repairs, layout.torn)
    doubts = (*doubts, *find_doubts(tables, layout.torn, repairs))
    doubts = (*doubts, *amounts_under_percent(reading.projects, tables))
    problems = (*content.problems, *doubts, *document_problems(media_type, name, tables, statements, metadata.kind))
    document = Document(
        schema_version=SCHEMA_VERSION,
        source=SourceInfo(name, hashlib.sha256(data).hexdigest(), len(data), media_type, content.reader),
        producer=Producer(__version__, options.echo(), options.echo_limits(), models_used(content.pages)),
        status="partial" if any(problem.severity == "error" for problem in problems) else "ok",
        kind=metadata.kind,
        department=metadata.department,
        division=metadata.division,
        fiscal_year=metadata.fiscal_year,
        metadata_sources=metadata.sources,
        reporting_units=metadata.reporting_units,
        summary=summarise(statements, verification.failed_checks),
        pages=pages_read(content.pages, tables, repairs),
        blocks=layout.blocks,
        tables=tables,
        statements=statements,
        projects=infer_tiers(reading.projects, tables) if options.repair.enabled else reading.projects,
        mentions=mark_mentions(reading.mentions, verification.checks),
        checks=verification.checks,
        repairs=repairs,
        problems=problems,
    )
    return with_privacy(document, options.privacy)


def verify_again(document: Document) -> Verification:
    """Verify what a document says now, for instance after a person corrected its JSON."""
    facts = Facts.gather(
        document.tables,
        document.statements,
        document.projects,
        fiscal_year=document.fiscal_year,
        department=document.department,
    )
    derived, division = derived_from(document.repairs), named_division(document.department)
    facts = replace(facts, derived=derived, mentions=document.mentions, division=division)
    return verify(replace(facts, claimed_projects=claimed_projects(document.blocks)))


def trace_pages(data: bytes, options: Options) -> Iterator[PageTrace]:
    """What the layout sees on each page of a PDF or a picture, one page in memory at a time: for pictures that explain
    a result.

    It is the reading that ``extract`` does, done again. Raises SourceError as ``extract`` does.
    """
    pages = picture_pages_as_read if sniff(data, None) in PICTURES else pages_as_read
    for raw, page, reading, _ in read_pages(pages(data, options), options):
        yield PageTrace(page, reading.regions, raw.turn, raw.skew)
