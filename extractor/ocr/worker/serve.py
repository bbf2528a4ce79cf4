"""The answers of the recogniser's process: it is shown a picture, then asked about it."""

import sys
from typing import IO, Any

import numpy as np

from .crops import Pixels
from .engine import Engine
from .frames import read_frame, write_frame
from .recognition import recognise


def serve(engine: Engine, receive: IO[bytes], send: IO[bytes]) -> None:
    """Answer until the other side ends. A request that fails is answered with ``error``; the next one is served."""
    picture: Pixels | None = None
    write_frame(send, {"ready": True})
    while (frame := read_frame(receive)) is not None:
        request, payload = frame
        try:
            if request["ask"] == "show":
                picture = np.frombuffer(payload, dtype=np.uint8).reshape(request["shape"])
                said: dict[str, Any] = {}
            else:
                said = _answer(engine, request, picture)
        except Exception as error:  # the page boundary: whatever an engine raises is said of its page
            said = {"error": f"{type(error).__name__}: {error}"[:300]}
        write_frame(send, {**said, "megabytes": _most_megabytes()})


def _most_megabytes() -> float:
    """The most memory that this process has held; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1024.0**2 if sys.platform == "darwin" else 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _answer(engine: Engine, request: dict[str, Any], picture: Pixels | None) -> dict[str, Any]:
    if picture is None:
        raise ValueError("no picture was shown")
    if request["ask"] == "detect":
        return {"quads": [quad.astype(float).ravel().tolist() for quad in engine.detect(picture, request["side"])]}
    quads = [np.array(quad, dtype=np.float32).reshape(4, 2) for quad in request["quads"]]
    return {"lines": recognise(engine, picture, quads)}
