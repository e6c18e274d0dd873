"""Every refusal as a problem (RFC 9457): a stable code, its facts, and words for people."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from application.kernel.database import LedgerUnreachable
from application.kernel.log.errors import Conflict, LedgerUnavailable, does_not_take
from domain.kernel.errors import DomainError, Refusal
from interfaces.http.audience import is_for_people, language_of
from interfaces.http.refusals import DoorRefusal, LedgerBusy
from interfaces.http.words import TITLES, WORDS
from interfaces.texts import Language, refusal_words, validation_words

MEDIA_TYPE = "application/problem+json"
RETRY = {"Retry-After": "1"}
"""With every 503: the same may be asked again after a second."""
STATUS = {
    Refusal.RULE: 409,
    Refusal.MISSING: 404,
    Refusal.MALFORMED: 422,
    Refusal.FORBIDDEN: 403,
    Refusal.STALE: 412,
    Refusal.NOT_NOW: 503,
}


class FieldError(BaseModel):
    """One thing wrong with a request, and where: a JSON pointer (RFC 6901) into `source`."""

    source: str = Field(description="body, query, path or header")
    pointer: str
    code: str
    detail: str


class Problem(BaseModel):
    """What is answered to every request that is refused (RFC 9457)."""

    type: str = Field(description="urn:taizhang:refusal:<code>, or about:blank")
    title: str
    status: int
    detail: str
    code: str = Field(description="stable; what a program should look at")
    instance: str
    facts: dict[str, Any]
    errors: list[FieldError] = Field(default=[], description="for 422: each thing that is wrong")


class Refused(NamedTuple):
    """What a problem is written from."""

    status: int
    code: str
    detail: str
    facts: Mapping[str, Any] = {}
    errors: Iterable[FieldError] = ()
    headers: Mapping[str, str] = {}


def problem(request: Request, refused: Refused) -> Response:
    """The answer; `request.state.refusal` tells the journal the code.

    People get the page that the application has for refusals, where it has one.
    """
    request.state.refusal = refused.code
    if (page := getattr(request.app.state, "error_page", None)) and is_for_people(request):
        answer: Response = page(request, refused)
        return answer
    blank = refused.code.startswith("http-")
    body = Problem(
        type="about:blank" if blank else f"urn:taizhang:refusal:{refused.code}",
        title=TITLES.get(refused.status, TITLES[500])[language_of(request)],
        status=refused.status,
        detail=refused.detail,
        code=refused.code,
        instance=request.url.path,
        facts=dict(refused.facts),
        errors=list(refused.errors),
    )
    # A number may be longer and a text stranger than JSON writers take; nobody's request may
    # turn its own refusal into an error.
    text = json.dumps(body.model_dump(), ensure_ascii=False, default=str)
    return Response(
        text.encode("utf-8", "replace"),
        refused.status,
        {"Content-Language": language_of(request), **refused.headers},
        MEDIA_TYPE,
    )


def _domain(request: Request, error: DomainError) -> Response:
    language = language_of(request)
    detail = refusal_words(error.code, error.facts, language)
    status = STATUS[error.sort]
    pointer = f"/{error.field}" if error.field else ""
    source = "query" if request.method == "GET" else "body"
    wrong = FieldError(source=source, pointer=pointer, code=error.code, detail=detail)
    errors = [wrong] if status == 422 else []
    if status == 503:
        # Why the database would not is for its own operator.
        return problem(request, Refused(status, error.code, detail, headers=RETRY))
    return problem(request, Refused(status, error.code, detail, error.facts, errors))


def door_problem(request: Request, error: DoorRefusal) -> Response:
    detail = error.words[language_of(request)]
    pointer = "".join(f"/{_escaped(step)}" for step in error.path)
    wrong = FieldError(source=error.source, pointer=pointer, code=error.code, detail=detail)
    errors = [wrong] if error.status == 422 else []
    refused = Refused(error.status, error.code, detail, error.facts, errors, error.headers)
    return problem(request, refused)


def _conflict(request: Request, _error: Conflict) -> Response:
    return door_problem(request, LedgerBusy())


def _unavailable(request: Request, _error: OperationalError | LedgerUnreachable) -> Response:
    return _domain(request, LedgerUnavailable())


def _no_room(request: Request, error: OSError) -> Response:
    """A disk that takes nothing more. Raises any other error of the system again."""
    if not does_not_take(error):
        raise error
    return _domain(request, LedgerUnavailable())


def _invalid(request: Request, error: RequestValidationError) -> Response:
    language = language_of(request)
    found = error.errors()
    if any(wrong["type"] == "json_invalid" for wrong in found):
        return problem(request, Refused(400, "json-malformed", WORDS["json-malformed"][language]))
    errors = [_field_error(wrong, language) for wrong in found]
    words = WORDS["request-invalid"][language]
    return problem(request, Refused(422, "request-invalid", words, errors=errors))


def _field_error(wrong: Mapping[str, Any], language: Language) -> FieldError:
    source, *path = wrong["loc"]
    return FieldError(
        source=str(source),
        pointer="".join(f"/{_escaped(str(step))}" for step in path),
        code=str(wrong["type"]).replace("_", "-"),
        detail=validation_words(wrong, language),
    )


def _escaped(step: str) -> str:
    """A step of a JSON pointer; what is no text at all is shown as a question mark."""
    printable = step[:200].encode("utf-8", "replace").decode()
    return printable.replace("~", "~0").replace("/", "~1")


def http_problem(request: Request, error: HTTPException) -> Response:
    language = language_of(request)
    code = f"http-{error.status_code}"
    if code == "http-400" and "json" in request.headers.get("content-type", ""):
        # The framework's one own 400 there is a body that its JSON reader gave up on.
        code = "json-malformed"
    words = WORDS.get(code, TITLES.get(error.status_code, TITLES[500]))[language]
    return problem(
        request, Refused(error.status_code, code, words, headers=dict(error.headers or {}))
    )


def internal_error(request: Request) -> Response:
    words = WORDS["internal-error"][language_of(request)]
    return problem(request, Refused(500, "internal-error", words))


def answer_with_problems(app: FastAPI) -> None:
    """Every refusal that an endpoint raises becomes a problem."""
    for kind, handler in {
        DomainError: _domain,
        DoorRefusal: door_problem,
        Conflict: _conflict,
        LedgerUnreachable: _unavailable,
        OperationalError: _unavailable,
        OSError: _no_room,
        RequestValidationError: _invalid,
        HTTPException: http_problem,
    }.items():
        app.add_exception_handler(kind, handler)  # type: ignore[arg-type]
