"""show, schema, doctor, eval, and the program as a module."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.commands import doctor
from extractor.pipeline.installation import draws_missing_chinese_fonts
from extractor.sources.sniff import MediaType
from extractor.version import __version__


def test_show_draws_merged_cells_as_they_are(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["show", str(next(demo.glob("*.docx"))), "--table", "t2", "--no-color"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "├────────────┼" in out, "a border across the whole grid"
    assert "│            │                    ├──" in out, "no border through the merged tier cells"
    assert out.count("产出指标") == 1


def test_show_says_what_the_document_is(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(next(demo.glob("*.pdf")))]) == 0
    out = capsys.readouterr().out
    assert out.startswith("示例市数据服务局  2025  budget\n")
    for title in ("部门收支总表", "部门支出总表", "“三公”经费支出表"):
        assert title in out
    assert "单位：万元" in out and "declared empty" in out


def test_show_refuses_a_table_that_is_not_there(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(next(demo.glob("*.docx"))), "--table", "t99"]) == 2
    assert "there are: t1, t2, t3, t4" in capsys.readouterr().err


def test_show_of_a_bad_file_fails_with_its_remedy(odd_files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(odd_files / "picture-only.pdf"), "--ocr", "off"]) == 1
    assert "--ocr auto" in capsys.readouterr().err


def test_show_of_a_file_that_is_not_there_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path / "gone.pdf")]) == 1
    assert capsys.readouterr().err.startswith("extractor: ")


def test_schema_prints_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "statements" in schema["properties"]


def test_doctor_says_what_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["extractor"] == __version__
    assert all(lines[name].startswith("yes") for name in ("pdf", "docx", "xlsx", "text", "pdfplumber", "camelot"))
    assert lines["ocr"].startswith("yes (rapidocr 3.10")
    assert lines["sandbox"].startswith(("yes (a process a document", "only in part"))


def test_doctor_holds_each_model_against_the_manifest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["doctor"]) == 0
    whole = [line for line in capsys.readouterr().out.splitlines() if line.startswith("model ") and "." in line]
    assert {line.split()[1] for line in whole} >= {"domain_words.txt", "confidence.npz"}
    assert all(line.split()[2] == "sha256" for line in whole)
    monkeypatch.setattr(doctor, "model_states", lambda: {"a.npz": ("0" * 64, "The model a is changed.")})
    assert main(["doctor"]) == 0
    assert "model a.npz" in (said := capsys.readouterr().out) and "no; The model a is changed." in said


def test_doctor_names_every_format_that_is_recognised_and_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = set(capsys.readouterr().out.replace("(", " ").replace(")", " ").replace(",", " ").split())
    names = {"SEVEN_ZIP": "7z", "OLE": "doc", "TEXT": "text"}
    names |= {"XML_WORD": "wordml", "XML_SPREADSHEET": "spreadsheetml", "FLAT_OPENDOCUMENT": "fodt"}
    formats = {names.get(media_type.name, media_type.name.lower()) for media_type in MediaType}
    assert formats <= said, formats - said


def test_doctor_says_how_to_get_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", missing)
    assert main(["doctor"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["pdf"] == "no; pip install pypdfium2"


@pytest.mark.parametrize(("drawn", "said"), [(True, "yes"), (False, "no; pages whose Chinese fonts are not in")])
def test_doctor_says_whether_missing_chinese_fonts_are_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, drawn: bool, said: str
) -> None:
    assert isinstance(draws_missing_chinese_fonts(), bool)
    monkeypatch.setattr(doctor, "draws_missing_chinese_fonts", lambda: drawn)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(" ".join(line.split()).startswith(f"chinese font {said}") for line in lines)


@pytest.mark.parametrize(("compiled", "said"), [(True, "yes (compiled)"), (False, "no; PDF is read call by call")])
def test_doctor_says_whether_pages_are_read_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, compiled: bool, said: str
) -> None:
    monkeypatch.setattr(doctor, "has_batch_reader", lambda: compiled)
    assert main(["doctor"]) == 0
    assert any(line.startswith("batch reader") and said in line for line in capsys.readouterr().out.splitlines())


def test_eval_has_its_words_only_when_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["eval", "--help"])
    assert stopped.value.code == 0
    assert "GOLD" in capsys.readouterr().out


def test_the_module_is_the_program() -> None:
    done = subprocess.run([sys.executable, "-m", "extractor", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"extractor {__version__}\n"


def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    command = f"set -o pipefail; {sys.executable} -m extractor show {next(demo.glob('*.pdf'))} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
