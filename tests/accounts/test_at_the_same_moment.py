"""Many who come to one row at the same moment: each is counted, and none is an error."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import Engine, select, update

from interfaces.accounts import sign_in as door
from interfaces.accounts.accounts import Account, add_account
from interfaces.accounts.administration import close_account
from interfaces.accounts.errors import LastAdministrator, SignInRefused
from interfaces.accounts.preferences import set_preference
from interfaces.accounts.tables import accounts_table, preferences_table, sign_in_failures_table

MANY = 6


def test_failures_that_come_together_are_all_counted(
    engine: Engine, clerk: Account, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    """Somebody who tries passwords does not win by trying them side by side."""
    together = Barrier(MANY)
    monkeypatch.setattr(door, "check_password", lambda *_: together.wait() * 0 or None)

    def fail(nth: int) -> None:
        with pytest.raises(SignInRefused):
            door.sign_in(engine, clerk.name, "wrong", now=now, address="192.0.2.7")

    with ThreadPoolExecutor(MANY) as at_once:
        list(at_once.map(fail, range(MANY)))
    with engine.connect() as connection:
        assert set(connection.scalars(select(sign_in_failures_table.c.failures))) == {MANY}


def test_of_two_administrators_who_close_each_other_s_account_one_remains(
    engine: Engine, now: datetime, password: str
):
    one, other = (
        add_account(engine, name, "admin", "440703", name, password, now=now)[0]
        for name in ("one", "other")
    )
    with ThreadPoolExecutor(1) as at_once:
        with engine.begin() as first:
            closed = update(accounts_table).where(accounts_table.c.id == one.id)
            first.execute(closed.values(disabled_at=now))
            second = at_once.submit(close_account, engine, other, ["440703"], now=now)
            wait([second], timeout=0.5)
        with pytest.raises(LastAdministrator):
            second.result()


def test_a_choice_that_is_made_twice_at_once_is_one(engine: Engine, clerk: Account):
    together = Barrier(MANY)

    def choose(nth: int) -> None:
        together.wait()
        set_preference(engine, clerk, "station", f"44070300{nth}")

    with ThreadPoolExecutor(MANY) as at_once:
        list(at_once.map(choose, range(MANY)))
    with engine.connect() as connection:
        assert len(connection.execute(select(preferences_table)).all()) == 1
