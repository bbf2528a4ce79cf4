"""What the service counts, in the words of Prometheus."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from extractor.service.jobs.job import Job
from extractor.service.jobs.queue import JobQueue

_METHODS = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 600.0)


class Metrics:
    """Counters of one process, and the queue's depth as the database says it when asked."""

    def __init__(self, queue: JobQueue) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._registry.register(_Depth(queue))
        self._requests = Counter(
            "extractor_http_requests", "Answered requests.", ("method", "route", "status"), registry=self._registry
        )
        self._request_seconds = Histogram(
            "extractor_http_request_seconds", "From a request's head to its answer's end.", ("method", "route"),
            registry=self._registry,
        )  # fmt: skip
        self._jobs = Counter(
            "extractor_jobs", "Runs of jobs by what became of them.", ("became",), registry=self._registry
        )
        self._job_seconds = Histogram(
            "extractor_job_seconds", "One run of a job.", buckets=_SECONDS, registry=self._registry
        )
        self.upload_bytes = Counter("extractor_upload_bytes", "Bytes of accepted uploads.", registry=self._registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered; ``route`` is one of ours. Each new word is kept for ever; clients choose methods."""
        method = method if method in _METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(method, route).observe(seconds)

    def ended(self, job: Job, became: str, seconds: float) -> None:
        """A run of a job ended."""
        self._jobs.labels(became).inc()
        self._job_seconds.observe(seconds)

    def text(self) -> bytes:
        """The exposition format, version 0.0.4."""
        return generate_latest(self._registry)


class _Depth(Collector):
    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        load = self._queue.load()
        depth = GaugeMetricFamily("extractor_queue_jobs", "Jobs that wait or are in work.", labels=("state",))
        depth.add_metric(("pending",), load.pending)
        depth.add_metric(("started",), load.started)
        yield depth
        yield GaugeMetricFamily("extractor_queue_bytes", "Bytes of their uploads.", load.bytes)
