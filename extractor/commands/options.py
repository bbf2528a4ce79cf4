"""The words of the command line that become options of a conversion."""

import argparse

from extractor.options import OcrOptions, Options, RepairOptions


def add_option_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that every command with a conversion understands."""
    parser.add_argument("--password", metavar="WORD", help="the password of encrypted inputs")
    parser.add_argument("--no-repair", action="store_true", help="leave torn tables as they were printed")
    parser.add_argument(
        "--repair-threshold", type=_confidence, metavar="P", default=RepairOptions().threshold,
        help="repairs below this confidence are recorded, not applied (0 to 1, default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--ocr", choices=("auto", "off", "force"), default=OcrOptions().mode,
        help="read pictures of text where a page has no other (auto), nowhere (off), on every page (force)",
    )  # fmt: skip
    parser.add_argument(
        "--ocr-dpi", type=positive, metavar="N", default=OcrOptions().dpi,
        help="dots an inch at which pages are drawn to be read (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--ocr-engine", choices=("auto", "openvino", "onnxruntime"), default=OcrOptions().engine,
        help="what the recogniser's models run on (default: OpenVINO where it is installed)",
    )  # fmt: skip
    parser.add_argument(
        "--mask", choices=("personal",), help="personal: write over names and numbers of private persons, everywhere"
    )


def options_of(arguments: argparse.Namespace) -> Options:
    """The options that the parsed words ask for."""
    repair = {"enabled": not arguments.no_repair, "threshold": arguments.repair_threshold}
    return Options.from_dict(
        {
            "source": {"password": arguments.password},
            "ocr": {"mode": arguments.ocr, "dpi": arguments.ocr_dpi, "engine": arguments.ocr_engine},
            "repair": repair,
            "privacy": {"mask": arguments.mask},
        }
    )


def positive(words: str) -> int:
    """A number from 1 up, as a word of the command line."""
    try:
        number = int(words)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from 1 up")
    return number


def _confidence(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no confidence from 0 to 1")
    return share
