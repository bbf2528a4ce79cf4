"""A server or a worker whose conversions take milliseconds: ``light_service.py serve|work FOLDER WORD=VALUE…``.

What the text says happens: ``sleep 2``, ``die`` (the conversion's process), ``vanish`` (the whole worker), ``refuse``.
"""

import gc
import hashlib
import json
import os
import signal
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import CorruptSource, WorkerDied
from extractor.service.settings import Settings, settings_from

if TYPE_CHECKING:
    from extractor.options import Options
    from extractor.service.converting import Converted
    from extractor.service.jobs.job import Failed

LONGEST_SECONDS = 0.03


class LightConverter:
    """Answers what a text asks for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def warm_up(self) -> None:
        """There is nothing to load."""

    def convert(self, data: bytes, name: str, options: "Options") -> "Converted | Failed":
        # a server listens before it loads these
        from extractor.service.converting import Converted, failed_by

        digest = hashlib.sha256(data).hexdigest()
        words = data.split()
        if words[:1] == [b"sleep"]:
            time.sleep(float(words[1]))
        if words[:1] == [b"vanish"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if words[:1] == [b"die"]:
            return failed_by(WorkerDied("It died."))
        if words[:1] == [b"refuse"]:
            return failed_by(CorruptSource("It is cut off."))
        time.sleep(int(digest[:2], 16) / 255 * LONGEST_SECONDS)
        said = {"sha256": digest, "name": name, "ocr": options.ocr.mode, "password": options.source.password}
        return Converted(json.dumps(said).encode(), {"pages": 1}, partial=words[:1] == [b"partial"])

    def close(self) -> None:
        """There is no process."""


def main() -> None:
    gc.disable()  # as `extractor serve` does
    from extractor.service.running import serve, work

    what, folder, *words = sys.argv[1:]
    said: dict[str, str] = dict(word.split("=", 1) for word in words)
    unknown = set(said) - {field.name for field in fields(Settings)}
    assert not unknown, unknown
    surroundings = {f"EXTRACTOR_{name.upper()}": value for name, value in said.items()}
    settings = settings_from({"data_folder": Path(folder)}, surroundings)
    (serve if what == "serve" else work)(settings, LightConverter)


if __name__ == "__main__":
    main()
