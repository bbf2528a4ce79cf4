"""The page's files, read once, and the headers that keep it from running or loading anything else."""

from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response

from extractor.errors import ExtractorError

_FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"
)
"""Nothing from elsewhere, nothing inline. The last two let no string become HTML or a script at all: a browser that
knows trusted types throws where a program tries."""
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class NoSuchFile(ExtractorError):
    """The page has no such file."""

    code = "no_page_file"
    http_status = 404
    remedy = "The review page is at /."


def page_router() -> APIRouter:
    """The page at ``/`` and its files under ``/page``; none of them needs a key."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def get_page() -> Response:
        return _file("index.html")

    @router.get("/page/{path:path}")
    def get_file(path: str) -> Response:
        return _file(path)

    return router


def _file(path: str) -> Response:
    """A file by its path as listed at the first call, so that no path leads out of the folder."""
    data = _files().get(path)
    if data is None:
        raise NoSuchFile("The page has no such file.")
    kind = _TYPES.get(Path(path).suffix, "text/plain; charset=utf-8")
    return Response(data, headers={**_HEADERS, "Content-Type": kind})


@cache
def _files() -> dict[str, bytes]:
    return {one.relative_to(_FOLDER).as_posix(): one.read_bytes() for one in _FOLDER.rglob("*") if one.is_file()}
