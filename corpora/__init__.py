"""Hand-labelled samples: the manifest of sets and their labels, as typed values."""

from extractor.corpora.label import Label, LabelCell, LabelError, LabelTable, Unknown, parse_label, read_label
from extractor.corpora.manifest import MANIFEST_PATH, LabelledSet, Manifest, ManifestError, read_manifest

__all__ = [
    "MANIFEST_PATH",
    "Label",
    "LabelCell",
    "LabelError",
    "LabelTable",
    "LabelledSet",
    "Manifest",
    "ManifestError",
    "Unknown",
    "parse_label",
    "read_label",
    "read_manifest",
]
