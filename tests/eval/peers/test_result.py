"""What a result says of itself: failures and cost per page, whichever tool it is of."""

from extractor.eval.cost import Cost
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Counts

READ = DocumentResult("read", "measured", {"cells": Counts(3, 1, 0)}, cost=Cost(3.0, 4))
LATER = DocumentResult("later", "measured", {}, cost=Cost(1.0, 4))
CUT = DocumentResult("cut", "failed", {"cells": Counts(0, 0, 4)}, "peer_timeout: longer than 5 s")


def test_a_failed_document_counts_as_missed_and_says_why() -> None:
    result = ToolResult("some", "1.0", Report((READ, LATER, CUT)))
    assert result.total == {"cells": Counts(3, 1, 4)}
    assert result.failures == {"cut": "peer_timeout: longer than 5 s"}
    assert result.seconds_per_page == 0.5


def test_a_missing_peer_has_no_figure() -> None:
    missing = ToolResult("absent", None, Report(()), missing="not installed")
    assert missing.total == {}
    assert missing.seconds_per_page is None
    own = ToolResult("extractor", "0.1.0", Report((READ,)))
    assert [tool.name for tool in PeerReport(own, (missing,), 60).tools] == ["extractor", "absent"]
