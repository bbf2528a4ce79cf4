"""The report beside the results: ``report.jsonl`` and ``report.html``."""

import json
from pathlib import Path

from extractor.bulk.files import write_atomically
from extractor.bulk.own_outputs import is_report_file
from extractor.bulk.report.figures import Figures
from extractor.bulk.report.page import report_page
from extractor.errors import UnwritableOutput


def write_report(figures: Figures, data: Path, page: Path) -> str | None:
    """Write both; a remark where something else has their name, which is left alone. UnwritableOutput."""
    taken = [path.name for path in (data, page) if path.exists() and not is_report_file(path)]
    if taken:
        return f"{' and '.join(taken)} in {data.parent} is no report: none is written."
    title = data.absolute().parent.name
    try:
        write_atomically(data, (json.dumps(figures.to_data(), ensure_ascii=False) + "\n").encode())
        write_atomically(page, report_page(figures, title).encode())
    except OSError as error:
        raise UnwritableOutput(f"The report can not be written to {data.parent}: {error.strerror}.") from error
    return None
