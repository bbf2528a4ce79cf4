import contextlib
import io
import os
import socket
import stat
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import docx
import pytest

from extractor import sandbox
from extractor.errors import LibreOfficeFailed, NeedsLibreOffice
from extractor.options import SourceOptions
from extractor.sandbox import layers
from extractor.sources import libreoffice
from extractor.sources.libreoffice import convert_with_libreoffice, libreoffice_program

RTF = rb"{\rtf1\ansi\ansicpg936 \'d4\'a4\'cb\'e3\par}"
LAUNCHER = Path(libreoffice.__file__).with_name("libreoffice_launcher.py")


def use_program(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of that name first: what the runner does with it is the same whatever it is."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_what_it_takes_is_said_where_it_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert libreoffice_program() is None
    with pytest.raises(NeedsLibreOffice, match=r"RTF.*apt-get install"):
        convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())


def test_the_result_is_what_the_program_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_program('mkdir made; printf "%s\\n" "$@" "HOME=$HOME" > made/document.docx', tmp_path, monkeypatch)
    monkeypatch.setenv("SECRET", "x")
    said = convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions()).decode().splitlines()
    assert "--headless" in said and "--infilter=Rich Text Format" in said
    home = Path(said[-1].removeprefix("HOME="))
    assert home.parts and not home.exists(), "the scratch folder is thrown away"


def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = f"300.{os.getpid()}"
    use_program(f"sleep {seconds} & sleep {seconds}", tmp_path, monkeypatch)
    seen: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.05):
            seen.update(_sleepers(seconds))

    looking = threading.Thread(target=look)
    looking.start()
    with pytest.raises(LibreOfficeFailed, match="max_libreoffice_seconds, 2 seconds"):
        convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions(max_libreoffice_seconds=2))
    ended.set()
    looking.join()
    assert len(seen) == 2, "both have run"
    deadline = time.monotonic() + 10
    while _sleepers(seconds) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _sleepers(seconds)


def _sleepers(seconds: str) -> list[str]:
    """The processes that sleep so long; a killed one that waits to be reaped has no words any more."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (folder / "cmdline").read_bytes() == f"sleep\0{seconds}\0".encode():
                found.append(folder.name)
    return found


def test_the_program_reads_no_home_and_writes_only_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "elsewhere" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text("secret", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    script = f"mkdir made; (cat {secret}; echo out > {secret.with_name('new')}; echo end) > made/document.docx"
    use_program(script, tmp_path / "bin", monkeypatch)
    said = convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())
    if layers().landlock:
        assert said == b"end\n"
        assert [path.name for path in secret.parent.iterdir()] == ["secret.txt"]


def test_what_the_program_complained_of_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_program("echo first >&2; echo 'source file could not be loaded' >&2; exit 3", tmp_path, monkeypatch)
    with pytest.raises(LibreOfficeFailed, match=r"this RTF file \(status 3\): source file could not be loaded\."):
        convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())


def test_an_empty_result_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_program("mkdir made; : > made/document.docx", tmp_path, monkeypatch)
    with pytest.raises(LibreOfficeFailed, match="made nothing"):
        convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())


def test_a_file_over_the_limit_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_program("mkdir made; exec head -c 2000000 /dev/zero > made/document.odt", tmp_path, monkeypatch)
    options = SourceOptions(max_inflated_bytes=1_000_000)
    made = convert_with_libreoffice(RTF, "rtf", "odt", options)
    assert len(made) <= options.max_inflated_bytes


def test_the_launcher_sets_limits_and_leaves_the_network_where_it_may(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        script = (
            "import resource, socket, sys\n"
            "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0])\n"
            "try: socket.create_connection(('127.0.0.1', int(sys.argv[1])), 2); print('net')\n"
            "except OSError: print('no net')\n"
        )
        locks = str(Path(sandbox.__file__).parent)
        program = [sys.executable, "-c", script, str(port)]
        words = [sys.executable, "-I", str(LAUNCHER), "7", "123456", locks, str(tmp_path), *program]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    may = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    assert said == ["7 123456", "no net" if may else "net"]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts and processes of one's own are of Linux")
def test_a_program_has_temporary_files_and_processes_of_its_own(tmp_path: Path) -> None:
    tried = ["unshare", *([] if os.getuid() == 0 else ["-r"]), "-nmpf", "mount", "--bind", str(tmp_path), "/tmp"]  # noqa: S108
    may = subprocess.run(tried, capture_output=True, check=False).returncode == 0
    folder = tmp_path / "own folder"
    folder.mkdir()
    (tmp_path / "others").write_text("others'", encoding="utf-8")
    script = f"echo $$; pwd; ls /tmp; ls /dev/shm; echo > /tmp/written; cat {tmp_path / 'others'}; echo $1 $HOME"
    locks = str(Path(sandbox.__file__).parent)
    words = [sys.executable, "-I", str(LAUNCHER), "7", "123456", locks, str(folder)]
    said = subprocess.run(
        [*words, "/bin/sh", "-c", script, "sh", (folder / "profile").as_uri()],
        capture_output=True, text=True, check=False, cwd=folder, env={"HOME": str(folder), "PATH": os.environ["PATH"]},
    ).stdout.splitlines()  # fmt: skip
    if may:
        assert said == ["1", "/tmp", "file:///tmp/profile /tmp"]  # noqa: S108
        assert [path.name for path in folder.iterdir()] == ["written"]
    assert "others'" not in said or not layers().landlock


@pytest.mark.skipif(sys.platform != "linux", reason="a parent's death is told of by Linux")
def test_a_program_ends_with_who_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = f"301.{os.getpid()}"
    use_program(f"sleep {seconds} & sleep {seconds}", tmp_path, monkeypatch)
    starts = (
        "from extractor.options import SourceOptions; from extractor.sources.libreoffice import *\n"
        "convert_with_libreoffice(b'', 'rtf', 'docx', SourceOptions())\n"
    )
    with subprocess.Popen([sys.executable, "-c", starts]) as process:
        while len(_sleepers(seconds)) < 2:
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()
    deadline = time.monotonic() + 10
    while _sleepers(seconds) and time.monotonic() < deadline:
        time.sleep(0.05)
    if layers().namespaces:
        assert not _sleepers(seconds)


def test_what_leads_out_of_the_folder_is_no_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "document.docx"
    secret.write_text("another's", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for script in (f"mkdir made; ln -s {secret} made/document.docx", f"ln -s {tmp_path} made",
                   "mkdir made; mkfifo made/document.docx"):  # fmt: skip
        use_program(script, tmp_path / "bin", monkeypatch)
        with pytest.raises(LibreOfficeFailed, match="made nothing"):
            convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())


def test_a_program_that_writes_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_program("for name in 1 2 3 4; do head -c 300000 /dev/zero > $name; done; sleep 300", tmp_path, monkeypatch)
    with pytest.raises(LibreOfficeFailed, match="max_temporary_bytes, 1000000 bytes"):
        convert_with_libreoffice(RTF, "rtf", "odt", SourceOptions(max_temporary_bytes=1_000_000))


if libreoffice_program() is None:
    typesets = pytest.mark.skip(reason="LibreOffice (soffice) is not here")
else:
    typesets = pytest.mark.needs_libreoffice


@pytest.mark.needs_libreoffice
@typesets
def test_a_document_is_converted() -> None:
    made = convert_with_libreoffice(RTF, "rtf", "docx", SourceOptions())
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs] == ["预算"]


@pytest.mark.needs_libreoffice
@typesets
def test_bytes_of_another_kind_are_not_opened_as_what_they_are() -> None:
    page = b"<html><body><p>page</p></body></html>"
    with pytest.raises(LibreOfficeFailed):
        convert_with_libreoffice(page, "doc", "odt", SourceOptions())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("a.txt", "x")
    with pytest.raises(LibreOfficeFailed):
        convert_with_libreoffice(buffer.getvalue(), "doc", "docx", SourceOptions())
