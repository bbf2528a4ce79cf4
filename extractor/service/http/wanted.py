"""The fields beside a document → the options of its conversion. They may say how it is read, never raise a limit."""

import math
from typing import Any
from urllib.parse import urlsplit

from extractor.errors import OptionsError
from extractor.options import Options
from extractor.service.settings import Settings

FIELDS = (
    "ocr",
    "ocr_dpi",
    "repair",
    "repair_threshold",
    "mask",
    "password",
    "callback_url",
    "do_ocr",
    "force_ocr",
    "to_formats",
)
"""What may be asked for. ``do_ocr``, ``force_ocr`` and ``to_formats`` (json only) are docling-serve's words."""
_TRUE = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_LONGEST_PASSWORD = 1_024
_LONGEST_URL = 2_048


def wanted_options(fields: dict[str, str]) -> tuple[dict[str, dict[str, Any]], str | None]:
    """The options that are asked for, resolved, without the password; the password. OptionsError."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise OptionsError(f"There is no field {unknown[0][:64]!r}; there are: files, {', '.join(FIELDS)}.")
    if any("\0" in value for value in fields.values()):
        raise OptionsError("A field has a sign that no text has (NUL).")
    if fields.get("to_formats", "json") != "json":
        raise OptionsError("Results are JSON: to_formats can only be json.")
    repair: dict[str, Any] = {}
    if "repair" in fields:
        repair["enabled"] = _truth("repair", fields["repair"])
    if "repair_threshold" in fields:
        repair["threshold"] = _number("repair_threshold", fields["repair_threshold"])
        if not 0 <= repair["threshold"] <= 1:
            raise OptionsError("repair_threshold is a number from 0 to 1.")
    options: dict[str, dict[str, Any]] = {"ocr": _ocr(fields), "repair": repair}
    if fields.get("mask"):
        options["privacy"] = {"mask": fields["mask"]}
    Options.from_dict(options)
    password = fields.get("password") or None
    if password is not None and len(password) > _LONGEST_PASSWORD:
        raise OptionsError("The password is too long.")
    return {stage: values for stage, values in options.items() if values}, password


def _ocr(fields: dict[str, str]) -> dict[str, Any]:
    ocr: dict[str, Any] = {}
    if "do_ocr" in fields and not _truth("do_ocr", fields["do_ocr"]):
        ocr["mode"] = "off"
    if "force_ocr" in fields and _truth("force_ocr", fields["force_ocr"]):
        ocr["mode"] = "force"
    if "ocr" in fields:
        ocr["mode"] = fields["ocr"]
    if "ocr_dpi" in fields:
        dpi = _number("ocr_dpi", fields["ocr_dpi"])
        if not dpi.is_integer():
            raise OptionsError("ocr_dpi is a whole number.")
        ocr["dpi"] = int(dpi)
    return ocr


def wanted_webhook(fields: dict[str, str], settings: Settings) -> str | None:
    """The address to tell of the job's end; OptionsError unless its host is one of the configured."""
    url = fields.get("callback_url")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        place = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    except ValueError:
        raise OptionsError("The callback_url can not be read.") from None
    plain = len(url) <= _LONGEST_URL and url.isascii() and url.isprintable() and " " not in url
    # one host has one name here: who is called is known by it, and a port with zeros before it would be another's
    plain = plain and parts.netloc.lower().replace("[", "").replace("]", "") == place
    allowed = f"http://{place}" if parts.scheme == "http" else place
    if not plain or parts.scheme not in ("http", "https") or parts.username or allowed not in settings.webhook_hosts:
        raise OptionsError("The callback_url is of no host that this service may call (webhook_hosts).")
    return url


def _truth(name: str, text: str) -> bool:
    if text.lower() not in _TRUE:
        raise OptionsError(f"{name} is true or false.")
    return _TRUE[text.lower()]


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise OptionsError(f"{name} is a number.")
    return number
