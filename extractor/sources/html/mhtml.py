"""Web archives (MHTML, RFC 2557): the pages that one holds, as Word, Excel, WPS and browsers save them in one file, and
the style sheets beside them."""

from collections.abc import Mapping
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import NamedTuple
from urllib.parse import urljoin

from extractor.errors import CorruptSource

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class ArchivedPage(NamedTuple):
    """A page, transfer encoding undone, its address, and the style sheets of the archive by theirs."""

    data: bytes
    address: str = ""
    sheets: Mapping[str, str] = {}

    def sheet(self, address: str) -> str | None:
        """The style sheet that the page names, if the archive has it."""
        try:
            return self.sheets.get(address) or self.sheets.get(urljoin(self.address, address))
        except ValueError:
            return None


def archived_pages(data: bytes) -> tuple[tuple[ArchivedPage, ...], bool]:
    """The pages in order, and whether all could be decoded wholly; CorruptSource where there is none."""
    try:
        parts = list(message_from_bytes(data).walk())
        pages = [part for part in parts if part.get_content_type() in _PAGE_TYPES]
        sheets = {
            address: text
            for part in parts
            if part.get_content_type() == "text/css" and (text := _text(part)) is not None
            for address in _addresses(part)
        }
        payloads = [(part, part.get_payload(decode=True)) for part in pages]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise CorruptSource("This web archive is damaged: its parts can not be told apart.") from error
    found = tuple(
        ArchivedPage(bytes(payload), str(part.get("Content-Location", "")).strip(), sheets)
        for part, payload in payloads
        if isinstance(payload, bytes)
    )
    if not found:
        raise CorruptSource("This web archive holds no page.")
    return found, not any(part.defects for part in pages)


def _text(part: Message) -> str | None:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")


def _addresses(part: Message) -> list[str]:
    """What pages call a part by."""
    name = str(part.get("Content-ID", "")).strip().strip("<>")
    location = str(part.get("Content-Location", "")).strip()
    return [address for address in (location, f"cid:{name}" if name else "") if address]
