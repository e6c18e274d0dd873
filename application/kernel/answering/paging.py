"""Lists in pages: every list has a total order, and a cursor names the last row that was seen.

A list in the order of names has a name in its cursor, which stands in addresses and journals; so
cursors leave the ledger sealed, and come in again as they left (`SealedCursors`).
"""

from base64 import b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, literal, tuple_

from application.kernel.keys.sealing import opened, sealed
from domain.kernel.errors import DomainError, Refusal

T = TypeVar("T")
HIGHEST_LIMIT = 200
_LONGEST_CURSOR = 4_000
_INTEGERS = range(-(2**63), 2**63)


class CursorInvalid(DomainError):
    """The cursor is not one that this list has given."""

    code = "cursor-invalid"
    sort = Refusal.MALFORMED
    field = "cursor"


class LimitOutOfBounds(DomainError):
    code = "limit-out-of-bounds"
    sort = Refusal.MALFORMED
    field = "limit"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`cursor` asks for the rows after these; None when there are no more.

    `total` counts the rows of all pages, where that was asked for.
    """

    items: list[T]
    cursor: str | None
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Paged:
    """What every question for a list carries. Raises `LimitOutOfBounds`."""

    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= HIGHEST_LIMIT:
            raise LimitOutOfBounds(limit=self.limit, highest=HIGHEST_LIMIT)

    def page(
        self,
        connection: Connection,
        statement: Select[Any],
        *order: ColumnElement[Any],
        last_first: bool = False,
    ) -> Page[RowMapping]:
        """The rows after the cursor. `order` is total and never null.

        Raises `CursorInvalid`.
        """
        if self.cursor is not None:
            kinds = [key.type.python_type for key in order]
            after = zip(self._read(self.cursor, kinds), order, strict=True)
            seen = tuple_(*(literal(value, key.type) for value, key in after))
            keys = tuple_(*order)
            statement = statement.where(keys < seen if last_first else keys > seen)
        marks = [key.label(f"_key_{number}") for number, key in enumerate(order)]
        sorting = [mark.desc() if last_first else mark for mark in marks]
        asked = statement.add_columns(*marks).order_by(*sorting).limit(self.limit + 1)
        rows = list(connection.execute(asked).mappings())
        more = len(rows) > self.limit
        rows = rows[: self.limit]
        cursor = _written([rows[-1][mark.name] for mark in marks]) if more else None
        return Page(rows, cursor)

    def cut(self, ordered: Sequence[T], key: Callable[[T], tuple[Any, ...]]) -> Page[T]:
        """The same of rows that are all there, in the order of `key`, which is total.

        Raises `CursorInvalid`.
        """
        first = 0
        if self.cursor is not None and ordered:
            kinds = [type(value) for value in key(ordered[0])]
            first = bisect_right(ordered, tuple(self._read(self.cursor, kinds)), key=key)
        shown = list(ordered[first : first + self.limit])
        more = first + self.limit < len(ordered)
        return Page(shown, _written(key(shown[-1])) if more else None)

    def _read(self, cursor: str, kinds: Sequence[type]) -> list[Any]:
        try:
            values = orjson.loads(cursor)
            return [_value(value, kind) for value, kind in zip(values, kinds, strict=True)]
        except (ValueError, TypeError):
            raise CursorInvalid() from None


class SealedCursors:
    """Cursors as they stand outside, under a key of their own made from that of the ledger."""

    def __init__(self, ledger_key: bytes) -> None:
        self._of = ledger_key

    @property
    def _key(self) -> AESGCM:
        return AESGCM(sha256(b"taizhang cursors " + self._of).digest())

    def opened(self, query: T) -> T:
        """The query as its list asks it. Raises `CursorInvalid`."""
        if not isinstance(query, Paged) or query.cursor is None:
            return query
        try:
            if len(query.cursor) > _LONGEST_CURSOR:
                raise ValueError
            text = b64decode(query.cursor, altchars=b"-_", validate=True)
            return replace(query, cursor=opened(self._key, text, _list_of(query)).decode())
        except (ValueError, InvalidTag):
            raise CursorInvalid() from None

    def sealed(self, query: object, answer: T) -> T:
        if not isinstance(answer, Page) or answer.cursor is None:
            return answer
        text = sealed(self._key, answer.cursor.encode(), _list_of(query))
        return replace(answer, cursor=urlsafe_b64encode(text).decode())


def _written(values: Sequence[Any]) -> str:
    return orjson.dumps(values).decode()


def _list_of(query: object) -> bytes:
    return type(query).__name__.encode()


def _value(value: object, kind: type) -> int | str | date | UUID:
    if kind is int and type(value) is int and value in _INTEGERS:
        return value
    if not isinstance(value, str) or kind is int:
        raise ValueError
    if kind is UUID:
        return UUID(value)
    return date.fromisoformat(value) if kind is date else value
