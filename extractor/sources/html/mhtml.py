"""Web archives (MHTML, RFC 2557): the pages that one holds, as Word, Excel and WPS save them in one file."""

from email import message_from_bytes
from email.errors import MessageError

from extractor.errors import CorruptSource

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def archived_pages(data: bytes) -> tuple[bytes, ...]:
    """The pages in order, transfer encoding undone; CorruptSource where there is none."""
    try:
        message = message_from_bytes(data)
        pages = [
            bytes(payload)
            for part in message.walk()
            if part.get_content_type() in _PAGE_TYPES and isinstance(payload := part.get_payload(decode=True), bytes)
        ]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise CorruptSource("This web archive is damaged: its parts can not be told apart.") from error
    if not pages:
        raise CorruptSource("This web archive holds no page.")
    return tuple(pages)
