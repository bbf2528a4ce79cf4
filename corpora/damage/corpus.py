"""A folder of damaged documents with their labels, records and manifest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.corpora.damage.derived import derive_label, derive_text_label, derive_torn_label
from extractor.corpora.damage.errors import ConversionFailed, MissingTool
from extractor.corpora.damage.natural import pdftotext_version, text_by_pdftotext
from extractor.corpora.damage.record import PlainRecord, Record, Source, write_record
from extractor.corpora.damage.torn import Tear, tear_label
from extractor.corpora.damage.wanted import ConversionWanted, ScanWanted, TearWanted, Wanted, read_kind
from extractor.corpora.label import Label, LabelError, read_label
from extractor.corpora.manifest import LabelledSet, Manifest

_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: the kinds by name, the seed, the share of rows or tables to tear, and whether each page of a scan
    is also written as a picture (``jpeg`` or ``png``)."""

    kinds: tuple[str, ...]
    seed: int = 0
    rate: float = 0.05
    pictures: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The sets written, and what was not made, with the reason; ``failed`` says whether one of these is a fault."""

    sets: tuple[LabelledSet, ...]
    left_out: tuple[str, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class _Damaged:
    """One damaged document before it is written; ``pictures`` are page files by name."""

    data: bytes
    ending: str
    label: Label
    record: Record
    pictures: tuple[tuple[str, bytes], ...] = ()


def make_corpus(
    manifest: Manifest, documents: Path, folder: Path, order: Order, tell: Callable[[str], None] = lambda said: None
) -> Made:
    """Write every kind of damage of every set below ``folder``: ``documents/``, ``labels/``, ``records/`` and
    ``manifest.toml``.

    ``documents`` is the folder that the sets' paths are relative to, or the folder ``documents`` in it. Torn texts
    need the label only. What can not be made (no PDF, a document of another hash, a missing program) is left out and
    said; what is, goes to ``tell``. BadKind before anything is written.
    """
    wanted = {name: read_kind(name) for name in order.kinds}
    sets: list[LabelledSet] = []
    left_out: list[str] = []
    failed = False
    for entry in manifest.sets:
        for name, kind in wanted.items():
            identity = f"{entry.id}-{name.replace(':', '-').replace('_', '-')}"
            try:
                damaged = _damage(entry, manifest.folder, documents, (kind, identity), order)
            except (MissingTool, ConversionFailed, LabelError) as error:
                left_out.append(f"{identity}: {error}")
                failed = True
            except _NotMade as reason:
                left_out.append(f"{identity}: {reason}")
            else:
                sets.append(_write(damaged, entry, identity, folder))
                tell(identity)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.toml").write_text("\n".join(map(_toml, sets)), encoding="utf-8")
    return Made(tuple(sets), tuple(left_out), failed)


class _NotMade(Exception):
    """This kind of damage can not befall this document."""


def _damage(entry: LabelledSet, labels: Path, documents: Path, wanted: tuple[Wanted, str], order: Order) -> _Damaged:
    label = read_label(labels / entry.labels)
    kind, identity = wanted
    source = Source(id=entry.id, sha256=entry.sha256, name=entry.document)
    if isinstance(kind, TearWanted):
        return _torn(label, kind, identity, source, order)
    data = _document(entry, documents)
    if isinstance(kind, ConversionWanted):
        text = text_by_pdftotext(data, layout=kind.layout).encode()
        record = PlainRecord(source=source, producer=f"{pdftotext_version()}{' -layout' if kind.layout else ''}")
        return _Damaged(text, ".txt", derive_text_label(label, text, f"{identity}.txt", _origin(entry)), record)
    return _scanned(label, kind, identity, (data, source, _origin(entry)), order)


def _torn(label: Label, kind: TearWanted, identity: str, source: Source, order: Order) -> _Damaged:
    torn = tear_label(label, Tear(kind.kinds, order.rate, order.seed, kind.dialect), source)
    if not torn.dump.tables and not torn.dump.projects:
        raise _NotMade("nothing of its label can be printed as a text")
    if kind.kinds and not torn.record.faults and order.rate > 0:
        raise _NotMade("it has no place for such a fault")
    data = torn.text.encode()
    kept = (torn.dump.tables, torn.dump.projects)
    origin = f"torn text made from the label of {source.id}"
    truth = derive_torn_label(label, kept, torn.unknown, (data, f"{identity}.txt", origin))
    return _Damaged(data, ".txt", truth, torn.record)


def _scanned(label: Label, kind: ScanWanted, identity: str, file: tuple[bytes, Source, str], order: Order) -> _Damaged:
    try:
        # Imported late: of all kinds of damage only scans need Pillow and numpy.
        from extractor.corpora.damage.scan import page_picture, scan_pdf
    except ImportError as error:
        raise MissingTool(f"Scans need the library {error.name}.") from error
    data, source, origin = file
    scan = scan_pdf(data, (kind.preset, kind.settings), order.seed, source)
    pictures = [
        (f"{identity}-{number:03d}.{order.pictures}", page_picture(page, png=order.pictures == "png"))
        for number, page in enumerate(scan.pages if order.pictures else (), 1)
    ]
    truth = derive_label(label, scan.pdf, f"{identity}.pdf", f"scan of: {origin}")
    return _Damaged(scan.pdf, _PDF, truth, scan.record, tuple(pictures))


def _document(entry: LabelledSet, documents: Path) -> bytes:
    if Path(entry.path).suffix.lower() != _PDF:
        raise _NotMade("only a PDF can be scanned or converted")
    path = next(
        (folder / entry.path for folder in (documents, documents.parent) if (folder / entry.path).is_file()), None
    )
    if path is None:
        raise _NotMade(f"the document {entry.document} is not here")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise _NotMade(f"the document {entry.document} is not the labelled one")
    return data


def _origin(entry: LabelledSet) -> str:
    return f"{entry.id}: {entry.origin}"


def _write(damaged: _Damaged, entry: LabelledSet, identity: str, folder: Path) -> LabelledSet:
    document, labels = Path("documents", identity + damaged.ending), Path("labels", f"{identity}.json")
    files: list[tuple[Path, bytes]] = [(document, damaged.data)]
    files += [(Path("pages", name), data) for name, data in damaged.pictures]
    truth = json.dumps(damaged.label.model_dump(mode="json"), ensure_ascii=False, indent=1)
    files.append((labels, f"{truth}\n".encode()))
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    record = folder / "records" / f"{identity}.json"
    record.parent.mkdir(exist_ok=True)
    write_record(damaged.record, record)
    return LabelledSet(
        id=identity,
        document=document.name,
        sha256=damaged.label.document.sha256,
        origin=damaged.label.document.origin or "",
        path=document.as_posix(),
        labels=labels.as_posix(),
        notes=f"made from {entry.id}",
        template=entry.template,
        split=entry.split,
    )


def _toml(entry: LabelledSet) -> str:
    """The entry as TOML; a JSON string is a TOML string."""
    fields = entry.model_dump(exclude_none=True)
    lines = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"[[set]]\n{lines}"
