"""Makes the typeset documents that the project keeps: ``python -m extractor.corpora.generate.keep``.

Whoever has no LibreOffice measures these. They are written to ``corpora/generated``, and their entries into
``corpora/manifest.toml`` between two lines of comment; afterwards ``extractor eval --update-baseline`` is due.
"""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from extractor.corpora.generate.produce import FORMATS, manifest_text, produce
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


def main() -> None:
    """Write the documents anew and their entries into the manifest."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    specs = [build(SEEDS.get(name, FIRST_SEED)) for name, build in TEMPLATES.items()]
    products = produce(specs, FOLDER, FORMATS, lambda said: print(said, file=sys.stderr))
    (FOLDER / "manifest.toml").unlink()
    with_entries(MANIFEST_PATH, manifest_text(products, f"{FOLDER.name}/"))


def with_entries(manifest: Path, entries: str) -> None:
    """Put the entries in place of those between the two comments, or at the end where there are none."""
    text = manifest.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2].strip("\n")
    pieces = [before.rstrip("\n"), f"{BEGIN}\n{entries.rstrip()}\n\n{END}", *([after] if after else [])]
    manifest.write_text("\n\n".join(pieces) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
