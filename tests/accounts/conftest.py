"""A fresh database and a cheap hasher; the moment is always given."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from application.kernel.database import Database
from interfaces.accounts import hashing
from interfaces.accounts.accounts import Account, add_account
from interfaces.accounts.tables import create_tables

NOW = datetime(2004, 12, 31, 9, 0, tzinfo=UTC)
PASSWORD = "再就业优惠证二〇〇三年"


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "HASHER", PasswordHasher(1, 64, 1))


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    engine = database.engine()
    create_tables(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def clerk(engine: Engine) -> Account:
    account, _ = add_account(
        engine, "Chen.Li", "clerk", "440703002", "陈丽（白沙）", PASSWORD, now=NOW
    )
    return account


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def opened(engine: Engine) -> Callable[[str], Account]:
    """Opens a clerk's account under a name."""

    def open_account(name: str) -> Account:
        return add_account(engine, name, "clerk", "440703002", "某人", PASSWORD, now=NOW)[0]

    return open_account
