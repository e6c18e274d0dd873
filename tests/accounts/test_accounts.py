from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine

from interfaces.accounts.accounts import (
    Account,
    account_named,
    accounts,
    add_account,
    disable_account,
)
from interfaces.accounts.errors import AccountError, AccountExists, NoSuchAccount
from interfaces.accounts.roles import Permission, Role

Opened = Callable[[str], Account]


def test_an_account_is_found_again_as_it_was_opened(engine: Engine, clerk: Account, now: datetime):
    found = account_named(engine, "Chen.Li")
    assert found == clerk
    assert (found.name, found.display_name, found.unit) == ("Chen.Li", "陈丽（白沙）", "440703002")
    assert (found.role, found.created_at, found.disabled_at) == (Role.CLERK, now, None)


def test_an_account_may_what_its_role_may_where_its_unit_reaches(clerk: Account):
    parents = {"440703002101": "440703002", "440703002": "440703"}
    assert clerk.may(Permission.WRITE_CASES)
    assert not clerk.may(Permission.REVIEW_CASES)
    assert clerk.reaches("440703002101", parents.get)
    assert not clerk.reaches("440703", parents.get)


@pytest.mark.parametrize(
    "same", ["chen.li", "CHEN.LI", " Chen.Li ", "\u2102hen.Li", "Ｃｈｅｎ．Ｌｉ"]
)
def test_names_that_differ_by_case_or_width_collide(
    engine: Engine, clerk: Account, opened: Opened, same: str
):
    with pytest.raises(AccountExists) as refused:
        opened(same)
    assert (refused.value.code, refused.value.facts) == ("account-exists", {"name": same.strip()})
    assert account_named(engine, same) == clerk
    assert list(accounts(engine)) == [clerk]


@pytest.mark.parametrize(
    ("changed", "code", "facts"),
    [
        ({"name": ""}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"name": " \t"}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"name": "x" * 65}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"name": "chen\u200bli"}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"name": "chen\x00"}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"name": "\ufdfa" * 4}, "account-entry-unusable", {"field": "name", "longest": 64}),
        ({"display_name": ""}, "account-entry-unusable", {"field": "display_name", "longest": 64}),
        ({"unit": " "}, "account-entry-unusable", {"field": "unit", "longest": 32}),
        ({"role": "chief"}, "role-unknown", {"role": "chief"}),
        ({"password": ""}, "password-too-short", {"shortest": 10}),
        ({"password": "九个字符的密码不够"}, "password-too-short", {"shortest": 10}),
        ({"password": "x" * 1025}, "password-too-long", {"longest": 1024}),
    ],
)
def test_an_unusable_account_is_refused_and_nothing_is_kept(
    engine: Engine, now: datetime, changed: dict[str, str], code: str, facts: dict[str, object]
):
    good = {
        "name": "li",
        "role": "clerk",
        "unit": "440703002",
        "display_name": "李",
        "password": "一二三四五六七八九十",
    }
    with pytest.raises(AccountError) as refused:
        add_account(engine, **(good | changed), now=now)
    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert list(accounts(engine)) == []


def test_the_longest_name_is_sixty_four_characters(opened: Opened):
    assert opened("陈" * 64).name == "陈" * 64


def test_accounts_are_listed_by_name_page_by_page(engine: Engine, opened: Opened):
    for name in ["delta", "Bravo", "alpha", "Charlie", "echo"]:
        opened(name)
    pages: list[list[str]] = []
    after: str | None = None
    while page := accounts(engine, after=after, limit=2):
        pages.append([account.name for account in page])
        after = page[-1].name
    assert pages == [["alpha", "Bravo"], ["Charlie", "delta"], ["echo"]]


@pytest.mark.parametrize("limit", [-1, 0, 201])
def test_a_page_has_one_to_two_hundred_accounts(engine: Engine, limit: int):
    with pytest.raises(ValueError, match="limit"):
        accounts(engine, limit=limit)


def test_a_disabled_account_stays_nameable_and_keeps_its_name(
    engine: Engine, clerk: Account, opened: Opened, now: datetime
):
    disable_account(engine, "CHEN.LI", now=now)
    again = disable_account(engine, "chen.li", now=now + timedelta(days=1))
    assert again.disabled_at == now
    assert account_named(engine, "Chen.Li") == again
    assert [account.id for account in accounts(engine)] == [clerk.id]
    with pytest.raises(AccountExists):
        opened("chen.li")


@pytest.mark.parametrize("name", ["nobody", "", "\ud800", "\x00", "x" * 100_000])
def test_a_name_nobody_has_is_refused_whatever_it_is(engine: Engine, name: str, now: datetime):
    with pytest.raises(NoSuchAccount):
        account_named(engine, name)
    with pytest.raises(NoSuchAccount):
        disable_account(engine, name, now=now)


def test_a_moment_is_kept_whatever_the_offset_it_was_told_in(engine: Engine, now: datetime):
    shanghai = now.astimezone(timezone(timedelta(hours=8)))
    add_account(engine, "wu", "office", "440700", "吴", now=shanghai)
    assert account_named(engine, "wu").created_at == now


def test_a_moment_without_offset_is_an_error_of_the_caller(engine: Engine, clerk: Account):
    with pytest.raises(Exception, match="offset"):
        disable_account(engine, clerk.name, now=datetime(2004, 12, 31))  # noqa: DTZ001
