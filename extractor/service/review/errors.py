"""What the review answers where it does not do what was asked."""

from extractor.errors import ExtractorError


class ReviewError(ExtractorError):
    """A request of the review page that is not carried out."""

    code = "review_error"
    http_status = 422
    remedy = "Load the document again: what it was asked about may have changed."


class UnknownDocument(ReviewError):
    """There is no such document, or the key may not see it."""

    code = "unknown_document"
    http_status = 404
    remedy = "Go back to the list of documents."


class DocumentNotReady(ReviewError):
    """The document is still being converted, or its conversion failed."""

    code = "document_not_ready"
    http_status = 409
    remedy = "Wait until its state is done; a failed one says why in the list."


class UnreadableResult(ReviewError):
    """The result was stored by another version of the program, whose documents this one does not read."""

    code = "unreadable_result"
    http_status = 409
    remedy = "Remove the result (DELETE /v1/result/{task_id}) and send the file again."


class NoPicture(ReviewError):
    """The document has no such page, or it can not be drawn within the limits."""

    code = "no_picture"
    http_status = 404
    remedy = "Read the text beside it; only pages of PDF files and pictures are drawn."


class UnknownSubject(ReviewError):
    """The document has no cell, repair or entry of this name."""

    code = "unknown_subject"
    http_status = 404


class CanNotApply(ReviewError):
    """The entry says nothing that could be done here."""

    code = "can_not_apply"
    http_status = 422
    remedy = "Correct the cells one by one instead."


class Overtaken(ReviewError):
    """Somebody else said something of the same cell or repair since the page was loaded."""

    code = "overtaken"
    http_status = 409
    remedy = "Load the document again, look at what was said, then decide."


class UnknownReading(ReviewError):
    """Nobody of this name has labelled the document."""

    code = "unknown_reading"
    http_status = 404
    remedy = "See the document's labels for the names of its readers."


class BadReading(ReviewError):
    """The label does not keep the labelling format."""

    code = "bad_reading"
    http_status = 422
    remedy = "See corpora/LABELLING.md for the format; the message names the place."
