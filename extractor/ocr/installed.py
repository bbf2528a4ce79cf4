"""Whether pictures can be read here: RapidOCR, an engine for its models, and the models in its wheel."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from extractor.errors import OcrUnavailable
from extractor.options import OcrOptions

EngineName = Literal["openvino", "onnxruntime"]

_ENGINES: tuple[EngineName, ...] = ("openvino", "onnxruntime")
_MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")
"""The detector and the recogniser that RapidOCR 3.10 uses without being told otherwise."""


def find_engine(options: OcrOptions) -> EngineName:
    """The engine to read with. Raises OcrUnavailable, which says what is missing. Nothing is imported."""
    missing = [name for name in ("rapidocr", "cv2", "PIL") if find_spec(name) is None]
    if missing:
        raise OcrUnavailable(f"The document has pictures to be read, and {missing[0]} is not installed.")
    wanted = _ENGINES if options.engine == "auto" else (options.engine,)
    engine = next((name for name in wanted if find_spec(name) is not None), None)
    if engine is None:
        raise OcrUnavailable(f"The document has pictures to be read, and {' or '.join(wanted)} is not installed.")
    return engine


@cache
def ocr_model_hashes() -> dict[str, str]:
    """SHA-256 of each model's file, by name; none where RapidOCR is not installed."""
    spec = find_spec("rapidocr")
    folders = [Path(folder) / "models" for folder in spec.submodule_search_locations or ()] if spec else []
    files = [folder / name for folder in folders for name in _MODELS if (folder / name).is_file()]
    return {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
