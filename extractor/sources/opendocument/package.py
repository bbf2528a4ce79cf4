"""The package of an OpenDocument file → its parts as trees, with nothing fetched and no entity resolved."""

from typing import NamedTuple

from lxml import etree

from extractor.errors import CorruptSource, EncryptedSource
from extractor.options import SourceOptions
from extractor.sources.container import ZIP_ERRORS, check_container, open_container
from extractor.sources.open_packaging import parse_part
from extractor.sources.opendocument.xml import Node

_ENCRYPTED = b"encryption-data"


class Package(NamedTuple):
    """The roots of ``content.xml`` and ``styles.xml``; a file without styles of its own has none."""

    content: Node
    styles: Node | None


def open_package(data: bytes, options: SourceOptions) -> Package:
    """Unpack and parse; CorruptSource, TooLarge, EncryptedSource."""
    check_container(data, options)
    try:
        with open_container(data) as container:
            names = set(container.namelist())
            if "META-INF/manifest.xml" in names and _ENCRYPTED in container.read("META-INF/manifest.xml"):
                raise EncryptedSource("This OpenDocument file is encrypted with a password; it can not be opened here.")
            content = parse_part(container.read("content.xml"))
            styles = parse_part(container.read("styles.xml")) if "styles.xml" in names else None
    except (*ZIP_ERRORS, KeyError, etree.XMLSyntaxError) as error:
        raise CorruptSource(
            "This OpenDocument file is damaged: one of its parts is missing or is not valid XML."
        ) from error
    return Package(content, styles)
