"""Plain text → Markdown that shows this very text: CommonMark 0.31, sections 2.4 and 6."""

import re

_INLINE = re.compile(r"[\\`*_\[\]<>~|&!$#]")
"""ASCII punctuation that can begin something inside a line, or end a heading; a backslash before it takes that away."""
_BLOCK_START = re.compile(r"^(?P<before>\d{0,9})(?P<sign>[+\-=.)])")
"""What can make a line a list, a rule or an underline: escaped at its beginning."""
_SPACE = re.compile(r"[\s\u2028\u2029]+")


def escape_line(text: str) -> str:
    """One line of Markdown that is shown as ``text`` with its white space made single."""
    line = _INLINE.sub(r"\\\g<0>", _SPACE.sub(" ", text).strip())
    return _BLOCK_START.sub(r"\g<before>\\\g<sign>", line)


def escape_html(text: str) -> str:
    """Text inside an HTML table: one line, so that no blank line ends the table for a Markdown renderer."""
    line = _SPACE.sub(" ", text).strip()
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
