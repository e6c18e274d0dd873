"""What PostgreSQL says of the row that it would not take is told to nobody."""

import asyncio
import json
from collections.abc import Callable, Iterator
from io import StringIO
from traceback import format_exception
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert

from application.kernel.database import PostgreSQL
from interfaces import server as serving
from interfaces.accounts import sessions
from interfaces.accounts.accounts import add_account
from interfaces.accounts.roles import Role
from interfaces.accounts.tables import accounts_table, create_tables
from interfaces.http.office import Office
from tests.databases import on
from tests.postgres import Server
from tests.register.office import NOW, opened
from tests.web.visitor import PASSWORD

SECRET, TOKEN = "王芳四四〇七", "t" * 43
STATEMENTS = {
    "a key that is there": "INSERT INTO sign_in_failures SELECT ?::text, 1, now() "
    "FROM generate_series(1, 2)",
    "a row that is not whole": "INSERT INTO accounts (id, name) VALUES ('1', ?)",
    "a reference to nobody": "INSERT INTO preferences VALUES (?, 'size', '1')",
    "no number": "SELECT (?::text)::integer",
    "no day": "SELECT (?::text)::date",
    "no document": "SELECT (?::text)::json",
}


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("errors")
    with on(server, folder) as database, opened(folder) as tracker:
        engine = database.engine()
        create_tables(engine)
        add_account(engine, "chen", Role.CLERK, "440703002", "陈丽", PASSWORD, now=NOW)
        yield Office(tracker, engine, journal=StringIO())
        engine.dispose()


def by_engine(office: Office, sql: str) -> None:
    with office.accounts.connect() as connection:
        connection.exec_driver_sql(sql.replace("?", "%s"), (SECRET,))


def by_connection(office: Office, sql: str) -> None:
    database = office.tracker.database
    assert isinstance(database, PostgreSQL)
    with database.connected() as connection:
        connection.execute(sql.replace("?", "%s").encode(), (SECRET,))


def by_log(office: Office, sql: str) -> None:
    office.tracker.register.log.rows(sql, SECRET)


@pytest.mark.parametrize("way", [by_engine, by_connection, by_log])
def test_an_error_has_no_value(office: Office, way: Callable[..., None]):
    for statement in STATEMENTS.values():
        with pytest.raises(Exception, match=r"constraint|invalid input syntax") as raised:
            way(office, statement)
        assert SECRET not in "".join(format_exception(raised.value))


def test_neither_answer_nor_journal_nor_log_tells_what_was_there(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: TOKEN)
    client = TestClient(serving.create_app(office), raise_server_exceptions=False)
    client.headers |= {"Origin": "http://testserver", "Accept": "text/html"}
    who = {"name": "chen", "password": PASSWORD}
    signed_in = [client.post("/sign-in", data=who, follow_redirects=False) for _ in range(2)]
    assert [answer.status_code for answer in signed_in] == [303, 500]
    asyncio.run(_tidying_fails(office, monkeypatch))
    assert office.journal is not None
    kept = office.journal.getvalue()  # type: ignore[attr-defined]
    written = "".join(capfd.readouterr())
    assert "IntegrityError" in kept and "IntegrityError" in written
    assert json.loads(written.splitlines()[-1])["event"] == "not-tidied"
    for told in (signed_in[1].text, kept, written):
        assert "already exists" not in told
        assert "chen" not in told and sessions._hash(TOKEN) not in told


async def _tidying_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that no request waits for."""

    def fails(_: Office) -> None:
        with office.accounts.begin() as connection:
            row: dict[str, Any] = dict.fromkeys(accounts_table.columns.keys(), "chen")
            row |= {"must_change_password": False, "disabled_at": None, "created_at": NOW}
            connection.execute(insert(accounts_table), row)

    over = asyncio.Event()
    monkeypatch.setattr(serving, "tidy", fails)
    tidying = asyncio.create_task(serving._tidied(office, over))
    await asyncio.sleep(0)  # it begins
    over.set()
    await tidying
