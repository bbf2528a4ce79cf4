"""The form in which a target is read: one plain character for each printed one, so that places stay."""

import unicodedata
from functools import lru_cache
from typing import Final

_OWN_SIGNS: Final = frozenset("℃℉…‥⁺⁻²³¹") | {chr(code) for code in (*range(0x2070, 0x209D), *range(0x3380, 0x33E0))}
"""Signs of units and gaps that NFKC would take apart or lower (㎡, m³, CO₂)."""
_ALIKE: Final = dict(zip("≧⩾≦⩽−–—―─∼〜•∙・", "≥≥≤≤-----~~···", strict=True))
"""Signs that mean the same."""


def plain_signs(text: str) -> str:
    """``text`` with full-width forms as plain ones and one sign for each meaning; as long as it was."""
    return "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign in _OWN_SIGNS:
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    plain = plain if len(plain) == 1 else sign
    return _ALIKE.get(plain, plain)
