"""For whom an answer is: a person before a browser or a program, and in which language."""

from fastapi import Request

from interfaces.texts import Language

LANGUAGE_COOKIE = "language"
PROGRAMS = "/api/"


def is_for_people(request: Request) -> bool:
    """Whether a browser asks for a page. Programs, and all paths made for them, get problems."""
    if request.url.path.startswith(PROGRAMS):
        return False
    return "hx-request" in request.headers or "text/html" in request.headers.get("accept", "")


def language_of(request: Request) -> Language:
    """For programs Chinese, unless English is the first language that they would take.

    For people the account's choice (`request.state.language`); before they signed in, what was
    chosen on this computer; else Chinese. Their browser is not asked: English browsers stand in
    Chinese stations.
    """
    if is_for_people(request):
        chosen = getattr(request.state, "language", None) or request.cookies.get(LANGUAGE_COOKIE)
        return "en" if chosen == "en" else "zh"
    wanted = request.headers.get("accept-language", "")
    return "en" if wanted.strip().lower().startswith("en") else "zh"
