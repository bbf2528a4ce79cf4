"""What of a Markdown cell or line is marking: emphasis, code, escapes, line breaks, formulas that are numbers."""

import html
import re
from typing import Final

LONGEST_MARKED: Final = 20_000
"""Longer cells are left as they are written: looking for pairs of marks takes time that grows with its square."""
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*\*|\*\*|__|~~)(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~$%&<>])")
_TAG = re.compile(r"</?(?:b|strong|i|em|u|s|sup|sub|span|font|p|div|center)(?:\s[^<>]*)?>", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$?\s*([^$]+?)\s*\$\$?|\\\(\s*(.+?)\s*\\\)")
_GROUP_MARKS = re.compile(r"\\[,;:! ]|\{,\}")
_WORDS = re.compile(r"\\(?:text|mathrm|mathbf|textbf|operatorname)\{([^{}]*)\}")
_SIGNS = {
    "\\leqslant": "≤",
    "\\leq": "≤",
    "\\le": "≤",
    "\\geqslant": "≥",
    "\\geq": "≥",
    "\\ge": "≥",
    "\\times": "×",
    "\\pm": "±",
    "\\sim": "~",
    "\\approx": "≈",
    "\\quad": " ",
}
_LEFT_OVER = re.compile(r"[\\^_{}]")
_SIGN = re.compile("|".join(re.escape(sign) + "(?![a-z])" for sign in _SIGNS))


def plain_marks(text: str) -> str:
    """The text that a Markdown cell or line shows; a ``<br>`` is a line break. A formula that is more than a number,
    a sign and words stays as it is written."""
    if len(text) > LONGEST_MARKED:
        return text.strip()
    text = _BREAK.sub("\n", text)
    if "$" in text or "\\(" in text:
        text = _FORMULA.sub(_plain_formula, text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _ESCAPED.sub(r"\1", text)
    return html.unescape(text).strip() if "&" in text else text.strip()


def _plain_formula(found: re.Match[str]) -> str:
    inner = found[1] or found[2]
    plain = _GROUP_MARKS.sub(lambda mark: "," if mark[0] == "{,}" else "", inner)
    plain = _SIGN.sub(lambda sign: _SIGNS[sign[0]], _WORDS.sub(r"\1", plain)).replace("\\%", "%")
    return found[0] if _LEFT_OVER.search(plain) else plain.strip()
