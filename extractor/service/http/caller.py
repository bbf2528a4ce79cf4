"""Who calls, and whether they may: the key, its scope, its pace, and the page that the request comes from."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from fastapi import Security
from fastapi.security import APIKeyHeader
from starlette.requests import Request

from extractor.service.errors import Forbidden, Unauthorised
from extractor.service.keys import NOBODY, Key
from extractor.service.settings import Settings
from extractor.service.state import Service, service_of

_HEADER = APIKeyHeader(name="X-Api-Key", auto_error=False, description="A key that `extractor keys add` made.")
_LONGEST_KEY = 256
_LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")


def caller_with(scope: str) -> Callable[..., Coroutine[Any, Any, Key]]:
    """A dependency: the key of the request, which must have the scope."""

    async def check(request: Request, secret: Annotated[str | None, Security(_HEADER)]) -> Key:
        service = service_of(request)
        _refuse_other_pages(request, service.settings)
        key = await _key_of(service, secret)
        request.scope["state"]["key"] = key
        service.rates.take(key.id, key.requests_per_minute or service.settings.requests_per_minute)
        if not key.may(scope):
            raise Forbidden(f"The key {key.name} has not the scope {scope}.")
        return key

    return check


async def _key_of(service: Service, secret: str | None) -> Key:
    if secret is not None and len(secret) <= _LONGEST_KEY:
        known = service.keys.known(secret)
        return await asyncio.to_thread(service.keys.check, secret) if known is None else known
    if service.settings.without_keys or (service.settings.is_local and not await _are_keys(service)):
        return NOBODY
    raise Unauthorised("The request has no key.")


async def _are_keys(service: Service) -> bool:
    known = service.keys.any_known
    return await asyncio.to_thread(service.keys.any) if known is None else known


def _refuse_other_pages(request: Request, settings: Settings) -> None:
    """A page of another site must not use a server that its reader can reach: not by name tricks, not by forms."""
    host = _parts(f"//{request.headers.get('host', '')}").hostname or ""
    known = (*_LOOPBACK, settings.host, *settings.allowed_hosts)
    if (settings.is_local or settings.allowed_hosts) and host not in known:
        raise Forbidden("The server does not go by the name of this request's Host (allowed_hosts).")
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site") == "cross-site" or (
        origin is not None and _parts(origin).netloc != request.headers.get("host")
    ):
        raise Forbidden("The request comes from the page of another site.")


def _parts(address: str) -> SplitResult:
    """Forbidden where the address can not be read: it is none that the server goes by."""
    try:
        return urlsplit(address)
    except ValueError:
        raise Forbidden("The request's Host or Origin can not be read.") from None
