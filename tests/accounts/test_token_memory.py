"""What is remembered of tokens is never more than what the database says."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from application.kernel.database import Database
from interfaces.accounts import tokens
from interfaces.accounts.accounts import Account, disable_account
from interfaces.accounts.tables import AnyRow
from interfaces.accounts.token_memory import TokenMemory
from interfaces.accounts.tokens import issue_token, revoke_token


@pytest.fixture
def memory(engine: Engine) -> TokenMemory:
    return TokenMemory(engine)


@pytest.fixture
def plain(engine: Engine, clerk: Account, now: datetime) -> str:
    return issue_token(engine, clerk, "导入程序", now=now, days=30)[0]


def whose(memory: TokenMemory, plain: str, now: datetime) -> Account | None:
    return memory.account(plain, now)[0]


def due(memory: TokenMemory, plain: str, now: datetime) -> bool:
    return memory.account(plain, now)[1]


def test_a_token_is_looked_up_once_until_it_is_written(
    memory: TokenMemory, engine: Engine, clerk: Account, plain: str, now: datetime, monkeypatch
):
    asked: list[str] = []
    row_of = tokens.row_of

    def counted(engine: Engine, plain: str) -> AnyRow | None:
        asked.append(plain)
        return row_of(engine, plain)

    monkeypatch.setattr(tokens, "row_of", counted)
    assert [whose(memory, plain, now) for _ in range(3)] == [clerk] * 3
    # On a server nobody tells that nothing was written: every request asks.
    every = not memory.at_once
    assert asked == [plain] * (3 if every else 1)
    asked.clear()
    other, _ = issue_token(engine, clerk, "另一个", now=now)
    assert [whose(memory, each, now) for each in (plain, other, plain)] == [clerk] * 3
    assert asked == ([plain, other, plain] if every else [other]), "a write of something else"


def test_what_another_process_revokes_or_disables_is_out_at_once(
    memory: TokenMemory,
    engine: Engine,
    database: Database,
    clerk: Account,
    plain: str,
    now: datetime,
):
    other, told = issue_token(engine, clerk, "另一个", now=now)
    assert whose(memory, plain, now) == whose(memory, other, now) == clerk
    elsewhere = database.engine()
    revoke_token(elsewhere, told.id, now=now)
    assert (whose(memory, plain, now), whose(memory, other, now)) == (clerk, None)
    disable_account(elsewhere, clerk.name, now=now)
    assert whose(memory, plain, now) is None
    elsewhere.dispose()


def test_the_next_turn_of_a_loop_knows_what_another_process_revoked(
    memory: TokenMemory, engine: Engine, database: Database, clerk: Account, now: datetime
):
    plain, told = issue_token(engine, clerk, "导入程序", now=now)

    async def turns() -> list[Account | None]:
        before = whose(memory, plain, now)
        elsewhere = database.engine()
        revoke_token(elsewhere, told.id, now=now)
        elsewhere.dispose()
        await asyncio.sleep(0)
        return [before, whose(memory, plain, now)]

    assert asyncio.run(turns()) == [clerk, None]


def test_on_a_server_many_are_asked_together_and_nothing_is_remembered(
    memory: TokenMemory, engine: Engine, clerk: Account, plain: str, now: datetime
):
    other, told = issue_token(engine, clerk, "另一个", now=now)

    async def asked() -> list[Account | None]:
        shown = (plain, other, "tz_nobodys", "")
        return [each for each, _ in await asyncio.gather(*map(soon, shown))]

    def soon(shown: str) -> Coroutine[Any, Any, tuple[Account | None, bool]]:
        return memory.account_soon(shown, now)

    assert asyncio.run(asked()) == [clerk, clerk, None, None]
    revoke_token(engine, told.id, now=now)
    assert asyncio.run(asked()) == [clerk, None, None, None]


def test_a_remembered_token_expires(memory: TokenMemory, clerk: Account, plain: str, now: datetime):
    assert whose(memory, plain, now) == clerk
    assert whose(memory, plain, now + timedelta(days=30)) is None


def test_its_use_is_noted_once_an_hour(
    memory: TokenMemory, clerk: Account, plain: str, now: datetime
):
    assert whose(memory, plain, now) == clerk and due(memory, plain, now)
    memory.note_use(plain, now)
    assert not due(memory, plain, now + timedelta(minutes=59))
    assert due(memory, plain, now + timedelta(hours=1))
    assert not due(memory, "tz_nobodys", now)
