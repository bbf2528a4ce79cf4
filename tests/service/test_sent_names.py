"""Names of uploads in every form that programs send them in, and what no form gives."""

import base64
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from extractor.service.errors import BadMultipart
from extractor.service.http.sent_names import sent_name
from tests.service.conftest import service_behind
from tests.service.test_api import code_of

NAME = "2024年示例市财政局部门预算 (终稿).txt"
ESCAPED = quote(NAME).encode()
WORD = b"=?utf-8?B?" + base64.b64encode(NAME.encode()) + b"?="


def disposition(words: bytes) -> bytes:
    return b'form-data; name="files"; ' + words


def words_of(name: str, charset: str, *, at: int) -> bytes:
    """The name as two encoded words that divide its bytes."""
    data = name.encode(charset)
    return b" ".join(
        b"=?" + charset.encode() + b"?B?" + base64.b64encode(part) + b"?=" for part in (data[:at], data[at:])
    )


@pytest.mark.parametrize(
    "words",
    [
        b'filename="' + NAME.encode() + b'"',
        b"filename*=utf-8''" + ESCAPED,
        b"filename*=UTF-8'zh-CN'" + ESCAPED,
        b"filename*=\"UTF-8''" + ESCAPED + b'"',
        b"FileName* = utf-8''" + ESCAPED + b" ",
        b"filename*=gb18030''" + quote(NAME, encoding="gb18030").encode(),
        b"filename*=GB2312''" + quote(NAME, encoding="gb18030").encode(),
        b'filename="' + WORD + b"\"; filename*=utf-8''" + ESCAPED,
        b"filename*=utf-8''" + ESCAPED + b'; filename="2024.txt"',
        b"filename*=utf-8''%FF; filename=\"" + NAME.encode() + b'"',
        b'filename*=nonsense; filename="' + NAME.encode() + b'"',
        b'filename="' + WORD + b'"',
        b'filename="' + words_of(NAME, "utf-8", at=5) + b'"',
        b'filename="' + words_of(NAME, "gbk", at=7) + b'"',
        b'filename="=?UTF-8?Q?' + ESCAPED.replace(b"%", b"=") + b'?="',
        b'filename="' + ESCAPED + b'"',
        b'filename="' + NAME.encode("gb18030") + b'"',
    ],
)
def test_a_name_is_read_in_every_form_that_programs_send(words: bytes) -> None:
    assert sent_name(disposition(words)) == NAME


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b'filename="100%.txt"', "100%.txt"),
        (b'filename="a%20b.txt"', "a%20b.txt"),
        (b'filename="%FF%FE.txt"', "%FF%FE.txt"),
        (b'filename="\xff\xfe.txt"', "%FF%FE.txt"),
        (b'filename="caf\xe9.txt"', "caf%E9.txt"),
        (b'filename="=?utf-8?B?!?="', "=?utf-8?B?!?="),
        (b'filename="=?klingon?B?5bm0?="', "=?klingon?B?5bm0?="),
        (b"filename=\"a; filename*=utf-8''b.txt\"", "a; filename*=utf-8''b.txt"),
        (b'filename=""', ""),
        (b"", None),
    ],
)
def test_what_may_be_the_name_itself_stays_as_it_is(sent: bytes, read: str | None) -> None:
    assert sent_name(disposition(sent)) == read


@pytest.mark.parametrize(
    "sent", [b"filename*=utf-8''%FF.txt", b"filename*=klingon''a", b"filename*0*=utf-8''%E5%B9; filename*1*=%B4.txt"]
)
def test_a_name_in_no_form_that_can_be_read_is_refused(sent: bytes) -> None:
    with pytest.raises(BadMultipart, match="name"):
        sent_name(disposition(sent))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_a_name(data: bytes) -> None:
    for words in (data, b"filename*=" + data, b'filename="' + data + b'"', b"filename==?utf-8?Q?" + data + b"?="):
        try:
            sent_name(disposition(words))
        except BadMultipart:
            continue


def send(client: TestClient, part: bytes):  # type: ignore[no-untyped-def]
    body = b"--B\r\nContent-Disposition: form-data; " + part + b"\r\n\r\ntext\r\n--B--\r\n"
    return client.post("/v1/convert/file", content=body, headers={"Content-Type": "multipart/form-data; boundary=B"})


def test_a_document_keeps_the_name_that_came_in_another_form(client: TestClient) -> None:
    answer = send(client, b"name=\"files\"; filename*=utf-8''" + quote("../" + NAME).encode())
    assert answer.json()["document"]["name"] == NAME


@pytest.mark.parametrize("part", [b"name=\"files\"; filename*=utf-8''%FF.txt", b"name=\"ocr\"; filename*=utf-8''a.txt"])
def test_a_body_with_an_unreadable_name_or_a_second_file_is_refused(client: TestClient, part: bytes) -> None:
    assert code_of(send(client, part)) == (400, "bad_multipart")
    assert not list(service_behind(client).incoming.iterdir())
