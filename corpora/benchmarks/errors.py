"""What is wrong with a benchmark's files."""

from extractor.errors import UsageError


class BenchmarkError(UsageError):
    """A benchmark's files are not there, or are not as it publishes them."""

    code = "bad_benchmark"
    remedy = "Name the benchmark's folder, unpacked as published, with --documents."
