"""The application: layers and routes put together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response

from extractor.errors import ExtractorError
from extractor.service.converting import JailedConverter, MakeConverter
from extractor.service.errors import BadRequest, ServiceError, UnknownMethod, UnknownPath
from extractor.service.http import convert, docs_page, probes, tasks
from extractor.service.http.answers import Problem
from extractor.service.http.gate import Gate
from extractor.service.http.problem import problem
from extractor.service.metrics import Metrics
from extractor.service.page.files import page_router
from extractor.service.review.mounting import Review
from extractor.service.settings import Settings
from extractor.service.state import Service, open_service
from extractor.version import __version__

_DESCRIPTION = """Archived Chinese government budgets, accounts and performance targets in, verified JSON out.

Send a document to `/v1/convert/file` and get its result, or to `/v1/convert/file/async` and ask for it. Errors are
problem documents (RFC 9457) with a stable `code`; docs/errors.md lists them."""


def create_app(settings: Settings, make_converter: MakeConverter = JailedConverter) -> FastAPI:
    """The service as an ASGI application; its parts are opened when it starts, and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await asyncio.to_thread(open_service, settings, make_converter)
        app.state.service = service
        service.waiting.start()
        await asyncio.to_thread(service.start)
        yield
        await service.stop()
        review.close()

    def service_parts() -> Service:
        service: Service = app.state.service
        return service

    def metrics() -> Metrics | None:
        service: Service | None = getattr(app.state, "service", None)
        return None if service is None else service.metrics

    app = FastAPI(
        title="extractor",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(Gate, settings=settings, metrics=metrics)],
        exception_handlers={
            ExtractorError: _on_error(lambda error: error),
            RequestValidationError: _on_error(_invalid),
            HTTPException: _on_error(_from_http),
        },
    )
    review = Review(service_parts)
    for router in (convert.router, tasks.router, probes.router, docs_page.router, review.router, page_router()):
        app.include_router(router)
    _describe_problems(app)
    return app


def _on_error(
    translate: Callable[[Exception], Exception],
) -> Callable[[Request, Exception], Coroutine[Any, Any, Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        translated = translate(error)
        if not isinstance(translated, ExtractorError):
            raise translated
        return problem(translated, request.scope["state"]["request_id"])

    return answer


def _invalid(error: Exception) -> Exception:
    """What pydantic says, without the values that were sent."""
    if not isinstance(error, RequestValidationError):
        return error
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return BadRequest(f"{place[:200]}: {first['msg'][:200]}.")


def _from_http(error: Exception) -> Exception:
    if not isinstance(error, HTTPException):
        return error
    known: dict[int, type[ServiceError]] = {404: UnknownPath, 405: UnknownMethod}
    kind = known.get(error.status_code, BadRequest)
    return kind(f"{(kind.__doc__ or '').strip()}")


def _describe_problems(app: FastAPI) -> None:
    """Put the model of problem documents among the components: operations name it by reference only."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = plain()
            schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
