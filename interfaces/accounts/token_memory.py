"""Whose token it is, remembered for as long as nothing at all was written in the database.

SQLite tells whether anybody has written. So a token that was revoked or an account that was
disabled is out with the next request, whichever process did it; and of all requests between two
writes one looks the token up. Any other database is asked each time.
"""

from datetime import datetime
from threading import Lock

from sqlalchemy import Engine, PoolProxiedConnection, event

from interfaces.accounts import tokens
from interfaces.accounts.accounts import Account
from interfaces.accounts.tables import AnyRow
from interfaces.accounts.tokens import account_of, note_use, use_is_due

_MOST = 1_000


class TokenMemory:
    """May be asked from several threads. `at_once` tells that an answer waits for nobody."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.at_once = engine.dialect.name == "sqlite"
        self._lock = Lock()
        self._watching: PoolProxiedConnection | None = None
        self._written = -1
        self._rows: dict[str, AnyRow | None] = {}
        event.listen(engine, "engine_disposed", lambda _: self.close())

    def account(self, plain: str, now: datetime) -> tuple[Account | None, bool]:
        """Whose token it is; None when unknown, expired or revoked, or its account is disabled.

        And whether it is to be noted that it was used, which writes and so may wait.
        """
        row = self._row(plain)
        account = account_of(row, now)
        return account, bool(account and row is not None and use_is_due(row, now))

    def note_use(self, plain: str, now: datetime) -> None:
        if row := self._row(plain):
            note_use(self.engine, row.token_id, now)

    def close(self) -> None:
        with self._lock:
            if self._watching is not None:
                self._watching.close()
            self._watching = None

    def _row(self, plain: str) -> AnyRow | None:
        if not self.at_once:
            return tokens.row_of(self.engine, plain)
        with self._lock:
            written = self._last_write()
            if written != self._written or len(self._rows) >= _MOST:
                self._rows.clear()
                self._written = written
            if plain not in self._rows:
                self._rows[plain] = tokens.row_of(self.engine, plain)
            return self._rows[plain]

    def _last_write(self) -> int:
        """A number that is another one after every write of any other connection."""
        if self._watching is None:
            self._watching = self.engine.raw_connection()
            self._watching.detach()
        cursor = self._watching.cursor()
        cursor.execute("PRAGMA data_version")
        written = cursor.fetchone()
        assert written is not None
        return int(written[0])
