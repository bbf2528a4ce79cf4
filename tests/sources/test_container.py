"""What an Office file may unpack to."""

import io
import zipfile

import pytest

from extractor.errors import TooLarge
from extractor.options import SourceOptions
from extractor.sources.container import check_container

_MIB = 1024 * 1024


def packed(size: int) -> bytes:
    """A ZIP with one part of blanks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        container.writestr("word/media/one.bin", bytes(size))
    return buffer.getvalue()


def test_a_large_part_of_little_is_refused() -> None:
    with pytest.raises(TooLarge, match="max_ratio is 100"):
        check_container(packed(17 * _MIB), SourceOptions())
    check_container(packed(17 * _MIB), SourceOptions(max_ratio=2000))


def test_what_is_not_large_may_pack_well() -> None:
    check_container(packed(15 * _MIB), SourceOptions())
