"""What became of one input: its line of the manifest and its line of the timings."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from extractor.document.summary import Summary
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.document.document import Document

Status = Literal["ok", "partial", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A stable error code and its message with the remedy."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input after its conversion; ``output`` is relative to the output folder, None when nothing was written."""

    source: str
    sha256: str | None
    status: Status
    output: str | None
    pages: int
    tables: int
    projects: int
    summary: Summary | None
    error: Failure | None
    seconds: float
    remarks: tuple[str, ...] = ()
    """What was not done beside the conversion, for people: it is said on stderr."""
    resumed: bool = False
    """Whether an earlier run had done it."""

    def manifest_line(self) -> dict[str, Any]:
        """The fields of the manifest: what the same inputs give in every run, so that its bytes are the same."""
        line = asdict(self)
        del line["seconds"], line["remarks"], line["resumed"]
        return line


def from_manifest_line(line: dict[str, Any], seconds: float, remarks: tuple[str, ...]) -> Outcome:
    """The outcome of an earlier run, from its line of the manifest."""
    values = dict(line)
    values["summary"] = Summary(**line["summary"]) if line["summary"] else None
    values["error"] = Failure(**line["error"]) if line["error"] else None
    return Outcome(**values, seconds=seconds, remarks=remarks, resumed=True)


def converted(source: str, sha256: str, output: str, document: "Document", seconds: float) -> Outcome:
    """The outcome of a document that was written."""
    return Outcome(
        source,
        sha256,
        document.status,
        output,
        len(document.pages),
        len(document.tables),
        len(document.projects),
        document.summary,
        None,
        seconds,
    )


def unconverted(source: str, sha256: str | None, status: Status, error: ExtractorError, seconds: float) -> Outcome:
    """The outcome of an input that gave no document."""
    return Outcome(source, sha256, status, None, 0, 0, 0, None, Failure(error.code, str(error)), seconds)
