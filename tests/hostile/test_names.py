"""Names of files do no harm: the result says them, and none is opened."""

import itertools
import json

from extractor.document.wire import to_json
from extractor.pipeline import extract

_BEFORE = (
    "",
    "/",
    "../",
    "..\\..\\",
    "C:\\",
    "file:///",
    "http://127.0.0.1:9/",
    "\\\\server\\",
    "/proc/self/fd/",
    "~/",
    "$(id)",
    "`id`",
)
_NAMES = (
    "预算",
    "a\0b",
    "a\nb",
    "a\r\nX-A: b",
    "\x1b[2J",
    "\u202efdp",
    "\ufeff",
    "\ud800",
    "\udcff\udcfe",
    "<script>",
    "%00",
    "%s%n",
    "a" * 3_000,
    "..",
)
_ENDINGS = (".txt", ".TXT", ".pdf", "", ".", ".txt\0.pdf", "::$DATA")
NAMES = [before + name + ending for before, name, ending in itertools.product(_BEFORE, _NAMES, _ENDINGS)]
_DATA = "部门预算\n合计 3.50\n".encode()


def test_any_name_is_said_in_the_result() -> None:
    assert len(set(NAMES)) >= 200
    for name in NAMES[::4]:
        said = json.loads(to_json(extract(_DATA, name=name)))["source"]["name"]
        assert len(said) == len(name)
        assert said == "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in name)
