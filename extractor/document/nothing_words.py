"""What stands in the only row of a table that holds nothing."""

import re
from typing import Final

from extractor.document.text import without_space

NOTHING: Final = "无"
_NOTHING_OF_IT: Final = re.compile(r"(?:[本我](?:部门|单位))?(?:无|没有)(?:此|该|相关)\w{0,6}")


def says_nothing(text: str) -> bool:
    """Whether the text says that there is nothing, and nothing else (无, 本部门无此项支出)."""
    plain = without_space(text)
    return plain == NOTHING or _NOTHING_OF_IT.fullmatch(plain) is not None
