"""The tables of the log on a server: made, and brought up to date, by the role that owns them.

The serving role may be another, which inserts and selects and can do nothing else to a fact.
"""

import secrets

from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from application.kernel.database import PostgreSQL
from application.kernel.integrity.chain import origin
from application.kernel.log.rights import LOG, in_postgresql
from domain.kernel.errors import DomainError, Refusal

_CHAIN_BYTES = 16
_FIRST = (
    # The library's own table, so that what reads its logs reads this one. Positions are given by
    # the writer, one after the other: none is ever filled in behind a reader.
    "CREATE TABLE stored_events (originator_id uuid NOT NULL, originator_version bigint NOT NULL, "
    "topic text NOT NULL, state bytea NOT NULL, "
    "notification_id bigint NOT NULL CHECK (notification_id > 0), "
    "PRIMARY KEY (originator_id, originator_version))",
    "CREATE UNIQUE INDEX stored_events_notification_id_idx ON stored_events (notification_id)",
    "CREATE TABLE answered_commands (command_id bytea PRIMARY KEY, digest bytea NOT NULL, "
    "worker uuid, version bigint NOT NULL, position bigint NOT NULL)",
    "CREATE TABLE log_chain (link bigint PRIMARY KEY, position bigint NOT NULL, "
    "command_id bytea, hash bytea NOT NULL)",
    "CREATE TABLE log_seals (number bigint PRIMARY KEY, day text NOT NULL, chain bytea NOT NULL, "
    "since bigint NOT NULL, link bigint NOT NULL, position bigint NOT NULL, head bytea NOT NULL, "
    "sealed_at bigint NOT NULL, previous bytea NOT NULL, public_key bytea NOT NULL, "
    "signature bytea NOT NULL)",
    *in_postgresql(),
)
_SHORT: tuple[str, ...] = ()
"""Nothing to change: facts and links are written shorter, and who does not know how is kept out
(docs/decisions/0082, 0083)."""
VERSIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SHORT)
"""The statements of each version, in order; what stands here once stays as it is for ever."""


class LedgerOutdated(DomainError):
    """The tables of the log are of an earlier version, and are not the serving role's to change."""

    code = "ledger-outdated"
    sort = Refusal.STALE


class LedgerNewer(DomainError):
    """A later version of the application has changed the tables of the log."""

    code = "ledger-newer"
    sort = Refusal.STALE


def version(connection: Connection) -> int:
    """Of the tables of the log; 0 where there are none."""
    found = connection.execute("SELECT to_regclass('log_versions') IS NOT NULL").fetchone()
    if not found or not found[0]:
        return 0
    told = connection.execute("SELECT max(version) FROM log_versions").fetchone()
    return int(told[0] or 0) if told else 0


def bring_up_to_date(database: PostgreSQL) -> int:
    """Make what is missing, all or nothing; the version that was there before.

    To be called by one process at a time. Raises `LedgerOutdated`, `LedgerNewer`,
    `LedgerUnreachable`, `psycopg.Error`.
    """
    with database.connected() as connection, connection.transaction():
        there, latest = version(connection), len(VERSIONS)
        if there > latest:
            raise LedgerNewer(version=there, known=latest)
        try:
            for number in range(there, latest):
                _bring_to(connection, number + 1)
        except InsufficientPrivilege:
            raise LedgerOutdated(version=there, wanted=latest) from None
        return there


def _bring_to(connection: Connection, number: int) -> None:
    if number == 1:
        connection.execute(
            "CREATE TABLE log_versions (version integer PRIMARY KEY, "
            "since timestamptz NOT NULL DEFAULT now())"
        )
    for statement in VERSIONS[number - 1]:
        connection.execute(statement.encode())
    if number == 1:
        first = origin(secrets.token_bytes(_CHAIN_BYTES), 0)
        connection.execute("INSERT INTO log_chain VALUES (%s, %s, %s, %s)", first)
    connection.execute("INSERT INTO log_versions (version) VALUES (%s)", (number,))


def grant(database: PostgreSQL, role: str) -> None:
    """Let a role that is not the owner serve: it adds to the log and reads it, nothing more."""
    with database.connected() as connection, connection.transaction():
        to = Identifier(role)
        schema = connection.execute("SELECT current_schema()").fetchone()
        assert schema is not None
        connection.execute(
            SQL("GRANT USAGE, CREATE ON SCHEMA {} TO {}").format(Identifier(schema[0]), to)
        )
        tables = SQL(", ").join(map(Identifier, LOG))
        connection.execute(SQL("REVOKE ALL ON {} FROM {}").format(tables, to))
        connection.execute(SQL("GRANT SELECT, INSERT ON {} TO {}").format(tables, to))
        connection.execute(SQL("GRANT SELECT ON log_versions TO {}").format(to))
