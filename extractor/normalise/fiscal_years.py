"""The year that a document is of: printed, in the file's name, or in project codes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.document.chinese_numeral import WRITTEN_YEAR, read_chinese_numeral
from extractor.document.text import folded
from extractor.document.vocabulary import FactSource

_CAPTION = re.compile(r"(?:预算|决算|财政|会计)?年度[:：]((?:19|20)\d{2})")
_TITLE = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}}|{WRITTEN_YEAR})年?(?:度)?[^\d]{{0,20}}?(?:预算|决算|绩效|自评|公开|申报|收支|经费)"
)
_STANDING = re.compile(r"[(\[]?((?:19|20)\d{2})年?度?[)\]]?")
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FILE_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年")
_CODE = re.compile(r"\d{6}(\d{2})[0-9A-Z]{13}")
_HEADING = re.compile(r"((?:19|20)\d{2})年?(?:度)?[^\d比]{0,20}(?:预算|决算)[^\d比]{0,12}")
"""A column of the year's own amounts: 2024年预算数, 2024年一般公共预算基本支出; 2023年执行数 is of the year before."""
_DATED = re.compile(r"((?:19|20)\d{2})年")
_TITLE_LENGTH = 40
"""A paragraph up to this many characters may be a title; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class YearTexts:
    """The texts of a document that may say its year: ``headings`` are those of columns, ``codes`` those of projects,
    ``deadlines`` the dates of the year's targets, ``heads`` what runs over the pages."""

    paragraphs: Sequence[str] = ()
    captions: Sequence[str] = ()
    titles: Sequence[str] = ()
    headings: Sequence[str] = ()
    file_name: str | None = None
    codes: Sequence[str] = ()
    deadlines: Sequence[str] = ()
    heads: Sequence[str] = ()


def read_fiscal_year(texts: YearTexts) -> tuple[int | None, FactSource | None]:
    """The year and where it is from; the first of these that says one: captions (预算年度：2024), table titles, short
    paragraphs, headings of columns (2024年预算数), running heads, the file's name, project codes (``printed`` where the
    text has that year as well), and the one year that all deadlines of the year's targets are in (``inferred``)."""
    printed = _printed_year(texts)
    if printed:
        return printed, "printed"
    in_name = _year_in_file_name(texts.file_name or "")
    if in_name:
        return in_name, "file_name"
    # a code may be of an earlier year than the budget (a continuing project), never of a later one
    years = [2000 + int(found.group(1)) for code in texts.codes if (found := _CODE.fullmatch(code))]
    if years:
        latest = max(years)
        is_printed = any(f"{latest}年" in folded(text) for text in texts.paragraphs)
        return latest, "printed" if is_printed else "code"
    dated = {int(year) for text in texts.deadlines for year in _DATED.findall(text)}
    return (dated.pop(), "inferred") if len(dated) == 1 else (None, None)


def _printed_year(texts: YearTexts) -> int | None:
    short = [text for text in map(folded, texts.paragraphs) if 0 < len(text) <= _TITLE_LENGTH]
    captions, titles = [folded(text) for text in texts.captions], [folded(text) for text in texts.titles]
    bracketed = [text for text in short if text[0] in "([" and text[-1] in ")]"]
    headings = [folded(text) for text in texts.headings]
    for lines, pattern in (
        (captions + short, _CAPTION),
        (titles, _TITLE),
        (captions + bracketed, _STANDING),
        (short, _TITLE),
        (headings, _HEADING),
        ([folded(text) for text in texts.heads], _TITLE),
    ):
        year = _most_frequent(lines, pattern, whole=pattern in (_STANDING, _HEADING))
        if year:
            return year
    return None


def _most_frequent(texts: Iterable[str], pattern: re.Pattern[str], *, whole: bool) -> int | None:
    """The year that most texts say; of equally many the later one."""
    matches = (pattern.fullmatch(text) if whole else pattern.search(text) for text in texts)
    counts = Counter(_year(found.group(1)) for found in matches if found)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _year(text: str) -> int:
    """A year in digits, or written out (二〇二五)."""
    return int(text if text.isascii() else read_chinese_numeral(text) or 0)


def _year_in_file_name(name: str) -> int | None:
    years = [int(text) for text in _FILE_YEAR.findall(name)] or [2000 + int(t) for t in _FILE_SHORT_YEAR.findall(name)]
    return years[0] if len(set(years)) == 1 else None
