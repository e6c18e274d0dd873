"""The front of the house: under which address people come, and whether their way is private."""

from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import Scope

from interfaces.http.office import office_of


def is_private(scope: Scope) -> bool:
    """Whether the browser speaks TLS, here or with the web server in front.

    The address that the settings tell decides; without it, what the trusted proxy has said.
    """
    told = office_of(scope["app"]).public_url
    return (told or str(scope["scheme"])).startswith("https")


def is_ours(request: Request, origin: str) -> bool:
    """Whether an `Origin` is that of our own pages."""
    told = office_of(request.app).public_url
    if told:
        return origin == told
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")


def host_of(public_url: str | None) -> str | None:
    """The `Host` of every request to a public address; None lets any pass."""
    return urlsplit(public_url).netloc if public_url else None
