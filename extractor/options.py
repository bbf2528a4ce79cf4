"""Options: one frozen value a stage, unknown keys refused, the resolved values echoed in every result."""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal

from extractor.errors import OptionsError


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Limits and keys of reading. The password is never echoed."""

    password: str | None = None
    max_bytes: int = 200 * 1024 * 1024
    max_pages: int = 5_000
    max_inflated_bytes: int = 512 * 1024 * 1024
    """What a compressed container (DOCX, XLSX) may unpack to."""
    max_markup_bytes: int = 16 * 1024 * 1024
    """The size of an HTML page, whose tree takes many times as much memory."""
    max_libreoffice_seconds: float = 120.0
    """How long LibreOffice may take for a document that it converts; starting it takes one to ten of them."""
    max_temporary_bytes: int = 2 * 1024 * 1024 * 1024
    """What LibreOffice, or another reader, may write on the way, its profile included."""
    max_ratio: int = 100
    """How many times its packed size a part of a compressed container may be, where it is larger than 16 MiB: a sheet
    of blanks packs well."""


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """Which pages are read from their pictures, and what that may take."""

    mode: Literal["auto", "off", "force"] = "auto"
    """``auto``: pages without text that a picture shows; ``off``: none; ``force``: all, their text layer left aside."""
    engine: Literal["auto", "openvino", "onnxruntime"] = "auto"
    """``auto``: OpenVINO where it is installed, else ONNX Runtime."""
    dpi: int = 200
    """Dots an inch at which a page of a PDF is drawn to be read; a scan of fewer is read as it is."""
    detection_side: int = 960
    """Pixels of the longer side of the picture in which lines of text are looked for, on A4; more on larger sheets."""
    max_pixels: int = 50_000_000
    """A picture with more is refused before it is unpacked."""
    max_page_seconds: float = 120.0
    """A page that takes longer is left out."""
    max_worker_pages: int = 200
    """The recogniser's process is started anew after so many pages,"""
    max_worker_megabytes: int = 900
    """and once it has held so much memory: asked between pages, of which one may take 300 more."""

    def __post_init__(self) -> None:
        if self.mode not in ("auto", "off", "force"):
            raise OptionsError(f"OCR has no mode {self.mode!r}; there is: auto, off, force.")
        if self.engine not in ("auto", "openvino", "onnxruntime"):
            raise OptionsError(f"OCR has no engine {self.engine!r}; there is: auto, openvino, onnxruntime.")
        if not 72 <= self.dpi <= 600:
            raise OptionsError(f"OCR reads at 72 to 600 dots an inch, not at {self.dpi}.")


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """Tolerances of page understanding, in points unless the name says otherwise."""

    ruling_gap_pt: float = 3.0
    """Pieces of one ruling, and rulings that miss their crossing, may lie this far apart."""
    ruling_align_pt: float = 1.5
    """Rulings this close together are one line drawn twice."""
    max_rulings: int = 6_000
    """A page with more rulings than this, pieces put together, shows a drawing or a hatching: its tables are not
    looked for by rulings. A table of 2,000 rows on one page has about 2,100."""
    max_crossings: int = 1_000_000
    """The same for horizontals times verticals: it bounds the cells of a page, and the memory that they take."""


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """What repair may do."""

    enabled: bool = True
    threshold: float = 0.9
    """A repair below this confidence is recorded, not applied."""


@dataclass(frozen=True, slots=True)
class PrivacyOptions:
    """What is left out of the result."""

    mask: Literal["personal"] | None = None
    """``personal``: names, telephone and identity numbers of private persons are written over."""

    def __post_init__(self) -> None:
        if self.mask not in (None, "personal"):
            raise OptionsError(f"There is nothing called {self.mask!r} to mask; there is: personal.")


@dataclass(frozen=True, slots=True)
class LimitOptions:
    """What one conversion may take as a whole. ``extractor.sandbox`` holds a process to it; ``extract`` does not."""

    seconds: float = 120.0
    """Wall-clock time of a document whose pictures are not read,"""
    ocr_seconds: float = 600.0
    """and of one whose pictures are."""
    memory_bytes: int = 1_536 * 1024 * 1024
    """Address space of the process; the recogniser and LibreOffice are processes of their own."""
    result_bytes: int = 512 * 1024 * 1024
    """The result and what is made beside it (Markdown, pictures), together."""

    def __post_init__(self) -> None:
        for name in ("seconds", "ocr_seconds", "memory_bytes", "result_bytes"):
            if not getattr(self, name) > 0:
                raise OptionsError(f"The limit {name} is to be above 0.")


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a conversion can be told; the defaults are what the command line uses."""

    source: SourceOptions = field(default_factory=SourceOptions)
    ocr: OcrOptions = field(default_factory=OcrOptions)
    layout: LayoutOptions = field(default_factory=LayoutOptions)
    repair: RepairOptions = field(default_factory=RepairOptions)
    privacy: PrivacyOptions = field(default_factory=PrivacyOptions)
    limits: LimitOptions = field(default_factory=LimitOptions)

    @classmethod
    def from_dict(cls, values: dict[str, dict[str, Any]]) -> "Options":
        """Build from nested plain values, ``{"repair": {"enabled": False}}``; OptionsError on an unknown key."""
        options = cls()
        for stage, settings in values.items():
            if stage not in {f.name for f in fields(cls)}:
                raise OptionsError(f"There is no stage {stage!r} to set options for.")
            current = getattr(options, stage)
            unknown = set(settings) - {f.name for f in fields(current)}
            if unknown:
                raise OptionsError(f"The stage {stage!r} has no option {sorted(unknown)[0]!r}.")
            options = replace(options, **{stage: replace(current, **settings)})
        return options

    def echo(self) -> dict[str, Any]:
        """The resolved options as plain data for the result; whether a password was given, never the password."""
        data = asdict(self)
        data["source"]["password"] = self.source.password is not None
        del data["limits"]
        return data

    def echo_limits(self) -> dict[str, Any]:
        """Every limit that this conversion was under, by its option's name."""
        bounds = {name: value for name, value in asdict(self.source).items() if name.startswith("max_")}
        pictures = {"max_pixels": self.ocr.max_pixels, "max_page_seconds": self.ocr.max_page_seconds}
        return {**asdict(self.limits), **bounds, **pictures}
