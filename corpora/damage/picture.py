"""What happens to a page between printer and file, each on a picture of float levels 0 to 255 (height, width, 3)."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractor.corpora.damage.stamp import draw_seal

Picture = NDArray[np.float32]
_RED = (196, 32, 44)
_DARK = 140
"""Below this level a place is printed."""
_RULING_PT = 20
"""Dark runs at least this long are rulings, not strokes of characters (points)."""
_PATCH_PT = 60
"""Size of the patches in which rulings and light change."""
_SPECK_PT = (0.3, 0.9)
_GLASS = (18, 46)
"""How dark the scanner's lid is."""
_SEAL_ATTEMPTS = 40


def fade_rulings(picture: Picture, strength: float, dpi: int, random: np.random.Generator) -> Picture:
    """Rulings lose ink in patches, up to ``strength`` of it."""
    dark = picture.min(axis=2) < _DARK
    run = max(3, round(_RULING_PT * dpi / 72))
    ruled = _long_runs(dark, run) | _long_runs(dark.T, run).T
    kept = 1 - strength * _patches(dark.shape, dpi, random)
    faded = 255 - (255 - picture) * kept[:, :, None]
    return np.asarray(np.where(ruled[:, :, None], faded, picture), dtype=np.float32)


def press_stamp(
    picture: Picture, radius_pt: float, dpi: int, random: np.random.Generator
) -> tuple[Picture, tuple[float, float]]:
    """Press a red seal over printed amounts or words; also its centre in pixels. What it covers shines through."""
    ink = draw_seal(radius_pt * dpi / 72, random)
    height, width = picture.shape[:2]
    size = ink.shape[0]
    rows, columns = np.nonzero(picture.min(axis=2) < _DARK)
    x, y = width // 2, height // 2
    for _ in range(_SEAL_ATTEMPTS if len(rows) else 0):
        at = int(random.integers(len(rows)))
        x, y = int(columns[at]), int(rows[at])
        if size / 2 <= x < width - size / 2 and size / 2 <= y < height - size / 2:
            break
    x, y = min(max(x, size // 2), width - size // 2), min(max(y, size // 2), height - size // 2)
    top, left = max(0, y - size // 2), max(0, x - size // 2)
    part = picture[top : top + size, left : left + size]
    cover = ink[: part.shape[0], : part.shape[1], None] * float(random.uniform(0.75, 0.95))
    colour = np.array(_RED, dtype=np.float32) / 255
    stamped = picture.copy()
    stamped[top : top + size, left : left + size] = part * (1 - cover * (1 - colour))
    return stamped, (float(left + size / 2), float(top + size / 2))


def lay_on_paper(picture: Picture, paper: float, ink: float) -> Picture:
    """The paper is not white (a little warm) and the ink not black."""
    tone = np.array([paper, paper - 1.5, paper - 6.0], dtype=np.float32)
    return np.asarray(tone * (1 - ink * (1 - picture / 255)), dtype=np.float32)


def shade(picture: Picture, strength: float, dpi: int, random: np.random.Generator) -> Picture:
    """Uneven light: a slope over the page, a shadow along one edge, patches."""
    height, width = picture.shape[:2]
    down, across = np.linspace(-0.5, 0.5, height), np.linspace(-0.5, 0.5, width)
    angle = float(random.uniform(0, 2 * np.pi))
    slope = (down[:, None] * np.sin(angle) + across[None, :] * np.cos(angle)) / np.sqrt(2) + 0.5
    fold = np.exp(-np.arange(width) / (25 * dpi / 72))
    fold = fold if random.random() < 0.5 else fold[::-1]
    shadow = 0.5 * slope + 0.3 * fold[None, :] + 0.2 * _patches((height, width), dpi * 3, random)
    return np.asarray(picture * (1 - strength * shadow)[:, :, None], dtype=np.float32)


def darken_edges(picture: Picture, dpi: int, random: np.random.Generator) -> Picture:
    """The black of the glass shows along one or two edges, not quite straight."""
    edged = picture.copy()
    level = float(random.uniform(*_GLASS))
    for side in random.choice(4, size=int(random.integers(1, 3)), replace=False):
        view = np.rot90(edged, int(side))
        length = view.shape[0]
        start, end = random.uniform(0.5, 7, size=2) * dpi / 72
        reach = np.linspace(start, end, length) + random.normal(0, 0.25 * dpi / 72, length)
        view[np.arange(view.shape[1])[None, :] < reach[:, None]] = level
    return edged


def blur(picture: Picture, radius_px: float) -> Picture:
    """The lens is not sharp."""
    image = to_image(picture).filter(ImageFilter.GaussianBlur(radius_px))
    return np.asarray(image, dtype=np.float32)


def add_dust(picture: Picture, specks: int, dpi: int, random: np.random.Generator) -> Picture:
    """Dark specks on the glass or in the copy."""
    height, width = picture.shape[:2]
    dusty = picture.copy()
    for _ in range(specks):
        radius = float(random.uniform(*_SPECK_PT)) * dpi / 72
        x, y = float(random.uniform(0, width)), float(random.uniform(0, height))
        top, left = max(0, int(y - radius - 1)), max(0, int(x - radius - 1))
        part = dusty[top : int(y + radius + 2), left : int(x + radius + 2)]
        rows, columns = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
        part[(rows - y) ** 2 + (columns - x) ** 2 <= radius**2] *= float(random.uniform(0.2, 0.7))
    return dusty


def add_noise(picture: Picture, deviation: float, random: np.random.Generator, *, grey: bool) -> Picture:
    """The sensor's noise, the same for all colours where the picture is grey."""
    shape = (*picture.shape[:2], 1) if grey else picture.shape
    return picture + np.float32(deviation) * random.standard_normal(shape, dtype=np.float32)


def to_image(picture: Picture) -> Image.Image:
    """The picture as 8-bit RGB."""
    return Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8))


def _long_runs(dark: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """The places in level runs of at least ``length`` dark ones: an opening by a level line."""
    width = dark.shape[1]
    if width < length:
        return np.zeros_like(dark)
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = sums[:, length:] - sums[:, :-length] == length
    reached = np.cumsum(np.pad(starts, ((0, 0), (length, length))), axis=1, dtype=np.int32)
    covered = reached[:, length : length + width] - reached[:, :width] > 0
    return np.asarray(covered, dtype=np.bool_)


def _patches(shape: tuple[int, ...], dpi: int, random: np.random.Generator) -> NDArray[np.float32]:
    """A smooth random field, 0 to 1."""
    height, width = shape[:2]
    patch = _PATCH_PT * dpi / 72
    coarse = random.random((int(height / patch) + 3, int(width / patch) + 3))
    image = Image.fromarray((coarse * 255).astype(np.uint8)).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(np.asarray(image, dtype=np.float32) / 255, dtype=np.float32)
