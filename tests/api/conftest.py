"""A ledger with accounts of every role, and clients that come in with their tokens."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine

from application.kernel.clock import FixedClock
from application.kernel.database import Database
from application.tracker import CaseTracker
from interfaces.accounts import hashing
from interfaces.accounts.accounts import add_account
from interfaces.accounts.tables import create_tables
from interfaces.accounts.tokens import issue_token
from interfaces.api.app import create_app
from interfaces.http.office import Office
from tests.api.requests import ACCOUNTS, Desk
from tests.databases import copied, empty_ledger

PASSWORD = "再就业优惠证二〇〇三年"
NOW = datetime(2005, 3, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def untouched(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with empty_ledger(database_kind, request, tmp_path_factory.mktemp("empty"), NOW) as database:
        yield database


@pytest.fixture
def tracker(
    untouched: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[CaseTracker]:
    folder = tmp_path / "ledger"
    folder.mkdir()
    with (
        copied(untouched, request, folder) as database,
        CaseTracker(database, clock=FixedClock(NOW)) as opened,
    ):
        yield opened


@pytest.fixture(scope="session")
def left_alone(
    untouched: Database, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CaseTracker]:
    """A ledger for tests of which nothing comes to be written."""
    with (
        copied(untouched, request, tmp_path_factory.mktemp("left-alone")) as database,
        CaseTracker(database, clock=FixedClock(NOW)) as opened,
    ):
        begun = opened.position
        yield opened
        assert opened.position == begun


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Accounts that no test changes."""
    path = tmp_path_factory.mktemp("accounts") / "accounts.sqlite"
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    create_tables(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def journal() -> StringIO:
    return StringIO()


@pytest.fixture
def office(tracker: CaseTracker, accounts: Engine, journal: StringIO) -> Office:
    return Office(tracker, accounts, journal=journal)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return create_app(office)


@pytest.fixture(scope="session")
def tokens(accounts: Engine) -> dict[str, str]:
    """A token for each account of `ACCOUNTS`."""
    quick, slow = PasswordHasher(1, 64, 1), hashing.HASHER
    hashing.HASHER = quick
    issued = {}
    for name, (role, unit) in ACCOUNTS.items():
        account, _ = add_account(
            accounts, name, role, unit, name, "再就业优惠证二〇〇三年", now=NOW
        )
        issued[name], _ = issue_token(accounts, account, "测试", now=NOW)
    hashing.HASHER = slow
    return issued


@pytest.fixture
def anybody(app: FastAPI) -> TestClient:
    """A client without a token."""
    return TestClient(app)


@pytest.fixture
def as_(app: FastAPI, tokens: dict[str, str]) -> Callable[[str], Desk]:
    """A client with the token of an account."""

    def client(name: str) -> Desk:
        headers = {"Authorization": f"Bearer {tokens[name]}", "Accept-Language": "en"}
        return Desk(TestClient(app, headers=headers))

    return client


@pytest.fixture
def clerk(as_: Callable[[str], Desk]) -> Desk:
    return as_("clerk")


@pytest.fixture
def reviewer(as_: Callable[[str], Desk]) -> Desk:
    return as_("reviewer")
