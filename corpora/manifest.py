"""The manifest: one entry a labelled set, its document by hash, its labels, its second reading."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.corpora.label import Sha256
from extractor.errors import UsageError

Split = Literal["train", "dev", "test"]
"""``train``: models are fitted on it. ``dev``: looked at while the code is written. ``test``: measured for the record
only; neither code that trains nor a person who tunes opens its documents or labels."""
MANIFEST_PATH = Path(__file__).parent / "manifest.toml"


class ManifestError(UsageError):
    """The manifest of labelled sets can not be read or breaks its format."""

    code = "bad_manifest"
    remedy = "Mend the manifest; every entry needs id, document, sha256, path, labels and split."


class Agreement(BaseModel):
    """How far the second reading says the same as the label: shares, and over how many items each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cells: float | None = None
    cells_compared: int = 0
    header_paths: float | None = None
    header_paths_compared: int = 0
    spans: float | None = None
    spans_compared: int = 0
    facts: float | None = None
    facts_compared: int = 0


class LabelledSet(BaseModel):
    """One set. ``path`` is relative to the folder that holds ``documents/`` or to the manifest's folder, ``labels`` and
    ``second`` to the manifest's folder; ``second`` is a blind second reading of a part; ``template`` is what a
    generated document was made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    document: str
    sha256: Sha256
    origin: str
    path: str
    labels: str
    second: str | None = None
    agreement: Agreement | None = None
    notes: str = ""
    template: str | None = None
    split: Split


class Manifest(BaseModel):
    """All sets, and the folder that their label files are relative to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path
    sets: tuple[LabelledSet, ...]

    def of_split(self, *splits: Split) -> "Manifest":
        """The sets of these splits only."""
        return self.model_copy(update={"sets": tuple(entry for entry in self.sets if entry.split in splits)})


def read_manifest(path: Path = MANIFEST_PATH) -> Manifest:
    """Read a manifest; ManifestError where it is absent, breaks its format or names a set twice."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(folder=path.parent, sets=data.get("set", ()))
    except OSError as error:
        raise ManifestError(f"The manifest {path.name} can not be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ManifestError(f"The manifest {path.name} breaks its format: {error}.") from error
    ids = [entry.id for entry in manifest.sets]
    if len(ids) != len(set(ids)):
        raise ManifestError(f"The manifest {path.name} names a set twice.")
    return manifest
