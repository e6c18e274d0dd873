"""The role that serves adds to the log and can do nothing else to it; the owner is kept too."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation, UniqueViolation

from application.kernel.database import PostgreSQL
from application.kernel.log import schema as register_schema
from application.kernel.log.rights import LOG
from application.kernel.log.schema import (
    LedgerNewer,
    LedgerOutdated,
    bring_up_to_date,
    grant,
)
from application.tracker import CaseTracker
from interfaces.accounts.kept import grant_kept
from interfaces.accounts.tables import KEPT, create_tables
from tests.postgres import Server
from tests.register.office import opened, registration, request, visit

Try = Callable[[LiteralString], object]
_ROLE = "serving_taizhang"


@pytest.fixture
def owner(server: Server, tmp_path: Path) -> Iterator[PostgreSQL]:
    """A database whose log is made by its owner, for another role to serve."""
    with server.fresh() as url:
        owner = PostgreSQL(url, tmp_path)
        with owner.connected() as connection:
            connection.execute(f"DROP ROLE IF EXISTS {_ROLE}".encode())
            connection.execute(f"CREATE ROLE {_ROLE} LOGIN".encode())
        bring_up_to_date(owner)
        grant(owner, _ROLE)
        engine = owner.engine()
        create_tables(engine, KEPT)
        grant_kept(engine, KEPT, _ROLE)
        engine.dispose()
        (tmp_path / "database.url").write_text(server.of(owner.name, user=_ROLE), "utf-8")
        yield owner
    server.do("DROP ROLE {}", _ROLE)


@pytest.fixture
def tracker(owner: PostgreSQL, tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "registered"))
        tracker.seals.seal()
        yield tracker


def statements(table: str) -> tuple[str, ...]:
    column = {"stored_events": "topic", "answered_commands": "digest"}.get(table, "position")
    return (
        f"UPDATE {table} SET {column}={column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT DO NOTHING; DELETE FROM {table}",
    )


@pytest.mark.parametrize("table", LOG)
def test_the_serving_role_may_not_change_the_log(tracker: CaseTracker, table: str):
    assert isinstance(tracker.database, PostgreSQL)
    for statement in (
        *statements(table),
        f"DROP TABLE {table}",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION log_is_never_changed() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NEW; END $$",
    ):
        with tracker.database.connected() as connection, pytest.raises(InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("table", LOG)
def test_not_even_the_owner_changes_the_log(tracker: CaseTracker, owner: PostgreSQL, table: str):
    for statement in statements(table):
        with (
            owner.connected() as connection,
            pytest.raises(RestrictViolation, match=f"{table} is never"),
        ):
            connection.execute(statement.encode())


def test_nothing_is_put_between_the_facts_that_are_there(tracker: CaseTracker):
    assert isinstance(tracker.database, PostgreSQL)
    for position in (0, 1, tracker.position):
        with (
            tracker.database.connected() as connection,
            pytest.raises((UniqueViolation, psycopg.errors.CheckViolation)),
        ):
            connection.execute(
                "INSERT INTO stored_events SELECT gen_random_uuid(), 1, topic, state, %s "
                "FROM stored_events LIMIT 1",
                (position,),
            )


def test_looks_are_kept_from_the_serving_role_and_from_the_owner(
    tracker: CaseTracker, owner: PostgreSQL
):
    look = (
        "INSERT INTO looks (at, account, unit, route, people, asked) "
        "VALUES (now() - interval '{} days', 'chen', '440703', '/people', 1, '')"
    )
    assert isinstance(tracker.database, PostgreSQL)
    with tracker.database.connected() as serving, owner.connected() as owning:
        for days in (0, 200):
            serving.execute(look.format(days).encode())
        with pytest.raises(InsufficientPrivilege):
            serving.execute("UPDATE looks SET people = 2")
        for connection in (serving, owning):
            with pytest.raises(RestrictViolation, match="kept for 180 days"):
                connection.execute("DELETE FROM looks")
        with pytest.raises(RestrictViolation, match="never changed"):
            owning.execute("TRUNCATE looks")
        gone = serving.execute("DELETE FROM looks WHERE at < now() - interval '180 days'")
        assert gone.rowcount == 1


def test_a_ledger_under_these_rights_does_all_that_it_did(tracker: CaseTracker, tmp_path: Path):
    tracker.do(request(visit(1, "x"), "a"))
    assert tracker.do(request(visit(1, "x"), "a")).replayed
    assert tracker.rebuild()
    assert tracker.verify() == []
    with opened(tmp_path) as again:
        assert all(model.behind == 0 for model in again.status())


def test_tables_of_an_earlier_version_wait_for_their_owner(
    owner: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened(tmp_path).close()
    with monkeypatch.context() as later:
        more = ("ALTER TABLE stored_events ALTER topic SET STORAGE plain",)
        there = len(register_schema.VERSIONS)
        later.setattr(register_schema, "VERSIONS", (*register_schema.VERSIONS, more))
        with pytest.raises(LedgerOutdated):
            opened(tmp_path)
        assert bring_up_to_date(owner) == there
        opened(tmp_path).close()
    with pytest.raises(LedgerNewer):
        opened(tmp_path)
