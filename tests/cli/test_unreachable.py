"""A database that cannot be reached: one sentence, and a server that says that it is not ready."""

import pytest
from fastapi.testclient import TestClient

from application.kernel.log.postgres import PostgresLog
from interfaces.accounts.accounts import add_account
from interfaces.accounts.roles import Role
from interfaces.accounts.tables import create_tables
from interfaces.accounts.tokens import issue_token
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.databases import on
from tests.postgres import OwnServer
from tests.register.office import NOW, opened

SENTENCE = "The database of the ledger cannot be reached"


@pytest.fixture(scope="module")
def guarded():
    """A server of its own that wants a password of one role."""
    server = OwnServer()
    rules = server.data / "pg_hba.conf"
    rules.write_text(f"local all guarded scram-sha-256\n{rules.read_text()}")
    server.do("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    server.do("SELECT pg_reload_conf()")
    for encoding in ("LATIN1", "SQL_ASCII"):
        of_its_own = f"TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'"
        server.do(f"CREATE DATABASE {{}} {of_its_own}", encoding.lower())
    yield server
    server.close()


@pytest.fixture
def nowhere(guarded):
    return {
        "another password": guarded.of("postgres", user="guarded", password="wr0ng"),
        "no such role": guarded.of("postgres", user="nobody"),
        "no such database": guarded.of("nothing"),
        "no server": f"postgresql:///postgres?host={guarded.folder}/away",
        "no host": "postgresql://127.0.0.1:1/postgres",
        "names would not fit": guarded.of("latin1"),
        "no encoding": guarded.of("sql_ascii"),
    }


@pytest.mark.parametrize(
    "why",
    [
        "another password",
        "no such role",
        "no such database",
        "no server",
        "no host",
        "names would not fit",
        "no encoding",
    ],
)
def test_a_command_says_so_in_one_line(taizhang, here, monkeypatch, nowhere, why):
    monkeypatch.setenv("TAIZHANG_FOLDER", str(here / "var"))
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", nowhere[why])
    for command in (["serve", "--port", "0"], ["verify"], ["migrate"], ["backup", "x.dump"]):
        answer = taizhang(*command)
        assert (answer.exit_code, len(answer.stderr.splitlines())) == (2, 1), answer.stderr
        assert SENTENCE in answer.stderr, answer.stderr
        assert "wr0ng" not in answer.stderr
    monkeypatch.setenv("TAIZHANG_LANGUAGE", "zh")
    assert "连不上台帐数据库" in taizhang("account", "list").stderr


def test_a_server_whose_database_is_away_is_not_ready_until_it_is_back(
    guarded, tmp_path, monkeypatch
):
    with on(guarded, tmp_path) as database, opened(tmp_path) as tracker:
        engine = database.engine()
        create_tables(engine)
        account, _ = add_account(engine, "chen", Role.CLERK, "440703002", "陈丽", now=NOW)
        token, _ = issue_token(engine, account, "x", now=NOW)
        client = TestClient(create_app(Office(tracker, engine)), raise_server_exceptions=False)
        assert client.get("/readyz").status_code == 200
        guarded.stop()
        with monkeypatch.context() as impatient:
            log = tracker.register.log
            assert isinstance(log, PostgresLog)
            impatient.setattr(log.datastore.pool, "timeout", 0.5)
            ways = {path: client.get(path) for path in ("/readyz", "/metrics", "/api/v1/units")}
            headers = {"Authorization": f"Bearer {token}"}
            ways["/api/v1/workers"] = client.get("/api/v1/workers", headers=headers)
        guarded.start()
        assert {path: way.status_code for path, way in ways.items()} == {
            "/readyz": 503,
            "/metrics": 503,
            "/api/v1/units": 401,
            "/api/v1/workers": 503,
        }
        assert ways["/readyz"].json()["code"] == "not-ready"
        assert ways["/api/v1/workers"].json()["code"] == "ledger-unavailable"
        assert not any(str(guarded.folder) in way.text for way in ways.values())
        assert client.get("/readyz").status_code == 200
        engine.dispose()
