"""What the service answers where it does not do what was asked: the HTTP side of the tree in ``extractor.errors``."""

from extractor.errors import ExtractorError


class ServiceError(ExtractorError):
    """A request that is not carried out. ``retry_after`` are seconds, where coming again helps."""

    code = "service_error"
    http_status = 400
    remedy = "See /docs for what the service understands."

    def __init__(self, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BadRequest(ServiceError):
    """The request is not what the operation understands."""

    code = "bad_request"
    http_status = 422


class BadMultipart(ServiceError):
    """The body is no multipart/form-data that can be read to its end."""

    code = "bad_multipart"
    http_status = 400
    remedy = "Send the document as the part `files` of multipart/form-data, as curl -F does."


class Unauthorised(ServiceError):
    """The key is missing, wrong or revoked."""

    code = "unauthorised"
    http_status = 401
    remedy = "Give a valid key in the header X-Api-Key; `extractor keys add` makes one."


class Forbidden(ServiceError):
    """The key, or the page that the request comes from, may not do this."""

    code = "forbidden"
    http_status = 403
    remedy = "Use a key with the scope that the message names, and the server's own address."


class UnknownPath(ServiceError):
    """There is nothing at this path."""

    code = "not_found"
    http_status = 404


class UnknownMethod(ServiceError):
    """The path does not understand this method."""

    code = "method_not_allowed"
    http_status = 405


class UnknownTask(ServiceError):
    """There is no such task, or it is another key's."""

    code = "unknown_task"
    http_status = 404
    remedy = "Check the task's number; /v1/tasks lists those of your key."


class TooSlow(ServiceError):
    """The client sent too slowly, or not at all."""

    code = "too_slow"
    http_status = 408
    remedy = "Send the body without long pauses."


class TaskUnfinished(ServiceError):
    """The task has no result yet."""

    code = "task_unfinished"
    http_status = 409
    remedy = "Ask /v1/status/poll/{task_id} until the task is done."


class ResultGone(ServiceError):
    """The result was removed, by its owner or because its time was over."""

    code = "result_gone"
    http_status = 410
    remedy = "Send the document again."


class BodyTooLarge(ServiceError):
    """The body has more bytes than the service takes."""

    code = "body_too_large"
    http_status = 413
    remedy = "Split the document, or raise the limit that the message names."


class WrongMediaType(ServiceError):
    """The body is of a media type that the operation does not take."""

    code = "wrong_media_type"
    http_status = 415
    remedy = "Send the document as the part `files` of multipart/form-data, as curl -F does."


class RateLimited(ServiceError):
    """The key sent more requests than it may."""

    code = "rate_limited"
    http_status = 429
    remedy = "Wait as long as Retry-After says."


class QueueFull(ServiceError):
    """As many documents wait as may wait."""

    code = "queue_full"
    http_status = 429
    remedy = "Wait as long as Retry-After says, then send the document again."


class Draining(ServiceError):
    """The server is shutting down, or can not work just now."""

    code = "unavailable"
    http_status = 503
    remedy = "Wait as long as Retry-After says, then send it again."


class StorageFailed(ServiceError):
    """The service can not read or write where it keeps uploads and results."""

    code = "storage_failed"
    http_status = 503
    remedy = "Let the program write its data folder, or bring its store back; then send it again."


class StorageFull(StorageFailed):
    """The disk of the service is full."""

    code = "storage_full"
    http_status = 507
    remedy = "Free space in the data folder, or shorten the retention; then send the document again."


class UploadGone(ServiceError):
    """The document that was sent lies no longer in the service's store: somebody else removed it there."""

    code = "upload_gone"
    http_status = 500
    remedy = "Send the document again."


class Quarantined(ServiceError):
    """The job ended its process, or the whole worker, time after time and is not tried again."""

    code = "quarantined"
    http_status = 500
    remedy = "Report this with the document's SHA-256; sending it again tries it again."
