"""The command ``python -m extractor.corpora.damage``: damaged versions of labelled documents, their truth with them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extractor.corpora.damage.corpus import Order, make_corpus
from extractor.corpora.damage.wanted import known_kinds
from extractor.corpora.manifest import read_manifest
from extractor.errors import ExtractorError

_KINDS = "what to make of each document, several words: " + ", ".join(known_kinds())


def main(words: Sequence[str] | None = None) -> int:
    """Make what the words say; 0 done, 1 something failed or nothing was made, 2 the words are off."""
    arguments = _parser().parse_args(words)
    try:
        manifest = read_manifest(arguments.manifest).of_split(*arguments.split)
        order = Order(tuple(dict.fromkeys(arguments.kinds)), arguments.seed, arguments.rate, arguments.pictures)
        documents = arguments.documents or manifest.folder
        made = make_corpus(manifest, documents, arguments.folder, order, lambda said: print(said, file=sys.stderr))
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    for reason in made.left_out:
        print(f"left out: {reason}", file=sys.stderr)
    print(f"{len(made.sets)} documents in {arguments.folder}, {len(made.left_out)} left out")
    return int(made.failed or not made.sets)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extractor.corpora.damage", description=__doc__)
    parser.add_argument("manifest", type=Path, metavar="LABELLED_MANIFEST", help="the manifest of the labelled sets")
    parser.add_argument("folder", type=Path, metavar="OUT", help="gets documents/, labels/, records/, manifest.toml")
    parser.add_argument("--kinds", nargs="+", required=True, metavar="KIND", help=_KINDS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--rate", type=_share, default=0.05, help="torn texts: share of rows that get a fault (default: 0.05)"
    )
    parser.add_argument(
        "--documents", type=Path, help="the folder that the manifest's paths are relative to (default: the manifest's)"
    )
    parser.add_argument("--pictures", choices=("jpeg", "png"), help="write each page of a scan as a picture too")
    parser.add_argument(
        "--split", nargs="+", choices=("train", "dev", "test"), default=["train", "dev"],
        help="sets of these splits (default: train dev)",
    )  # fmt: skip
    return parser


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share from 0 to 1")
    return share
