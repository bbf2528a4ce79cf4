"""Pages of all hostile PDF files and pictures for the review page: ``make torture``."""

import os

import pytest

from tests.hostile.every_file import EVERY_FILE
from tests.hostile.outcomes import processes_below
from tests.hostile.test_page_pictures import SECONDS_A_PAGE, drawn

pytestmark = pytest.mark.torture
_ENDINGS = (".pdf", ".png", ".jpg", ".tif")
_GRACE_SECONDS = 2.0


def test_a_page_of_every_hostile_file_is_drawn_or_not() -> None:
    files = [file for file in EVERY_FILE if file.name.endswith(_ENDINGS)]
    before = processes_below(os.getpid())
    done = {file.name: drawn(file) for file in files}
    slowest = max(done, key=lambda name: done[name][1])
    count = sum(is_drawn for is_drawn, _ in done.values())
    print(f"\n{len(done)} files: {count} drawn; longest {done[slowest][1]:.1f} s ({slowest})")
    assert done[slowest][1] <= SECONDS_A_PAGE + _GRACE_SECONDS
    assert set(processes_below(os.getpid())) <= set(before)
