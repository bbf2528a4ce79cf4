"""Which peers there are, and what a user should know before installing them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeerEntry:
    """A peer's name, the formats that it is made for (endings with their dot), its licence, and what is run.

    ``for_scans``: it reads pictures, slowly; unless it is asked for by name, it gets only documents without text.
    """

    name: str
    reads: frozenset[str]
    licence: str
    what: str
    for_scans: bool = False


_PDF = frozenset({".pdf"})

PEERS: tuple[PeerEntry, ...] = (
    PeerEntry("pdfplumber", _PDF, "MIT", "find_tables, default settings"),
    PeerEntry("pdfplumber-rs", _PDF, "Apache-2.0", "find_tables, default settings"),
    PeerEntry("pdf-oxide", _PDF, "MIT or Apache-2.0", "extract_tables; knows no merged cells"),
    PeerEntry("camelot-lattice", _PDF, "MIT", "flavor lattice, split_text"),
    PeerEntry("camelot-network", _PDF, "MIT", "flavor network"),
    PeerEntry("camelot-hybrid", _PDF, "MIT", "flavor hybrid, split_text"),
    PeerEntry("pymupdf", _PDF, "AGPL-3.0 or commercial", "find_tables by rulings, use_layout off"),
    PeerEntry(
        "pymupdf-layout",
        _PDF,
        "AGPL-3.0 or commercial; its layout model names none",
        "find_tables with the layout model",
    ),
    PeerEntry("img2table", _PDF, "MIT", "ruled tables, text of the PDF"),
    PeerEntry("img2table-rapidocr", _PDF, "MIT and Apache-2.0", "ruled tables, text by RapidOCR", for_scans=True),
    PeerEntry("tabula", _PDF, "MIT", "lattice; needs Java"),
    PeerEntry("python-docx", frozenset({".docx"}), "MIT", "tables in the body's order"),
    PeerEntry("pandas", frozenset({".xlsx"}), "BSD-3-Clause", "read_excel of every sheet"),
)
