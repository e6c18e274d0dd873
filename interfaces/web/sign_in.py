"""Signing in and out, one's own password and language."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from interfaces.accounts.errors import AccountError, SignInSlowedDown
from interfaces.accounts.passwords import check_password, set_password
from interfaces.accounts.preferences import set_preference
from interfaces.accounts.sessions import (
    end_session,
    end_sessions,
    sessions_of,
    visitor_by_session,
)
from interfaces.accounts.sign_in import sign_in
from interfaces.http.audience import LANGUAGE_COOKIE, language_of
from interfaces.http.callers import public
from interfaces.http.front import is_private
from interfaces.http.office import Here
from interfaces.texts import refusal_words
from interfaces.web.cookies import give_session, session_token, take_session
from interfaces.web.errors import KEPT, SIGN_IN_PAGE, sign_in_page, then_of
from interfaces.web.headers import PAGE_HEADERS
from interfaces.web.menu import first_page
from interfaces.web.posted import Form
from interfaces.web.rendering import in_frame
from interfaces.web.visit import PASSWORD_PAGE, SignedIn, Visit

router = APIRouter(include_in_schema=False)
A_YEAR = 365 * 24 * 3600


@router.get("/")
def begin(visit: SignedIn) -> Response:
    """To where the account's day begins."""
    return RedirectResponse(first_page(visit.account), 303)


@router.get(SIGN_IN_PAGE)
@public
def ask_to_sign_in(request: Request) -> Response:
    return sign_in_page(request)


@router.post(SIGN_IN_PAGE)
@public
def come_in(posted: Form, request: Request, office: Here) -> Response:
    """Open a session; a form that was on its way before is offered again."""
    name = posted.get("name", "")
    address = request.client.host if request.client else ""
    try:
        opened = sign_in(
            office.accounts,
            name,
            posted.get("password", ""),
            now=office.tracker.clock.now(),
            address=address,
            agent=request.headers.get("user-agent", ""),
        )
    except AccountError as refusal:
        words = refusal_words(refusal.code, refusal.facts, language_of(request))
        status = 429 if isinstance(refusal, SignInSlowedDown) else 401
        return sign_in_page(request, status, name, words)
    # Whatever session this browser had before, whoever it was of, is over.
    end_session(office.accounts, session_token(request), now=office.tracker.clock.now())
    answer = _onwards(request)
    give_session(request, answer, opened.token)
    return answer


def _onwards(request: Request) -> Response:
    pairs = request.state.posted.pairs
    kept = [(name[len(KEPT) :], value) for name, value in pairs if name.startswith(KEPT)]
    if not kept:
        return RedirectResponse(then_of(request), 303)
    return HTMLResponse(
        in_frame(request, "kept.html", language_of(request), then=then_of(request), kept=kept),
        headers=PAGE_HEADERS,
    )


@router.post("/sign-out")
@public
def sign_out(_: Form, request: Request, office: Here) -> Response:
    """End this session; twice is once."""
    now = office.tracker.clock.now()
    end_session(office.accounts, session_token(request), now=now)
    answer = RedirectResponse(SIGN_IN_PAGE, 303)
    take_session(request, answer)
    return answer


@router.post("/sign-out-everywhere")
def sign_out_everywhere(_: Form, visit: SignedIn) -> Response:
    end_sessions(visit.office.accounts, visit.account, now=visit.tracker.clock.now())
    answer = RedirectResponse(SIGN_IN_PAGE, 303)
    take_session(visit.request, answer)
    return answer


@router.get("/me")
def own_account(visit: SignedIn) -> Response:
    """Language, password, and where one is signed in."""
    now = visit.tracker.clock.now()
    sessions = sessions_of(visit.office.accounts, visit.account, now)
    return visit.page("me.html", sessions=sessions)


@router.get(PASSWORD_PAGE)
def own_password(visit: SignedIn) -> Response:
    return visit.page("password.html", refusal=None)


@router.post(PASSWORD_PAGE)
def change_password(posted: Form, visit: SignedIn) -> Response:
    """Another password, twice the same; every other session of the account ends."""
    refusal = _password_refused(posted, visit)
    if refusal:
        return visit.page("password.html", 422, refusal=refusal)
    engine, now, here = visit.office.accounts, visit.tracker.clock.now(), visit.request
    end_sessions(engine, visit.account, now=now, but=session_token(here))
    return visit.go("/", done="password")


def _password_refused(posted: Form, visit: Visit) -> str | None:
    engine, name = visit.office.accounts, visit.account.name
    if posted.get("new") != posted.get("again"):
        return visit.words.say("两次填写的新密码不一样。请重新填写。")
    if check_password(engine, name, posted.get("old", "")) is None:
        return visit.words.say("原密码不对。请重新填写。")
    try:
        set_password(engine, name, posted.get("new", ""))
    except AccountError as error:
        return refusal_words(error.code, error.facts, visit.language)
    return None


@router.post("/language")
@public
def choose_language(posted: Form, request: Request, office: Here) -> Response:
    """In which language the pages are: for the account, and for this computer before signing in."""
    to = "en" if posted.get("to") == "en" else "zh"
    now = office.tracker.clock.now()
    found = visitor_by_session(office.accounts, session_token(request), now)
    if found is not None:
        set_preference(office.accounts, found[0], "language", to)
    answer = RedirectResponse("/me" if found else SIGN_IN_PAGE, 303)
    answer.set_cookie(
        LANGUAGE_COOKIE,
        to,
        max_age=A_YEAR,
        samesite="lax",
        httponly=True,
        secure=is_private(request.scope),
    )
    return answer
