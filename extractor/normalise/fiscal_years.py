"""The year that a document is of: printed, in the file's name, or in project codes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.document.text import folded
from extractor.document.vocabulary import FactSource

_CAPTION = re.compile(r"(?:预算|决算|财政|会计)?年度[:：]((?:19|20)\d{2})")
_TITLE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:度)?[^\d]{0,20}?(?:预算|决算|绩效|自评|公开|申报|收支|经费)")
_STANDING = re.compile(r"[(\[]?((?:19|20)\d{2})年?度?[)\]]?")
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FILE_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年")
_CODE = re.compile(r"\d{6}(\d{2})[0-9A-Z]{13}")
_TITLE_LENGTH = 40
"""A paragraph up to this many characters may be a title; longer ones are prose."""


def read_fiscal_year(
    paragraphs: Sequence[str],
    captions: Sequence[str],
    titles: Sequence[str],
    file_name: str | None,
    codes: Iterable[str],
) -> tuple[int | None, FactSource | None]:
    """The year and where it is from; the first of these that says one: captions (预算年度：2024), table titles, short
    paragraphs, the file's name, project codes (``printed`` where the text has that year as well)."""
    short = [text for text in map(folded, paragraphs) if 0 < len(text) <= _TITLE_LENGTH]
    captions, titles = [folded(text) for text in captions], [folded(text) for text in titles]
    bracketed = [text for text in short if text[0] in "([" and text[-1] in ")]"]
    standing = captions + bracketed
    for texts, pattern in ((captions + short, _CAPTION), (titles, _TITLE), (standing, _STANDING), (short, _TITLE)):
        year = _most_frequent(texts, pattern, whole=pattern is _STANDING)
        if year:
            return year, "printed"
    in_name = _year_in_file_name(file_name or "")
    if in_name:
        return in_name, "file_name"
    # a code may be of an earlier year than the budget (a continuing project), never of a later one
    years = [2000 + int(found.group(1)) for code in codes if (found := _CODE.fullmatch(code))]
    if years:
        latest = max(years)
        is_printed = any(f"{latest}年" in folded(text) for text in paragraphs)
        return latest, "printed" if is_printed else "code"
    return None, None


def _most_frequent(texts: Iterable[str], pattern: re.Pattern[str], *, whole: bool) -> int | None:
    """The year that most texts say; of equally many the later one."""
    matches = (pattern.fullmatch(text) if whole else pattern.search(text) for text in texts)
    counts = Counter(int(found.group(1)) for found in matches if found)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _year_in_file_name(name: str) -> int | None:
    years = [int(text) for text in _FILE_YEAR.findall(name)] or [2000 + int(t) for t in _FILE_SHORT_YEAR.findall(name)]
    return years[0] if len(set(years)) == 1 else None
