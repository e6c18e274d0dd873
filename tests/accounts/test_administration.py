"""What an administrator does with the accounts of others."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from interfaces.accounts.accounts import Account, account_named, add_account
from interfaces.accounts.administration import (
    Wanted,
    account_by_id,
    accounts_found,
    close_account,
    reopen_account,
)
from interfaces.accounts.errors import LastAdministrator, NoSuchAccount
from interfaces.accounts.passwords import check_password
from interfaces.accounts.roles import Role
from interfaces.accounts.sessions import open_session
from tests.accounts.conftest import NOW, PASSWORD

EVERY = tuple(Role)
CITY, COUNTY, OTHER = "440700", "440703", "440704"
Opens = Callable[[str, str, str], Account]


@pytest.fixture
def opens(engine: Engine) -> Opens:
    def opened(name: str, role: str, unit: str) -> Account:
        account, _ = add_account(engine, name, role, unit, f"{name}先生", PASSWORD, now=NOW)
        return account

    return opened


def names(engine: Engine, wanted: Wanted, first: int = 0, limit: int = 50) -> list[str]:
    found, _ = accounts_found(engine, wanted, first=first, limit=limit)
    return [each.account.name for each in found]


def test_accounts_are_found_by_unit_role_name_and_state(engine: Engine, opens: Opens):
    opens("Bai", "clerk", COUNTY)
    opens("ann", "reviewer", COUNTY)
    closed = opens("chen_100%", "clerk", OTHER)
    close_account(engine, closed, [OTHER, CITY], now=NOW)
    everyone = Wanted(None, EVERY)
    assert names(engine, everyone) == ["ann", "Bai", "chen_100%"]
    assert names(engine, Wanted({COUNTY}, EVERY)) == ["ann", "Bai"]
    assert names(engine, Wanted(None, [Role.CLERK])) == ["Bai", "chen_100%"]
    assert names(engine, Wanted(None, EVERY, sought="AI")) == ["Bai"]
    assert names(engine, Wanted(None, EVERY, sought="先生")) == ["ann", "Bai", "chen_100%"]
    assert names(engine, Wanted(None, EVERY, sought="_1")) == ["chen_100%"]
    assert names(engine, Wanted(None, EVERY, sought="%%")) == []
    assert names(engine, Wanted(None, EVERY, disabled=True)) == ["chen_100%"]
    assert names(engine, Wanted(None, EVERY, disabled=False)) == ["ann", "Bai"]
    assert names(engine, everyone, first=1, limit=1) == ["Bai"]
    assert accounts_found(engine, everyone, first=1, limit=1)[1] == 3


def test_an_account_is_listed_with_its_last_use(engine: Engine, opens: Opens):
    account = opens("ann", "clerk", COUNTY)
    opens("bai", "clerk", COUNTY)
    for hours in (2, 1):
        open_session(engine, account, now=NOW + timedelta(hours=hours))
    found, _ = accounts_found(engine, Wanted(None, EVERY), first=0, limit=9)
    assert [each.last_seen_at for each in found] == [NOW + timedelta(hours=2), None]


def test_a_door_is_closed_and_opened_again(engine: Engine, opens: Opens, now: datetime):
    account = opens("ann", "clerk", COUNTY)
    for _ in range(2):
        close_account(engine, account, [COUNTY, CITY], now=now)
    assert account_by_id(engine, account.id).disabled_at == now
    assert check_password(engine, "ann", PASSWORD) is None
    for _ in range(2):
        reopen_account(engine, account)
    assert check_password(engine, "ann", PASSWORD) is not None


def test_an_unknown_account_is_told(engine: Engine):
    with pytest.raises(NoSuchAccount):
        account_by_id(engine, "00000000-0000-4000-8000-000000000000")


@pytest.mark.parametrize(
    ("others", "stays"),
    [
        ([], True),
        ([("bai", "admin", COUNTY)], True),
        ([("bai", "office", CITY)], True),
        ([("bai", "admin", CITY)], False),
    ],
)
def test_the_last_administrator_of_an_area_stays(
    engine: Engine, opens: Opens, others: list[tuple[str, str, str]], stays: bool
):
    account = opens("ann", "admin", CITY)
    for other in others:
        opens(*other)
    if stays:
        with pytest.raises(LastAdministrator) as refused:
            close_account(engine, account, [CITY], now=NOW)
        assert refused.value.facts == {"name": "ann"}
    else:
        close_account(engine, account, [CITY], now=NOW)
    assert (account_named(engine, "ann").disabled_at is None) == stays


def test_of_two_administrators_who_close_each_other_one_stays(engine: Engine, opens: Opens):
    ann, bai = opens("ann", "admin", CITY), opens("bai", "admin", CITY)
    close_account(engine, bai, [CITY], now=NOW)
    with pytest.raises(LastAdministrator):
        close_account(engine, ann, [CITY], now=NOW)


def test_a_countys_administrator_may_go_while_the_citys_is_there(engine: Engine, opens: Opens):
    county = opens("bai", "admin", COUNTY)
    opens("ann", "admin", CITY)
    close_account(engine, county, [COUNTY, CITY], now=NOW)
    assert account_named(engine, "bai").disabled_at == NOW
