"""Errors as problem documents (RFC 9457): a stable code, words, a remedy, the request's id; no paths, no traces."""

import json
from typing import Any

from starlette.responses import Response

from extractor.errors import ExtractorError
from extractor.service.jobs.job import Failed

MEDIA_TYPE = "application/problem+json"


def problem(error: ExtractorError, request_id: str, task_id: str | None = None) -> Response:
    """The answer to a request that an error ended."""
    retry_after: int | None = getattr(error, "retry_after", None)
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if error.http_status == 401:
        headers["WWW-Authenticate"] = 'ApiKey realm="extractor"'
    failed = Failed(error.code, error.message, error.remedy, error.http_status)
    return problem_of(failed, request_id, task_id, headers)


def problem_of(
    failed: Failed, request_id: str, task_id: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The same of an error that was stored with its job."""
    body: dict[str, Any] = {
        "type": f"urn:extractor:error:{failed.code}",
        "title": failed.message,
        "status": failed.http_status,
        "code": failed.code,
        "detail": f"{failed.message} {failed.remedy}",
        "remedy": failed.remedy,
        "request_id": request_id,
    }
    if task_id is not None:
        body["task_id"] = task_id
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(data, failed.http_status, headers, MEDIA_TYPE)
