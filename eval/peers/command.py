"""The words of ``extractor eval --peers``: which peers, with which Python, for how long."""

import argparse
import sys
from pathlib import Path

from extractor.corpora import Manifest
from extractor.errors import UsageError
from extractor.eval.peers.catalogue import PEERS, PeerEntry
from extractor.eval.peers.measure import Peers, measure_tools
from extractor.eval.peers.own import Extraction, OwnExtractor
from extractor.eval.peers.peer import WorkerPeer
from extractor.eval.peers.result import PeerReport
from extractor.eval.peers.worker_process import worker_command

PEER_PYTHON = Path(__file__).resolve().parents[2] / ".venv-peers" / "bin" / "python"
"""Where `make peers` puts the peers' own interpreter."""
_SECONDS_A_DOCUMENT = 120.0


def add_peer_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words for peers to the parser of the command."""
    names = ", ".join(entry.name for entry in PEERS)
    parser.add_argument(
        "--peers",
        nargs="*",
        metavar="NAME",
        help=f"measure these peers in the same run; none named: all ({names})",
    )
    parser.add_argument(
        "--peer-time-limit",
        type=float,
        default=_SECONDS_A_DOCUMENT,
        metavar="SECONDS",
        help=f"how long a peer may take for one document (default: {_SECONDS_A_DOCUMENT:g})",
    )
    parser.add_argument(
        "--peer-python", type=Path, default=PEER_PYTHON, metavar="FILE", help="the interpreter that has the peers"
    )


def measure_with_peers(
    manifest: Manifest,
    documents: Path | None,
    extract: Extraction,
    arguments: argparse.Namespace,
) -> PeerReport:
    """Measure our own extractor and the peers that the words name; progress goes to stderr."""
    if not arguments.peer_time_limit > 0:
        raise UsageError("A peer needs a time limit above 0 seconds.")
    limit: float = arguments.peer_time_limit
    chosen = _chosen(arguments.peers)
    peers = tuple(
        WorkerPeer(
            entry,
            worker_command(arguments.peer_python, entry.name),
            time_limit=limit,
            only_scans=entry.for_scans and not arguments.peers,
        )
        for entry in chosen
    )
    return measure_tools(manifest, documents, OwnExtractor(extract), Peers(peers, limit), _say)


def _chosen(names: list[str]) -> tuple[PeerEntry, ...]:
    unknown = set(names) - {entry.name for entry in PEERS}
    if unknown:
        raise UsageError(f"There is no peer {sorted(unknown)[0]!r}; --help lists them.")
    return tuple(entry for entry in PEERS if not names or entry.name in names)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
