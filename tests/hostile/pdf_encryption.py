"""PDF files under every standard encryption (ISO 32000-2, 7.6), opened with the right, a wrong and no password, and with
dictionaries of encryption that lie.

An encrypter of its own, for no library here writes encrypted files.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.hostile.hostile_file import HostileFiles
from tests.hostile.pdf_writer import CATALOGUE, HELVETICA, PAGES, TEXT, page, pdf, stream

PDF_ENCRYPTION = HostileFiles("pdf")
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = b"0123456789abcdef"
_RIGHTS = -44
_VECTOR = bytes(range(16))


@dataclass(frozen=True, slots=True)
class _Kind:
    version: int
    revision: int
    key_bytes: int
    method: bytes = b""

    def entries(self, o: bytes, u: bytes, more: bytes) -> bytes:
        """The dictionary of encryption."""
        filters = b"/CF<</StdCF<</CFM/%s/AuthEvent/DocOpen/Length %d>>>>/StmF/StdCF/StrF/StdCF"
        crypt = filters % (self.method, self.key_bytes) if self.method else b""
        words = (self.version, self.revision, 8 * self.key_bytes, _RIGHTS, o.hex().encode(), u.hex().encode())
        return b"<</Filter/Standard/V %d/R %d/Length %d/P %d/O<%s>/U<%s>" % words + crypt + more + b">>"


_KINDS = {
    "rc4_40": _Kind(1, 2, 5),
    "rc4_128": _Kind(2, 3, 16),
    "rc4_128_by_filters": _Kind(4, 4, 16, b"V2"),
    "aes_128": _Kind(4, 4, 16, b"AESV2"),
    "aes_256_of_revision_5": _Kind(5, 5, 32, b"AESV3"),
    "aes_256": _Kind(5, 6, 32, b"AESV3"),
}


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    made = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        made.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(made)


def _aes(key: bytes, data: bytes, vector: bytes, *, pad: bool) -> bytes:
    short = 16 - len(data) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return encryptor.update(data + bytes([short]) * short if pad else data) + encryptor.finalize()


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _hash_of_revision_6(password: bytes, salt: bytes, more: bytes = b"") -> bytes:
    """Algorithm 2.B."""
    key = hashlib.sha256(password + salt + more).digest()
    number, last = 0, 0
    while number < 64 or last > number - 32:
        last_block = _aes(key[:16], (password + key + more) * 64, key[16:32], pad=False)
        key = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(last_block[:16]) % 3](last_block).digest()
        last, number = last_block[-1], number + 1
    return key[:32]


def _hash_of_revision_5(password: bytes, salt: bytes, more: bytes = b"") -> bytes:
    return hashlib.sha256(password + salt + more).digest()


def _old_keys(kind: _Kind, user: bytes, owner: bytes) -> tuple[bytes, bytes]:
    """The file's key and its dictionary, revisions 2 to 4 (algorithms 2 to 5)."""
    rounds = 1 if kind.revision == 2 else 20
    owners = _md5((owner + _PADDING)[:32])
    for _ in range(50 if rounds > 1 else 0):
        owners = _md5(owners[: kind.key_bytes])
    o = (user + _PADDING)[:32]
    for number in range(rounds):
        o = _rc4(bytes(byte ^ number for byte in owners[: kind.key_bytes]), o)
    key = _md5((user + _PADDING)[:32] + o + (_RIGHTS & 0xFFFFFFFF).to_bytes(4, "little") + _ID)[: kind.key_bytes]
    for _ in range(50 if rounds > 1 else 0):
        key = _md5(key)[: kind.key_bytes]
    if rounds == 1:
        return key, kind.entries(o, _rc4(key, _PADDING), b"")
    u = _md5(_PADDING + _ID)
    for number in range(rounds):
        u = _rc4(bytes(byte ^ number for byte in key), u)
    return key, kind.entries(o, u + bytes(16), b"")


def _new_keys(kind: _Kind, user: bytes, owner: bytes) -> tuple[bytes, bytes]:
    """The file's key and its dictionary, revisions 5 and 6 (algorithms 8 to 10)."""
    scheme: Callable[..., bytes] = _hash_of_revision_5 if kind.revision == 5 else _hash_of_revision_6
    key = hashlib.sha256(b"key").digest()
    u = scheme(user, b"validate") + b"validate" + b"keysalt!"
    ue = _aes(scheme(user, b"keysalt!"), key, bytes(16), pad=False)
    o = scheme(owner, b"validate", u) + b"validate" + b"keysalt!"
    oe = _aes(scheme(owner, b"keysalt!", u), key, bytes(16), pad=False)
    rights = (_RIGHTS & 0xFFFFFFFF).to_bytes(4, "little") + b"\xff\xff\xff\xffTadbabcd"
    permissions = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(rights)  # noqa: S305 - as the format says
    more = b"/UE<%s>/OE<%s>/Perms<%s>" % tuple(part.hex().encode() for part in (ue, oe, permissions))
    return key, kind.entries(o, u, more)


def _object_key(kind: _Kind, key: bytes, number: int) -> bytes:
    """Algorithm 1."""
    if kind.version == 5:
        return key
    salt = b"sAlT" if kind.method == b"AESV2" else b""
    return _md5(key + number.to_bytes(3, "little") + bytes(2) + salt)[: min(16, len(key) + 5)]


def encrypted(kind: str, user: str, owner: str = "owner", content: bytes = TEXT) -> bytes:
    """A page under one of the encryptions."""
    scheme = _KINDS[kind]
    make = _new_keys if scheme.version == 5 else _old_keys
    key, entries = make(scheme, user.encode(), owner.encode())
    own = _object_key(scheme, key, 4)
    is_aes = scheme.method.startswith(b"AES")
    hidden = _VECTOR + _aes(own, content, _VECTOR, pad=True) if is_aes else _rc4(own, content)
    trailer = b"/Root 1 0 R/Encrypt 6 0 R/ID[<%s><%s>]" % (_ID.hex().encode(), _ID.hex().encode())
    return pdf([CATALOGUE, PAGES, page(), stream(hidden), HELVETICA, entries], trailer)


for _kind, (_case, _user, _given) in product(
    _KINDS,
    [("opened_by_anybody", "", None), ("without_its_password", "user", None), ("with_its_password", "user", "user"),
     ("with_its_owners_password", "user", "owner"), ("with_a_wrong_password", "user", "wrong")],
):  # fmt: skip
    PDF_ENCRYPTION.add(f"encrypted_by_{_kind}_{_case}", partial(encrypted, _kind, _user), _given)
PDF_ENCRYPTION.add(
    "encrypted_with_a_password_of_ten_thousand_characters", partial(encrypted, "aes_256", "u"), "x" * 10_000
)
PDF_ENCRYPTION.add("encrypted_with_a_password_of_no_encoding", partial(encrypted, "rc4_128", "u"), "密码\udcff")


def _lie(old: bytes, new: bytes, kind: str = "aes_128") -> bytes:
    data = encrypted(kind, "")
    assert old in data
    return data.replace(old, new)


for _name, _old, _new in (
    ("version_99", b"/V 4", b"/V 99"),
    ("revision_0", b"/R 4", b"/R 0"),
    ("a_key_of_negative_length", b"/Length 128", b"/Length -8"),
    ("a_key_of_two_to_the_31", b"/Length 128", b"/Length 2147483647"),
    ("a_filter_nobody_knows", b"/Standard", b"/Adobe.APS"),
    ("a_filter_of_itself", b"/StmF/StdCF", b"/StmF/StmF"),
    ("no_owner", b"/O<", b"/Q<"),
    ("no_name", b"/ID[", b"/IE["),
    ("a_dictionary_that_is_none", b"/Encrypt 6 0 R", b"/Encrypt 4 0 R"),
    ("a_dictionary_of_nothing", b"/Encrypt 6 0 R", b"/Encrypt 99 0 R"),
):
    PDF_ENCRYPTION.add(f"encryption_of_{_name}", partial(_lie, _old, _new))
