"""How the cost of a conversion grows with pages, rows, glyphs and rulings; straight is an exponent of 1."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from extractor.eval.speed.drawn_pdf import page_of_glyphs, page_of_rulings, table_pages, write_pdf
from extractor.eval.speed.timing import cpu_seconds

Convert = Callable[[bytes], object]
_SERIES: dict[str, tuple[Callable[[int], list[str]], tuple[int, ...]]] = {
    "pages": (lambda pages: table_pages(0, pages), (10, 32, 100, 320, 1_000)),
    "rows": (table_pages, (100, 320, 1_000, 3_200, 10_000)),
    "glyphs on a page": (page_of_glyphs, (1_000, 3_200, 10_000, 32_000, 100_000)),
    "rulings on a page": (page_of_rulings, (1_000, 3_200, 10_000, 32_000, 100_000)),
}
"""What grows, the pages of each size, and the sizes."""
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU seconds of each size, and the exponent of the straight line through their logarithms: 1 is linear."""

    what: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The slope over the upper half of the sizes: what a small document costs anyway is no growth."""
        start = max(0, len(self.sizes) // 2 - 1)
        xs = [log(size) for size in self.sizes[start:]]
        ys = [log(seconds) for seconds in self.seconds[start:]]
        middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
        spread = sum((x - middle_x) ** 2 for x in xs)
        return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread


def measure_growth(convert: Convert, largest: float = 1.0) -> Iterator[Growth]:
    """Each series up to ``largest``, a share of its last size; the faster of two runs counts."""
    convert(write_pdf(table_pages(10)))
    for what, (draw, sizes) in _SERIES.items():
        kept = [size for size in sizes if size <= largest * sizes[-1]]
        yield Growth(what, tuple(kept), tuple(_seconds(convert, write_pdf(draw(size))) for size in kept))


def _seconds(convert: Convert, data: bytes) -> float:
    return min(cpu_seconds(lambda: convert(data)) for _ in range(_ROUNDS))


def draw_growth(curves: Sequence[Growth]) -> str:
    """The curves as an SVG, both axes logarithmic, a grey line of exponent 1 beside each."""
    width, height, left, bottom = 640, 400, 60, 40
    all_sizes = [size for curve in curves for size in curve.sizes]
    all_seconds = [seconds for curve in curves for seconds in curve.seconds]
    low_x, high_x = log(min(all_sizes)), log(max(all_sizes))
    low_y, high_y = log(min(all_seconds)), log(max(all_seconds))

    def place(size: float, seconds: float) -> str:
        x = left + (log(size) - low_x) / ((high_x - low_x) or 1.0) * (width - left - 150)
        y = height - bottom - (log(seconds) - low_y) / ((high_y - low_y) or 1.0) * (height - bottom - 20)
        return f"{x:.1f},{y:.1f}"

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="11">']
    for number, curve in enumerate(curves):
        color = ("#0b6", "#06c", "#c50", "#909")[number % 4]
        points = [place(size, seconds) for size, seconds in zip(curve.sizes, curve.seconds, strict=True)]
        parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{color}"/>')
        straight = place(curve.sizes[0], curve.seconds[-1] * curve.sizes[0] / curve.sizes[-1])
        parts.append(f'<polyline points="{straight} {points[-1]}" fill="none" stroke="#ccc" stroke-dasharray="3"/>')
        x, y = points[-1].split(",")
        parts.append(f'<text x="{float(x) + 6}" y="{y}" fill="{color}">{curve.what}: {curve.exponent:.2f}</text>')
    parts.append(f'<text x="{left}" y="{height - 8}">size → CPU seconds, {min(all_seconds):.3g} to ')
    parts.append(f"{max(all_seconds):.3g}; the number is the exponent</text></svg>")
    return "\n".join(parts) + "\n"
