"""The command ``extractor eval``: the labelled sets, or a user's own label and prediction."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from extractor.commands.jail import say_missing_layers
from extractor.corpora import MANIFEST_PATH, Manifest, read_manifest
from extractor.errors import UsageError
from extractor.eval.baseline import BASELINE_PATH, find_falls, not_compared, read_baseline, write_baseline
from extractor.eval.content import Content, content_of
from extractor.eval.content_data import content_data, print_errors
from extractor.eval.intervals import report_intervals
from extractor.eval.jailed import JailedExtraction
from extractor.eval.peers.command import add_peer_arguments, measure_with_peers
from extractor.eval.peers.report import peer_data, print_peers
from extractor.eval.peers.result import PeerReport
from extractor.eval.report import cost_data, print_report, report_data
from extractor.eval.run import Further, Report, evaluate
from extractor.eval.targets import print_targets, score_targets
from extractor.eval.user_labels import score_files

_SHARED = Path(__file__).resolve().parents[2] / "shared"
"""The material beside the checkout."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's words to its parser."""
    parser.add_argument("files", nargs="*", type=Path, metavar="GOLD PRED", help="a label file and contract JSON")
    parser.add_argument("--manifest", type=Path, default=MANIFEST_PATH, help="the manifest of labelled sets")
    parser.add_argument("--documents", type=Path, help="folder that holds the labelled documents, found by hash")
    parser.add_argument("--set", dest="sets", action="append", metavar="ID", help="measure this set only (repeatable)")
    parser.add_argument(
        "--split", choices=("train", "dev", "test"), default="dev", help="the sets of this split (default: dev)"
    )
    parser.add_argument(
        "--benchmark",
        choices=("icdar2013", "im-tqa"),
        help="measure on a public benchmark instead; --documents is its folder, --split the half of im-tqa",
    )
    parser.add_argument("--json", dest="json_file", type=Path, metavar="FILE", help="write the report as JSON")
    parser.add_argument(
        "--report", dest="page_file", type=Path, metavar="FILE.html", help="write the report as one HTML page"
    )
    parser.add_argument(
        "--targets", action="store_true", help="measure the target grammar on the written targets of the split instead"
    )
    add_peer_arguments(parser)
    parser.add_argument("--fields", action="store_true", help="show the scores of single project fields")
    parser.add_argument(
        "--faults", action="store_true", help="plant faults in what is read rightly: how many do the checks catch?"
    )
    parser.add_argument(
        "--tiers", action="store_true", help="measure instead how well tiers are told where their cells are lost"
    )
    parser.add_argument(
        "--baseline", type=Path, nargs="?", const=BASELINE_PATH, metavar="FILE", help="fail where a figure fell"
    )
    parser.add_argument(
        "--update-baseline", type=Path, nargs="?", const=BASELINE_PATH, metavar="FILE", help="store the figures"
    )


def run(arguments: argparse.Namespace) -> int:
    """Measure, print, write; 0 done, 1 an extraction failed, a set was excluded or a figure fell; UsageError else."""
    if arguments.targets:
        print_targets(score_targets(arguments.split), Console())
        return 0
    if arguments.tiers:
        return _run_tiers(arguments)
    report, peers = _measure(arguments)
    intervals = report_intervals(report)
    content = content_of(report, intervals, peers)
    print_report(report, Console(), fields=arguments.fields, intervals=intervals)
    print_errors(content, Console())
    if peers is not None:
        print_peers(peers, Console())
    if arguments.page_file:
        _write_page(content, arguments.page_file)
    if arguments.json_file:
        data = {**report_data(report, intervals), **content_data(content), "cost": cost_data(report)}
        if peers is not None:
            data["peers"] = peer_data(peers)
        arguments.json_file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    status = int(any(document.outcome in ("failed", "excluded") for document in report.documents))
    if arguments.baseline:
        status = max(status, _check_baseline(report, arguments))
    if arguments.update_baseline:
        write_baseline(report, arguments.update_baseline)
    return status


def _run_tiers(arguments: argparse.Namespace) -> int:
    others = ("files", "benchmark", "peers", "faults", "baseline", "update_baseline", "page_file")
    if any(getattr(arguments, other) for other in others):
        raise UsageError("Lost tiers are measured by themselves, on labels and not on documents.")
    # Imported late: it needs the models.
    from extractor.eval.lost_tiers.report import measure_lost_tiers, print_lost_tiers

    manifest = _chosen(read_manifest(arguments.manifest).of_split(arguments.split), arguments.sets)
    report = measure_lost_tiers(manifest, arguments.manifest.parent, arguments.split)
    print_lost_tiers(report, Console())
    if arguments.json_file:
        arguments.json_file.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _write_page(content: Content, path: Path) -> None:
    # Imported late: pages need an extra.
    from extractor.eval.web.report_page import report_page

    path.write_bytes(report_page(content))


def _measure(arguments: argparse.Namespace) -> tuple[Report, PeerReport | None]:
    """Our own figures and, where peers were asked for, the comparison with them."""
    if not arguments.files:
        say_missing_layers()
    if arguments.peers is not None and (arguments.files or arguments.benchmark or arguments.faults):
        raise UsageError("Peers are measured on the labelled sets, without faults, not on a benchmark or a prediction.")
    if arguments.benchmark:
        return _measure_benchmark(arguments), None
    if len(arguments.files) == 2:
        if arguments.faults:
            raise UsageError("Faults are planted in what is extracted from the labelled sets, not in files.")
        return score_files(*arguments.files), None
    if arguments.files:
        raise UsageError("Give a label file and a prediction, or neither.")
    if arguments.sets and arguments.update_baseline:
        raise UsageError("A baseline is stored from all sets, not from some.")
    if arguments.split != "dev" and (arguments.baseline or arguments.update_baseline):
        raise UsageError("The baseline holds figures of the dev split only.")
    manifest = _chosen(read_manifest(arguments.manifest).of_split(arguments.split), arguments.sets)
    folder: Path | None = arguments.documents
    if folder is not None and not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    folder = folder or default_documents()
    with JailedExtraction() as extract:
        if arguments.peers is None:
            return evaluate(manifest, folder, extract, _further(arguments), clock=extract.user_seconds), None
        peers = measure_with_peers(manifest, folder, extract, arguments)
    return peers.own.report, peers


def _further(arguments: argparse.Namespace) -> Further | None:
    if not arguments.faults:
        return None
    # Imported late: it needs the pipeline.
    from extractor.eval.faults import fault_scores

    return fault_scores


def _measure_benchmark(arguments: argparse.Namespace) -> Report:
    if arguments.files or arguments.sets or arguments.faults or arguments.baseline or arguments.update_baseline:
        raise UsageError("A benchmark is measured as a whole, without faults and baseline.")
    # Imported late: a benchmark needs the pipeline.
    folder = _SHARED / "benchmarks"
    if arguments.benchmark == "im-tqa":
        from extractor.eval.benchmarks.im_tqa import WAYS, measure_im_tqa

        return measure_im_tqa(arguments.documents or folder / "im-tqa", arguments.split, WAYS)
    from extractor.eval.benchmarks.icdar2013 import measure_icdar2013

    with JailedExtraction() as extract:
        return measure_icdar2013(arguments.documents or folder / "icdar2013-eu", extract)


def default_documents() -> Path | None:
    """``shared/documents`` beside the checkout, or None where it is not there."""
    folder = _SHARED / "documents"
    return folder if folder.is_dir() else None


def _chosen(manifest: Manifest, sets: list[str] | None) -> Manifest:
    if not sets:
        return manifest
    unknown = set(sets) - {entry.id for entry in manifest.sets}
    if unknown:
        raise UsageError(f"There is no set {sorted(unknown)[0]!r} in this split.")
    return manifest.model_copy(update={"sets": tuple(entry for entry in manifest.sets if entry.id in sets)})


def _check_baseline(report: Report, arguments: argparse.Namespace) -> int:
    baseline = read_baseline(arguments.baseline)
    if arguments.sets:
        kept = {name: figures for name, figures in baseline.documents.items() if name in arguments.sets}
        baseline = baseline.model_copy(update={"documents": kept})
    for identity in not_compared(report, baseline):
        print(f"{identity}: not compared with the baseline, the document is not here", file=sys.stderr)
    falls = find_falls(report, baseline)
    for fall in falls:
        print(fall, file=sys.stderr)
    return int(bool(falls))
