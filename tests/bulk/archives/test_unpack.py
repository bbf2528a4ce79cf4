"""An archive gives its documents, names everything else, and never more than its limits."""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractor.bulk.archives.entry import Limits
from extractor.bulk.archives.recognise import ArchiveKind, archive_kind

if TYPE_CHECKING:
    from tests.bulk.archives.conftest import Archives, Given

LIMITS = Limits(max_member_bytes=4_000_000, max_inflated_bytes=8_000_000)
Unpack = Callable[..., "Given"]
ENCRYPTED = b64decode(
    "UEsDBAoAAAAAALizeV2kg3CkBAAAAAQAAAAIABwAb3Blbi50eHRVVAkAA1xhB2tcYQdrdXgLAAEEAAAAAAQAAAAAb3BlblBLAwQKAAkAAAC4s3ld"
    "5eiiXBIAAAAGAAAACgAcAHNlY3JldC50eHRVVAkAA1xhB2tcYQdrdXgLAAEEAAAAAAQAAAAAjlXK3izVO8aJWEXN12MrzwJ4UEsHCOXoolwSAAAA"
    "BgAAAFBLAQIeAwoAAAAAALizeV2kg3CkBAAAAAQAAAAIABgAAAAAAAEAAACkgQAAAABvcGVuLnR4dFVUBQADXGEHa3V4CwABBAAAAAAEAAAAAFBL"
    "AQIeAwoACQAAALizeV3l6KJcEgAAAAYAAAAKABgAAAAAAAEAAACkgUYAAABzZWNyZXQudHh0VVQFAANcYQdrdXgLAAEEAAAAAAQAAAAAUEsFBgAA"
    "AAACAAIAngAAAKwAAAAAAA=="
)
"""Two members, made by Info-ZIP's zip 3.0: open.txt, and secret.txt with the password "demo" (ZipCrypto)."""


def test_members_of_a_zip_are_named_below_it(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"2024/预算.txt": b"one", "b.txt": b"two", "empty/": b""})
    assert unpacked(path) == ({"a.zip/2024/预算.txt": b"one", "a.zip/b.txt": b"two"}, {})


def test_names_in_gbk_are_read(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.raw_zip("a.zip", [("部门预算/收支总表.txt".encode("gbk"), b"one"), (b"b.txt", b"two")])
    assert set(unpacked(path)[0]) == {"a.zip/部门预算/收支总表.txt", "a.zip/b.txt"}


def test_the_field_of_info_zip_tells_the_name_unless_it_is_of_another(unpacked: Unpack, archives: "Archives") -> None:
    for plain, expected in ((b"y.txt", "预算.txt"), (b"z.txt", "z.txt")):
        field = b"\x01" + zlib.crc32(b"y.txt").to_bytes(4, "little") + "预算.txt".encode()
        extra = struct.pack("<HH", 0x7075, len(field)) + field
        path = archives.raw_zip("a.zip", [(plain, b"one")], extra=extra)
        assert set(unpacked(path)[0]) == {f"a.zip/{expected}"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_however_it_is_packed(unpacked: Unpack, archives: "Archives", mode: str) -> None:
    path = archives.tar("a.tar", {"2024/预算.txt": b"one", "b.txt": bytes(range(256)) * 999}, mode)
    assert unpacked(path)[0] == {"a.tar/2024/预算.txt": b"one", "a.tar/b.txt": bytes(range(256)) * 999}


def test_a_tar_with_names_in_gbk(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.tar("a.tar", {"部门预算.txt": b"one"}, encoding="gbk")
    assert unpacked(path)[0] == {"a.tar/部门预算.txt": b"one"}


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".GZ", gzip.compress)]
)
def test_a_lone_packed_file(unpacked: Unpack, tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"预算.txt{ending}"
    path.write_bytes(pack(b"one"))
    assert unpacked(path) == ({f"{path.name}/预算.txt": b"one"}, {})


def test_an_archive_within_an_archive_is_unpacked_once(unpacked: Unpack, archives: "Archives") -> None:
    inner = archives.zip("inner.zip", {"c.txt": b"three", "b.txt": b"two"}).read_bytes()
    middle = archives.tar("middle.tar", {"inner.zip": inner, "d.txt": b"four"}).read_bytes()
    outer = archives.zip("outer.zip", {"middle.tar": middle, "inner.zip": inner, "a.txt": b"one"})
    documents, refused = unpacked(outer)
    assert documents == {
        "outer.zip/middle.tar/d.txt": b"four",
        "outer.zip/inner.zip/c.txt": b"three",
        "outer.zip/inner.zip/b.txt": b"two",
        "outer.zip/a.txt": b"one",
    }
    assert refused == {"outer.zip/middle.tar/inner.zip": ("failed", "unsupported_format")}


def test_what_no_path_should_be_is_refused_and_named(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"../up.txt": b"1", "/etc/x.txt": b"2", "C:/x.txt": b"3", "good.txt": b"4"})
    documents, refused = unpacked(path)
    assert set(documents) == {"a.zip/good.txt"}
    assert refused == {
        "a.zip/%2E%2E/up.txt": ("failed", "unsafe_member"),
        "a.zip/%2F/etc/x.txt": ("failed", "unsafe_member"),
        "a.zip/C%3A/x.txt": ("failed", "unsafe_member"),
    }


def test_links_and_devices_are_no_files(unpacked: Unpack, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as container:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            container.addfile(member)
    skipped = ("skipped", "no_document")
    assert unpacked(path) == ({}, {"a.tar/link": skipped, "a.tar/hard": skipped, "a.tar/device": skipped})
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr(info, "/etc/passwd")
    assert unpacked(tmp_path / "a.zip") == ({}, {"a.zip/link": skipped})


def test_of_two_members_of_one_name_the_first_is_taken(unpacked: Unpack, archives: "Archives") -> None:
    members = [(b"a.txt", b"one"), (b"./a.txt", b"one"), (b"a.txt", b"other")]
    assert unpacked(archives.raw_zip("a.zip", members)) == (
        {"a.zip/a.txt": b"one"},
        {
            "a.zip/a.txt#2": ("skipped", "duplicate_member"),
            "a.zip/a.txt#3": ("failed", "duplicate_member"),
        },
    )


def test_a_nested_archive_and_a_folder_of_its_name_do_not_collide(unpacked: Unpack, archives: "Archives") -> None:
    inner = archives.zip("inner.zip", {"c.txt": b"three"}).read_bytes()
    path = archives.zip("a.zip", {"inner.zip": inner, "inner.zip/c.txt": b"other"})
    documents, refused = unpacked(path)
    assert documents == {"a.zip/inner.zip/c.txt": b"three"}
    assert refused == {"a.zip/inner.zip/c.txt#2": ("failed", "duplicate_member")}


def test_within_an_archive_the_earlier_member_has_the_place(unpacked: Unpack, archives: "Archives") -> None:
    first = archives.zip("a.zip", {"a.txt": b"one", "a.txt.json/deep/b.txt": b"two", "a.txt.json.x": b"three"})
    refused = ("failed", "duplicate_member")
    documents, others = unpacked(first)
    assert set(documents) == {"a.zip/a.txt", "a.zip/a.txt.json.x"}
    assert others == {"a.zip/a.txt.json/deep/b.txt": refused}
    inner = archives.zip("inner", {"c.txt": b"three"}).read_bytes()
    second = archives.zip("b.zip", {"b/x.txt.json/b.txt": b"two", "b/x.txt": b"one", "y": b"one", "y.json": inner})
    documents, others = unpacked(second)
    assert set(documents) == {"b.zip/b/x.txt.json/b.txt", "b.zip/y"}
    assert others == {"b.zip/b/x.txt": refused, "b.zip/y.json": refused}


def test_encrypted_members_are_named_and_need_the_password(unpacked: Unpack, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(ENCRYPTED)
    assert unpacked(path) == ({"a.zip/open.txt": b"open"}, {"a.zip/secret.txt": ("failed", "encrypted_file")})
    assert unpacked(path, LIMITS, "wrong")[1] == {"a.zip/secret.txt": ("failed", "encrypted_file")}
    assert unpacked(path, LIMITS, "demo")[0]["a.zip/secret.txt"] == b"secret"


def test_hidden_files_and_empty_ones_are_named(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"__MACOSX/._a.pdf": b"x", "~$a.docx": b"x", "empty.pdf": b""})
    assert unpacked(path) == (
        {},
        {
            "a.zip/__MACOSX/._a.pdf": ("skipped", "no_document"),
            "a.zip/~$a.docx": ("skipped", "no_document"),
            "a.zip/empty.pdf": ("failed", "empty_file"),
        },
    )


def test_an_archive_of_nothing_says_so(unpacked: Unpack, archives: "Archives") -> None:
    for path in (archives.zip("a.zip", {}), archives.tar("a.tar.gz", {}, "w:gz")):
        assert unpacked(path) == ({}, {path.name: ("skipped", "no_document")})


def test_a_bomb_is_refused_unread(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"bomb.txt": bytes(3_000_000), "good.txt": b"one"})
    assert unpacked(path) == ({"a.zip/good.txt": b"one"}, {"a.zip/bomb.txt": ("failed", "too_large")})
    packed = archives.tar("a.tar.gz", {"bomb.txt": bytes(3_000_000)}, "w:gz")
    assert unpacked(packed) == ({}, {"a.tar.gz": ("failed", "too_large")})


def test_a_member_that_lies_about_its_size_stops_there(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"liar.txt": b"0123456789" * 100})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark) + offset
        data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert unpacked(path) == ({}, {"a.zip/liar.txt": ("failed", "corrupt_file")})


def test_the_sum_of_all_members_is_bounded_nested_ones_included(unpacked: Unpack, archives: "Archives") -> None:
    noise = bytes(range(256)) * 4 * 100
    inner = archives.zip("inner.zip", {f"{n}.txt": noise for n in range(3)}).read_bytes()
    path = archives.zip("a.zip", {"inner.zip": inner, "a.txt": noise, "b.txt": b"small"})
    limits = Limits(max_member_bytes=1_000_000, max_inflated_bytes=250_000, ratio_free_bytes=1_000_000)
    documents, refused = unpacked(path, limits)
    assert set(documents) == {"a.zip/inner.zip/0.txt", "a.zip/inner.zip/1.txt", "a.zip/b.txt"}
    assert refused == dict.fromkeys(("a.zip/inner.zip/2.txt", "a.zip/a.txt"), ("failed", "too_large"))


def test_too_many_members_end_the_archive(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {f"{n}.txt": b"x" for n in range(5)})
    documents, refused = unpacked(path, Limits(100, 1000, max_members=3))
    assert len(documents) == 3
    assert refused == {"a.zip": ("failed", "too_large")}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_that_breaks_off_gives_what_stands_before(unpacked: Unpack, archives: "Archives", mode: str) -> None:
    path = archives.tar("a.tar", {"a.txt": b"one", "b.txt": bytes(range(256)) * 100}, mode)
    data = path.read_bytes()
    path.write_bytes(data[:9000] if mode == "w" else data[: len(data) // 2])
    documents, refused = unpacked(path)
    assert documents == ({"a.tar/a.txt": b"one"} if mode == "w" else {})
    assert refused["a.tar"] == ("failed", "corrupt_file")


def test_a_tar_header_of_nonsense_is_damage_not_the_end(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.tar("a.tar", {"a.txt": b"one", "b.txt": b"two"})
    data = bytearray(path.read_bytes())
    data[1024:1300] = b"\xff" * 276
    path.write_bytes(data)
    assert unpacked(path) == ({"a.tar/a.txt": b"one"}, {"a.tar": ("failed", "corrupt_file")})


def test_a_header_that_declares_gigabytes_is_refused(unpacked: Unpack, archives: "Archives", tmp_path: Path) -> None:
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 6_000_000_000
    first = archives.tar("a.tar", {"a.txt": b"one"}).read_bytes()[:1024]
    (tmp_path / "a.tar").write_bytes(first + header.tobuf(tarfile.GNU_FORMAT) + bytes(5120))
    assert unpacked(tmp_path / "a.tar") == ({"a.tar/a.txt": b"one"}, {"a.tar": ("failed", "corrupt_file")})


def test_a_broken_directory_is_a_broken_archive(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.zip("a.zip", {"a.txt": b"one" * 100})
    path.write_bytes(path.read_bytes()[:60])
    assert unpacked(path) == ({}, {"a.zip": ("failed", "corrupt_file")})


def test_a_damaged_member_costs_no_other(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.raw_zip("a.zip", [(b"a.txt", b"one"), (b"b.txt", b"two")])
    path.write_bytes(path.read_bytes().replace(b"one", b"onf", 1))
    assert unpacked(path) == ({"a.zip/b.txt": b"two"}, {"a.zip/a.txt": ("failed", "corrupt_file")})


def test_a_directory_without_end_is_refused_unread(unpacked: Unpack, archives: "Archives") -> None:
    path = archives.raw_zip("a.zip", [(b"a.txt", b"one")])
    data = bytearray(path.read_bytes())
    data[-10:-6] = (0x7FFFFFFF).to_bytes(4, "little")
    path.write_bytes(data)
    assert unpacked(path) == ({}, {"a.zip": ("failed", "too_large")})


def test_documents_that_are_containers_are_no_archives(archives: "Archives", tmp_path: Path, demo: Path) -> None:
    for document in (*demo.glob("*.docx"), *demo.glob("*.xlsx"), *demo.glob("*.pdf")):
        assert archive_kind(document, document.name) is None
    odt = archives.zip("a.zip", {"mimetype": b"application/vnd.oasis.opendocument.text"})
    assert archive_kind(odt, odt.name) is None
    cut = tmp_path / "cut.docx"
    cut.write_bytes(next(demo.glob("*.docx")).read_bytes()[:500])
    assert archive_kind(cut, cut.name) is None
    assert archive_kind(tmp_path / "gone.zip", "gone.zip") is None
    for words in ("BZh 是一段文字", "PK", ""):
        (tmp_path / "t.txt").write_text(words, encoding="utf-8")
        assert archive_kind(tmp_path / "t.txt", "t.txt") is None


def test_a_tar_of_old_has_no_mark_and_is_told_by_its_sum(archives: "Archives", tmp_path: Path) -> None:
    path = archives.tar("a.tar", {"a.txt": b"one"})
    data = bytearray(path.read_bytes())
    data[257:265] = bytes(8)
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + sum(data[156:512]) + 8 * 32)
    path.write_bytes(data)
    assert archive_kind(path, path.name) is ArchiveKind.TAR
    (tmp_path / "zeros").write_bytes(bytes(2048))
    assert archive_kind(tmp_path / "zeros", "zeros") is None


def test_a_member_over_the_limit_is_refused(unpacked: Unpack, archives: "Archives", tmp_path: Path) -> None:
    limits = Limits(max_member_bytes=10, max_inflated_bytes=8_000_000)
    path = archives.tar("a.tar", {"a.txt": bytes(11), "b.txt": bytes(10)})
    assert unpacked(path, limits) == ({"a.tar/b.txt": bytes(10)}, {"a.tar/a.txt": ("failed", "too_large")})
    (tmp_path / "s.gz").write_bytes(gzip.compress(b"01234567890"))
    assert unpacked(tmp_path / "s.gz", limits)[1] == {"s.gz/s": ("failed", "too_large")}
