"""What a browser keeps: the stylesheet and the scripts, each under an address with its hash."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from interfaces.http.callers import public

FOLDER = Path(__file__).parent / "static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
A_YEAR = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@cache
def assets() -> Mapping[str, bytes]:
    """Every file that is sent, by name."""
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in MEDIA_TYPES}


@cache
def address(name: str) -> str:
    """Where a file is fetched; another content has another address."""
    return f"/static/{sha256(assets()[name]).hexdigest()[:12]}/{name}"


@router.get("/static/{version}/{name}")
@public
def asset(version: str, name: str) -> Response:
    """A file of the pages; a browser never asks for it twice."""
    content = assets().get(name)
    if content is None:
        raise HTTPException(404)
    headers = {"Cache-Control": A_YEAR if address(name).split("/")[2] == version else "no-cache"}
    return Response(content, headers=headers, media_type=MEDIA_TYPES[Path(name).suffix])
