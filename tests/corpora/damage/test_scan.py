"""Scans: where a place of the sheet comes to lie, what the damage does, and that no text is left."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extractor.corpora.damage import picture as damage
from extractor.corpora.damage.picture_pdf import picture_pdf
from extractor.corpora.damage.placing import Placing, Turn, inverse, moved_box, moved_place
from extractor.corpora.damage.presets import PRESETS, ScanSettings, desk_scan
from extractor.corpora.damage.record import ScannedPage, ScanRecord, Source
from extractor.corpora.damage.scan import Scan, page_picture, scan_pdf
from extractor.corpora.damage.scan_file import main

WIDTH, HEIGHT = 160.0, 200.0
BOX = (40.0, 60.0, 70.0, 90.0)
PLAIN = ScanSettings(dpi=144, jpeg_quality=95)


@pytest.fixture(scope="session")
def sheet() -> bytes:
    """Two pages of 160 x 200 points, each with a black square."""
    image = Image.new("RGB", (320, 400), "white")
    ImageDraw.Draw(image).rectangle([2 * value for value in BOX], fill="black")
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=98)
    return picture_pdf([(stream.getvalue(), WIDTH, HEIGHT)] * 2)


def scanned(sheet: bytes, source: Source, settings: ScanSettings, seed: int = 0) -> Scan:
    return scan_pdf(sheet, ("test", settings), seed, source)


def levels(jpeg: bytes) -> NDArray[np.float64]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return np.asarray(image.convert("RGB"), dtype=np.float64)


def centre_of(mask: NDArray[np.bool_], dpi: int) -> tuple[float, float]:
    rows, columns = np.nonzero(mask)
    return (float(columns.mean()) + 0.5) * 72 / dpi, (float(rows.mean()) + 0.5) * 72 / dpi


@pytest.mark.parametrize(
    ("turned", "place"),
    [(0, (10.0, 20.0)), (90, (180.0, 10.0)), (180, (90.0, 180.0)), (270, (20.0, 90.0))],
)
def test_a_turned_sheet_has_its_corner_elsewhere(turned: Turn, place: tuple[float, float]) -> None:
    placing = Placing(100.0, 200.0, turned=turned)
    assert moved_place(placing.transform, 10.0, 20.0) == pytest.approx(place)
    assert placing.size == ((100.0, 200.0) if turned in (0, 180) else (200.0, 100.0))


def test_a_skewed_sheet_turns_about_its_centre() -> None:
    placing = Placing(100.0, 200.0, skew_degrees=90.0, shift=(3.0, -4.0))
    assert moved_place(placing.transform, 50.0, 100.0) == pytest.approx((53.0, 96.0))
    assert moved_place(placing.transform, 50.0, 60.0) == pytest.approx((93.0, 96.0))  # above → right: clockwise
    assert moved_box(placing.transform, (50.0, 60.0, 60.0, 100.0)) == pytest.approx((53.0, 96.0, 93.0, 106.0))


@given(x=st.floats(0, 500), y=st.floats(0, 500), skew=st.floats(-3, 3), turned=st.sampled_from([0, 90, 180, 270]))
def test_the_map_back_is_the_map_back(x: float, y: float, skew: float, turned: Turn) -> None:
    transform = Placing(595.0, 842.0, skew, (2.0, 5.0), turned).transform
    assert moved_place(inverse(transform), *moved_place(transform, x, y)) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_lies_where_the_record_says(sheet: bytes, source: Source, seed: int) -> None:
    scan = scanned(sheet, source, replace(PLAIN, skew_degrees=3.0, shift_pt=8.0, turn_chance=0.7), seed)
    for jpeg, page in zip(scan.pages, scan.record.pages, strict=True):
        dark = levels(jpeg).max(axis=2) < 100
        expected = moved_place(page.transform, 55.0, 75.0)
        assert centre_of(dark, 144) == pytest.approx(expected, abs=0.5)


def test_a_scan_is_a_pdf_of_pictures_with_the_pages_sizes(sheet: bytes, source: Source) -> None:
    scan = scanned(sheet, source, replace(PLAIN, turn_chance=1.0), 1)
    with pypdfium2.PdfDocument(scan.pdf) as pdf:
        for page, record in zip(pdf, scan.record.pages, strict=True):
            assert page.get_textpage().count_chars() == 0
            assert page.get_size() == pytest.approx((record.width, record.height), abs=0.01)
            assert sorted(page.get_size()) == pytest.approx([WIDTH, HEIGHT], abs=0.01)
    assert all(jpeg in scan.pdf for jpeg in scan.pages)
    assert {page.turned_degrees for page in scan.record.pages} <= {90, 180, 270}


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_gives_the_same_bytes_for_the_same_seed(sheet: bytes, source: Source, name: str) -> None:
    settings = PRESETS[name]
    scan = scan_pdf(sheet, (name, settings), 5, source)
    again = scan_pdf(sheet, (name, settings), 5, source)
    other = scan_pdf(sheet, (name, settings), 6, source)
    assert (scan.pdf, scan.record) == (again.pdf, again.record)
    assert scan.pdf != other.pdf
    assert scan.pages[0] != scan.pages[1]  # no two pages are damaged alike
    assert scan.record.preset == name and scan.record.settings["dpi"] == settings.dpi
    for page in scan.record.pages:
        assert abs(page.skew_degrees) <= settings.skew_degrees
    with Image.open(io.BytesIO(scan.pages[0])) as image:
        size = sorted((round(WIDTH * settings.dpi / 72), round(HEIGHT * settings.dpi / 72)))
        assert sorted(image.size) == pytest.approx(size, abs=1)
        assert image.mode == ("L" if settings.grey else "RGB")


def test_a_stamp_is_red_over_the_print_and_lets_it_through(sheet: bytes, source: Source) -> None:
    scan = scanned(sheet, source, replace(PLAIN, stamp_chance=1.0))
    page: ScannedPage = scan.record.pages[0]
    (stamp,) = page.stamps
    picture = levels(scan.pages[0])
    red = (picture[:, :, 0] > 150) & (picture[:, :, 1] < 140) & (picture[:, :, 2] < 140)
    rows, columns = np.nonzero(red)
    away = np.hypot((columns + 0.5) / 2 - stamp.x, (rows + 0.5) / 2 - stamp.y)
    assert len(rows) > 300 and away.max() <= stamp.radius + 1
    assert 53 <= stamp.radius <= 64
    assert picture[150, 110].max() < 110  # the square is black below the ink too


def test_without_a_stamp_nothing_is_red(sheet: bytes, source: Source) -> None:
    scan = scanned(sheet, source, PLAIN)
    picture = levels(scan.pages[0])
    assert scan.record.pages[0].stamps == []
    assert np.abs(picture[:, :, 0] - picture[:, :, 1]).max() < 12
    assert picture[20, 20].min() > 245


def test_rulings_fade_and_strokes_do_not() -> None:
    picture = np.full((200, 200, 3), 255, dtype=np.float32)
    picture[50, 10:190] = picture[10:190, 100] = 0
    picture[150:154, 20:39] = 0
    faded = damage.fade_rulings(picture, 0.8, 72, np.random.default_rng(1))
    assert faded[50, 10:190].mean() > 60 and faded[10:190, 100].mean() > 60
    assert faded[150:154, 20:39].max() == 0
    assert (faded[0] == 255).all() and faded[50].max() <= 255


def test_a_ruling_is_a_run_that_is_long_enough() -> None:
    picture = np.full((9, 60, 3), 255, dtype=np.float32)
    picture[2, 5:25] = 0  # twenty points at 72 dpi
    picture[6, 5:24] = 0  # nineteen
    faded = damage.fade_rulings(picture, 1.0, 72, np.random.default_rng(1))
    assert faded[2].min() > 0 and faded[6, 5:24].max() == 0


def test_paper_ink_and_shade_change_the_levels() -> None:
    picture = np.full((40, 40, 3), 255, dtype=np.float32)
    picture[0] = 0
    laid = damage.lay_on_paper(picture, 240.0, 0.75)
    assert laid[1, 0] == pytest.approx([240.0, 238.5, 234.0])
    assert laid[0, 0] == pytest.approx([60.0, 59.625, 58.5])
    shaded = damage.shade(picture[1:], 0.4, 72, np.random.default_rng(0))
    assert 255 * 0.6 <= shaded.min() < shaded.max() <= 255


def test_edges_dust_noise_and_blur_do_what_they_say() -> None:
    random = np.random.default_rng(2)
    picture = np.full((100, 120, 3), 200, dtype=np.float32)
    edged = damage.darken_edges(picture, 144, random)
    assert edged.min() < 50 and (edged[40:60, 40:80] == 200).all() and (picture == 200).all()
    dusty = damage.add_dust(picture, 5, 144, random)
    assert dusty.min() < 150 and (dusty == 200).mean() > 0.98
    noisy = damage.add_noise(picture, 6.0, random, grey=True)
    assert noisy.std() == pytest.approx(6.0, rel=0.05)
    assert (noisy[:, :, 0] == noisy[:, :, 2]).all()
    picture[:, 60:] = 0
    blurred = damage.blur(picture, 2.0)
    assert 50 < blurred[50, 59, 0] < 150


def test_some_pages_are_scanned_as_they_are_among_all(sheet: bytes, source: Source) -> None:
    settings = desk_scan(100)
    every = scan_pdf(sheet, ("desk", settings), 3, source)
    second = scan_pdf(sheet, ("desk", settings), 3, source, range(2, 9))
    assert second.pages == every.pages[1:] and [page.number for page in second.record.pages] == [2]


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_desk_scanner_blurs_the_same_on_paper_at_every_resolution(dpi: int) -> None:
    settings = desk_scan(dpi)
    assert settings == PRESETS[f"desk{dpi}"] and settings.skew_degrees <= 2
    assert settings.blur_px[1] * 72 / dpi == pytest.approx(0.3, abs=0.01)


def test_a_file_is_scanned_by_the_command(sheet: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet)
    assert main([str(source), str(target), "--dpi", "80", "--seed", "3", "--pages", "1"]) == 0
    with pypdfium2.PdfDocument(target.read_bytes()) as pdf:
        assert len(pdf) == 1
    record = ScanRecord.model_validate_json(target.with_suffix(".json").read_bytes())
    assert (record.preset, record.seed, record.settings["dpi"]) == ("desk80", 3, 80)
    assert "1 pages" in capsys.readouterr().out


def test_a_page_is_also_a_picture_of_its_own(sheet: bytes, source: Source) -> None:
    jpeg = scanned(sheet, source, PLAIN).pages[0]
    assert page_picture(jpeg, png=False) == jpeg
    png = page_picture(jpeg, png=True)
    assert png.startswith(b"\x89PNG") and (levels(png) == levels(jpeg)).all()
