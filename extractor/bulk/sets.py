"""The sets of a folder on disk: one file a set, and a list of where every document went."""

import json
from collections.abc import Sequence
from pathlib import Path

from extractor.bulk.files import write_atomically
from extractor.bulk.own_outputs import LINKS_NAME, is_set_file
from extractor.bulk.results import read_output
from extractor.document.document_set import DocumentSet
from extractor.document.wire import set_from_json, set_to_json
from extractor.errors import UnwritableOutput

_ENDING = ".set.json"


def find_sets(folder: Path) -> list[Path]:
    """The sets that lie in the folder itself."""
    return sorted(path for path in folder.glob(f"*{_ENDING}") if is_set_file(path))


def read_set(path: Path) -> DocumentSet:
    """The set that a file says; UnreadableSource, CorruptSource where it does not keep the contract."""
    return read_output(path, set_from_json)


def write_sets(folder: Path, sets: Sequence[DocumentSet], alone: Sequence[tuple[str, str]]) -> None:
    """Write ``<id>.set.json`` for each set and ``links.jsonl``; sets of an earlier run that are no more are removed.

    ``alone`` are the documents in no set, each with the reason. UnwritableOutput.
    """
    lines = [
        {"document": member.document, "set": one.id, "confidence": member.confidence, "reason": None}
        for one in sets
        for member in one.members
    ]
    lines += [{"document": path, "set": None, "confidence": None, "reason": reason} for path, reason in alone]
    lines.sort(key=lambda line: str(line["document"]))
    names = {f"{one.id}{_ENDING}" for one in sets}
    try:
        for one in sets:
            write_atomically(folder / f"{one.id}{_ENDING}", set_to_json(one))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_atomically(folder / LINKS_NAME, text.encode())
        for path in find_sets(folder):
            if path.name not in names:
                path.unlink()
    except OSError as error:
        raise UnwritableOutput(f"The sets can not be written to {folder}: {error.strerror}.") from error
