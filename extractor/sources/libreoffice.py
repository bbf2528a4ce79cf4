"""Documents that no reader here understands, converted by LibreOffice in a process that is held on a short lead."""

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final, Literal

from extractor.errors import LibreOfficeFailed, NeedsLibreOffice
from extractor.options import SourceOptions
from extractor.outside import outside
from extractor.temporary import TooMuchWritten, communicate_within, temporary_folder

Ending = Literal["doc", "rtf", "xls", "odt", "docx", "ods", "xlsx"]
Target = Literal["docx", "odt", "rtf", "xlsx", "ods"]

_PROGRAMS: Final = ("soffice", "libreoffice")
_LAUNCHER: Final = Path(__file__).with_name("libreoffice_launcher.py")
_LOCKS: Final = Path(__file__).parents[1] / "sandbox"
_IMPORT_FILTERS: Final[dict[Ending, str]] = {
    "doc": "MS Word 95",
    "rtf": "Rich Text Format",
    "xls": "MS Excel 97",
    "odt": "writer8",
    "docx": "MS Word 2007 XML",
    "ods": "calc8",
    "xlsx": "Calc MS Excel 2007 XML",
}
"""Named, so that bytes are read as what they were recognised as, and as nothing else. Of DOC only those come here that
are older than Word 97: its filter refuses them, that of Word 95 reads Word 6 too."""
_EXPORT_FILTERS: Final[dict[Target, str]] = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "rtf": "Rich Text Format",
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
}
_SETTING: Final = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links followed, and a proxy where nobody listens, should a version know none of the former."""
_MESSAGE_CHARACTERS: Final = 200
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)


def libreoffice_program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def is_conversion(ending: str, target: str) -> bool:
    """Whether ``convert_with_libreoffice`` knows these words."""
    return ending in _IMPORT_FILTERS and target in _EXPORT_FILTERS


def convert_with_libreoffice(data: bytes, ending: Ending, target: Target, options: SourceOptions) -> bytes:
    """The document as LibreOffice saves it in the format ``target``; ``ending`` says what the bytes are.

    It runs with a profile of its own that is thrown away, macros and links off, without network where the system
    allows, and within limits of time, memory and file size; when the time is over, all its processes are killed.
    Raises NeedsLibreOffice (not installed), LibreOfficeFailed (no result, or not in time).
    """
    elsewhere = outside()
    if elsewhere is not None:
        return elsewhere.office(data, ending, target)
    program = libreoffice_program()
    if program is None:
        raise NeedsLibreOffice(
            f"A file of this kind ({ending.upper()}) is converted by LibreOffice, which is not here."
        )
    with temporary_folder("libreoffice") as folder:
        source = folder / f"document.{ending}"
        source.write_bytes(data)
        _write_profile(folder)
        try:
            said = _run(_command(program, folder, source, target, options), folder, options)
        finally:
            _meeting_place(folder).unlink(missing_ok=True)
        made = _read_made(folder, f"document.{target}", options.max_inflated_bytes)
        if not made:
            raise LibreOfficeFailed(f"LibreOffice made nothing of this {ending.upper()} file{said}.")
        return made


def _read_made(folder: Path, name: str, most_bytes: int) -> bytes:
    """The file that was made, empty where there is none: a link that leads elsewhere, a pipe or a device is none."""
    with contextlib.ExitStack() as opened, contextlib.suppress(OSError):
        place = os.open(folder / "made", os.O_RDONLY | _NO_LINK)
        opened.callback(os.close, place)
        descriptor = os.open(name, os.O_RDONLY | _NO_LINK | _NO_WAIT, dir_fd=place)
        opened.callback(os.close, descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with open(descriptor, "rb", closefd=False) as stream:
                return stream.read(most_bytes)
    return b""


def _write_profile(folder: Path) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}'
        "</oor:items>",
        encoding="utf-8",
    )


def _meeting_place(folder: Path) -> Path:
    """The socket over which an office of this profile is found by another one; one that is killed leaves it.

    Source of the name: LibreOffice, ``desktop/source/app/officeipcthread.cxx`` and ``sal/osl/unx/pipe.cxx``.
    """
    profile = hashlib.md5((folder / "profile").as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in profile)
    return Path("/tmp") / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"  # noqa: S108 - its own choice


def _command(program: str, folder: Path, source: Path, target: Target, options: SourceOptions) -> list[str]:
    ending: Ending = source.suffix[1:]  # type: ignore[assignment]  # named by the caller's own word
    return [
        sys.executable,
        "-I",
        str(_LAUNCHER),
        str(int(options.max_libreoffice_seconds) + 1),
        str(options.max_inflated_bytes),
        str(_LOCKS),
        str(folder),
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
        f"--infilter={_IMPORT_FILTERS[ending]}",
        "--convert-to",
        f"{target}:{_EXPORT_FILTERS[target]}",
        "--outdir",
        str(folder / "made"),
        str(source),
    ]


def _run(command: list[str], folder: Path, options: SourceOptions) -> str:
    """Run to the end; how it ended where it should not, as the end of a sentence.

    LibreOfficeFailed when it is late, or writes too much.
    """
    seconds = options.max_libreoffice_seconds
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    try:
        process = subprocess.Popen(  # noqa: S603 - our own launcher, words of our own
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise LibreOfficeFailed(f"LibreOffice could not be started: {error.strerror}.") from error
    try:
        _, complaint = communicate_within(process, seconds, folder, options.max_temporary_bytes)
    except TooMuchWritten:
        raise LibreOfficeFailed(
            f"LibreOffice wrote more than max_temporary_bytes, {options.max_temporary_bytes} bytes."
        ) from None
    except subprocess.TimeoutExpired:
        raise LibreOfficeFailed(
            f"LibreOffice did not finish within max_libreoffice_seconds, {seconds:g} seconds."
        ) from None
    finally:
        _end(process)
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2][:_MESSAGE_CHARACTERS].rstrip(". ")
    ended = f" (status {process.returncode})" if process.returncode else ""
    return f"{ended}: {last}" if last else ended


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill what is left of the session that was started: soffice is a script that starts further processes."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
