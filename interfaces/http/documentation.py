"""The description of the interface: OpenAPI for programs, a page without scripts for people."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, Response

from interfaces.http.callers import public
from interfaces.http.codes import refusal_codes
from interfaces.http.page import page_of
from interfaces.http.problems import MEDIA_TYPE, Problem
from interfaces.http.words import TITLES

router = APIRouter(include_in_schema=False)

INTRODUCTION = """The re-employment ledger of an employment office, on two clocks.

Commands record what happened; `effective_on` is the day on which it holds in the world. Every
refusal is a problem (RFC 9457) with a stable `code`. Lists are paged by `limit` and `cursor`.
"""
_SCHEMAS = "#/components/schemas/"
_RESPONSES = "#/components/responses/"
_FROM_THE_FRAMEWORK = ("HTTPValidationError", "ValidationError")


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        schemas = document["components"]["schemas"]
        for name in _FROM_THE_FRAMEWORK:
            schemas.pop(name, None)
        schemas |= _problem_schemas()
        document["components"]["responses"] = _problem_responses()
        for path, operation in _operations(document):
            operation["responses"] |= _refusals(path, operation)
        app.openapi_schema = document
    return app.openapi_schema


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    inner: dict[str, Any] = schema.pop("$defs")
    schema["properties"]["code"]["enum"] = refusal_codes()
    return {**inner, "Problem": schema}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def _refusals(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    """Which refusals an operation can answer with, by what it takes."""
    statuses = {503}
    if operation.get("security"):
        statuses |= {401, 403, 414, 422, 429}
    if "requestBody" in operation:
        statuses |= {400, 413, 415}
    if "{" in path:
        statuses |= {404}
    if "commands" in operation.get("tags", ()):
        statuses |= {404, 409, 412}
    return {str(status): {"$ref": _RESPONSES + _named(status)} for status in sorted(statuses)}


def _named(status: int) -> str:
    return f"Refused{status}"


def _problem_responses() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS + "Problem"}}}
    return {
        _named(status): {"description": words["en"], "content": content}
        for status, words in TITLES.items()
    }


@router.get("/openapi.json")
@public
def openapi(request: Request) -> dict[str, Any]:
    """The whole interface as an OpenAPI document."""
    app: FastAPI = request.app
    return described(app)


@router.get("/docs")
@public
def docs(request: Request) -> HTMLResponse:
    """The same for people to read."""
    document = described(request.app)
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(page_of(document), headers={"Content-Security-Policy": policy})


@router.get("/docs.css")
@public
def stylesheet() -> Response:
    """The looks of the page."""
    text = files("interfaces.http").joinpath("documentation.css").read_bytes()
    return Response(text, media_type="text/css; charset=utf-8")
