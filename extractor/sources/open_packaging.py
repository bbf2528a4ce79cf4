"""Open Packaging (DOCX, XLSX): parts and their relationships, parsed when they are asked for (ECMA-376 part 2)."""

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from extractor.errors import CorruptSource
from extractor.sources.container import open_container

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ID = f"{_OFFICE}id"
"""The attribute in which a part names one of its relationships."""


class Relation(NamedTuple):
    """A relationship of the main part to another part of the package."""

    identity: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """An open package, the name of its main part and where that one leads, by id."""

    container: zipfile.ZipFile
    main: str
    relations: tuple[Relation, ...]

    def root(self, part: str, prepare: Callable[[bytes], bytes] = bytes) -> Node:
        """The root of a part, whose bytes go through ``prepare`` first.

        KeyError where it is missing, SyntaxError where it is not valid XML.
        """
        return parse_part(prepare(self.container.read(part)))

    def part_of(self, identity: str) -> str | None:
        """The part to which the relationship of this id leads; None where there is none, or not within the package."""
        return next((relation.part for relation in self.relations if relation.identity == identity), None)

    def kind_of(self, identity: str) -> str:
        """The type of the relationship of this id, empty where there is none."""
        return next((relation.kind for relation in self.relations if relation.identity == identity), "")

    def related(self, ending: str, prepare: Callable[[bytes], bytes] = bytes) -> tuple[Node, ...]:
        """The roots of the parts to which the main part has a relationship of a type with this ending."""
        return tuple(self.root(relation.part, prepare) for relation in self.relations if relation.kind.endswith(ending))


def open_package(data: bytes) -> Package:
    """Open a package; CorruptSource where it names no main part. Nothing outside of it is named or fetched."""
    container = open_container(data)
    for relation in relations_of(container, ""):
        if relation.kind.endswith("/officeDocument"):
            return Package(container, relation.part, relations_of(container, relation.part))
    raise CorruptSource("This Office file does not say which of its parts is the document.")


def parse_part(xml: bytes) -> Node:
    """A part's root, without comments; CorruptSource where it declares entities, SyntaxError where it is broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise CorruptSource("A part of this Office file declares a document type, which it must not.")
    return root


def relations_of(container: zipfile.ZipFile, part: str) -> tuple[Relation, ...]:
    """Where a part leads within the package; the package itself is the part without a name."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in container.NameToInfo:
        return ()
    found = [
        Relation(
            node.get("Id", ""),
            node.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/"),
        )
        for node in parse_part(container.read(relations)).iter(_RELATIONSHIP)
        if node.get("TargetMode") != "External"
    ]
    return tuple(sorted(found))
