"""A page as read, set worse: the same text at places where a poorer program, printer or template would put it.

What is printed stays, so the truth of the document does; only where it stands changes. Same page, kind and stream,
same result.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random

from extractor.corpora.damage.text_runs import Run, box_of, moved, moved_glyph, text_runs
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage, Segment

Disturb = Callable[[RawPage, float, Random], RawPage]
"""Page, strength (0 to 1) and stream → the page set worse."""

_LONG_RUN = 6
"""Shorter runs are not broken into lines."""
_WITH_FAULT = 0.3
_WITH_BREAKS = 0.4
"""So many documents have a fault; so many have their pages cut in two."""
_FEWEST_LINES = 8
"""A page of fewer lines is not cut."""
_LEADING = 1.15
"""From one line of a broken run to the next, in heights."""


def jitter_baselines(page: RawPage, strength: float, random: Random) -> RawPage:
    """Every run stands a little higher or lower than its row."""
    return _with_runs(page, lambda run: moved(run, down=random.gauss(0, 0.3 * strength) * run[0].bbox.height))


def shift_columns(page: RawPage, strength: float, random: Random) -> RawPage:
    """What stands in some bands of the page's width stands farther left or right."""
    runs = text_runs(page.glyphs)
    if not runs:
        return page
    bands = []
    for _ in range(random.randint(1, 4)):
        box = box_of(random.choice(runs))
        bands.append((box.x0, box.x1, random.uniform(-2.5, 2.5) * strength * box.height))

    def shifted(run: Run) -> Run:
        middle = box_of(run).x_middle
        return moved(run, across=sum(step for x0, x1, step in bands if x0 <= middle <= x1))

    return _with_runs(page, shifted)


def drop_rulings(page: RawPage, strength: float, random: Random) -> RawPage:
    """All verticals, all lines, all but a few horizontals, or a share of all lines is not drawn; nor are fills."""
    way = random.choice(("verticals", "all", "most horizontals", "some"))
    kept = []
    for segment in page.segments:
        vertical = abs(segment.x1 - segment.x0) < abs(segment.bottom - segment.top)
        chance = {
            "verticals": float(vertical), "all": 1.0, "most horizontals": 1.0 if vertical else 0.8,
            "some": 0.5 * strength,
        }[way]  # fmt: skip
        if random.random() >= chance:
            kept.append(segment)
    return replace(page, segments=tuple(kept), fills=() if way == "all" else page.fills)


def tighten_lines(page: RawPage, strength: float, random: Random) -> RawPage:
    """Rows stand closer to each other, characters as high as before."""
    return _scaled(page, 1.0, 1 - random.uniform(0.1, 0.45) * strength)


def squeeze_columns(page: RawPage, strength: float, random: Random) -> RawPage:
    """Columns stand closer to each other, characters as wide as before."""
    return _scaled(page, 1 - random.uniform(0.05, 0.35) * strength, 1.0)


def drift_glyphs(page: RawPage, strength: float, random: Random) -> RawPage:
    """Characters of a run stand farther from each other, or closer: a font of other widths."""
    step = random.uniform(-0.12, 0.3) * strength

    def drifted(run: Run) -> Run:
        reach = 0.0 if random.random() < 0.7 else step * run[0].bbox.height * (len(run) - 1)
        return tuple(
            moved_glyph(glyph, step * glyph.bbox.height * place - reach, 0.0) for place, glyph in enumerate(run)
        )

    return _with_runs(page, drifted)


def split_runs(page: RawPage, strength: float, random: Random) -> RawPage:
    """A gap opens within some runs."""

    def split(run: Run) -> Run:
        if len(run) < 2 or random.random() > 0.2 * strength:
            return run
        place, gap = random.randint(1, len(run) - 1), random.uniform(0.4, 2.0) * run[0].bbox.height
        return run[:place] + moved(run[place:], across=gap)

    return _with_runs(page, split)


def lean_runs(page: RawPage, strength: float, random: Random) -> RawPage:
    """Some runs stand over the border of their cell."""

    def leaning(run: Run) -> Run:
        if random.random() > 0.15 * strength:
            return run
        return moved(run, across=random.uniform(-3.0, 3.0) * run[0].bbox.height)

    return _with_runs(page, leaning)


def fuse_lines(page: RawPage, strength: float, random: Random) -> RawPage:
    """Some rows stand half in the row above: all that is printed from there on moves up."""
    tops = sorted({round(box_of(run).top) for run in text_runs(page.glyphs)})
    for top in reversed(tops[1:]):
        if random.random() < 0.12 * strength:
            page = _pushed(page, top - 0.5, -random.uniform(0.3, 0.9) * _usual_height(page))
    return page


def wrap_runs(page: RawPage, strength: float, random: Random) -> RawPage:
    """Some long runs are set in two lines, in the height of their row or in more: then all below moves down, and what
    stands beside them moves to the middle of the two lines, or stays at the first or last."""
    runs = sorted(text_runs(page.glyphs), key=lambda run: -box_of(run).top)
    for run in runs:
        if len(run) < _LONG_RUN or random.random() > 0.25 * strength:
            continue
        lead, cut = _LEADING * run[0].bbox.height, random.randint(len(run) // 2, len(run) - 1)
        page = _wrapped(page, run, cut, (lead, random.choice((0.0, 0.5, 0.5, 1.0))))
    return page


SETTINGS: Mapping[str, Disturb] = {
    "wrap": wrap_runs,
    "columns": shift_columns,
    "rulings": drop_rulings,
    "leading": tighten_lines,
    "squeeze": squeeze_columns,
}
"""How another template would set the same text, in the order in which they befall a page that several befall."""
FAULTS: Mapping[str, Disturb] = {
    "baselines": jitter_baselines,
    "drift": drift_glyphs,
    "split": split_runs,
    "lean": lean_runs,
    "fuse": fuse_lines,
}
"""What a careless program or printer does to it."""
KINDS: Mapping[str, Disturb] = {**SETTINGS, **FAULTS}


def disturbance(identity: str, seed: int) -> Callable[[Iterable[RawPage]], Iterator[RawPage]]:
    """What befalls all pages of one document: one to three settings, each of one strength, drawn by its name and seed.

    Some documents have a fault besides. Some have pages cut in two, so that tables go on over more breaks; pages are
    numbered anew then.
    """
    drawn = Random(f"{identity} {seed}")  # noqa: S311 - to be drawn again, no secret
    chosen = {*drawn.sample(sorted(SETTINGS), drawn.randint(1, 3))}
    if drawn.random() < _WITH_FAULT:
        chosen.add(drawn.choice(sorted(FAULTS)))
    strengths = {kind: drawn.uniform(0.3, 1.0) for kind in KINDS if kind in chosen}
    breaks = drawn.random() < _WITH_BREAKS

    def disturb(pages: Iterable[RawPage]) -> Iterator[RawPage]:
        number = 0
        for page in pages:
            random = Random(f"{identity} {seed} {page.number}")  # noqa: S311
            for part in break_page(page, random) if breaks else (page,):
                number += 1
                worse = replace(part, number=number)
                for kind, strength in strengths.items():
                    worse = KINDS[kind](worse, strength, random)
                yield worse

    return disturb


def break_page(page: RawPage, random: Random) -> tuple[RawPage, ...]:
    """The page cut between two of its lines, what is below set at the top of another one."""
    tops = sorted({round(box_of(run).top, 1) for run in text_runs(page.glyphs)})
    if len(tops) < _FEWEST_LINES:
        return (page,)
    cut = tops[random.randint(_FEWEST_LINES // 2, len(tops) - _FEWEST_LINES // 2)] - 0.5
    step = min(tops) - cut
    upper = tuple(glyph for glyph in page.glyphs if glyph.bbox.top < cut)
    lower = tuple(moved_glyph(glyph, 0.0, step) for glyph in page.glyphs if glyph.bbox.top >= cut)
    above, below = [], []
    for x0, top, x1, bottom, width in page.segments:
        if top < cut:
            above.append(Segment(x0, top, x1, min(bottom, cut), width))
        if bottom > cut:
            below.append(Segment(x0, max(top, cut) + step, x1, bottom + step, width))
    return (
        replace(page, glyphs=upper, segments=tuple(above), fills=()),
        replace(page, glyphs=lower, segments=tuple(below), fills=()),
    )


def _with_runs(page: RawPage, change: Callable[[Run], Run]) -> RawPage:
    return replace(page, glyphs=tuple(glyph for run in text_runs(page.glyphs) for glyph in change(run)))


def _scaled(page: RawPage, across: float, down: float) -> RawPage:
    """The page with places drawn together, glyphs as large as before."""

    def placed(glyph: Glyph) -> Glyph:
        x, y = glyph.bbox.x_middle, glyph.bbox.y_middle
        return moved_glyph(glyph, x * across - x, y * down - y)

    segments = tuple(Segment(x0 * across, top * down, x1 * across, bottom * down, width)
                     for x0, top, x1, bottom, width in page.segments)  # fmt: skip
    fills = tuple(BBox(x0 * across, top * down, x1 * across, bottom * down) for x0, top, x1, bottom in page.fills)
    return replace(page, glyphs=tuple(map(placed, page.glyphs)), segments=segments, fills=fills)


def _pushed(page: RawPage, below: float, step: float) -> RawPage:
    """The page with all that begins below ``below`` moved down by ``step``; what reaches over it grows."""

    def lower(y: float) -> float:
        return y + step if y >= below else y

    glyphs = tuple(moved_glyph(glyph, 0.0, step) if glyph.bbox.top >= below else glyph for glyph in page.glyphs)
    segments = tuple(Segment(x0, lower(top), x1, lower(bottom), width) for x0, top, x1, bottom, width in page.segments)
    fills = tuple(BBox(x0, lower(top), x1, lower(bottom)) for x0, top, x1, bottom in page.fills)
    height = page.height + max(0.0, step)
    return replace(page, glyphs=glyphs, segments=segments, fills=fills, height=height)


def _wrapped(page: RawPage, run: Run, cut: int, how: tuple[float, float]) -> RawPage:
    """The page with a run cut into two lines; ``how``: the leading, and how far what is beside it moves down."""
    lead, beside = how
    box, orders = box_of(run), {glyph.order for glyph in run[cut:]}
    back = run[cut].bbox.x0 - box.x0
    page = _pushed(page, box.bottom + 0.1, lead)

    def placed(glyph: Glyph) -> Glyph:
        if glyph.order in orders:
            return moved_glyph(glyph, -back, lead)
        level = abs(glyph.bbox.bottom - box.bottom) < box.height * 0.6
        in_run = box.x0 <= glyph.bbox.x_middle <= box.x1
        return moved_glyph(glyph, 0.0, beside * lead) if level and not in_run else glyph

    return replace(page, glyphs=tuple(map(placed, page.glyphs)))


def _usual_height(page: RawPage) -> float:
    heights = sorted(glyph.bbox.height for glyph in page.glyphs)
    return heights[len(heights) // 2] if heights else 10.0
