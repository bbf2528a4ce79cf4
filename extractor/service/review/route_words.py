"""What the review's routes have in common: their parameters, and what they refuse with."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Path

from extractor.service.errors import (
    BadRequest,
    BodyTooLarge,
    Forbidden,
    RateLimited,
    ResultGone,
    StorageFailed,
    StorageFull,
    Unauthorised,
)
from extractor.service.review.errors import DocumentNotReady, UnknownDocument, UnreadableResult

Caller = Callable[..., Any]
"""A dependency that gives the name of the key that a request came with, None where no keys are asked for, and raises
where the key may not do it."""

DocumentId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$")]
ANY = (Unauthorised, Forbidden, BadRequest, RateLimited)
"""What every route may refuse with."""
NAMED = (*ANY, UnknownDocument)
"""What a route of one document may, besides."""
READ = (*NAMED, DocumentNotReady, ResultGone, UnreadableResult, StorageFailed)
"""What a route may that reads its result."""
WRITTEN = (BodyTooLarge, StorageFull)
"""What a route may that keeps something."""
