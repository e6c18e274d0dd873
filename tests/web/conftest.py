"""A console over a small ledger, and people at their browsers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import create_engine

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from interfaces.accounts import hashing
from interfaces.accounts.accounts import add_account
from interfaces.accounts.tables import create_tables
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.api.requests import ACCOUNTS
from tests.web.visitor import PASSWORD, Visitor

NOW = datetime(2005, 3, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Passwords of tests are hashed quickly."""
    slow, hashing.HASHER = hashing.HASHER, PasswordHasher(1, 64, 1)
    yield
    hashing.HASHER = slow


@pytest.fixture(scope="session")
def opened_office(tmp_path_factory: pytest.TempPathFactory, quick_hashing: None) -> Path:
    """A folder with a ledger without people, and the accounts of `ACCOUNTS`."""
    folder = tmp_path_factory.mktemp("office")
    CaseTracker(folder / "ledger.sqlite", clock=FixedClock(NOW)).close()
    engine = create_engine(f"sqlite:///{folder / 'accounts.sqlite'}")
    create_tables(engine)
    for name, (role, unit) in ACCOUNTS.items():
        add_account(engine, name, role, unit, f"{name}的帐号", PASSWORD, now=NOW)
    engine.dispose()
    return folder


@pytest.fixture
def clock() -> FixedClock:
    """Noon of 2005-03-01 in the city; a test may set it on."""
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, opened_office: Path, clock: FixedClock) -> Iterator[Office]:
    here = copytree(opened_office, tmp_path / "office")
    engine = create_engine(
        f"sqlite:///{here / 'accounts.sqlite'}", connect_args={"check_same_thread": False}
    )
    with CaseTracker(here / "ledger.sqlite", clock=clock) as tracker:
        yield Office(tracker, engine, journal=StringIO())
    engine.dispose()


@pytest.fixture
def tracker(office: Office) -> CaseTracker:
    return office.tracker


@pytest.fixture
def app(office: Office) -> FastAPI:
    return create_app(office)


@pytest.fixture
def signed_in(app: FastAPI) -> Callable[[str], Visitor]:
    """A browser in which an account of `ACCOUNTS` has signed in."""
    return lambda name: Visitor(app).sign_in(name)


@pytest.fixture
def clerk(signed_in: Callable[[str], Visitor]) -> Visitor:
    """Of the station 440703002."""
    return signed_in("clerk")


@pytest.fixture
def reviewer(signed_in: Callable[[str], Visitor]) -> Visitor:
    """Of the district 440703."""
    return signed_in("reviewer")
