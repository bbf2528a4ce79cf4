"""``--explain DIR``: a picture of each page with what was read on it, drawn by the process that converted it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from extractor.bulk.files import write_atomically
from extractor.document.document import Document
from extractor.errors import UnwritableOutput
from extractor.options import Options

PDF = "application/pdf"
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Writes the pictures of one document as ``<folder>/<source>-p001.png`` …; picklable for spawned workers."""

    folder: Path

    def __call__(self, source: str, data: bytes, document: Document, options: Options) -> tuple[str, ...]:
        """Draw every page; what could not be drawn is returned as remarks, for people.

        Raises MissingExtra without Pillow and UnwritableOutput where a picture can not be stored.
        """
        # imported late: pictures need an extra, and the process that starts the workers needs neither
        from extractor.export.frame_pictures import FramePictures
        from extractor.export.page_drawing import draw_page
        from extractor.export.page_legend import with_legend
        from extractor.export.page_pictures import PagePictures
        from extractor.pipeline import trace_pages

        kind = document.source.media_type
        if kind != PDF and kind not in PICTURES:
            return ("only the pages of a PDF or a picture are explained by pictures",)
        remarks = []
        with FramePictures(data) if kind in PICTURES else PagePictures(data, options.source.password) as pictures:
            for trace in trace_pages(data, options):
                number = trace.page.number
                picture = pictures.of_page(number) if min(trace.displayed_size) > 0 else None
                if picture is None:
                    remarks.append(f"page {number} can not be drawn")
                    continue
                stream = BytesIO()
                with_legend(draw_page(picture, document, trace)).save(stream, "PNG")
                self._store(f"{source}-p{number:03d}.png", stream.getvalue())
        return tuple(remarks)

    def _store(self, name: str, data: bytes) -> None:
        try:
            write_atomically(self.folder / name, data)
        except OSError as error:
            raise UnwritableOutput(f"{name} can not be written: {error.strerror}.") from error


def require_pictures() -> None:
    """Raise MissingExtra before any work where Pillow is not installed."""
    from extractor.export import pillow  # noqa: F401
