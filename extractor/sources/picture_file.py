"""PNG, JPEG and TIFF through Pillow (MIT-CMU): each frame a page; the other formats of Pillow are never opened."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from extractor.document.picture import PagePicture
from extractor.errors import CorruptSource, OcrUnavailable, TooLarge

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises over files that break their format."""
_LEAST_DPI, _MOST_DPI = 90.0, 1_200.0
"""A resolution that a scanner states; 72 is what programs write that know none."""


def read_pictures(data: bytes, max_pixels: int, max_pages: int) -> Iterator[PagePicture]:
    """Yield the frames of a picture in order, one in memory at a time, upright as the camera says.

    Raises CorruptSource, TooLarge (more frames than ``max_pages``, or a frame of more than ``max_pixels``), or
    OcrUnavailable without Pillow.
    """
    image = _open(data, max_pixels)
    with closing(image):
        try:
            count = int(getattr(image, "n_frames", 1))
        except _BROKEN as error:
            raise _corrupt(error) from error
        if count > max_pages:
            raise TooLarge(f"The picture has {count} frames; the limit max_pages is {max_pages}.")
        for index in range(count):
            yield _frame(image, index, max_pixels)


def _open(data: bytes, max_pixels: int) -> "Image.Image":
    try:
        from PIL import Image
    except ImportError as error:
        raise OcrUnavailable("The document is a picture, and Pillow is not installed.") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own bound is a warning; ours is below
            return Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise TooLarge(f"The picture has more pixels than the limit max_pixels, {max_pixels}.") from error
    except _BROKEN as error:
        raise _corrupt(error) from error


def _frame(image: "Image.Image", index: int, max_pixels: int) -> PagePicture:
    from PIL import ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of tags that break the format; the pixels tell
            image.seek(index)
            _refuse_large(image.width, image.height, max_pixels)
            return PagePicture(index + 1, _pixels(ImageOps.exif_transpose(image)), _stated_dpi(image))
    except _BROKEN as error:
        raise _corrupt(error) from error


def _corrupt(error: BaseException) -> CorruptSource:
    return CorruptSource(f"The picture can not be unpacked: {str(error)[:100] or type(error).__name__}.")


def _refuse_large(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise TooLarge(f"The picture has {width} x {height} pixels; the limit max_pixels is {max_pixels}.")
    if width == 0 or height == 0:
        raise CorruptSource("The picture has no pixels.")


def _pixels(image: "Image.Image") -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Grey, or red, green and blue; what is transparent is paper."""
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))
    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float64)
        return (deep * (255.0 / max(255.0, float(deep.max())))).clip(0, 255).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        from PIL import Image

        shown = image.convert("RGBA")
        return np.asarray(Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB"))
    return np.asarray(image.convert("RGB"))


def _stated_dpi(image: "Image.Image") -> float | None:
    """The resolution that the file states, where a scanner may have."""
    stated = image.info.get("dpi")
    try:
        across = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return across if _LEAST_DPI <= across <= _MOST_DPI else None
