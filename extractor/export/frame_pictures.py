"""The frames of a picture file to be drawn on: PNG, JPEG and TIFF, upright as the camera says."""

from io import BytesIO
from types import TracebackType

from extractor.export.pillow import Image, ImageOps

_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_SIDE = 2_400
"""A frame with a longer side is drawn smaller: that is A4 at some 200 dots an inch."""


class FramePictures:
    """The frames of one file that was converted before; close it after use."""

    def __init__(self, data: bytes) -> None:
        self._image = Image.open(BytesIO(data), formats=_FORMATS)

    def __enter__(self) -> "FramePictures":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._image.close()

    def of_page(self, number: int) -> Image.Image | None:
        """Frame ``number``, from 1; None where it can not be unpacked."""
        try:
            self._image.seek(number - 1)
            frame = ImageOps.exif_transpose(self._image).convert("RGB")
        except (OSError, ValueError, SyntaxError):
            return None
        frame.thumbnail((_MOST_SIDE, _MOST_SIDE))
        return frame
