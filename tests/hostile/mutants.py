"""Good files with something changed: bytes, records, elements, objects; the same seed gives the same file."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from extractor.sources.container import ZIP_ERRORS
from tests.hostile.hostile_file import HostileFile
from tests.hostile.pdf_writer import pdf
from tests.hostile.zip_writer import member, write_zip

_DATA = Path(__file__).parents[1] / "formats" / "data"
_ODD = Path(__file__).parents[1] / "data"
_NAMES = ("department-targets.*", "self-evaluation.xls", "self-evaluation.doc", "three-line.boxes.txt")
"""Quick ones: 5,000 of them are made and read."""
_PASSWORD = "demo"  # noqa: S105 - of test files
_ZIPPED = (".docx", ".xlsx", ".odt", ".ods")
_NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0", b"\xfe\xff\xff\xff")
_WORDS = (b"", b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e999", b"NaN", b"\xff", b"\0", b"%s", b"&#0;")
_ELEMENT = re.compile(rb"<[A-Za-z:]+(?:\s[^<>]*)?/?>")
_VALUE = re.compile(rb'="([^"<>]*)"')
_SAID = re.compile(rb">([^<>]+)<")
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[\s/\[<(])-?\d+(?:\.\d+)?")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\r?\n?endstream", re.DOTALL)

Change = Callable[[bytes, Random], bytes]


def flip(data: bytes, random: Random) -> bytes:
    """Some bits of some bytes."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 4, 16))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def overwrite(data: bytes, random: Random) -> bytes:
    """Numbers of four bytes, where numbers of four bytes stand."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 8))):
        at = random.randrange(max(1, len(changed) // 4)) * 4
        changed[at : at + 4] = random.choice(_NUMBERS)
    return bytes(changed)


def cut(data: bytes, random: Random) -> bytes:
    """The end is missing."""
    return data[: random.randrange(1, max(2, len(data)))]


def move(data: bytes, random: Random) -> bytes:
    """A piece is elsewhere, there twice, or gone."""
    start = random.randrange(len(data))
    piece = data[start : start + random.choice((1, 16, 128, 1024))]
    rest = data[:start] + data[start + len(piece) :]
    at = random.randrange(len(rest) + 1)
    return random.choice((rest[:at] + piece + rest[at:], data[:at] + piece + data[at:], rest))


def fill(data: bytes, random: Random) -> bytes:
    """A piece of one byte only."""
    start, size = random.randrange(len(data)), random.choice((8, 64, 512))
    return data[:start] + random.choice((b"\0", b"\xff", b"<", b" ")) * size + data[start + size :]


def element(data: bytes, random: Random) -> bytes:
    """An element of a marked text: its tag gone, there twice or many times; a value or a text changed."""
    kind = random.randrange(4)
    pattern = (_ELEMENT, _VALUE, _SAID, _ELEMENT)[kind]
    places = [found.span(1 if kind in (1, 2) else 0) for found in pattern.finditer(data)]
    if not places:
        return flip(data, random)
    start, end = random.choice(places)
    if kind in (1, 2):
        return data[:start] + random.choice(_WORDS) * random.choice((1, 1, 300)) + data[end:]
    other = data[slice(*random.choice(places))]
    return data[:start] + random.choice((b"", data[start:end] * 2, data[start:end] * 300, other)) + data[end:]


def part(data: bytes, random: Random) -> bytes:
    """A member of a container changed, its checksum and its sizes mended; or gone, or under another's name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
    except ZIP_ERRORS:
        return flip(data, random)
    name = random.choice(sorted(parts))
    kind = random.randrange(8)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[random.choice(sorted(parts))]
    elif parts[name]:
        change = random.choice((element, element, element, flip, cut, move, fill))
        parts[name] = change(parts[name], random)
    return write_zip([member(one, body, pack=one != "mimetype") for one, body in parts.items()])


def pdf_object(data: bytes, random: Random) -> bytes:
    """An object of a PDF changed, and the file written anew with a right table."""
    written = {int(found[1]): found[2] for found in _OBJECT.finditer(data) if len(found[1]) < 5}
    root = re.search(rb"/Root (\d+) 0 R", data)
    if not written or root is None:
        return flip(data, random)
    objects = [written.get(number, b"null") for number in range(1, max(written) + 1)]
    index = random.choice(sorted(written)) - 1
    body, kind = objects[index], random.randrange(6)
    if kind == 0:
        objects[index] = random.choice((b"null", b"[]", b"<<>>", random.choice(objects)))
    elif kind == 1 and _REFERENCE.search(body):
        objects[index] = _once(_REFERENCE, body, b"%d 0 R" % random.randrange(len(objects) + 2), random)
    elif kind in (2, 3) and (found := _STREAM.match(body)):
        objects[index] = _repacked(found[1], found[2], random)
    elif _NUMBER.search(body[:2_000]):
        objects[index] = _once(_NUMBER, body[:2_000], random.choice(_WORDS), random) + body[2_000:]
    else:
        objects[index] = flip(body, random) if body else body
    return pdf(objects, b"/Root %s 0 R" % root[1])


def _once(pattern: re.Pattern[bytes], body: bytes, new: bytes, random: Random) -> bytes:
    start, end = random.choice([found.span() for found in pattern.finditer(body)])
    return body[:start] + new + body[end:]


def _repacked(words: bytes, packed: bytes, random: Random) -> bytes:
    """A stream whose contents are changed and packed again."""
    try:
        content = zlib.decompressobj().decompress(packed, 1 << 20)
    except zlib.error:
        content = b""
    if not content:
        return words + b"stream\n" + flip(packed or b"\0", random) + b"\nendstream"
    change = random.choice((flip, move, cut, _number_changed))
    made = zlib.compress(change(content, random))
    return re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % len(made), words) + b"stream\n" + made + b"\nendstream"


def _number_changed(content: bytes, random: Random) -> bytes:
    return _once(_NUMBER, content, random.choice(_WORDS), random) if _NUMBER.search(content) else content


_ANY: tuple[Change, ...] = (flip, overwrite, cut, move, fill)


def changes_for(ending: str) -> Sequence[Change]:
    """The changes that a format is given, those that it is sensitive to more often."""
    if ending in _ZIPPED:
        return (part, part, part, part, *_ANY)
    if ending == ".pdf":
        return (pdf_object, pdf_object, pdf_object, *_ANY)
    return (element, element, *_ANY) if ending in (".html", ".md") else _ANY


def good_files() -> list[Path]:
    """Small files of ours, of every format that is read without LibreOffice; the PDF files twice."""
    found = [path for name in _NAMES for path in sorted(_DATA.glob(name))]
    found += [path for name in ("*[!y].pdf", "lists.*") for path in sorted(_ODD.glob(name))]
    return found + [path for path in found if path.suffix == ".pdf"]


def mutant(seed: int) -> HostileFile:
    """The mutant of this number; the good files take turns."""
    files = good_files()
    return mutant_of(files[seed % len(files)], seed)


def mutant_of(path: Path, seed: int) -> HostileFile:
    """The mutant of this number of a good file."""
    password = _PASSWORD if path.name.startswith("encrypted") else None
    return HostileFile(f"{seed}-{path.name}", lambda: _mutate(path, seed), password)


def _mutate(path: Path, seed: int) -> bytes:
    random = Random(seed)  # noqa: S311 - the same files each time, no secret
    data = path.read_bytes()
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        data = random.choice(changes_for(path.suffix))(data or b"\0", random)
    return data
