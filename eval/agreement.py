"""The agreement of the second readings with the labels: figures, every difference, and the manifest's entry.

The figures are written once, before the differences are settled: a label mended by its second reading agrees with it
by construction.

python -m extractor.eval.agreement [--write] [--json FILE]
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from extractor.corpora import MANIFEST_PATH, LabelError, Manifest, ManifestError, read_label, read_manifest
from extractor.eval.readings import Difference, Readings, compare_readings
from extractor.eval.score import Share

_PARTS = ("cells", "header_paths", "spans", "facts")


def measure_agreement(manifest: Manifest) -> tuple[dict[str, Readings], dict[str, str]]:
    """Compare both readings of every set; also, by set, why a set could not be compared."""
    compared: dict[str, Readings] = {}
    left_out: dict[str, str] = {}
    for entry in manifest.sets:
        if entry.second is None:
            left_out[entry.id] = "no second reading"
            continue
        try:
            first, second = read_label(manifest.folder / entry.labels), read_label(manifest.folder / entry.second)
        except LabelError as error:
            left_out[entry.id] = error.message
            continue
        if {first.document.sha256, second.document.sha256} != {entry.sha256}:
            left_out[entry.id] = "the readings are not both of the manifest's document"
        else:
            compared[entry.id] = compare_readings(first, second)
    return compared, left_out


def write_agreement(path: Path, compared: Mapping[str, Readings]) -> None:
    """Put each set's figures into its entry of the manifest, every other line untouched."""
    blocks = re.split(r"(?m)^(?=\[\[set\]\]$)", path.read_text(encoding="utf-8"))
    known = {identity for block in blocks for identity in re.findall(r'(?m)^id = "(.+)"$', block)}
    if missing := set(compared) - known:
        raise ManifestError(f"The manifest {path.name} has no entry {sorted(missing)[0]!r}.")
    path.write_text("".join(_with_agreement(block, compared) for block in blocks), encoding="utf-8")


def _with_agreement(block: str, compared: Mapping[str, Readings]) -> str:
    identity = re.search(r'(?m)^id = "(.+)"$', block)
    if identity is None or identity[1] not in compared:
        return block
    line = f"agreement = {agreement_toml(compared[identity[1]])}"
    block = re.sub(r"(?m)^agreement = .*\n", "", block)
    return re.sub(r"(?m)^(second = .*)$", lambda found: f"{found[1]}\n{line}", block)


def agreement_toml(readings: Readings) -> str:
    """The figures as an inline table: of each part the share (4 decimals) and over how many items."""
    parts = []
    for name in _PARTS:
        share: Share = getattr(readings, name)
        if share.value is not None:
            parts.append(f"{name} = {share.value:.4f}, {name}_compared = {share.total}")
    return f"{{ {', '.join(parts)} }}"


def describe(difference: Difference) -> str:
    """One difference on one line."""
    place = [
        f"{name} {number}"
        for name, number in (("row", difference.row), ("column", difference.column))
        if number is not None
    ]
    where = ", ".join([difference.where, *place])
    return f"{where}: {difference.what}: first {difference.first!r}, second {difference.second!r}"


def main(words: list[str] | None = None) -> int:
    """Print figures and differences of all sets; 1 where a set with a second reading could not be compared."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.agreement")
    parser.add_argument("--manifest", type=Path, default=MANIFEST_PATH)
    parser.add_argument("--write", action="store_true", help="put the figures into the manifest")
    parser.add_argument("--json", dest="json_file", type=Path, metavar="FILE", help="write the differences as JSON")
    arguments = parser.parse_args(words)
    compared, left_out = measure_agreement(read_manifest(arguments.manifest))
    for identity, readings in compared.items():
        print(f"{identity}: {agreement_toml(readings)}")
        for name in readings.unmatched:
            print(f"  only in the second reading: {name}")
        for difference in readings.differences:
            print(f"  {describe(difference)}")
    for identity, reason in left_out.items():
        print(f"{identity}: not compared: {reason}", file=sys.stderr)
    if arguments.write:
        write_agreement(arguments.manifest, compared)
    if arguments.json_file:
        data = {identity: asdict(readings) for identity, readings in compared.items()}
        arguments.json_file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(reason != "no second reading" for reason in left_out.values()))


if __name__ == "__main__":
    sys.exit(main())
