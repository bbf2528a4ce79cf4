"""Word 97 files of other projects' tests, beside the DOCX of the same text."""

from collections import Counter
from pathlib import Path

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, ExtractorError
from extractor.options import SourceOptions
from extractor.sources.doc.older import read_word
from extractor.sources.docx.reader import read_docx

_FEWEST_PAIRS = 15


def characters(content: Content) -> Counter[str]:
    """How often each character is there, white space left out."""
    found: Counter[str] = Counter()
    for element in content.elements:
        if isinstance(element, Grid):
            found.update("".join("".join(cell.raw.split()) for cell in element.cells))
        elif isinstance(element, Paragraph):
            found.update("".join(element.text.split()))
    return found


def test_what_the_docx_says_stands_in_the_doc(shared: Path) -> None:
    compared = 0
    for file in sorted((shared / "hostile" / "word").glob("*.doc")):
        other = file.with_suffix(".docx")
        if not other.exists():
            continue
        expected = characters(read_docx(other.read_bytes(), SourceOptions()))
        found = characters(read_word(file.read_bytes(), SourceOptions()))
        kept = (expected & found).total() / max(1, expected.total())
        assert kept >= 0.98, f"{file.name}: {kept:.3f} of the characters"
        compared += 1
    assert compared >= _FEWEST_PAIRS


def test_every_file_is_read_or_refused_by_name(shared: Path) -> None:
    folder = shared / "hostile" / "word"
    refused = set()
    for file in sorted(folder.glob("*.doc")):
        try:
            read_word(file.read_bytes(), SourceOptions())
        except ExtractorError as error:
            refused.add((file.name, type(error)))
    assert refused == {("badfile-01-bad-header.doc", CorruptSource)}
