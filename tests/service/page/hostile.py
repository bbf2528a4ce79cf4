"""Texts that would run as a program where a page took them for markup, and a document full of them."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

_ACT = "window.ran=1;alert({n})"
_VECTORS = (
    "<script>{act}</script>",
    "<img src=x onerror={act}>",
    "<svg onload={act}>",
    "<svg><script>{act}</script></svg>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<body onload={act}>",
    "<details open ontoggle={act}>",
    "<input autofocus onfocus={act}>",
    "<video><source onerror={act}></video>",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror={act}>",
    "<a href=javascript:{act}>x</a>",
    "<form action=javascript:{act}><button>x</button></form>",
    "<object data=javascript:{act}>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<style>*{{background:url(//evil.example)}}</style>",
    "<template><img src=x onerror={act}></template>",
    "<img/src/onerror={act}>",
    "javascript:{act}",
    "{{{{constructor.constructor('{act}')()}}}}",
    "${{{act}}}",
    "__proto__",
)
_WRAPPINGS = ("{}", '">{}', "'>{}", "</td>{}", "</script>{}", "--><!-- {}", "`{}`", "]]>{}", "\\u003c{}", "&lt;{}")
PAYLOADS = tuple(
    wrapping.format(vector.format(act=_ACT.format(n=number), n=number))
    for number, (wrapping, vector) in enumerate((w, v) for w in _WRAPPINGS for v in _VECTORS)
)
_FREE = frozenset(
    (
        *("text", "raw", "title", "captions", "notes", "path", "values", "label", "name", "message", "before", "after"),
        *("evidence", "alternatives", "description", "raw", "basis", "deadline", "objectives", "content", "goal"),
        *("purpose", "tier1", "tier2", "tier3", "tier1_class", "tier2_class", "actual", "score", "deviation", "weight"),
        *(
            "number",
            "unit",
            "code",
            "reader",
            "reading",
            "rule",
            "kind",
            "period",
            "fund",
            "expected",
            "actual",
            "stored",
        ),
    )
)
"""The fields that may hold any text; where the contract has a closed list or a number instead, it refuses, and the
value stays."""


def hostile(data: dict[str, Any], is_valid: Any) -> dict[str, Any]:
    """The document with a payload in every field that takes one; ``is_valid`` tells whether it keeps the contract."""
    payloads = cycle(PAYLOADS)
    closed = {name for name in _FREE if not is_valid(_filled(data, {name}, cycle(["<b>"])))}
    made: dict[str, Any] = _filled(data, set(_FREE) - closed, payloads)
    return made


def _filled(value: Any, names: set[str], payloads: Iterator[str], name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, names, payloads, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, names, payloads, name) for item in value]
    return next(payloads) if isinstance(value, str) and value and name in names else value
