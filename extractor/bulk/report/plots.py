"""Bars as SVG, drawn here so that the page needs nothing from elsewhere."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 560, 190, 58, 26, 8
"""Pixels: the picture, and the room for the numbers beside and below the bars."""
_ROW = 24
_NAMES = 190


def columns(values: Sequence[float], marks: Sequence[str], title: str, unit: str) -> str:
    """Upright bars side by side; ``marks`` are spread below from the left edge to the right one."""
    most = max(values, default=0) or 1
    room = _HEIGHT - _BOTTOM - _TOP
    step = (_WIDTH - _LEFT) / max(1, len(values))
    bars = "".join(
        f'<rect x="{_LEFT + place * step + 1:.1f}" y="{_TOP + room * (1 - value / most):.1f}" width="{step - 2:.1f}" '
        f'height="{room * value / most:.1f}"><title>{_number(value)} {escape(unit)}</title></rect>'
        for place, value in enumerate(values)
    )
    below = "".join(
        f'<text x="{_LEFT + (_WIDTH - _LEFT) * place / max(1, len(marks) - 1):.1f}" y="{_HEIGHT - 8}" '
        f'text-anchor="{_anchor(place, len(marks))}">{escape(mark)}</text>'
        for place, mark in enumerate(marks)
    )
    axis = f'<path d="M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}H{_WIDTH}"/>'
    top = f'<text x="{_LEFT - 6}" y="{_TOP + 10}" text-anchor="end">{_number(most)}</text>'
    return _picture(_HEIGHT, title, f"{bars}{axis}{top}{below}")


def rows(values: Sequence[tuple[str, int]], title: str) -> str:
    """Lying bars, each with its name before it and its number behind."""
    most = max((value for _, value in values), default=0) or 1
    room = _WIDTH - _NAMES - 60
    bars = "".join(
        f'<text x="{_NAMES - 8}" y="{place * _ROW + 17}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{_NAMES}" y="{place * _ROW + 4}" width="{max(1.0, room * value / most):.1f}" height="{_ROW - 6}"/>'
        f'<text x="{_NAMES + max(1.0, room * value / most) + 6:.1f}" y="{place * _ROW + 17}">{value:,}</text>'
        for place, (name, value) in enumerate(values)
    )
    return _picture(_ROW * max(1, len(values)), title, bars)


def _picture(height: int, title: str, inner: str) -> str:
    said = escape(title, quote=True)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{said}"><title>{said}</title>{inner}</svg>'


def _anchor(place: int, count: int) -> str:
    return "start" if place == 0 else "end" if place == count - 1 else "middle"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2g}" if value < 1 else f"{value:,.1f}"
