"""Scanned versions of a PDF: its pages rendered, damaged as pictures by seed, and bound to a PDF without text."""

import io
import zlib
from dataclasses import asdict, dataclass

import numpy as np
import pypdfium2
from PIL import Image

from extractor.corpora.damage import picture as damage
from extractor.corpora.damage.picture_pdf import picture_pdf
from extractor.corpora.damage.placing import Placing, Turn, inverse
from extractor.corpora.damage.presets import ScanSettings
from extractor.corpora.damage.record import ScannedPage, ScanRecord, Source, Stamp

_SEAL_RADIUS_PT = (53.0, 64.0)
"""Official seals measure 3.8 to 4.5 cm across (国发〔1999〕25号)."""
_TURNS: tuple[Turn, ...] = (90, 180, 270)
_BACKS: dict[Turn, Image.Transpose] = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns to the left, a ``Turn`` to the right."""
_LID = (232, 244)
"""How light the closed lid is that shows beside a skewed sheet."""


@dataclass(frozen=True, slots=True)
class Scan:
    """``pages`` are the JPEG files that the PDF holds as they are."""

    pdf: bytes
    pages: tuple[bytes, ...]
    record: ScanRecord


def scan_pdf(
    data: bytes, preset: tuple[str, ScanSettings], seed: int, source: Source, wanted: range | None = None
) -> Scan:
    """Scan the pages of a PDF (those ``wanted``, from 1, or all); the same bytes, preset, seed and source give the
    same pictures.

    ``preset`` is its name and its settings. A place of the source page is found on the scanned one by the record's
    transform of that page.
    """
    name, settings = preset
    pages: list[tuple[bytes, float, float]] = []
    records: list[ScannedPage] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(1, len(pdf) + 1):
            if wanted is not None and number not in wanted:
                continue
            random = np.random.default_rng([seed, zlib.crc32(f"{source.id} {name}".encode()), number])
            page = pdf[number - 1]
            printed = page.render(scale=settings.dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3]
            jpeg, scanned = _scan_page(printed.astype(np.float32), page.get_size(), number, settings, random)
            pages.append((jpeg, scanned.width, scanned.height))
            records.append(scanned)
    record = ScanRecord(source=source, preset=name, settings=_plain(settings), seed=seed, pages=records)
    return Scan(picture_pdf(pages), tuple(jpeg for jpeg, _, _ in pages), record)


def _scan_page(
    picture: damage.Picture,
    size: tuple[float, float],
    number: int,
    settings: ScanSettings,
    random: np.random.Generator,
) -> tuple[bytes, ScannedPage]:
    dpi, stamps = settings.dpi, []
    if settings.fading:
        picture = damage.fade_rulings(picture, settings.fading, dpi, random)
    if random.random() < settings.stamp_chance:
        radius = float(random.uniform(*_SEAL_RADIUS_PT))
        picture, (x, y) = damage.press_stamp(picture, radius, dpi, random)
        stamps.append(Stamp(x=round(x * 72 / dpi, 2), y=round(y * 72 / dpi, 2), radius=round(radius, 2)))
    picture = damage.lay_on_paper(picture, float(random.uniform(*settings.paper)), float(random.uniform(*settings.ink)))
    placing = _place(size, settings, random)
    picture = _skewed(picture, placing, dpi, float(random.uniform(*_LID)))
    if settings.shading:
        picture = damage.shade(picture, settings.shading, dpi, random)
    if random.random() < settings.edge_chance:
        picture = damage.darken_edges(picture, dpi, random)
    picture = damage.blur(picture, float(random.uniform(*settings.blur_px)))
    picture = damage.add_dust(picture, settings.specks, dpi, random)
    picture = damage.add_noise(picture, float(random.uniform(*settings.noise)), random, grey=settings.grey)
    image = damage.to_image(picture).convert("L" if settings.grey else "RGB")
    if placing.turned:
        image = image.transpose(_BACKS[placing.turned])
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=settings.jpeg_quality, dpi=(dpi, dpi))
    width, height = placing.size
    return stream.getvalue(), ScannedPage(
        number=number, width=width, height=height, skew_degrees=placing.skew_degrees, turned_degrees=placing.turned,
        transform=placing.transform, stamps=stamps,
    )  # fmt: skip


def _place(size: tuple[float, float], settings: ScanSettings, random: np.random.Generator) -> Placing:
    skew = round(float(random.uniform(-1, 1)) * settings.skew_degrees, 3) or 0.0
    right, down = (round(float(value) * settings.shift_pt, 2) or 0.0 for value in random.uniform(-1, 1, size=2))
    turned: Turn = _TURNS[int(random.integers(len(_TURNS)))] if random.random() < settings.turn_chance else 0
    return Placing(size[0], size[1], skew, (right, down), turned)


def _skewed(picture: damage.Picture, placing: Placing, dpi: int, lid: float) -> damage.Picture:
    """The picture as the sheet lies, before the turn; the lid shows beside it."""
    if not placing.skew_degrees and placing.shift == (0.0, 0.0):
        return picture
    a, b, c, d, e, f = inverse(placing.skew)
    scale = dpi / 72
    image = damage.to_image(picture)
    grey = round(lid)
    laid = image.transform(
        image.size, Image.Transform.AFFINE, (a, c, e * scale, b, d, f * scale), Image.Resampling.BICUBIC,
        fillcolor=(grey, grey, grey),
    )  # fmt: skip
    return np.asarray(laid, dtype=np.float32)


def _plain(settings: ScanSettings) -> dict[str, float | int | str | bool | list[float]]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(settings).items()}


def page_picture(jpeg: bytes, *, png: bool) -> bytes:
    """A scanned page as a file of its own; a PNG holds the pixels of the JPEG."""
    if not png:
        return jpeg
    stream = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as image:
        image.save(stream, "PNG")
    return stream.getvalue()
