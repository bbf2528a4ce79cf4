"""Names of members: their encoding by evidence, and no path that leads elsewhere."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.bulk.archives.names import harmless, member_path, name_encoding

CHINESE = ["2024年部门预算/江苏省委办公厅.pdf", "（公开）“三公”经费、收支总表.xlsx", "镇江市.doc"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_names_are_told_by_their_bytes(encoding: str) -> None:
    assert name_encoding([name.encode(encoding) for name in CHINESE]) == encoding


@pytest.mark.parametrize("name", ["Résumé.pdf", "Übersicht für Köln.xlsx", "año niño.pdf", "ÄÖÜäöüß.doc"])
def test_european_names_stay_those_of_code_page_437(name: str) -> None:
    assert name_encoding([name.encode("cp437")]) == "cp437"


@pytest.mark.parametrize("name", ["省委", "预支.pdf", "委省/支.xls"])
def test_hanzi_whose_gbk_happens_to_be_utf_8(name: str) -> None:
    """Found by hypothesis: each of their pairs of bytes is a two-byte sequence too."""
    assert name.encode("gbk").decode("utf-8") != name
    assert name_encoding([name.encode("gbk")]) == "gb18030"


@pytest.mark.parametrize("name", ["Résumé.pdf", "Übersicht für Köln.xlsx", "Żółw.doc", "Отчёт.pdf", "Ετήσια.pdf"])
def test_european_names_in_utf_8(name: str) -> None:
    assert name_encoding([name.encode()]) == "utf-8"


def test_plain_names_need_no_evidence() -> None:
    assert name_encoding([b"a.pdf"]) == name_encoding([]) == "utf-8"


@given(
    st.lists(st.text(st.sampled_from("预算决算部门收入支出总表年度公开省市县委办公厅局局局"), min_size=2), min_size=1)
)
def test_words_of_the_field_in_gbk_are_never_taken_for_another_encoding(names: list[str]) -> None:
    assert name_encoding([name.encode("gbk") for name in names]) == "gb18030"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/b.pdf", "a/b.pdf"),
        ("./a//b.pdf", "a/b.pdf"),
        ("a\\b.pdf", "a/b.pdf"),
        ("../b.pdf", None),
        ("a/../../b.pdf", None),
        ("..\\b.pdf", None),
        ("/etc/passwd", None),
        ("\\server\\b.pdf", None),
        ("C:\\b.pdf", None),
        ("a\nb.pdf", None),
        ("", None),
        (".", None),
        ("a...pdf", "a...pdf"),
    ],
)
def test_a_path_stays_below_its_archive(name: str, path: str | None) -> None:
    assert member_path(name) == path


_CLIMBING = (
    "../",
    "..\\",
    "a/../../",
    "a\\..\\..\\",
    "./../",
    ".//..//",
    "/",
    "//",
    "\\\\",
    "C:\\",
    "c:",
    "C:/",
    "/proc/self/",
)
_AT = (
    "etc/passwd",
    "windows/system.ini",
    "a.pdf",
    "预算.docx",
    "..",
    ".ssh/id",
    "a b.xlsx",
    "CON",
    "a\u202efdp.exe",
    "x" * 300,
)
_BROKEN = ("\0", "\n", "\r", "\t", "\x1b[2J", "\x7f", "\ud800", "\udcff")
HOSTILE = [
    *(climb + name for climb in _CLIMBING for name in _AT),
    *(
        before + sign + after
        for sign in _BROKEN
        for before in ("", "a/", "预算")
        for after in ("", "a.pdf", "/b.pdf", "../c")
    ),
]


def test_no_hostile_name_is_a_path() -> None:
    assert len(set(HOSTILE)) >= 200
    assert [name for name in HOSTILE if member_path(name) is not None] == []
    for name in HOSTILE:
        shown = harmless(name)
        assert not shown.startswith("/") and ".." not in shown.split("/") and ":" not in shown
        assert shown.isprintable() or "\u202e" in shown
        assert shown.encode()


@given(st.text(max_size=20).map(lambda text: text.replace("x", "../").replace("y", "\\").replace("z", "/")))
def test_no_name_leads_out(name: str) -> None:
    for path in (member_path(name), harmless(name)):
        if path is not None:
            parts = PurePosixPath(f"out/{path}").parts
            assert parts[0] == "out" and ".." not in parts and "\0" not in path
