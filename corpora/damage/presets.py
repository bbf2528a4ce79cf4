"""How bad a scan is: the settings of the damage, and named presets of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """Ranges are (least, most), drawn for each page; chances are 0 to 1.

    ``dpi`` of the picture. ``skew_degrees`` at most to either side, ``shift_pt`` at most off the glass's corner.
    ``blur_px`` the Gaussian's radius. ``noise`` its deviation in levels of 255. ``specks`` of dust on a page.
    ``jpeg_quality`` as of libjpeg. ``paper`` its level of 255, ``shading`` how much darker the darkest place is (0 to
    1), ``ink`` how black the ink is (0 to 1), ``fading`` how much of the rulings' ink is gone where they are faintest.
    ``stamp_chance`` of a red round stamp over what is printed, ``edge_chance`` of the glass's black showing at an
    edge, ``turn_chance`` of a page that lies turned by 90, 180 or 270 degrees. ``grey``: no colour.
    """

    dpi: int = 200
    skew_degrees: float = 0.0
    shift_pt: float = 0.0
    blur_px: tuple[float, float] = (0.0, 0.0)
    noise: tuple[float, float] = (0.0, 0.0)
    specks: int = 0
    jpeg_quality: int = 90
    paper: tuple[int, int] = (255, 255)
    shading: float = 0.0
    ink: tuple[float, float] = (1.0, 1.0)
    fading: float = 0.0
    stamp_chance: float = 0.0
    edge_chance: float = 0.0
    turn_chance: float = 0.0
    grey: bool = False


_DESK_BLUR_PT = (0.16, 0.3)
"""What a desk scanner's lens does to a line, whatever its dots an inch (points)."""


def desk_scan(dpi: int) -> ScanSettings:
    """What an office's scanner makes at so many dots an inch: skewed by up to 2 degrees, stamped now and then."""
    return ScanSettings(
        dpi=dpi, skew_degrees=2.0, shift_pt=5.0, blur_px=_in_pixels(_DESK_BLUR_PT, dpi), noise=(3.0, 6.0), specks=12,
        jpeg_quality=75, paper=(232, 248), shading=0.12, ink=(0.82, 0.97), fading=0.35, stamp_chance=0.4,
        edge_chance=0.35,
    )  # fmt: skip


def _in_pixels(points: tuple[float, float], dpi: int) -> tuple[float, float]:
    return round(points[0] * dpi / 72, 3), round(points[1] * dpi / 72, 3)


PRESETS: dict[str, ScanSettings] = {
    "clean200": ScanSettings(noise=(1.0, 2.0), paper=(250, 254), ink=(0.95, 1.0), blur_px=(0.3, 0.5)),
    "fine300": ScanSettings(
        dpi=300, skew_degrees=0.3, shift_pt=2.0, noise=(1.0, 3.0), paper=(246, 253), blur_px=(0.4, 0.8),
        ink=(0.9, 1.0), stamp_chance=0.3,
    ),
    "office": ScanSettings(
        skew_degrees=1.0, shift_pt=5.0, blur_px=(0.5, 0.9), noise=(3.0, 6.0), specks=12, jpeg_quality=72,
        paper=(232, 248), shading=0.08, ink=(0.82, 0.97), fading=0.35, stamp_chance=0.4, edge_chance=0.35,
    ),
    "bad": ScanSettings(
        dpi=130, skew_degrees=3.0, shift_pt=12.0, blur_px=(0.7, 1.1), noise=(5.0, 10.0), specks=60, jpeg_quality=40,
        paper=(200, 230), shading=0.3, ink=(0.6, 0.85), fading=0.75, stamp_chance=0.5, edge_chance=0.8,
        turn_chance=0.15, grey=True,
    ),
    "turned": ScanSettings(
        skew_degrees=0.5, shift_pt=3.0, blur_px=(0.4, 0.8), noise=(2.0, 5.0), specks=6, jpeg_quality=80,
        paper=(238, 250), shading=0.05, ink=(0.85, 0.97), turn_chance=1.0,
    ),
    "desk150": desk_scan(150),
    "desk200": desk_scan(200),
    "desk300": desk_scan(300),
}  # fmt: skip
"""A flat scanner's careful copy; a fine one; what an office makes; a copy of a copy; pages that lie wrong; the same
desk scanner at three resolutions."""
