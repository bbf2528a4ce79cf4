"""The errors a caller may catch, each with a stable code, an exit status, an HTTP status and a remedy.

ExtractorError
 ├── UsageError                the call's words are off
 │    ├── OptionsError         an option is unknown or out of its range
 │    ├── MissingExtra         a part that is installed on demand is not there
 │    └── SandboxMissing       the jail was required, and the system lacks a layer of it
 ├── ModelError                a trained model of this installation is absent or was changed
 └── SourceError               this input can not be converted; a batch goes on with the next
      ├── EmptySource          no bytes
      ├── UnsupportedFormat    nothing here reads this format
      │    └── NoDocument      program code, data, or bytes of no known format
      ├── CorruptSource        the file says one thing and holds another, or breaks off
      ├── EncryptedSource      a password is needed, or the one given is wrong
      ├── NoTextLayer          only pictures, and they are not to be read
      ├── OcrUnavailable       only pictures, and no recogniser is installed
      ├── OcrFailed            the recogniser died, or was not done in time
      ├── NeedsLibreOffice     only LibreOffice reads it, and it is not installed
      ├── LibreOfficeFailed    LibreOffice gave nothing, or not in time
      ├── TooLarge             over a documented limit
      ├── UnsafeMember         the name of an archive's member leads elsewhere
      ├── DuplicateMember      an archive's member has the name of an earlier one
      ├── UnreadableSource     the file system did not give it
      ├── OutOfMemory          its conversion needed more memory than it may have
      ├── TookTooLong          its conversion was not done in the time that it may take
      ├── WorkerDied           the process that converted it was killed or crashed
      ├── UnwritableOutput     its result could not be stored
      └── InternalError        a fault of this program, held at the document boundary
"""

from collections.abc import Iterator
from typing import ClassVar


class ExtractorError(Exception):
    """The root. ``code`` never changes its meaning; ``remedy`` is one sentence that a user can act on."""

    code: ClassVar[str] = "extractor_error"
    exit_status: ClassVar[int] = 1
    http_status: ClassVar[int] = 500
    remedy: ClassVar[str] = "Report this with the document's SHA-256."

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class UsageError(ExtractorError):
    """The call's words are off."""

    code = "usage"
    exit_status = 2
    http_status = 400
    remedy = "See extractor --help."


class OptionsError(UsageError):
    """An option is unknown or out of its range."""

    code = "bad_option"
    remedy = "See extractor convert --help for the options and their ranges."


class MissingExtra(UsageError):
    """A part that is installed on demand is not there."""

    code = "missing_extra"
    remedy = "Install the extra that the message names."

    def __init__(self, need: str, extra: str) -> None:
        super().__init__(
            f"{need}, which is not installed: pip install 'extractor[{extra}]', or '.[{extra}]' in its checkout."
        )


class SandboxMissing(UsageError):
    """The jail around a conversion was required, and this system lacks a layer of it."""

    code = "no_sandbox"
    http_status = 503
    remedy = "Run it on Linux 5.19 or later with Landlock and seccomp, or do without --require-sandbox."


class ModelError(ExtractorError):
    """A trained model of this installation is absent, was changed, or is of another version."""

    code = "bad_model"
    remedy = "Install the program again; `extractor doctor` lists the models and their hashes."


class SourceError(ExtractorError):
    """This input can not be converted."""

    code = "source_error"
    http_status = 422
    remedy = "Open the file in its own program and save it again."


class EmptySource(SourceError):
    """The input has no bytes."""

    code = "empty_file"
    remedy = "Fetch the file again: nothing was stored."


class UnsupportedFormat(SourceError):
    """No reader knows this format; content decides, not the file's ending."""

    code = "unsupported_format"
    http_status = 415
    remedy = "Convert it to PDF, DOCX, XLSX or text; `extractor doctor` lists what this installation reads."


class NoDocument(UnsupportedFormat):
    """The input is no document: program code, data, an output of this program, or bytes of no known format."""

    code = "no_document"
    remedy = "Leave it out; when it is a document all the same, convert it to PDF, DOCX, XLSX or text."


class CorruptSource(SourceError):
    """The file is cut off or breaks its own format."""

    code = "corrupt_file"
    remedy = "Fetch the file again, or repair it with its own program; part of it may be missing."


class EncryptedSource(SourceError):
    """The file is encrypted and the password is missing or wrong."""

    code = "encrypted_file"
    remedy = "Give the password with --password, or remove the protection."


class NoTextLayer(SourceError):
    """The document holds only pictures of text."""

    code = "no_text_layer"
    remedy = "Let its pictures be read (--ocr auto), or look at it: a picture of no text has nothing to read."


class OcrUnavailable(SourceError):
    """The document holds only pictures of text, and no recogniser is installed."""

    code = "ocr_unavailable"
    http_status = 501
    remedy = "Install one: pip install 'extractor[ocr]', or '.[ocr]' in its checkout."


class OcrFailed(SourceError):
    """The recogniser died over the pictures of this document, or was not done with them in time."""

    code = "ocr_failed"
    remedy = "Convert it alone with more memory, or raise the limit that the message names."


class NeedsLibreOffice(SourceError):
    """Only LibreOffice reads this format or file, and it is not installed."""

    code = "needs_libreoffice"
    http_status = 501
    remedy = "Install it (Debian, Ubuntu: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)."


class LibreOfficeFailed(SourceError):
    """LibreOffice was asked to convert this input and gave nothing, or not in time."""

    code = "libreoffice_failed"
    remedy = "Open the file in its own program and save it as DOCX or XLSX, or raise the limit that the message names."


class TooLarge(SourceError):
    """The input is over a documented limit."""

    code = "too_large"
    http_status = 413
    remedy = "Split the document, or raise the limit that the message names."


class UnsafeMember(SourceError):
    """The name of an archive's member is absolute, climbs out of the archive, or holds control characters."""

    code = "unsafe_member"
    remedy = "Unpack the archive by hand, after a look at who sent it, and convert the file by itself."


class DuplicateMember(SourceError):
    """An archive's member has the name of an earlier one, which is converted, or needs the place of another result."""

    code = "duplicate_member"
    remedy = "Unpack the archive by hand and convert the file by itself, if it is the one that is meant."


class UnreadableSource(SourceError):
    """The file system did not give the bytes."""

    code = "unreadable_file"
    remedy = "Check that the path exists and may be read."


class OutOfMemory(SourceError):
    """The conversion needed more memory than a document may have."""

    code = "out_of_memory"
    remedy = "Split the document, or raise memory_bytes; a small file that needs so much was made to do harm."


class TookTooLong(SourceError):
    """The conversion was not done in the time that a document may take, and was ended."""

    code = "took_too_long"
    remedy = "Split the document, or raise the limit (--max-seconds-per-document)."


class WorkerDied(SourceError):
    """The process that converted this input ended without an answer."""

    code = "worker_died"
    http_status = 500
    remedy = "Convert it again alone; if it dies again, report it with the document's SHA-256."


class UnwritableOutput(SourceError):
    """The result could not be stored."""

    code = "unwritable_output"
    http_status = 507
    remedy = "Check the space left and the rights of the output folder, then convert this input again."


class InternalError(SourceError):
    """A fault of this program, held at the document boundary so that a batch goes on."""

    code = "internal_error"
    http_status = 500
    remedy = "Report this with the document's SHA-256 and the message."


def error_of(code: str, message: str) -> ExtractorError:
    """The error of a code, as another process said it; InternalError where no class has the code."""
    kind = next((kind for kind in _kinds(ExtractorError) if kind.code == code), InternalError)
    error = kind.__new__(kind)
    ExtractorError.__init__(error, message)
    return error


def _kinds(kind: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)
