"""Parts of a Word document without the formatting that no reader asks for, before they are parsed.

Two thirds of a table's elements say fonts, colours and widths. What stands between one text and the next repeats from
cell to cell: taking the formatting out of each such piece once takes a fraction of the time that parsing it would. Only
empty elements within properties are taken out, so that what was well-formed stays so, and what was not is still found
out.
"""

import re
from dataclasses import dataclass, field

_PROPERTIES = (b"w:rPr", b"w:pPr", b"w:tcPr", b"w:trPr")
"""From the innermost on: a paragraph's hold those of its mark."""
_UNREAD = re.compile(
    rb"<w:(?!(?:sz|vanish|rStyle|pStyle|outlineLvl|ind|gridSpan|vMerge|hMerge|gridBefore|del|cellDel|tab"
    rb"|numId|ilvl|moveFrom|vertAlign)[ /])"
    rb"[A-Za-z]+(?: [^<>]*)?/>"
)
_UNREAD_IN_CELLS = re.compile(rb"<w:(?!(?:vanish|rStyle|del|moveFrom|vertAlign)[ /])[A-Za-z]+(?: [^<>]*)?/>")
"""Of characters in cells not even the size is asked for, which only tells headings from prose."""
_CELL, _CELL_END = b"<w:tc>", b"</w:tc>"
_TEXT_END = b"</w:t>"
_NO_MARKUP = (b"<![CDATA[", b"<!--")
"""Within these, what looks like an element is text."""
_STYLE = b"<w:style "
_STYLE_END = b"</w:style>"
_OTHER_STYLES = (b'w:type="table"', b'w:type="numbering"')


@dataclass(slots=True)
class _Reduction:
    """What is left of the contents of properties that were met before, in cells and elsewhere."""

    contents: dict[bytes, bytes] = field(default_factory=dict)
    contents_in_cells: dict[bytes, bytes] = field(default_factory=dict)

    def reduced(self, markup: bytes) -> bytes:
        """What stands between two texts, without the formatting. Properties never go on over a text."""
        first, *cells = markup.split(_CELL)
        parts = [first]
        for cell in cells:
            inside, end, rest = cell.partition(_CELL_END)
            parts += (_CELL, _with_fewer(inside, _PROPERTIES[0], _UNREAD_IN_CELLS, self.contents_in_cells), end, rest)
        kept = b"".join(parts)
        for name in _PROPERTIES:
            kept = _with_fewer(kept, name, _UNREAD, self.contents)
        return kept


def without_formatting(xml: bytes) -> bytes:
    """The part without formatting; unchanged where its prefix is not the usual one."""
    if any(mark in xml for mark in _NO_MARKUP):
        return xml
    reduction = _Reduction()
    known: dict[bytes, bytes] = {}
    pieces = xml.split(_TEXT_END)
    for index, piece in enumerate(pieces):
        markup, sign, text = piece.rpartition(b">")
        kept = known.get(markup)
        if kept is None:
            kept = known[markup] = reduction.reduced(markup)
        pieces[index] = kept + sign + text
    return _TEXT_END.join(pieces)


def _with_fewer(markup: bytes, name: bytes, unread: re.Pattern[bytes], known: dict[bytes, bytes]) -> bytes:
    """All elements of this name with only what is read of them, those left out of which nothing is left."""
    begin, end = b"<%b>" % name, b"</%b>" % name
    pieces = markup.split(begin)
    for index in range(1, len(pieces)):
        content, closed, rest = pieces[index].partition(end)
        if not closed:  # its end stands behind another beginning
            pieces[index] = begin + content
            continue
        left = known.get(content)
        if left is None:
            left = known[content] = unread.sub(b"", content)
        pieces[index] = (begin + left + end if left else b"") + rest
    return b"".join(pieces)


def without_table_styles(xml: bytes) -> bytes:
    """A styles part without the styles of tables and lists, which are most of it."""
    if any(mark in xml for mark in _NO_MARKUP):
        return xml
    first, *styles = xml.split(_STYLE)
    kept = [first]
    for style in styles:
        head = style[: style.find(b">")]
        end = style.rfind(_STYLE_END)
        left_out = end >= 0 and any(kind in head for kind in _OTHER_STYLES)
        kept.append(style[end + len(_STYLE_END) :] if left_out else _STYLE + style)
    return b"".join(kept)
