"""Web archives (MHTML, RFC 2557): the pages that one holds, as Word, Excel and WPS save them in one file."""

from email import message_from_bytes
from email.errors import MessageError

from extractor.errors import CorruptSource

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def archived_pages(data: bytes) -> tuple[tuple[bytes, ...], bool]:
    """The pages in order, transfer encoding undone, and whether it could be wholly; CorruptSource where none is."""
    try:
        message = message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
        payloads = [part.get_payload(decode=True) for part in parts]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise CorruptSource("This web archive is damaged: its parts can not be told apart.") from error
    pages = tuple(bytes(payload) for payload in payloads if isinstance(payload, bytes))
    if not pages:
        raise CorruptSource("This web archive holds no page.")
    return pages, not any(part.defects for part in parts)
