"""What a machine of the cluster does: one document, in a jail."""

from dataclasses import dataclass
from functools import cache

from extractor.bulk.journal.key import installed
from extractor.errors import ExtractorError
from extractor.options import LimitOptions, Options
from extractor.sandbox import Converted, Sandbox, Wanted


@dataclass(frozen=True, slots=True)
class Order:
    """One document to convert; ``installed`` is what the calling machine reads with."""

    data: bytes
    name: str
    options: Options
    wanted: Wanted
    require_sandbox: bool
    installed: dict[str, object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no document: an error's code and message, which travel better than an exception."""

    code: str
    message: str


def carry_out(order: Order) -> Converted | Refusal:
    """Convert one document here."""
    other = sorted(name for name, here in _installed().items() if order.installed.get(name) != here)
    if other:
        return Refusal("usage", f"A machine of the cluster has other {' and '.join(other)} than the calling one.")
    try:
        sandbox = _sandbox(order.options.limits, order.require_sandbox)
        return sandbox.convert(order.data, order.name, order.options, wanted=order.wanted)
    except ExtractorError as error:
        return Refusal(error.code, error.message)


@cache
def _sandbox(limits: LimitOptions, require: bool) -> Sandbox:
    """The sandbox of this process: warming it takes a second, so that it is kept from document to document."""
    return Sandbox(limits, require=require)


@cache
def _installed() -> dict[str, object]:
    return installed()
