"""Whoever carries the database or its logs away holds no key to the door."""

import logging
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import OperationalError

from interfaces.accounts.accounts import Account, add_account
from interfaces.accounts.passwords import check_password, set_password
from interfaces.accounts.tables import metadata
from interfaces.accounts.tokens import account_by_token, issue_token


def everything_in(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [
            str(value)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]


def test_nothing_in_it_opens_the_door(engine: Engine, clerk: Account, password: str, now: datetime):
    plain, _ = issue_token(engine, clerk, "程序", now=now)
    account_by_token(engine, plain, now)
    loot = everything_in(engine)
    assert loot
    for value in loot:
        assert password not in value
        assert plain.removeprefix("tz_") not in value
        for tried in (value, f"tz_{value}", f"tz_{value}"[:46]):
            assert account_by_token(engine, tried, now) is None
            assert check_password(engine, clerk.name, tried) is None


def test_the_same_password_looks_different_in_every_account(
    engine: Engine, clerk: Account, password: str, now: datetime
):
    add_account(engine, "wu", "office", "440700", "吴", password, now=now)
    hashes = [value for value in everything_in(engine) if value.startswith("$argon2id$")]
    assert len(set(hashes)) == 2


def test_a_one_time_password_is_not_kept(engine: Engine, now: datetime):
    _, one_time = add_account(engine, "wu", "office", "440700", "吴", now=now)
    assert one_time is not None
    assert not [value for value in everything_in(engine) if one_time in value]


def test_an_account_and_a_token_show_no_secret(
    engine: Engine, clerk: Account, password: str, now: datetime
):
    plain, token = issue_token(engine, clerk, "程序", now=now)
    shown = repr(clerk) + repr(token)
    assert not [secret for secret in ("argon2", plain, password) if secret in shown]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_even_an_engine_that_logs_every_statement_logs_no_hash_password_or_token(
    engine: Engine, clerk: Account, password: str, now: datetime, caplog: pytest.LogCaptureFixture
):
    secrets = [value for value in everything_in(engine) if value.startswith("$argon2id$")]
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    talkative = create_engine(engine.url)
    add_account(talkative, "wu", "office", "440700", "吴", password, now=now)
    set_password(talkative, "wu", "另一个足够长的新密码")
    check_password(talkative, clerk.name, password)
    plain, _ = issue_token(talkative, clerk, "程序", now=now)
    account_by_token(talkative, plain, now + timedelta(hours=2))
    talkative.dispose()
    caplog.set_level(logging.WARNING, "sqlalchemy.engine")
    secrets += [value for value in everything_in(engine) if len(value) == 64]
    assert "INSERT INTO accounts" in caplog.text and len(secrets) == 2
    for secret in (*secrets, "$argon2id$", password, plain, "另一个足够长的新密码"):
        assert secret not in caplog.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_error_of_the_database_shows_no_hash(engine: Engine, password: str, now: datetime):
    impatient = create_engine(engine.url, connect_args={"timeout": 0})
    with engine.connect() as writer:
        writer.execute(text("BEGIN IMMEDIATE"))
        with pytest.raises(OperationalError) as failed:
            add_account(impatient, "wu", "office", "440700", "吴", password, now=now)
        writer.rollback()
    impatient.dispose()
    assert "INSERT INTO accounts" in str(failed.value)
    assert "argon2" not in str(failed.value)
