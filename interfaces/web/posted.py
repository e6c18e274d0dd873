"""What a form has sent, and where from."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from interfaces.http.front import is_ours
from interfaces.web.refusals import AnotherOrigin

_MOST_FIELDS = 2_000


class Posted(Mapping[str, str]):
    """The texts of a form; of a name that came twice, the last one. Files are in `files`."""

    def __init__(self, pairs: list[tuple[str, str]], files: Mapping[str, UploadFile]) -> None:
        self.pairs = pairs
        self.files = files
        self._last = dict(pairs)

    def __getitem__(self, name: str) -> str:
        return self._last[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    def all(self, name: str) -> list[str]:
        """Every value of a name, as boxes that may be ticked together send it."""
        return [value for key, value in self.pairs if key == name]


def from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages asked.

    Browsers send `Sec-Fetch-Site` only over HTTPS and to this machine itself; `Origin` always.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return is_ours(request, request.headers.get("origin", ""))


async def _posted(request: Request) -> AsyncIterator[Posted]:
    """The form until the request is answered; then its files go. Raises `AnotherOrigin`."""
    if not from_here(request):
        raise AnotherOrigin()
    form = await request.form(max_fields=_MOST_FIELDS, max_files=1)
    texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    files = {name: value for name, value in form.items() if isinstance(value, UploadFile)}
    request.state.posted = posted = Posted(texts, files)
    yield posted
    await form.close()


Form = Annotated[Posted, Depends(_posted)]
"""The form of a write. It stands before the visit in a signature, so that what was typed is
there to be kept when the session has ended meanwhile."""
