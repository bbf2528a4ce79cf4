"""Whether a raised run of text is the number of a note: such a one is no digit of the amount before it."""

import re
from typing import Final

_MARK: Final = re.compile(r"(?=\D*\d)[0-9()\[\],+\-（），、−［］〔〕【】]{1,40}")


def is_note_mark(text: str) -> bool:
    """Whether a text, white space apart, is of digits with brackets, commas and signs only."""
    return _MARK.fullmatch("".join(text.split())) is not None
