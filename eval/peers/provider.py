"""The one interface of every tool that is measured: this project's own extractor and its peers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from extractor.errors import ExtractorError
from extractor.eval.cost import Cost
from extractor.eval.views import TableView


class PeerError(ExtractorError):
    """A peer gave no answer for a document."""

    code = "peer_failed"
    remedy = "The message is the peer's own; the document counts as missed for it."


class PeerMissing(PeerError):
    """A peer is not installed, or can not start."""

    code = "peer_missing"
    remedy = "Run `make peers`."


class PeerTimeout(PeerError):
    """A peer needed longer for a document than the limit."""

    code = "peer_timeout"
    remedy = "Raise --peer-time-limit."


class PeerCrash(PeerError):
    """A peer's process ended or answered with something that is no answer."""

    code = "peer_crashed"
    remedy = "Run the peer alone on the document to see why."


@dataclass(frozen=True, slots=True)
class Gift:
    """What a tool may be told of a document besides its bytes: the labelled tables, of which only the number of
    header rows is used."""

    tables: tuple[TableView, ...]


class Provider(Protocol):
    """A tool that turns a file into the contract's plain JSON data; it may be asked again for the same file."""

    @property
    def name(self) -> str: ...

    def version(self) -> str:
        """The versions of what does the work; PeerMissing where the tool is not installed."""
        ...

    def reads(self, path: Path) -> bool:
        """Whether the tool is made for this sort of file, by its ending."""
        ...

    def extract(self, path: Path, gift: Gift | None = None) -> Mapping[str, Any]:
        """Contract-shaped JSON data of one file; PeerError where there is no answer."""
        ...

    def cost(self, path: Path) -> Cost | None:
        """What the file cost when it was extracted, None where that is not known."""
        ...

    def start_seconds(self) -> float | None:
        """User CPU of starting the tool (imports, models), not part of any document's cost."""
        ...

    def peak_megabytes(self) -> float | None:
        """The largest resident memory so far, in MB (10^6 bytes)."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...
