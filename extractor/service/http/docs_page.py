"""``/docs``: the API's description as a page that needs no script, no network and no library."""

from collections.abc import Sequence
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

router = APIRouter(include_in_schema=False)
_SHAPE_WORDS = ("enum", "default", "minimum", "maximum", "maxLength")
_STYLE = """body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24 }
code, pre { font: 14px/1.4 monospace; background: #f3f4f6; padding: .1rem .3rem; border-radius: 3px }
pre { padding: .6rem; overflow-x: auto }
section { border-top: 1px solid #d0d7de; padding: .5rem 0 1rem }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #eaeef2 }
.method { font-weight: bold; margin-right: .5rem }
"""


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The page."""
    return HTMLResponse(page_of(request.app.openapi()))


@router.get("/docs.css")
async def style() -> Response:
    """Its style: the policy of all pages allows none within."""
    return Response(_STYLE, media_type="text/css")


def page_of(schema: dict[str, Any]) -> str:
    """The description as HTML; every text of it escaped."""
    sections = [
        _operation(method.upper(), path, operation)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    ]
    words = "".join(f"<p>{escape(part)}</p>" for part in schema["info"]["description"].split("\n\n"))
    title = f"{escape(schema['info']['title'])} {escape(schema['info']['version'])}"
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/docs.css">'
    where = '<p>For machines: <a href="/openapi.json">/openapi.json</a>. Keys go into the header X-Api-Key.</p>'
    body = f"<h1>{title}</h1>{words}{where}{''.join(sections)}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    fields = [
        (parameter["name"], parameter["in"], parameter.get("description", ""), parameter["schema"])
        for parameter in operation.get("parameters", [])
    ]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        properties = content.get("schema", {}).get("properties", {})
        fields += [(name, kind, one.get("description", ""), one) for name, one in properties.items()]
    rows = [(name, place, _shape(schema), words) for name, place, words, schema in fields]
    answers = [(status, answer.get("description", "")) for status, answer in operation["responses"].items()]
    head = f'<h2><span class="method">{method}</span><code>{escape(path)}</code></h2>'
    words = f"<p><b>{escape(operation.get('summary', ''))}</b>. {escape(operation.get('description', ''))}</p>"
    return f"<section>{head}{words}{_table(rows)}{_table(answers)}{_examples(operation)}</section>"


def _shape(schema: dict[str, Any]) -> str:
    said = [str(schema.get("type", ""))]
    said += [f"{name} {schema[name]}" for name in _SHAPE_WORDS if name in schema]
    return ", ".join(filter(None, said))


def _examples(operation: dict[str, Any]) -> str:
    """The code of each problem that the operation may answer with."""
    codes = [
        f"<code>{escape(status)} {escape(content['example']['code'])}</code>"
        for status, answer in operation["responses"].items()
        for content in answer.get("content", {}).values()
        if "code" in content.get("example", {})
    ]
    return f"<p>Problems: {' '.join(codes)}</p>" if codes else ""


def _table(rows: Sequence[tuple[Any, ...]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{''.join(lines)}</table>" if rows else ""
