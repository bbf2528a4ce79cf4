"""No format that LibreOffice may be given lets it fetch anything: ``make torture``."""

import pytest

from tests.hostile.test_canaries import Canary, canary, reached_by_libreoffice

pytestmark = pytest.mark.torture
__all__ = ["canary"]


@pytest.mark.parametrize("ending", ["rtf", "docx", "xlsx", "odt"])
def test_nothing_is_fetched_by_libreoffice(ending: str, canary: Canary) -> None:
    reached_by_libreoffice(ending, canary.address, canary.file)
    assert canary.asked == []
