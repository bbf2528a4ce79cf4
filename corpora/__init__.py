"""Hand-labelled samples: the manifest of sets and their labels, as typed values."""

from extractor.corpora.label import (
    DocumentError,
    ErrorFinding,
    Label,
    LabelCell,
    LabelError,
    LabelTable,
    Unknown,
    parse_label,
    read_label,
)
from extractor.corpora.label_prose import LabelMention, LabelMentionCell, LabelSentence
from extractor.corpora.manifest import MANIFEST_PATH, LabelledSet, Manifest, ManifestError, read_manifest

__all__ = [
    "MANIFEST_PATH",
    "DocumentError",
    "ErrorFinding",
    "Label",
    "LabelCell",
    "LabelError",
    "LabelMention",
    "LabelMentionCell",
    "LabelSentence",
    "LabelTable",
    "LabelledSet",
    "Manifest",
    "ManifestError",
    "Unknown",
    "parse_label",
    "read_label",
    "read_manifest",
]
