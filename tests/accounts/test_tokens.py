from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, create_engine, event, text

from interfaces.accounts import tokens
from interfaces.accounts.accounts import Account, account_named, add_account, disable_account
from interfaces.accounts.errors import (
    AccountDisabled,
    EntryUnusable,
    NoSuchToken,
    TokenDaysOutOfRange,
)
from interfaces.accounts.tables import AnyRow
from interfaces.accounts.tokens import account_by_token, issue_token, revoke_token, tokens_of


@pytest.fixture
def plain(engine: Engine, clerk: Account, now: datetime) -> str:
    return issue_token(engine, clerk, "导入程序", now=now, days=30)[0]


def test_a_token_names_its_account(engine: Engine, clerk: Account, plain: str, now: datetime):
    assert plain.startswith("tz_") and len(plain) == 46
    assert account_by_token(engine, plain, now) == clerk


def test_a_token_is_good_until_and_not_at_the_moment_it_expires(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    end = now + timedelta(days=30)
    assert account_by_token(engine, plain, end - timedelta(microseconds=1)) == clerk
    assert account_by_token(engine, plain, end) is None


def test_the_offset_of_the_asking_clock_makes_no_difference(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    shanghai = timezone(timedelta(hours=8))
    end = (now + timedelta(days=30)).astimezone(shanghai)
    assert account_by_token(engine, plain, end - timedelta(seconds=1)) == clerk
    assert account_by_token(engine, plain, end) is None


def test_a_disabled_accounts_token_stops_at_once(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    assert account_by_token(engine, plain, now) is not None
    disable_account(engine, clerk.name, now=now)
    assert account_by_token(engine, plain, now) is None
    with pytest.raises(AccountDisabled):
        issue_token(engine, account_named(engine, clerk.name), "再来", now=now)


def test_a_revoked_token_stops_at_once_and_the_others_go_on(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    other, token = issue_token(engine, clerk, "报表程序", now=now)
    assert revoke_token(engine, token.id, now=now).revoked_at == now
    assert account_by_token(engine, other, now) is None
    assert account_by_token(engine, plain, now) == clerk


def test_revoking_twice_keeps_the_first_moment(engine: Engine, clerk: Account, now: datetime):
    _, token = issue_token(engine, clerk, "报表程序", now=now)
    revoke_token(engine, token.id, now=now)
    assert revoke_token(engine, token.id, now=now + timedelta(days=1)).revoked_at == now
    with pytest.raises(NoSuchToken):
        revoke_token(engine, "no-such-token", now=now)


@pytest.mark.parametrize(
    "offered",
    [
        "",
        "tz_",
        "tz_" + "A" * 43,
        "tz_" + "陈" * 43,
        "tz_" + "\ud800" * 43,
        "x" * 1_000_000,
        "\x00",
    ],
)
def test_whatever_else_is_offered_is_nobodys_token_and_no_error(
    engine: Engine, plain: str, offered: str, now: datetime
):
    assert account_by_token(engine, offered, now) is None


def test_a_token_is_compared_exactly(engine: Engine, plain: str, now: datetime):
    assert account_by_token(engine, plain.swapcase().replace("TZ_", "tz_"), now) is None
    assert account_by_token(engine, plain[:-1] + ("A" if plain[-1] != "A" else "B"), now) is None


def test_an_accounts_tokens_are_listed_oldest_first(engine: Engine, clerk: Account, now: datetime):
    other, _ = add_account(engine, "wu", "office", "440700", "吴", "一二三四五六七八九十", now=now)
    issue_token(engine, other, "别人的", now=now)
    second = issue_token(engine, clerk, "二", now=now + timedelta(days=1))[1]
    first = issue_token(engine, clerk, "一", now=now, days=1)[1]
    assert list(tokens_of(engine, clerk)) == [first, second]
    assert (first.label, first.expires_at) == ("一", datetime(2005, 1, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize("days", [-1, 0, 3651, 10**12])
def test_a_token_lasts_one_day_to_ten_years(
    engine: Engine, clerk: Account, days: int, now: datetime
):
    with pytest.raises(TokenDaysOutOfRange) as refused:
        issue_token(engine, clerk, "程序", now=now, days=days)
    assert refused.value.facts == {"days": days, "longest": 3650}
    assert list(tokens_of(engine, clerk)) == []


def test_a_token_needs_a_label(engine: Engine, clerk: Account, now: datetime):
    with pytest.raises(EntryUnusable):
        issue_token(engine, clerk, " ", now=now)


def test_the_last_use_is_noted_once_an_hour(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    def used_after(minutes: int) -> datetime | None:
        account_by_token(engine, plain, now + timedelta(minutes=minutes))
        return tokens_of(engine, clerk)[0].last_used_at

    assert tokens_of(engine, clerk)[0].last_used_at is None
    assert used_after(0) == now
    assert used_after(59) == now
    assert used_after(60) == now + timedelta(minutes=60)


def test_of_two_uses_at_once_the_first_note_stands(
    engine: Engine, clerk: Account, plain: str, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    alone = tokens.is_good

    def good_while_another_comes(row: AnyRow, at: datetime) -> bool:
        monkeypatch.setattr(tokens, "is_good", alone)
        account_by_token(engine, plain, now + timedelta(seconds=1))
        return alone(row, at)

    monkeypatch.setattr(tokens, "is_good", good_while_another_comes)
    assert account_by_token(engine, plain, now) == clerk
    assert tokens_of(engine, clerk)[0].last_used_at == now + timedelta(seconds=1)


def test_a_refused_token_is_not_noted_as_used(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    account_by_token(engine, plain, now + timedelta(days=31))
    assert tokens_of(engine, clerk)[0].last_used_at is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_token_is_good_while_the_store_is_busy_writing(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    impatient = create_engine(engine.url, connect_args={"timeout": 0})
    with engine.connect() as writer:
        writer.execute(text("BEGIN IMMEDIATE"))
        assert account_by_token(impatient, plain, now) == clerk
        writer.rollback()
    impatient.dispose()
    assert tokens_of(engine, clerk)[0].last_used_at is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_looking_a_token_up_is_one_indexed_question(
    engine: Engine, clerk: Account, plain: str, now: datetime
):
    account_by_token(engine, plain, now)
    asked: list[tuple[str, tuple[str, ...]]] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: asked.append((seen[2], seen[3])))
    account_by_token(engine, plain, now)
    assert len(asked) == 1
    with engine.connect() as connection:
        question, given = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", given).all()
    assert all("USING INDEX" in step[3] for step in plan), plan
