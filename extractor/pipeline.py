"""The order of the stages, once: the only module that imports them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import BinaryIO, NamedTuple

from extractor.classify.cell_roles import Structure, cell_roles
from extractor.classify.column_roles import column_roles
from extractor.classify.model_file import model_hashes
from extractor.classify.row_roles import row_role
from extractor.classify.table_kinds import table_kind
from extractor.document.check import Problem, Repair
from extractor.document.content import Content, Element, Grid, PageInfo, Paragraph
from extractor.document.document import SCHEMA_VERSION, Document, Metadata, Producer, SourceInfo
from extractor.document.draft import Draft
from extractor.document.geometry import intersection
from extractor.document.page import Page, TextLine
from extractor.document.record import Department, Project, Statement
from extractor.document.region import Region
from extractor.document.table import Part, Table
from extractor.document.trace import PageTrace
from extractor.document.vocabulary import DocumentKind
from extractor.errors import NoTextLayer, TooLarge, UnreadableSource
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.blocks import build_blocks
from extractor.layout.captions import bind_captions
from extractor.layout.charts import has_curves, is_empty_plot
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.headers import read_header
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.page_elements import order_elements
from extractor.layout.paragraphs import compose_paragraphs
from extractor.layout.ruled import find_ruled_regions
from extractor.layout.turned_pages import as_displayed
from extractor.layout.unruled import has_unruled_table
from extractor.normalise.departments import reporting_unit_of
from extractor.normalise.metadata import phase_of, read_metadata
from extractor.normalise.projects.read import ProjectContext, read_projects
from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext
from extractor.normalise.unread import rounded_amounts, unread_amounts
from extractor.options import Options
from extractor.pages.furniture import find_furniture
from extractor.pages.losses import page_info, page_problems
from extractor.pages.page_text import glyphs_inside, lines_outside
from extractor.pages.understand import understand_page
from extractor.repair.form_rows import propose_form_repairs
from extractor.repair.fused_column_numbers import propose_fused_number_repairs
from extractor.repair.guard import cite_checks, find_broken, take_back
from extractor.repair.matrix_rows import propose_matrix_repairs
from extractor.repair.project_codes import propose_code_repairs
from extractor.repair.stray_numbers import propose_stray_number_repairs
from extractor.sources.docx import read_docx
from extractor.sources.pdf import read_pdf
from extractor.sources.sniff import MediaType, ending_fits, sniff
from extractor.sources.spreadsheet import read_spreadsheet
from extractor.sources.text import read_text
from extractor.tables.assemble import assemble_table
from extractor.tables.joins import join_drafts
from extractor.tables.lattice import build_grid, has_text
from extractor.verify.facts import Facts, derived_from
from extractor.verify.marks import mark_statement, mark_table, summarise
from extractor.verify.verification import Verification, verify
from extractor.version import __version__

_STUB_COLUMNS = 4
"""The leading columns whose texts tell what a table without a title is."""


_PROPOSERS = (
    propose_stray_number_repairs,
    propose_fused_number_repairs,
    propose_form_repairs,
    propose_matrix_repairs,
    propose_code_repairs,
)


class Layout(NamedTuple):
    """A document laid out: prose and drafts in reading order, and the table of each draft."""

    items: tuple[Draft | Paragraph, ...]
    tables: tuple[Table, ...]
    torn: frozenset[str]


class PageReading(NamedTuple):
    """One page read: the regions of its tables with their grids, and the lines outside them."""

    regions: tuple[Region, ...]
    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]


class Reading(NamedTuple):
    """What the tables of a document say with their repairs, and what its own arithmetic makes of it."""

    metadata: Metadata
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...]
    projects: tuple[Project, ...]
    verification: Verification


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
    options = options or Options()
    data, found_name = _read_source(source, options)
    name = name or found_name
    media_type = sniff(data, name)
    content = _read_content(data, media_type, options)
    layout = _lay_out(content)
    reading, repairs = _repair(layout, options, name)
    metadata, verification = reading.metadata, reading.verification
    statements = tuple(mark_statement(statement, verification.states) for statement in reading.statements)
    tables = tuple(mark_table(table, verification.states) for table in reading.tables)
    problems = (*content.problems, *_document_problems(media_type, name, tables, statements, metadata.kind))
    return Document(
        schema_version=SCHEMA_VERSION,
        source=SourceInfo(name, hashlib.sha256(data).hexdigest(), len(data), media_type, content.reader),
        producer=Producer(__version__, options.echo(), {}, dict(model_hashes())),
        status="partial" if any(problem.severity == "error" for problem in problems) else "ok",
        kind=metadata.kind,
        department=metadata.department,
        division=metadata.division,
        fiscal_year=metadata.fiscal_year,
        metadata_sources=metadata.sources,
        reporting_units=metadata.reporting_units,
        summary=summarise(statements, verification.failed_checks),
        pages=content.pages,
        blocks=build_blocks(layout.items, [table.id for table in tables]),
        tables=tables,
        statements=statements,
        projects=reading.projects,
        mentions=(),
        checks=verification.checks,
        repairs=repairs,
        problems=problems,
    )


def verify_again(document: Document) -> Verification:
    """Verify what a document says now, for instance after a person corrected its JSON."""
    facts = Facts.gather(
        document.tables,
        document.statements,
        document.projects,
        fiscal_year=document.fiscal_year,
        department=document.department,
    )
    return verify(replace(facts, derived=derived_from(document.repairs)))


def trace_pages(data: bytes, options: Options) -> Iterator[PageTrace]:
    """What the layout sees on each page of a PDF, one page in memory at a time: for pictures that explain a result.

    It is the reading that ``extract`` does, done again. Raises SourceError as ``extract`` does.
    """
    for raw in read_pdf(data, options.source):
        page = understand_page(raw, options.layout)
        yield PageTrace(page, _read_page(page, options).regions, raw.turn)


def _read_source(source: str | PathLike[str] | bytes | BinaryIO, options: Options) -> tuple[bytes, str | None]:
    """The bytes and, of a path, the file's name."""
    limit = options.source.max_bytes
    if isinstance(source, bytes):
        data, name = source, None
    elif isinstance(source, str | PathLike):
        path = Path(source)
        try:
            size = path.stat().st_size
            data, name = (path.read_bytes() if size <= limit else b"\0" * (limit + 1)), path.name
        except OSError as error:
            raise UnreadableSource(f"{path} can not be read: {error.strerror}.") from error
    else:
        data, name = source.read(limit + 1), None
    if len(data) > limit:
        raise TooLarge(f"The file is larger than max_bytes, {limit} bytes.")
    return data, name


def _read_content(data: bytes, media_type: str, options: Options) -> Content:
    """One reader a format; all give the same kind of value."""
    match media_type:
        case MediaType.PDF:
            return _read_pdf_content(data, options)
        case MediaType.DOCX:
            return read_docx(data, options.source)
        case MediaType.XLSX:
            return read_spreadsheet(data, options.source)
        case _:
            return read_text(data, options.source)


def _lay_out(content: Content) -> Layout:
    """Captions to their tables, headers, joins over pages, prose in paragraphs; each table labelled."""
    bound = bind_captions(content.elements)
    depths = [read_header(item.grid).header_rows if isinstance(item, Draft) else 0 for item in bound]
    joined, _ = join_drafts(bound, depths)
    items = compose_paragraphs([item for item in joined if isinstance(item, Paragraph) or has_text(item.grid)])
    if content.turns:
        pages = {page.number: page for page in content.pages}
        items = tuple(as_displayed(item, content.turns, pages) for item in items)
    drafts = [item for item in items if isinstance(item, Draft)]
    tables = tuple(_label(draft, number) for number, draft in enumerate(drafts, start=1))
    torn = frozenset(table.id for table, draft in zip(tables, drafts, strict=True) if draft.grid.torn)
    return Layout(items, tables, torn)


def _label(draft: Draft, number: int) -> Table:
    return label_table(assemble_table(draft, read_header(draft.grid), number))


def label_table(table: Table) -> Table:
    """Give an assembled table its kind and the roles of its columns, rows and cells."""
    paths = [column.path for column in table.columns]
    values = [row.values for row in table.rows]
    roles = column_roles(paths, values)
    is_form = table.header_rows == 0
    stub = [value for row in values for value in (row if is_form else row[:_STUB_COLUMNS]) if value]
    parts = tuple(_label_part(part, table) for part in table.parts)
    kind = table_kind(table.title, paths, stub)
    number_rows = {cell.row for cell in table.cells if cell.role == "column_number"}
    structure = Structure(table.header_rows, number_rows, roles, parts, is_known=kind != "other")
    cells = cell_roles(table.cells, structure)
    return replace(
        table,
        kind=kind,
        parts=parts,
        columns=tuple(replace(column, role=role) for column, role in zip(table.columns, roles, strict=True)),
        rows=tuple(replace(row, role=row_role(row.values, roles)) for row in table.rows),
        cells=tuple(replace(cell, role=role) for cell, role in zip(table.cells, cells, strict=True)),
    )


def _label_part(part: Part, table: Table) -> Part:
    """Roles for the columns of a form's matrix, from its own rows."""
    first = part.first_row + part.header_rows - table.header_rows
    values = [row.values for row in table.rows[first : part.last_row + 1 - table.header_rows]]
    roles = column_roles([column.path for column in part.columns], values)
    return replace(
        part, columns=tuple(replace(column, role=role) for column, role in zip(part.columns, roles, strict=True))
    )


def _repair(layout: Layout, options: Options, name: str | None) -> tuple[Reading, tuple[Repair, ...]]:
    """Each kind of repair in turn, over all tables: propose, apply, verify, and take back what breaks an identity.

    What is not clear enough is recorded and not applied. The loop ends: each round takes a repair back.
    """
    tables: Sequence[Table] = layout.tables
    repairs: list[Repair] = []
    printed = reading = _read(layout, tables, repairs, name)
    for propose in _PROPOSERS if options.repair.enabled else ():
        found, repaired = propose(tables, layout.torn, options.repair.threshold)
        while any(repair.applied for repair in found):
            after = _read(layout, repaired, (*repairs, *found), name)
            broken = find_broken(reading.verification.checks, after.verification.checks)
            if not broken:
                reading, tables = after, repaired
                break
            found, repaired = take_back(found, (tables, repaired), broken)
        repairs += found
    numbered = [replace(repair, id=f"r{n}") for n, repair in enumerate(repairs, start=1)]
    return reading, cite_checks(numbered, printed.verification.checks, reading.verification.checks)


def _read(layout: Layout, tables: Sequence[Table], repairs: Sequence[Repair], name: str | None) -> Reading:
    """Projects, then what the document says of itself (a project code tells division and year), then statements."""
    tables = [
        table if table.columns == before.columns else label_table(table)
        for before, table in zip(layout.tables, tables, strict=True)
    ]
    paragraphs = [item.text for item in layout.items if isinstance(item, Paragraph) and not item.furniture]
    repaired = frozenset(subject for repair in repairs if repair.applied for subject in repair.subjects)
    projects = read_projects(tables, ProjectContext(Department(None, None), None, repaired))
    metadata = read_metadata(paragraphs, tables, name, projects)
    tables = tuple(
        replace(table, reporting_unit=reporting_unit_of(table.captions, metadata.reporting_units)) for table in tables
    )
    statements = read_statements(tables, StatementContext(metadata.fiscal_year, phase_of(metadata.kind)))
    year, department = metadata.fiscal_year, metadata.department
    facts = Facts.gather(tables, statements, projects, fiscal_year=year, department=department)
    verification = verify(replace(facts, derived=derived_from(repairs)))
    return Reading(metadata, tables, statements, projects, verification)


def _document_problems(
    media_type: str,
    name: str | None,
    tables: Sequence[Table],
    statements: Sequence[Statement],
    kind: DocumentKind,
) -> list[Problem]:
    """What a reader of the result should know of the whole document."""
    problems = []
    if not ending_fits(media_type, name):
        text = f"The file is {media_type} by its content, whatever its ending says; rename it."
        problems.append(Problem("wrong_ending", "info", text))
    for statement in statements:
        amounts = [amount for line in statement.lines for amount in line.amounts]
        if any(amount.mark == "value" and amount.yuan is None and amount.measure != "quantity" for amount in amounts):
            text = "No unit of money is printed at this table: its amounts have no value in 元."
            problems.append(Problem("unit_missing", "warning", text, subjects=(statement.table,)))
    known = any(table.kind not in {"other", "contents"} for table in tables)
    if not known and kind == "other":
        text = "No budget, account or performance form was recognised: the prose and any tables are here as found."
        problems.append(Problem("no_disclosure", "warning", text))
    return problems + unread_amounts(tables) + rounded_amounts(tables)


def _read_pdf_content(data: bytes, options: Options) -> Content:
    """PDF pages → content: page by page to lines and grids, then what repeats over the pages is furniture."""
    infos: list[PageInfo] = []
    problems: list[Problem] = []
    lines: dict[int, tuple[TextLine, ...]] = {}
    grids: dict[int, tuple[Grid, ...]] = {}
    heights: dict[int, float] = {}
    turns: dict[int, int] = {}
    for raw in read_pdf(data, options.source):
        page = understand_page(raw, options.layout)
        _, grids[raw.number], lines[raw.number] = _read_page(page, options)
        infos.append(page_info(raw))
        heights[raw.number] = raw.height
        if raw.turn:
            turns[raw.number] = raw.turn
        problems += page_problems(raw, page)
        if has_unruled_table(lines[raw.number]):
            text = "Numbers stand in columns without rulings: this table is here as lines of text only."
            problems.append(Problem("unruled_table", "error", text, raw.number))
    if not any(lines.values()) and not any(grids.values()):
        if any(problem.code == "picture_without_text" for problem in problems):
            raise NoTextLayer(f"None of the {len(infos)} pages has text; they hold pictures.")
        problems.append(Problem("no_text", "warning", "The PDF shows no text at all: look at it in a viewer."))
    furniture = find_furniture(lines, heights)
    elements: list[Element] = []
    for info in infos:
        flags = [(info.number, index) in furniture for index in range(len(lines[info.number]))]
        elements += order_elements(info.number, lines[info.number], flags, grids[info.number])
    return Content(tuple(elements), tuple(infos), "pdfium", tuple(problems), turns)


def _read_page(page: Page, options: Options) -> PageReading:
    """The tables of a page and the lines outside them: ruled tables first, then what stands in columns in the rest. A
    frame around text is no table, nor is a chart; the labels around a chart stand in columns for another reason."""
    ruled = find_ruled_regions(page, options.layout)
    regions, grids = _grids_of(page, ruled, options)
    charts = [region.bbox for region in ruled if has_curves(region.bbox, page)]
    lines = lines_outside(page, regions)
    half_ruled, more = _grids_of(page, find_half_ruled_regions(page, lines, [r.bbox for r in regions]), options)
    lines = lines_outside(page, [*regions, *half_ruled]) if half_ruled else lines
    beside = [r for r in find_aligned_regions(page.number, lines) if not any(intersection(r.bbox, c) for c in charts)]
    aligned, most = _grids_of(page, beside, options)
    lines = lines_outside(page, [*regions, *half_ruled, *aligned]) if aligned else lines
    return PageReading((*regions, *half_ruled, *aligned), (*grids, *more, *most), lines)


def _grids_of(page: Page, regions: Sequence[Region], options: Options) -> tuple[list[Region], list[Grid]]:
    """The regions that are tables, with the rulings that are not drawn, and their grids."""
    inside = glyphs_inside(page, regions) if regions else []
    kept: list[Region] = []
    grids: list[Grid] = []
    for region, glyphs in zip(regions, inside, strict=True):
        whole = infer_rulings(region, glyphs)
        grid = build_grid(whole, glyphs, options.layout)
        if grid is None or len(grid.cells) < 2 or is_empty_plot(grid) or has_curves(region.bbox, page):
            continue
        kept.append(whole)
        grids.append(grid)
    return kept, grids
