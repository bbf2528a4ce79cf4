"""The libraries of the page are the ones that the notice names, with their licences."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[3] / "extractor" / "service" / "page" / "static" / "vendor"


def test_the_libraries_are_what_the_notice_says() -> None:
    notice = (VENDOR / "NOTICE.txt").read_text(encoding="utf-8")
    said = dict(re.findall(r"^(\S+\.mjs) .* ([0-9a-f]{64})$", notice, re.MULTILINE))
    assert said == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.mjs")}
    for package in ("preact", "htm"):
        assert (VENDOR / f"LICENSE.{package}").stat().st_size > 1_000
