"""One template → one HTML file that opens from disk: styles and script inline, nothing fetched, every text escaped."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtra

try:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
except ImportError as error:
    raise MissingExtra("HTML pages need Jinja2", "eval") from error

_FOLDER = Path(__file__).parent


def render_page(name: str, values: Mapping[str, Any], script: str | None = None) -> bytes:
    """Render the template ``name`` (``sample.html``) as UTF-8.

    ``script`` is the file of the page's script. The page's content security policy allows that one by its hash, styles
    and pictures within the page, and nothing from anywhere else.
    """
    code = (_FOLDER / script).read_text(encoding="utf-8") if script else ""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")
    source = f"'sha256-{digest}'" if script else "'none'"
    policy = (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {source}; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template(name).render({**values, "script": code, "policy": policy}).encode()
