"""Endings of program code and data: texts by their bytes, but no documents when met on a walk."""

from pathlib import PurePath

_CODE = ".bat .c .cc .cpp .cs .css .go .h .hpp .ipynb .java .js .jsx .kt .less .lua .mjs .php .pl .ps1 .py .pyi .r .rb"
_MORE_CODE = ".rs .scss .sh .sql .swift .ts .tsx .vb .vbs .vue"
_DATA = ".geojson .json .json5 .jsonl .ndjson .svg .toml .xml .xsd .xsl .xslt .yaml .yml"
_SETTINGS = ".cfg .conf .desktop .inf .ini .lock .properties .reg .url"
_SUMS = ".md5 .sha1 .sha256 .sha512"
_ENDINGS = frozenset(f"{_CODE} {_MORE_CODE} {_DATA} {_SETTINGS} {_SUMS}".split())


def is_code_or_data(path: PurePath) -> bool:
    """Whether the ending says program code, data, settings or checksums."""
    return path.suffix.lower() in _ENDINGS
