"""Pages as the API shows them, and pages of what is at hand without a database."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from application.kernel.answering.paging import HIGHEST_LIMIT, CursorInvalid

T = TypeVar("T")


class Strict(BaseModel):
    """What may be asked; a name that it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Strict):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=HIGHEST_LIMIT)] = 50
    cursor: Annotated[
        str | None, Field(max_length=4000, description="`next_cursor` of the page before.")
    ] = None


class Shown(BaseModel, Generic[T]):
    """A page; `next_cursor` asks for the next one and is null on the last."""

    items: list[T]
    next_cursor: str | None


def page_of(rows: Sequence[T], asked: Paged, key: Callable[[T], str]) -> Shown[T]:
    """A page of rows in the order of their unique key. Raises `CursorInvalid`."""
    if asked.cursor is not None:
        after = key_of(asked.cursor)
        rows = [row for row in rows if key(row) > after]
    shown = list(rows[: asked.limit])
    more = cursor_of(key(shown[-1])) if len(rows) > asked.limit else None
    return Shown(items=shown, next_cursor=more)


def cursor_of(key: str) -> str:
    """An opaque text for the key of the last row that was shown."""
    return urlsafe_b64encode(key.encode()).decode()


def key_of(cursor: str) -> str:
    """The key in a cursor. Raises `CursorInvalid`."""
    try:
        return b64decode(cursor, altchars=b"-_", validate=True).decode()
    except ValueError:
        raise CursorInvalid() from None
