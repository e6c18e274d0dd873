"""The connections of the log to a server."""

from typing import Any

from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg import Connection
from psycopg.adapt import Buffer, Loader
from psycopg.pq import Format
from psycopg.rows import tuple_row

from application.kernel.database import LOCK_SECONDS
from application.kernel.discreet import Discreet

_MOST = 12
_SECONDS_TO_CONNECT = 10
_SETTLED = (
    f"SET lock_timeout = '{LOCK_SECONDS}s'; "
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')"
)
"""A commit is answered when it is on the disk, whatever the server does for others."""


class Datastore(PostgresDatastore):
    def __init__(self, conninfo: str) -> None:
        super().__init__("", "", "", "", "")
        self.pool: Any = ConnectionPool(
            conninfo,
            connection_class=Discreet,
            kwargs={"row_factory": tuple_row, "autocommit": True},
            min_size=1,
            max_size=_MOST,
            open=False,
            configure=_settled,
            timeout=_SECONDS_TO_CONNECT,
            reconnect_timeout=_SECONDS_TO_CONNECT,
        )


def _settled(connection: Connection[Any]) -> None:
    connection.execute(_SETTLED, prepare=False)
    as_in_a_file(connection)


def as_in_a_file(connection: Connection[Any]) -> None:
    """Streams are the texts that the embedded database has: the chain is over the same in both."""
    for loader in (_HexOfText, _HexOfBytes):
        connection.adapters.register_loader("uuid", loader)


class _HexOfText(Loader):
    def load(self, data: Buffer) -> str:
        return bytes(data).decode("ascii").replace("-", "")


class _HexOfBytes(Loader):
    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data).hex()
