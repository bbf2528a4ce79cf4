"""Archives made by hand, and what unpacking makes of them."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from extractor.bulk.archives.entry import Limits
from extractor.bulk.archives.recognise import archive_kind
from extractor.bulk.archives.unpack import Unpacking
from extractor.bulk.inputs import Task
from extractor.bulk.outcome import Outcome

LIMITS = Limits(max_member_bytes=4_000_000, max_inflated_bytes=8_000_000)
Given = tuple[dict[str, bytes], dict[str, tuple[str, str | None]]]


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[..., Given]:
    """The bytes of each task by source, and of each outcome its status and code; nothing is left behind."""

    def unpack(path: Path, limits: Limits = LIMITS, password: str | None = None) -> Given:
        folder = tmp_path / "unpacked"
        folder.mkdir()
        kind = archive_kind(path, path.name)
        assert kind is not None
        documents: dict[str, bytes] = {}
        refused: dict[str, tuple[str, str | None]] = {}
        for part in Unpacking(folder, limits, password).members(Task(path, path.name, found=False), kind):
            if isinstance(part, Outcome):
                assert part.source not in refused
                refused[part.source] = (part.status, part.error.code if part.error else None)
            else:
                assert part.temporary and part.source not in documents
                documents[part.source] = part.path.read_bytes()
                part.path.unlink()
        assert list(folder.iterdir()) == [], "nothing is left behind"
        folder.rmdir()
        return documents, refused

    return unpack


class Archives:
    """Writes archives to a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def zip(self, name: str, members: Mapping[str, bytes]) -> Path:
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for member, data in members.items():
                container.writestr(member, data)
        return path

    def raw_zip(self, name: str, members: list[tuple[bytes, bytes]], *, flags: int = 0, extra: bytes = b"") -> Path:
        """A ZIP with stored members whose names are these very bytes (APPNOTE 4.3)."""
        path, body, directory = self.folder / name, b"", b""
        for member, data in members:
            common = (
                flags.to_bytes(2, "little")
                + bytes(6)
                + zlib.crc32(data).to_bytes(4, "little")
                + len(data).to_bytes(4, "little") * 2
                + len(member).to_bytes(2, "little")
                + len(extra).to_bytes(2, "little")
            )
            directory += (
                b"PK\x01\x02\x14\x00\x14\x00" + common + bytes(10) + len(body).to_bytes(4, "little") + member + extra
            )
            body += b"PK\x03\x04\x14\x00" + common + member + extra + data
        count = len(members).to_bytes(2, "little")
        sizes = len(directory).to_bytes(4, "little") + len(body).to_bytes(4, "little")
        path.write_bytes(body + directory + b"PK\x05\x06" + bytes(4) + count * 2 + sizes + bytes(2))
        return path

    def tar(self, name: str, members: Mapping[str, bytes], mode: str = "w", encoding: str = "utf-8") -> Path:
        path = self.folder / name
        with tarfile.open(path, mode, format=tarfile.GNU_FORMAT, encoding=encoding) as container:  # type: ignore[call-overload]
            for inside, data in members.items():
                member = tarfile.TarInfo(inside)
                member.size = len(data)
                container.addfile(member, io.BytesIO(data))
        return path


@pytest.fixture
def archives(tmp_path: Path) -> Archives:
    """A maker of archives in a folder of its own."""
    folder = tmp_path / "archives"
    folder.mkdir()
    return Archives(folder)
