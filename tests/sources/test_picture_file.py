"""Picture files → pages: formats, frames, and files that break theirs."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from extractor.document.picture import PagePicture
from extractor.errors import CorruptSource, TooLarge
from extractor.sources.picture_file import read_pictures


def written(image: Image.Image, kind: str, **words: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **words)
    return stream.getvalue()


def read(data: bytes, max_pixels: int = 50_000_000, max_pages: int = 100) -> list[PagePicture]:
    return list(read_pictures(data, max_pixels, max_pages))


def corner(mode: str = "L", size: tuple[int, int] = (40, 60)) -> Image.Image:
    """White with a black upper left quarter."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_each_format_gives_its_pixels(kind: str, mode: str) -> None:
    (page,) = read(written(corner(mode), kind, dpi=(200, 200)))
    assert (page.number, page.pixel_width, page.pixel_height, page.pixels.ndim) == (1, 40, 60, 2 + (mode == "RGB"))
    assert page.dpi == pytest.approx(200, abs=0.1)
    assert page.pixels[5, 5].max() < 30 and page.pixels[50, 30].min() > 225


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_other_pixels_become_grey_or_colours(mode: str) -> None:
    image = corner("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else corner(mode)
    (page,) = read(written(image, "TIFF"))
    assert page.pixels.dtype == np.uint8
    assert page.pixels[5, 5].max() < 30 and page.pixels[50, 30].min() > 225
    assert page.dpi is None


def test_what_is_transparent_is_paper() -> None:
    (page,) = read(written(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"))
    assert page.pixels.min() == 255


def test_frames_are_pages() -> None:
    frames = [corner(size=(40, 60)), corner(size=(70, 50)), corner("1", size=(30, 30))]
    pages = read(written(frames[0], "TIFF", save_all=True, append_images=frames[1:]))
    assert [(page.number, page.pixel_width, page.pixel_height) for page in pages] == [
        (1, 40, 60),
        (2, 70, 50),
        (3, 30, 30),
    ]


def test_a_photograph_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    (page,) = read(written(corner(), "JPEG", exif=exif))
    assert page.pixels[5, 5] > 225 and page.pixels[50, 30] < 30


def test_a_resolution_that_no_scanner_has_is_not_believed() -> None:
    for dpi in (1, 72, 30_000):
        assert read(written(corner(), "PNG", dpi=(dpi, dpi)))[0].dpi is None


def test_a_picture_of_169_megapixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge, match="max_pixels"):
        read(written(Image.new("1", (13_000, 13_000)), "PNG"))
    with pytest.raises(TooLarge, match="max_pixels"):
        read(written(corner(), "PNG"), max_pixels=2_399)


def test_too_many_frames_are_refused() -> None:
    data = written(corner(), "TIFF", save_all=True, append_images=[corner()] * 3)
    with pytest.raises(TooLarge, match="max_pages"):
        read(data, max_pages=3)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_a_file_that_is_cut_off_anywhere_is_corrupt_or_whole(kind: str, compression: str | None) -> None:
    words = {"compression": compression} if kind == "TIFF" else {}
    data = written(corner("RGB"), kind, **words)
    refused = 0
    for length in range(0, len(data), max(1, len(data) // 60)):
        try:
            read(data[:length])
        except CorruptSource:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_file_with_false_bytes_raises_nothing_else(kind: str) -> None:
    data = written(corner("RGB"), kind)
    rng = np.random.default_rng(8)
    for _ in range(150):
        broken = bytearray(data)
        for place in rng.integers(0, len(data), 6):
            broken[place] = int(rng.integers(0, 256))
        try:
            read(bytes(broken), max_pixels=10_000)
        except (CorruptSource, TooLarge) as error:
            assert error.message


def test_another_format_of_pillow_is_never_opened() -> None:
    with pytest.raises(CorruptSource):
        read(written(corner("RGB"), "PPM"))
