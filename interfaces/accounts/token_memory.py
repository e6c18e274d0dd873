"""Whose token it is, remembered for as long as the database says nothing else.

SQLite tells whether anybody has written; after a write what it has of the token is compared with
what it had. So a token that was revoked or an account that was disabled is out with the next
request, whichever process did it. A server is asked each time, for all that wait together.
"""

from asyncio import get_running_loop
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from interfaces.accounts import tokens
from interfaces.accounts.accounts import Account, account_from
from interfaces.accounts.asked_together import AskedTogether
from interfaces.accounts.tables import AnyRow
from interfaces.accounts.tokens import is_good, note_use, use_is_due

_MOST = 1_000


@dataclass(slots=True)
class _Known:
    """A token and its account. `stored` is what the database had of both after its `written`th
    write."""

    row: AnyRow | None
    account: Account | None
    stored: Any = None
    written: int = 0


_UNKNOWN = _Known(None, None)


class TokenMemory:
    """May be asked from several threads. `at_once` tells that an answer waits for nobody."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.at_once = engine.dialect.name == "sqlite"
        self._lock = Lock()
        self._watching: DBAPICursor | None = None
        self._written: int | None = None
        self._known: dict[str, _Known] = {}
        self._together = AskedTogether(self._all_looked_up)
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def account(self, plain: str, now: datetime) -> tuple[Account | None, bool]:
        """Whose token it is; None when unknown, expired or revoked, or its account is disabled.

        And whether it is to be noted that it was used, which writes and so may wait.
        """
        return _told(self._of(plain), now)

    async def account_soon(self, plain: str, now: datetime) -> tuple[Account | None, bool]:
        """The same where the database may keep one waiting."""
        return _told(await self._together.of(plain) or _UNKNOWN, now)

    def note_use(self, plain: str, now: datetime) -> None:
        if row := self._of(plain).row:
            note_use(self.engine, row.token_id, now)

    def close(self) -> None:
        with self._lock:
            if self._watching is not None:
                self._watching.connection.close()
            self._watching = None

    def _of(self, plain: str) -> _Known:
        if not self.at_once:
            return self._looked_up(plain)
        with self._lock:
            cursor = self._watching = self._watching or self._cursor()
            written = self._last_write(cursor)
            known = self._known.get(plain)
            if known is None or known.written != written:
                known = self._known[plain] = self._compared(cursor, plain, known)
                known.written = written
            return known

    def _last_write(self, cursor: DBAPICursor) -> int:
        """A number that is another one after every write of any other connection.

        It is asked once for all that a turn of the event loop has to do: whatever asks within the
        turn had come before it began.
        """
        if self._written is not None:
            return self._written
        cursor.execute("PRAGMA data_version")
        (written,) = cursor.fetchone() or (0,)
        with suppress(RuntimeError):  # in a thread without a loop it is asked each time
            get_running_loop().call_soon(self._turn_over)
            self._written = int(written)
        return int(written)

    def _turn_over(self) -> None:
        self._written = None

    def _compared(self, cursor: DBAPICursor, plain: str, known: _Known | None) -> _Known:
        """What is known of a token after a write, of whatever."""
        stored = tokens.stored(cursor, plain)
        if known is not None and known.stored == stored:
            return known
        if len(self._known) >= _MOST:
            self._known.clear()
        known = self._looked_up(plain)
        known.stored = stored
        return known

    def _looked_up(self, plain: str) -> _Known:
        row = tokens.row_of(self.engine, plain)
        return _Known(row, None if row is None else account_from(row))

    def _all_looked_up(self, shown: Sequence[str]) -> dict[str, _Known]:
        rows = tokens.rows_of(self.engine, shown)
        return {plain: _Known(row, account_from(row)) for plain, row in rows.items()}

    def _cursor(self) -> DBAPICursor:
        """On a connection of its own: what a connection writes itself, it is not told of."""
        connection = self.engine.raw_connection()
        connection.detach()
        return connection.cursor()


def _told(known: _Known, now: datetime) -> tuple[Account | None, bool]:
    if known.row is None or not is_good(known.row, now):
        return None, False
    return known.account, use_is_due(known.row, now)
