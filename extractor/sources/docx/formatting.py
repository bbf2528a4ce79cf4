"""Parts of a Word document without the formatting that no reader asks for, before they are parsed.

Two thirds of a table's elements say fonts, colours and widths, in a few ways that repeat. Taking them out of the bytes,
each way once, takes a fraction of the time that parsing them would. Only empty elements within properties are taken
out, so that what was well-formed stays so, and what was not is still found out.
"""

import re

_PROPERTIES = (b"w:rPr", b"w:pPr", b"w:tcPr", b"w:trPr")
"""From the innermost on: a paragraph's hold those of its mark."""
_UNREAD = re.compile(
    rb"<w:(?!(?:sz|vanish|rStyle|pStyle|outlineLvl|gridSpan|vMerge|hMerge|gridBefore|del|cellDel|tab)[ /])"
    rb"[A-Za-z]+(?: [^<>]*)?/>"
)
_NO_MARKUP = (b"<![CDATA[", b"<!--")
"""Within these, what looks like an element is text."""
_STYLE = b"<w:style "
_STYLE_END = b"</w:style>"
_OTHER_STYLES = (b'w:type="table"', b'w:type="numbering"')


def without_formatting(xml: bytes) -> bytes:
    """The part without formatting; unchanged where its prefix is not the usual one."""
    if any(mark in xml for mark in _NO_MARKUP):
        return xml
    for name in _PROPERTIES:
        xml = _with_fewer(xml, name)
    return xml


def _with_fewer(xml: bytes, name: bytes) -> bytes:
    """All elements of this name with only what is read of them, those left out of which nothing is left."""
    begin, end = b"<%b>" % name, b"</%b>" % name
    pieces = xml.split(begin)
    known: dict[bytes, bytes] = {}
    for index in range(1, len(pieces)):
        content, closed, rest = pieces[index].partition(end)
        if not closed:  # its end stands behind another beginning
            pieces[index] = begin + content
            continue
        kept = known.get(content)
        if kept is None:
            left = _UNREAD.sub(b"", content)
            kept = known[content] = begin + left + end if left else b""
        pieces[index] = kept + rest
    return b"".join(pieces)


def without_table_styles(xml: bytes) -> bytes:
    """A styles part without the styles of tables and lists, which are most of it."""
    if any(mark in xml for mark in _NO_MARKUP):
        return xml
    first, *styles = xml.split(_STYLE)
    kept = [first]
    for style in styles:
        head = style.partition(b">")[0]
        content, closed, rest = style.partition(_STYLE_END)
        left_out = closed and any(kind in head for kind in _OTHER_STYLES)
        kept.append(rest if left_out else _STYLE + content + closed + rest)
    return b"".join(kept)
