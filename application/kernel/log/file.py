"""The connections of the log to the embedded database."""

import sqlite3
from typing import Any

from eventsourcing.persistence import InterfaceError
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore

from application.kernel.database import LOCK_SECONDS, PAGES_A_CHECKPOINT


class Datastore(SQLiteDatastore):
    def __init__(self, uri: str) -> None:
        super().__init__(uri, lock_timeout=LOCK_SECONDS)
        self.pool: Any = _Connections(db_name=uri, lock_timeout=LOCK_SECONDS)


class _Connections(SQLiteConnectionPool):
    """The library's own have room for one prepared statement, so that each is prepared anew."""

    def _create_connection(self) -> SQLiteConnection:
        try:
            connection = sqlite3.connect(
                self.db_name,
                uri=True,
                timeout=LOCK_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_A_CHECKPOINT}")
        connection.row_factory = sqlite3.Row
        return SQLiteConnection(sqlite_conn=connection, max_age=self.max_age)
