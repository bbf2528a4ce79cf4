"""The lines of a text dump: what each can be, and what of it is the dump's own marking."""

import re
from enum import Enum
from itertools import count
from typing import Final, NamedTuple

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_BOOKMARK_BEGINS = "[bookmark:"
_MARKS = tuple("#-*+")
_LIST_ITEM = re.compile(r"^[-*+] +(?=\S)")
_BOLD = re.compile(r"(?<!\*)(?:(?<!\w)|(?=\*\*\w))\*\*(?![*\s])([^*\n]+?)(?<!\s)\*\*(?!\*)")
_HEADING = re.compile(r"^(#{1,6}) +(?=\S)")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
_NUMBERED_PROSE = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百零〇\d]{1,4}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条款部分]+|[•●■◆·※])\s*\t[^\t]+"
)


class Kind(Enum):
    """``BLANK`` has no character, ``SPACE`` only white space; ``CELL`` is a tab and then text, perhaps with tabs after
    it, so that it can be one cell or a short row; ``ROW`` holds several cells; ``RULE`` is the line under a Markdown
    header; ``TEXT`` has no tab."""

    BLANK = "blank"
    SPACE = "space"
    CELL = "cell"
    ROW = "row"
    RULE = "rule"
    TEXT = "text"


_TABULAR: Final = (Kind.CELL, Kind.ROW, Kind.RULE)
_BLANK: Final = Kind.BLANK
_SPACE: Final = Kind.SPACE
_CELL: Final = Kind.CELL
_ROW: Final = Kind.ROW
_TEXT: Final = Kind.TEXT
"""Names of the module, because a member looked up in its class takes four times as long, once for every line."""


class Line(NamedTuple):
    """One line of the dump; ``number`` counts from 1."""

    number: int
    text: str
    kind: Kind

    @property
    def is_tabular(self) -> bool:
        return self.kind in _TABULAR


class Said(NamedTuple):
    """A paragraph's text without the dump's marking, and the heading level that the marking gave (0: none)."""

    text: str
    heading_level: int


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, classified; a page break (form feed) counts as a line's end within the same number."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "").split("\n")
    kinds = map(_kind if "\t" in text or "|" in text else _kind_of_words, raw)
    return tuple(_without_numbered_prose(list(map(Line, count(1), raw, kinds))))


def cells_of(line: Line) -> tuple[str, ...]:
    """The cells of a line that is a row, outer white space removed; of a text line the one cell that it is."""
    if "\t" in line.text:
        return tuple(map(str.strip, _without_bookmarks(line.text).split("\t")))
    if line.kind is _ROW:
        inner = re.split(r"(?<!\\)\|", line.text.strip()[1:-1])
        return tuple(plain(cell.replace("\\|", "|")) for cell in inner)
    return (plain(line.text),)


def plain(text: str) -> str:
    """A cell's text without bookmarks and outer white space."""
    return _without_bookmarks(text).strip()


def _without_bookmarks(text: str) -> str:
    return _BOOKMARK.sub("", text) if _BOOKMARK_BEGINS in text else text


def is_unmarked(text: str) -> bool:
    """Whether a plain text has none of the marks that a dump adds to a paragraph."""
    return "\t" not in text and "**" not in text and not text.startswith(_MARKS)


def said_by(text: str) -> Said:
    """A paragraph without bookmarks, list dashes, bold marks and heading marks."""
    text = plain(text)
    if is_unmarked(text):
        return Said(text, 0)
    heading = _HEADING.match(text)
    if heading:
        text = text[heading.end() :]
    text = _BOLD.sub(r"\1", _LIST_ITEM.sub("", text))
    return Said(re.sub(r"\s*\t\s*", " ", text).strip(), len(heading[1]) if heading else 0)


def _kind(line: str) -> Kind:
    if "\t" in line:
        return _CELL if line[0] == "\t" and "\t" not in line[1:].rstrip() else _ROW
    if "|" not in line:
        return _kind_of_words(line)
    if _PIPE_RULE.fullmatch(line):
        return Kind.RULE
    return _ROW if _PIPE_ROW.fullmatch(line) and line.count("|") > 2 else _TEXT


def _kind_of_words(line: str) -> Kind:
    """The kind of a line without tabs and pipes."""
    if not line:
        return _BLANK
    return _SPACE if line.isspace() else _TEXT


def _without_numbered_prose(lines: list[Line]) -> list[Line]:
    """``一、<tab>Title`` is a numbered paragraph, unless it stands next to a line of a table."""
    prose = {line.number for line in lines if line.kind is _ROW and _NUMBERED_PROSE.fullmatch(line.text)}
    if not prose:
        return lines

    def in_table(line: Line) -> bool:
        neighbours = lines[max(0, line.number - 2) : line.number + 1]
        return any(other.is_tabular and other.number not in prose for other in neighbours)

    return [line._replace(kind=_TEXT) if line.number in prose and not in_table(line) else line for line in lines]
