import re
from collections.abc import Callable
from datetime import datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select

from interfaces.accounts import hashing
from interfaces.accounts.accounts import Account, account_named, add_account, disable_account
from interfaces.accounts.errors import NoSuchAccount, PasswordTooShort, PasswordUnchanged
from interfaces.accounts.passwords import check_password, set_password
from interfaces.accounts.tables import accounts_table

# Taken before the quick one of these tests is put in its place.
IN_USE = hashing.HASHER
NEW = "另一个足够长的新密码"


def kept_hash(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(select(accounts_table.c.password_hash)).scalar_one())


def test_name_and_password_open_the_door(engine: Engine, clerk: Account, password: str):
    assert check_password(engine, "chen.li", password) == clerk


@pytest.mark.parametrize(
    "wrong", ["", "x", "再就业优惠证二〇〇四年", "x" * 5_000_000, "\ud800" * 10, "\x00" * 10]
)
def test_whatever_else_is_offered_is_a_wrong_password_and_no_error(
    engine: Engine, clerk: Account, wrong: str
):
    assert check_password(engine, "chen.li", wrong) is None


@pytest.mark.parametrize("name", ["nobody", "", "\ud800", "\x00", "x" * 100_000])
def test_whatever_else_is_offered_is_a_wrong_name_and_no_error(
    engine: Engine, clerk: Account, password: str, name: str
):
    assert check_password(engine, name, password) is None


def test_a_password_is_the_same_from_any_input_method(
    engine: Engine, clerk: Account, now: datetime
):
    set_password(engine, "chen.li", "Crème２００３年")
    assert check_password(engine, "chen.li", "Cre\u0300me2003年") == clerk


class CountingHasher(PasswordHasher):
    """Counts the work that was done."""

    verified = 0
    longest = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        type(self).verified += 1
        type(self).longest = max(type(self).longest, len(password))
        return super().verify(hash, password)


@pytest.mark.parametrize(
    ("name", "offered"),
    [("chen.li", "wrong password"), ("nobody", "wrong password"), ("nobody", "x" * 2000)],
)
def test_a_name_nobody_has_costs_as_much_as_a_wrong_password(
    engine: Engine, clerk: Account, monkeypatch: pytest.MonkeyPatch, name: str, offered: str
):
    monkeypatch.setattr(CountingHasher, "verified", 0)
    monkeypatch.setattr(hashing, "HASHER", CountingHasher(1, 64, 1))
    assert check_password(engine, name, offered) is None
    assert CountingHasher.verified == 1


def test_a_huge_text_is_not_hashed(engine: Engine, clerk: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(CountingHasher, "longest", 0)
    monkeypatch.setattr(hashing, "HASHER", CountingHasher(1, 64, 1))
    assert check_password(engine, "chen.li", "陈" * 1024) is None
    assert check_password(engine, "chen.li", "陈" * 5_000_000) is None
    assert CountingHasher.longest == 3 * 1024


def test_the_hash_that_stands_in_for_nobody_opens_nothing(engine: Engine, clerk: Account):
    assert check_password(engine, "nobody", "") is None
    assert not hashing.matches(None, "")


def test_a_disabled_account_is_shut_out_with_the_right_password(
    engine: Engine, clerk: Account, password: str, now: datetime
):
    disable_account(engine, "chen.li", now=now)
    assert check_password(engine, "chen.li", password) is None


def test_without_a_password_a_one_time_password_is_given_out(engine: Engine, now: datetime):
    account, one_time = add_account(engine, "wu", "auditor", "440700", "吴", now=now)
    assert one_time is not None and re.fullmatch(
        r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", one_time
    )
    assert account.must_change_password
    assert check_password(engine, "wu", one_time) == account


def test_no_two_one_time_passwords_are_the_same(engine: Engine, now: datetime):
    given = {
        add_account(engine, f"wu{i}", "auditor", "440700", "吴", now=now)[1] for i in range(20)
    }
    assert len(given | {set_password(engine, "wu0")}) == 21


def test_with_a_password_nothing_is_given_out(engine: Engine, clerk: Account):
    assert not clerk.must_change_password


def test_the_first_own_password_ends_the_one_time_password(engine: Engine, now: datetime):
    _, one_time = add_account(engine, "wu", "auditor", "440700", "吴", now=now)
    assert one_time is not None
    assert set_password(engine, "WU", NEW) is None
    assert check_password(engine, "wu", one_time) is None
    opened = check_password(engine, "wu", NEW)
    assert opened is not None and not opened.must_change_password


def test_keeping_the_one_time_password_is_not_a_change(engine: Engine, now: datetime):
    _, one_time = add_account(engine, "wu", "auditor", "440700", "吴", now=now)
    with pytest.raises(PasswordUnchanged):
        set_password(engine, "wu", one_time)
    assert account_named(engine, "wu").must_change_password


def test_a_forgotten_password_is_replaced_by_a_one_time_password(
    engine: Engine, clerk: Account, password: str
):
    one_time = set_password(engine, "chen.li")
    assert one_time is not None
    assert check_password(engine, "chen.li", password) is None
    opened = check_password(engine, "chen.li", one_time)
    assert opened is not None and opened.must_change_password


def test_a_refused_password_leaves_the_old_one(engine: Engine, clerk: Account, password: str):
    with pytest.raises(PasswordTooShort):
        set_password(engine, "chen.li", "short")
    with pytest.raises(NoSuchAccount):
        set_password(engine, "nobody", NEW)
    assert check_password(engine, "chen.li", password) == clerk


def test_passwords_are_hashed_as_rfc_9106_recommends():
    assert IN_USE.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_changed_parameters_are_taken_over_at_the_next_sign_in(
    engine: Engine, clerk: Account, password: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hashing, "HASHER", PasswordHasher(2, 128, 1))
    check_password(engine, "chen.li", "a wrong password")
    assert "m=64,t=1" in kept_hash(engine)
    assert check_password(engine, "chen.li", password) == clerk
    assert "m=128,t=2" in kept_hash(engine)
    assert check_password(engine, "chen.li", password) == clerk


def test_a_password_set_while_somebody_signs_in_is_not_taken_back(
    engine: Engine, clerk: Account, password: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hashing, "HASHER", PasswordHasher(2, 128, 1))
    really_outdated: Callable[[str], bool] = hashing.outdated

    def outdated_after_a_change(password_hash: str) -> bool:
        set_password(engine, "chen.li", NEW)
        return really_outdated(password_hash)

    monkeypatch.setattr(hashing, "outdated", outdated_after_a_change)
    check_password(engine, "chen.li", password)
    monkeypatch.setattr(hashing, "outdated", really_outdated)
    assert check_password(engine, "chen.li", NEW) is not None
