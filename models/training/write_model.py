"""A model as a file of plain arrays, and its line in the manifest."""

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.classify.model_file import MANIFEST_NAME


def write_model(name: str, arrays: Mapping[str, NDArray[np.generic]], folder: Path) -> str:
    """Write ``<name>.npz`` and the manifest's section of it; gives the SHA-256. Other sections stay as they are.

    The same arrays give the same bytes: numpy's archives hold no time.
    """
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return write_file(name, f"{name}.npz", buffer.getvalue(), folder)


def write_file(name: str, file: str, data: bytes, folder: Path) -> str:
    """Write a model's file and the manifest's section of it; gives the SHA-256. Other sections stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    manifest = folder / MANIFEST_NAME
    known = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
    others = [part for part in re.split(r"(?m)^(?=\[)", known) if part.strip() and not part.startswith(f"[{name}]")]
    own = f'[{name}]\nfile = "{file}"\nsha256 = "{sha256}"\n'
    manifest.write_text("\n".join(part.strip() + "\n" for part in (*others, own)), encoding="utf-8")
    return sha256
