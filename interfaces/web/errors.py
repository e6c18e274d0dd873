"""A refusal as a page: what went wrong, what to do, and nothing lost of what was typed."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from application.exports.sheets import SheetOverflow
from application.kernel.actors import OutsideArea
from interfaces.accounts.roles import Permission
from interfaces.accounts.urgent import UrgentReason
from interfaces.http.audience import language_of
from interfaces.http.problems import Refused, door_problem
from interfaces.http.words import TITLES
from interfaces.texts import refusal_words
from interfaces.web.headers import IN_PLACE, PAGE_HEADERS
from interfaces.web.menu import menu_of
from interfaces.web.refusals import PasswordChangeNeeded, SignInNeeded, TooMuchForASheet
from interfaces.web.rendering import in_frame
from interfaces.web.visit import PASSWORD_PAGE, Visit

SIGN_IN_PAGE = "/sign-in"
PERSON_PAGE = "/workers/{worker}"
KEPT = "kept-"
"""Before the names of fields of a form that was on its way when the session had ended."""


def error_page(request: Request, refused: Refused) -> Response:
    """The page for a refusal that no form shows at its fields."""
    if refused.code == SignInNeeded.code:
        return sign_in_page(request, status=401)
    if refused.code == PasswordChangeNeeded.code:
        return Response(status_code=303, headers={"Location": PASSWORD_PAGE})
    title = TITLES.get(refused.status, TITLES[500])[language_of(request)]
    request_id = getattr(request.state, "request_id", "")
    return _page(
        request,
        "error.html",
        refused.status,
        dict(refused.headers),
        title=title,
        code=refused.code,
        said=_said(request, refused),
        request_id=request_id,
        urgent=_urgent_access(request, refused),
        reasons=tuple(UrgentReason),
    )


def _said(request: Request, refused: Refused) -> list[str]:
    """What is wrong, each thing once; the sentence that points to them is for programs."""
    visit: Visit | None = getattr(request.state, "visit", None)
    facts = visit.by_name(refused.facts) if visit else refused.facts
    if facts != refused.facts:
        return [refusal_words(refused.code, facts, language_of(request))]
    return list(dict.fromkeys(wrong.detail for wrong in refused.errors)) or [refused.detail]


def _urgent_access(request: Request, refused: Refused) -> str:
    """Where urgent access is asked for, after the page of a person outside one's area."""
    visit: Visit | None = getattr(request.state, "visit", None)
    of_person = getattr(request.scope.get("route"), "path", "") == PERSON_PAGE
    if refused.code != OutsideArea.code or not of_person or visit is None:
        return ""
    return f"{request.url.path}/urgent" if visit.may(Permission.WRITE_CASES) else ""


def sheet_overflow(request: Request, _error: SheetOverflow) -> Response:
    """A list that is longer than a workbook can hold."""
    return door_problem(request, TooMuchForASheet())


def sign_in_page(
    request: Request, status: int = 200, name: str = "", refusal: str | None = None
) -> Response:
    """The page to sign in; a form that was on its way is kept and offered again afterwards."""
    return _page(
        request,
        "sign_in.html",
        status,
        {},
        then=then_of(request),
        kept=_kept(request),
        name=name,
        refusal=refusal,
    )


def then_of(request: Request) -> str:
    """Where to go after signing in: the page that was asked for, one of our own."""
    if request.url.path != SIGN_IN_PAGE:
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    posted = getattr(request.state, "posted", None)
    asked = str(posted.get("then", "")) if posted is not None else ""
    ours = asked.startswith("/") and asked[1:2] not in {"/", "\\"}
    return asked if ours else "/"


def _kept(request: Request) -> list[tuple[str, str]]:
    posted = getattr(request.state, "posted", None)
    if posted is None:
        return []
    if request.url.path == PASSWORD_PAGE:
        return []  # a password is not to stand in a page
    if request.url.path != SIGN_IN_PAGE:
        return [(KEPT + name, value) for name, value in posted.pairs]
    return [(name, value) for name, value in posted.pairs if name.startswith(KEPT)]


def _page(
    request: Request, template: str, status: int, headers: dict[str, str], **context: Any
) -> Response:
    visit: Visit | None = getattr(request.state, "visit", None)
    frame = {"menu": menu_of(visit.account)} if visit else {}
    text = in_frame(request, template, language_of(request), visit, **frame, **context)
    in_place = IN_PLACE if "hx-request" in request.headers else {}
    return HTMLResponse(text, status, PAGE_HEADERS | in_place | headers)
