"""What was trained, read from ``models/``: plain arrays or text, and not one byte other than the manifest says."""

import hashlib
import io
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from extractor.errors import ModelError

MODELS_FOLDER = Path(__file__).parents[1] / "models"
MANIFEST_NAME = "manifest.toml"
"""Of each model ``[name]``: ``file`` beside the manifest, and its ``sha256``."""

Arrays = Mapping[str, NDArray[np.generic]]


class ModelEntry(NamedTuple):
    """A model as the manifest has it."""

    file: str
    sha256: str


def read_models_manifest(folder: Path = MODELS_FOLDER) -> Mapping[str, ModelEntry]:
    """All models by name; ModelError where there is no manifest or it breaks its format."""
    try:
        entries = tomllib.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        return {name: ModelEntry(str(entry["file"]), str(entry["sha256"])) for name, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The manifest of models can not be read: {error!r}.") from error


def read_model_bytes(name: str, folder: Path = MODELS_FOLDER) -> bytes:
    """The bytes of a model's file; ModelError where it is absent or changed."""
    entry = read_models_manifest(folder).get(name)
    if entry is None:
        raise ModelError(f"The manifest of models has no {name}.")
    try:
        data = (folder / entry.file).read_bytes()
    except OSError as error:
        raise ModelError(f"The model {name} can not be read: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ModelError(f"The model {name} is not the one of the manifest: its SHA-256 differs.")
    return data


def read_model(name: str, folder: Path = MODELS_FOLDER) -> Arrays:
    """The arrays of a model by their names; ModelError where it is absent, changed or no model."""
    try:
        with np.load(io.BytesIO(read_model_bytes(name, folder)), allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except (OSError, EOFError, ValueError, BadZipFile) as error:
        raise ModelError(f"The model {name} does not hold plain arrays: {error}.") from error


@cache
def model_hashes() -> Mapping[str, str]:
    """The SHA-256 of each model of this installation, for the record; ModelError as above."""
    return {name: entry.sha256 for name, entry in sorted(read_models_manifest().items())}
