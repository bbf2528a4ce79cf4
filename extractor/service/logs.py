"""Logs as JSON lines on stderr: one object an event, nothing in them that could steer a terminal."""

import json
import logging
import sys
import time
from typing import Any

_LONGEST = 2_048
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Every field that a call gave as ``extra`` is a key; all but ASCII is escaped, long texts are cut."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "event": record.getMessage()[:_LONGEST],
        }
        line.update({name: _short(value) for name, value in vars(record).items() if name not in _OWN})
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = self.formatException(record.exc_info)[-_LONGEST:]
        return json.dumps(line, ensure_ascii=True, default=str)


def log_as_json() -> None:
    """Send the logs of the service and of uvicorn to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in (("extractor.service", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


def _short(value: object) -> object:
    return value[:_LONGEST] if isinstance(value, str) else value
