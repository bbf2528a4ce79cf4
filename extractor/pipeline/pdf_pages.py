"""One page of a PDF → the regions of its tables with their grids, and the lines outside them."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.confidence.page_evidence import with_reading_certainty
from extractor.confidence.recognised_cells import with_uncertain_characters
from extractor.document.content import Grid
from extractor.document.geometry import intersection
from extractor.document.page import Page, TextLine
from extractor.document.region import Region
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.blank_tables import find_blank_tables
from extractor.layout.charts import has_curves, is_empty_plot, is_lone_box
from extractor.layout.close_columns import with_close_columns
from extractor.layout.filled import find_filled_regions
from extractor.layout.grown_regions import with_rows_around
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.open_bodies import with_open_bodies
from extractor.layout.open_columns import OpenColumns, may_go_on, open_columns
from extractor.layout.open_headers import with_open_headers
from extractor.layout.ruled import find_ruled_regions
from extractor.options import Options
from extractor.pages.page_text import glyphs_inside, lines_outside
from extractor.tables.lattice import build_grid


class PageReading(NamedTuple):
    """One page read: the regions of its tables with their grids, and the lines outside them."""

    regions: tuple[Region, ...]
    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]
    open: OpenColumns | None = None
    """The columns of the last table, where they are not drawn: it may go on on the next page."""


def read_page(page: Page, options: Options, before: OpenColumns | None = None) -> PageReading:
    """The tables of a page and the lines outside them: ruled tables first, then what stands in columns in the rest. A
    frame around text is no table, nor is a chart; the labels around a chart stand in columns for another reason.

    ``before`` are the columns that the page before left open.
    """
    ruled = drawn = find_ruled_regions(page, options.layout)
    around = lines_outside(page, drawn)
    apart = with_close_columns(page, around)
    if apart is not page:
        page, around = apart, lines_outside(apart, drawn)
    if ruled:
        ruled = with_open_bodies(with_open_headers(ruled, page, around), page, around)
    regions, grids = _grids_of(page, ruled, options)
    boxes = {region.bbox for region in regions}
    charts = [region.bbox for region in ruled if region.bbox not in boxes]
    are_alike = [region.bbox for region in regions] == [region.bbox for region in drawn]
    lines = around if are_alike else lines_outside(page, regions)
    taken = [region.bbox for region in ruled]
    filled = find_filled_regions(page, lines, taken)
    boxes_filled = [region.bbox for region in filled]
    free = [line for line in lines if not any(intersection(line.bbox, box) for box in boxes_filled)]
    half_ruled_regions = find_half_ruled_regions(page, free, [*taken, *boxes_filled])
    rows = (*filled, *with_rows_around(half_ruled_regions, free))
    rows = tuple(sorted(rows, key=lambda region: (region.bbox.top, region.bbox.x0)))
    rows = tuple(r for r in rows if not any(intersection(r.bbox, chart) for chart in charts))
    before = None if regions else before
    half_ruled, more = _grids_of(page, rows, options, before, lines)
    lines = lines_outside(page, [*regions, *half_ruled]) if half_ruled else lines
    tops = [region.bbox.top for region in half_ruled]
    before = before if all(any(line.bbox.bottom < top for line in lines) for top in tops) else None
    found = find_aligned_regions(page.number, lines, before)
    beside = [r for r in found if not any(intersection(r.bbox, chart) for chart in charts)]
    aligned, most = _grids_of(page, beside, options, before, lines)
    lines = lines_outside(page, [*regions, *half_ruled, *aligned]) if aligned else lines
    tables = [*regions, *half_ruled, *aligned]
    grids = [*grids, *more, *most]
    frames = [region for region in ruled if region.bbox not in boxes]
    blank, headers = _grids_of(page, find_blank_tables(page, lines, frames, [r.bbox for r in tables]), options)
    lines = lines_outside(page, [*tables, *blank]) if blank else lines
    tables += blank
    grids += headers
    return PageReading(tuple(tables), tuple(grids), lines, _open_columns(page, tables, grids))


def _open_columns(page: Page, regions: Sequence[Region], grids: Sequence[Grid]) -> OpenColumns | None:
    """The columns of the lowest table of a page."""
    if not regions:
        return None
    last = max(range(len(regions)), key=lambda index: regions[index].bbox.bottom)
    return open_columns(grids[last], glyphs_inside(page, [regions[last]])[0])


def _grids_of(
    page: Page,
    regions: Sequence[Region],
    options: Options,
    before: OpenColumns | None = None,
    lines: Sequence[TextLine] = (),
) -> tuple[list[Region], list[Grid]]:
    """The regions that are tables, with the rulings that are not drawn, and their grids. The first one may go on with
    the table whose columns are ``before``; ``lines`` are those around the regions."""
    inside = glyphs_inside(page, regions) if regions else []
    kept: list[Region] = []
    grids: list[Grid] = []
    for region, glyphs in zip(regions, inside, strict=True):
        above = [line for line in lines if line.bbox.y_middle < region.bbox.top]
        goes_on = not kept and before is not None and may_go_on(above)
        whole = infer_rulings(region, glyphs, before if goes_on else None)
        grid = build_grid(whole, glyphs, options.layout)
        if grid is None or len(grid.cells) < 2 or is_empty_plot(grid) or has_curves(region.bbox, page):
            continue
        if is_lone_box(grid, whole):
            continue
        kept.append(whole)
        grids.append(with_uncertain_characters(with_reading_certainty(grid, glyphs), glyphs))
    return kept, grids
