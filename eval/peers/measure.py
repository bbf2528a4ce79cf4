"""Run our own extractor and the peers over the same sets and score them by the same metrics."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.corpora import Label, LabelError, Manifest
from extractor.eval.metrics import METRICS, TABLE_METRICS, Metric
from extractor.eval.peers.provider import Gift, PeerMissing, Provider
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.run import DocumentResult, Report, absent_document, find_documents, label_of, score_extraction
from extractor.eval.views import label_tables

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers to measure, and the seconds (wall) that each has for one document."""

    providers: tuple[Provider, ...]
    time_limit: float


@dataclass(frozen=True, slots=True)
class _Task:
    """A set with its labels and its document."""

    id: str
    label: Label
    path: Path


def measure_tools(
    manifest: Manifest,
    documents: Path | None,
    own: Provider,
    peers: Peers,
    progress: Progress = lambda message: None,
) -> PeerReport:
    """Measure every tool in turn, each alone; ``progress`` hears a line a document.

    Our own is scored by every metric, a peer by those of tables: it says nothing of projects, repairs and checks.
    """
    tasks = _tasks(manifest, documents)
    result = _own_result(own, tasks, progress)
    return PeerReport(result, tuple(_peer_result(peer, tasks, progress) for peer in peers.providers), peers.time_limit)


def _tasks(manifest: Manifest, documents: Path | None) -> list[_Task | DocumentResult]:
    """Each set as a task, or what keeps it from being one."""
    found = find_documents(manifest, documents)
    tasks: list[_Task | DocumentResult] = []
    for entry in manifest.sets:
        try:
            label = label_of(entry, manifest.folder)
        except LabelError as error:
            tasks.append(DocumentResult(entry.id, "excluded", {}, error.message))
            continue
        path = found.get(entry.sha256)
        if path is None:
            tasks.append(absent_document(entry, manifest, documents))
        else:
            tasks.append(_Task(entry.id, label, path))
    return tasks


def _own_result(own: Provider, tasks: Sequence[_Task | DocumentResult], progress: Progress) -> ToolResult:
    with closing(own):
        own.version()  # starts it, as asking a peer for its version does
        documents = [_measured(own, task, METRICS, progress) if isinstance(task, _Task) else task for task in tasks]
        return _result(own, Report(tuple(documents)))


def _peer_result(peer: Provider, tasks: Sequence[_Task | DocumentResult], progress: Progress) -> ToolResult:
    """A peer is given the documents of its formats that have labelled tables."""
    there = [task for task in tasks if isinstance(task, _Task)]
    given = [task for task in there if peer.reads(task.path) and task.label.tables]
    not_read = tuple(task.id for task in there if task not in given)
    with closing(peer):
        try:
            peer.version()
        except PeerMissing as error:
            progress(f"{peer.name}: missing: {error.message}")
            return ToolResult(peer.name, None, Report(()), not_read=not_read, missing=str(error))
        plain: list[DocumentResult] = []
        gifted: list[DocumentResult] = []
        for task in given:
            plain.append(_measured(peer, task, TABLE_METRICS, progress))
            gifted.append(_measured_with_gift(peer, task))
        return replace(_result(peer, Report(tuple(plain))), gifted=Report(tuple(gifted)), not_read=not_read)


def _measured(tool: Provider, task: _Task, metrics: Sequence[Metric], progress: Progress) -> DocumentResult:
    result = score_extraction(task.id, task.label, lambda: tool.extract(task.path), metrics=metrics)
    cost = tool.cost(task.path)
    if cost is not None:
        result = replace(result, cost=cost)
    spent = "" if result.cost is None else f" {result.cost.user_seconds:.1f} s, {result.cost.pages} pages"
    progress(f"{tool.name}: {task.id}: {result.outcome}{spent}{': ' + result.reason if result.reason else ''}")
    return result


def _measured_with_gift(peer: Provider, task: _Task) -> DocumentResult:
    gift = Gift(label_tables(task.label))
    return score_extraction(task.id, task.label, lambda: peer.extract(task.path, gift), metrics=TABLE_METRICS)


def _result(tool: Provider, report: Report) -> ToolResult:
    return ToolResult(
        name=tool.name,
        version=tool.version(),
        report=report,
        start_seconds=tool.start_seconds(),
        peak_megabytes=tool.peak_megabytes(),
    )
