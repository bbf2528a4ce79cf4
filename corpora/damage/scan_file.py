"""One PDF as a scan: ``python -m extractor.corpora.damage.scan_file IN.pdf OUT.pdf --dpi 200 --seed 3``.

The scan holds a picture a page and no text; ``OUT.json`` beside it records what was done to each page.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from extractor.corpora.damage.presets import PRESETS, desk_scan
from extractor.corpora.damage.record import Source, write_record
from extractor.corpora.damage.scan import scan_pdf


def main(words: Sequence[str] | None = None) -> int:
    """Scan the file that the words name; 0 done."""
    arguments = _parser().parse_args(words)
    data = arguments.source.read_bytes()
    preset = arguments.preset or f"desk{arguments.dpi}"
    settings = PRESETS.get(preset) or desk_scan(arguments.dpi)
    source = Source(id=arguments.source.stem, sha256=hashlib.sha256(data).hexdigest(), name=arguments.source.name)
    scan = scan_pdf(data, (preset, settings), arguments.seed, source, arguments.pages)
    arguments.target.write_bytes(scan.pdf)
    write_record(scan.record, arguments.target.with_suffix(".json"))
    print(f"{len(scan.pages)} pages, {len(scan.pdf)} bytes: {arguments.target}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extractor.corpora.damage.scan_file", description=__doc__)
    parser.add_argument("source", type=Path, metavar="IN.pdf")
    parser.add_argument("target", type=Path, metavar="OUT.pdf")
    parser.add_argument("--dpi", type=int, default=200, help="dots an inch of a desk scanner (default: 200)")
    parser.add_argument("--preset", choices=sorted(PRESETS), help="another scanner; it has its own dots an inch")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=_page_range, metavar="A-B", help="only these pages, from 1 (default: all)")
    return parser


def _page_range(text: str) -> range:
    first, _, last = text.partition("-")
    try:
        return range(int(first), int(last or first) + 1)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no range of pages") from error


if __name__ == "__main__":
    sys.exit(main())
