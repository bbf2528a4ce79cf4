"""Writes an office file again so that equal contents are equal bytes: no clock time is left in it."""

import io
import re
import zipfile

FIRST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CLOCK_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_CORE_PROPERTIES = "docProps/core.xml"


def without_times(data: bytes) -> bytes:
    """The zip archive with fixed member times and, in its core properties, fixed dates of creation and change."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _CORE_PROPERTIES:
                content = _CLOCK_TIMES.sub(rb"\g<1>2025-01-01T00:00:00Z\g<3>", content)
            info = zipfile.ZipInfo(member.filename, FIRST_ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return written.getvalue()
