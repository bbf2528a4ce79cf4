"""One page of a PDF → the regions of its tables with their grids, and the lines outside them."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.confidence.page_evidence import with_reading_certainty
from extractor.document.content import Grid
from extractor.document.geometry import intersection
from extractor.document.page import Page, TextLine
from extractor.document.region import Region
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.charts import has_curves, is_empty_plot
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.ruled import find_ruled_regions
from extractor.options import Options
from extractor.pages.page_text import glyphs_inside, lines_outside
from extractor.tables.lattice import build_grid


class PageReading(NamedTuple):
    """One page read: the regions of its tables with their grids, and the lines outside them."""

    regions: tuple[Region, ...]
    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]


def read_page(page: Page, options: Options) -> PageReading:
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
        grids.append(with_reading_certainty(grid, glyphs))
    return kept, grids
