"""Pieces of the OpenAPI that no model says: the multipart body, and the problems that an operation may answer with."""

from typing import Any

from extractor.errors import ExtractorError, OcrUnavailable, SourceError, UnsupportedFormat
from extractor.service import errors
from extractor.service.http.answers import Problem
from extractor.service.http.problem import MEDIA_TYPE

_EXAMPLES: dict[int, type[ExtractorError]] = {
    400: errors.BadMultipart,
    401: errors.Unauthorised,
    403: errors.Forbidden,
    404: errors.UnknownTask,
    405: errors.UnknownMethod,
    408: errors.TooSlow,
    409: errors.TaskUnfinished,
    410: errors.ResultGone,
    413: errors.BodyTooLarge,
    415: UnsupportedFormat,
    422: SourceError,
    429: errors.QueueFull,
    500: errors.Quarantined,
    501: OcrUnavailable,
    503: errors.Draining,
    507: errors.StorageFull,
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers of an operation that are problem documents, each with an example."""
    return {status: _described(status, _EXAMPLES[status]) for status in statuses}


def refusals(*kinds: type[ExtractorError]) -> dict[int | str, dict[str, Any]]:
    """The same by the errors themselves; of those that share a status the first is the example, and all are named."""
    described: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status = kind.http_status
        if status not in described:
            described[status] = _described(status, kind)
        else:
            described[status]["description"] += f" Or: {_words(kind)}"
    return described


def _words(error: type[ExtractorError]) -> str:
    return (error.__doc__ or "").split("\n")[0]


def _described(status: int, error: type[ExtractorError]) -> dict[str, Any]:
    words = _words(error)
    example = {
        "type": f"urn:extractor:error:{error.code}",
        "title": words,
        "status": status,
        "code": error.code,
        "detail": f"{words} {error.remedy}",
        "remedy": error.remedy,
        "request_id": "0f8fad5bd9cb469fa16570867728950e",
    }
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}


UPLOAD: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "additionalProperties": False,
                "properties": {
                    "files": {"type": "string", "format": "binary", "description": "The document, exactly one."},
                    "ocr": {"type": "string", "enum": ["auto", "off", "force"], "default": "auto"},
                    "ocr_dpi": {"type": "integer", "minimum": 72, "maximum": 600, "default": 200},
                    "repair": {"type": "boolean", "default": True},
                    "repair_threshold": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.9},
                    "mask": {"type": "string", "enum": ["personal"]},
                    "password": {"type": "string", "maxLength": 1024, "description": "Forgotten when the task ends."},
                    "callback_url": {
                        "type": "string",
                        "maxLength": 2048,
                        "description": "Told of the end by a signed POST; only of a configured host.",
                    },
                    "do_ocr": {"type": "boolean", "description": "docling-serve's word for `ocr`."},
                    "force_ocr": {"type": "boolean", "description": "docling-serve's word for `ocr=force`."},
                    "to_formats": {"type": "string", "enum": ["json"], "description": "docling-serve's; only json."},
                },
            },
        }
    },
}
"""The body of both conversions."""
