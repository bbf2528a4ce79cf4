"""The command ``python -m extractor.corpora.generate``: typesets documents of templates and seeds with their truth."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from extractor.corpora.generate.produce import FORMATS, produce
from extractor.corpora.generate.templates import TEMPLATES
from extractor.errors import ExtractorError, UsageError

_SEEDS = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?")


def main(words: Sequence[str] | None = None) -> int:
    """Generate what the words say; 0 done, 1 a document could not be made, 2 the words are off."""
    arguments = _parser().parse_args(words)
    try:
        specs = [TEMPLATES[name](seed) for name in arguments.template or sorted(TEMPLATES) for seed in arguments.seeds]
        produce(specs, arguments.folder, arguments.formats, lambda said: print(said, file=sys.stderr))
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


def read_seeds(text: str) -> tuple[int, ...]:
    """``100-103`` or ``1,5,9-11``, both ends in; UsageError where it is neither or a seed is below 1."""
    seeds: list[int] = []
    for piece in text.split(","):
        match = _SEEDS.fullmatch(piece)
        if match is None:
            raise UsageError(f"{text!r} names no seeds; write 100-103 or 1,5,9.")
        seeds.extend(range(int(match[1]), int(match[2] or match[1]) + 1))
    return tuple(dict.fromkeys(seeds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extractor.corpora.generate", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT", help="gets documents/, labels/ and manifest.toml")
    parser.add_argument(
        "--template", action="append", choices=sorted(TEMPLATES), metavar="NAME",
        help=f"this template only (repeatable): {', '.join(sorted(TEMPLATES))}",
    )  # fmt: skip
    parser.add_argument(
        "--seeds", type=_seeds, default=(100,), metavar="A-B",
        help="1 to 99 train, 100 to 199 dev, from 200 on test (default: 100)",
    )  # fmt: skip
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS), help="default: all")
    return parser


def _seeds(text: str) -> tuple[int, ...]:
    try:
        return read_seeds(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(error.message) from error
