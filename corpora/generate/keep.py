"""Makes the typeset documents that the project keeps: ``python -m extractor.corpora.generate.keep``.

Whoever has no LibreOffice measures these. They are written to ``corpora/generated``, and their entries into
``corpora/manifest.toml`` between two lines of comment; afterwards ``extractor eval --update-baseline`` is due. A PDF
that differs from the earlier one in nothing but the time of its making stays as it was.
"""

import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from extractor.corpora.generate.produce import FORMATS, Product, manifest_text, produce
from extractor.corpora.generate.templates import TEMPLATES
from extractor.corpora.manifest import MANIFEST_PATH

FOLDER = MANIFEST_PATH.parent / "generated"
SEEDS: Mapping[str, int] = {
    "borderless": 103,
    "central_account": 187,
    "central_budget": 169,
    "central_targets": 119,
    "department_targets": 130,
    "district_targets": 100,
    "jiangsu": 128,
    "provincial": 106,
    "provincial_targets": 120,
    "self_evaluation": 155,
    "shanghai": 140,
    "three_line": 143,
}
"""The kept seed of each template, a short document of the dev split; the first dev seed where none is named."""
FIRST_SEED = 100
BEGIN = "# Typeset by `python -m extractor.corpora.generate.keep`, which writes what stands from here on."
END = "# The typeset documents end here."
_TIME = re.compile(rb"/CreationDate\(D:\d{14}[^)]*\)|/ID\s*\[\s*<\w+>\s*<\w+>\s*\]|/DocChecksum /\w+")
"""What LibreOffice writes anew into each PDF: when it was made, and two numbers drawn from that."""


def main() -> None:
    """Write the documents anew and their entries into the manifest."""
    specs = [build(SEEDS.get(name, FIRST_SEED)) for name, build in TEMPLATES.items()]
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch)
        products = produce(specs, made, FORMATS, lambda said: print(said, file=sys.stderr))
        products = tuple(unless_changed(product, made, FOLDER) for product in products)
        (made / "manifest.toml").unlink()
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(made, FOLDER)
    with_entries(MANIFEST_PATH, manifest_text(products, f"{FOLDER.name}/"))


def unless_changed(product: Product, made: Path, earlier: Path) -> Product:
    """The product, with the earlier file in place of the new one (both folders are as ``produce`` writes them) where
    they differ in the time alone."""
    new, old = made / product.path, earlier / product.path
    if not old.is_file() or _TIME.sub(b"", old.read_bytes()) != _TIME.sub(b"", new.read_bytes()):
        return product
    shutil.copyfile(old, new)
    sha256 = hashlib.sha256(old.read_bytes()).hexdigest()
    label = made / product.labels
    label.write_text(label.read_text(encoding="utf-8").replace(product.sha256, sha256), encoding="utf-8")
    return replace(product, sha256=sha256)


def with_entries(manifest: Path, entries: str) -> None:
    """Put the entries in place of those between the two comments, or at the end where there are none."""
    text = manifest.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2].strip("\n")
    pieces = [before.rstrip("\n"), f"{BEGIN}\n{entries.rstrip()}\n\n{END}", *([after] if after else [])]
    manifest.write_text("\n\n".join(pieces) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
