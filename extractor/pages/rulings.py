"""Line segments → rulings: pieces that continue each other become one, lines drawn twice become one."""

from collections.abc import Iterable, Sequence

from extractor.document.page import Ruling, Segment
from extractor.options import LayoutOptions

_SHORTEST_PT = 1.0


def compose_rulings(segments: Iterable[Segment], options: LayoutOptions) -> tuple[Ruling, ...]:
    """Put rulings together from segments; dots shorter than a point are dropped, order is stable."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    for s in segments:
        width, height = s.x1 - s.x0, s.bottom - s.top
        if max(width, height) < _SHORTEST_PT:
            continue
        if width >= height:
            horizontal.append(Ruling(True, (s.top + s.bottom) / 2, s.x0, s.x1))
        else:
            vertical.append(Ruling(False, (s.x0 + s.x1) / 2, s.top, s.bottom))
    return (*_merge(horizontal, options), *_merge(vertical, options))


def _merge(rulings: Sequence[Ruling], options: LayoutOptions) -> list[Ruling]:
    """Cluster by position, then join the intervals of a cluster that touch or nearly touch."""
    merged: list[Ruling] = []
    for cluster in _clusters(sorted(rulings, key=lambda r: r.position), options.ruling_align_pt):
        position = _weighted_position(cluster)
        pieces = sorted(cluster, key=lambda r: r.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start - end <= options.ruling_gap_pt:
                end = max(end, piece.end)
                continue
            merged.append(Ruling(piece.horizontal, position, start, end))
            start, end = piece.start, piece.end
        merged.append(Ruling(pieces[0].horizontal, position, start, end))
    return merged


def _clusters(rulings: Sequence[Ruling], tolerance: float) -> Iterable[list[Ruling]]:
    """Runs of positions, each within ``tolerance`` of the run's first: a chain can not creep over a whole row."""
    cluster: list[Ruling] = []
    for ruling in rulings:
        if cluster and ruling.position - cluster[0].position > tolerance:
            yield cluster
            cluster = []
        cluster.append(ruling)
    if cluster:
        yield cluster


def _weighted_position(cluster: Sequence[Ruling]) -> float:
    weight = sum(r.end - r.start for r in cluster)
    return sum(r.position * (r.end - r.start) for r in cluster) / weight if weight else cluster[0].position
