"""What is said where LibreOffice is absent or does not do its work; needs no LibreOffice."""

from pathlib import Path

import pytest

from extractor.corpora.generate import write_pdf
from extractor.corpora.generate.write_pdf import TypesettingError, can_typeset, typeset


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("no-such-program", "is not here"),
        ("false", "LibreOffice broke off"),
        ("true", "LibreOffice made no PDF of a, b"),
    ],
)
def test_a_fault_is_told(program: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_pdf, "PROGRAM", program)
    assert can_typeset() == (program != "no-such-program")
    with pytest.raises(TypesettingError, match=said):
        typeset({"a": b"", "b": b""}, tmp_path)
