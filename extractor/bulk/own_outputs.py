"""What this program wrote itself is never an input."""

import re
import stat
from contextlib import suppress
from pathlib import Path

LINKS_NAME = "links.jsonl"
MARKDOWN_ENDING = ".md"
_MARKDOWN = b"<!--extractor"
_RESULT = b'{"schema_version":'
_SET = b'{"set_schema_version":'
_REPORT = b'{"report_version":'
_REPORT_PAGE = b"<!doctypehtml><!--extractor"
_LIST_LINES = (
    (re.compile(r"(manifest|timings)(-\d+-of-\d+)?\.jsonl"), b'{"source":'),
    (re.compile(re.escape(LINKS_NAME)), b'{"document":'),
)
"""The names of lists, those of shards too, and how their lines begin."""
_BEGINNING_BYTES = 64
_ENDINGS = frozenset({".html", ".json", ".jsonl", MARKDOWN_ENDING})


def is_own_output(data: bytes, name: str) -> bool:
    """Whether the bytes are a result or a set (by the first key), their Markdown, a list beside them, or a report."""
    beginning = _packed(data)
    listed = any(known.fullmatch(name) and beginning.startswith(line) for known, line in _LIST_LINES)
    return listed or beginning.startswith((_RESULT, _SET, _REPORT, _REPORT_PAGE, _MARKDOWN))


def is_own_file(path: Path) -> bool:
    """The same of a file, by its ending and its beginning; a file that can not be read is none."""
    return path.suffix in _ENDINGS and is_own_output(_beginning(path), path.name)


def is_result_file(path: Path) -> bool:
    """Whether the file is a document's result."""
    return path.suffix == ".json" and _packed(_beginning(path)).startswith(_RESULT)


def is_report_file(path: Path) -> bool:
    """Whether the file is the report of a run, or its page."""
    return is_report_beginning(_beginning(path))


def is_report_beginning(data: bytes) -> bool:
    """The same of the first bytes of a file."""
    return _packed(data).startswith((_REPORT, _REPORT_PAGE))


def is_set_file(path: Path) -> bool:
    """Whether the file is a set of documents."""
    return path.suffix == ".json" and _packed(_beginning(path)).startswith(_SET)


def _beginning(path: Path) -> bytes:
    with suppress(OSError):
        if stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            with path.open("rb") as stream:
                return stream.read(_BEGINNING_BYTES)
    return b""


def _packed(data: bytes) -> bytes:
    return b"".join(data[:_BEGINNING_BYTES].split())
