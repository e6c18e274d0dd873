"""The databases on which tests run: the embedded one, and one on a server."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from application.kernel.database import Database
from tests.databases import KINDS, new_database
from tests.postgres import Server, a_server


def pytest_collection_finish() -> None:
    """What was loaded for the tests stays; to walk it each time took a fifth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL for each process of the run, started when the first test asks."""
    with a_server() as server:
        yield server


@pytest.fixture(scope="session", params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Whoever has a ledger by it runs on both databases."""
    told: str = request.param
    return told


@pytest.fixture
def database(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Database]:
    """A new database of each kind; `tmp_path` is the folder of its ledger."""
    with new_database(database_kind, request, tmp_path) as database:
        yield database
