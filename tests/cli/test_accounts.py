"""`taizhang account` and `taizhang token`."""

import io
import json
from datetime import UTC, datetime

import pytest
import typer
from sqlalchemy import create_engine

from interfaces.accounts.accounts import account_named
from interfaces.accounts.acts import COMMAND_LINE, acts_found
from interfaces.accounts.sessions import open_session, open_sessions
from interfaces.cli import accounts


@pytest.fixture
def chen(taizhang):
    return taizhang("account", "add", "chen", "--role", "clerk", "--unit", "440703002")


def test_a_new_account_gets_a_one_time_password_on_standard_output_alone(taizhang, chen):
    assert chen.exit_code == 0
    assert len(chen.stdout.split()) == 1
    (account,) = json.loads(taizhang("account", "list", "--format", "json").stdout)
    assert (account["name"], account["role"], account["unit"]) == ("chen", "clerk", "440703002")
    assert not any("password" in name for name in account)


def test_a_password_can_be_given(taizhang, chen):
    given = ("account", "set-password", "chen", "--password-stdin")
    assert taizhang(*given, input="a long enough password\n").stdout == ""
    assert taizhang(*given, input="short\n").exit_code == 2


@pytest.mark.parametrize("given", [None, io.BytesIO(b""), io.BytesIO(b"\xc3\xdc" * 9 + b"\n")])
def test_a_password_that_does_not_come_in_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: io.BytesIO | None
):
    """Closed, empty, and what no browser could send."""
    monkeypatch.setattr("sys.stdin", given and io.TextIOWrapper(given, "utf-8", "surrogateescape"))
    with pytest.raises(typer.Exit) as ended:
        accounts.password_given()
    assert ended.value.exit_code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_new_password_and_a_closed_door_end_every_session(here, taizhang, chen):
    """What an operator does about a stolen session."""
    engine = create_engine(f"sqlite:///{here / 'var' / 'taizhang.db'}")
    new = ("set-password", "chen", "--password-stdin")
    for act, given in ((new, "a long enough password\n"), (("disable", "chen"), "")):
        open_session(engine, account_named(engine, "chen"), now=datetime.now(UTC))
        assert taizhang("account", *act, input=given).exit_code == 0
        assert open_sessions(engine, datetime.now(UTC)) == 0
    engine.dispose()


def test_a_token_is_printed_once_listed_and_revoked(taizhang, chen):
    issued = taizhang("token", "issue", "--account", "chen", "--label", "nightly")
    assert issued.stdout.startswith("tz_")
    listed = taizhang("token", "list", "--account", "chen", "--format", "json").stdout
    (token,) = json.loads(listed)
    assert issued.stdout.strip() not in listed
    assert taizhang("token", "revoke", token["id"]).exit_code == 0
    (token,) = json.loads(taizhang("token", "list", "--account", "chen", "--format", "json").stdout)
    assert token["revoked_at"]


def test_a_disabled_account_gets_no_token_until_it_is_enabled(taizhang, chen):
    taizhang("account", "disable", "chen")
    assert taizhang("token", "issue", "--account", "chen").exit_code == 2
    assert taizhang("account", "enable", "chen").exit_code == 0
    assert taizhang("token", "issue", "--account", "chen").exit_code == 0


def test_whoever_goes_elsewhere_keeps_the_account(taizhang, chen):
    def now() -> tuple[str, str, str]:
        (found,) = json.loads(taizhang("account", "list", "--format", "json").stdout)
        return found["role"], found["unit"], found["display_name"]

    assert taizhang("account", "change", "chen", "--unit", "440703005").exit_code == 0
    assert now() == ("clerk", "440703005", "chen")
    assert taizhang("account", "change", "chen", "--role", "reviewer").exit_code == 0
    assert taizhang("account", "change", "CHEN", "--display-name", "陈丽").exit_code == 0
    assert now() == ("reviewer", "440703005", "陈丽")


@pytest.mark.parametrize(
    "arguments",
    [
        ("account", "add", "chen", "--role", "king", "--unit", "440703002"),
        ("account", "add", "chen", "--role", "clerk", "--unit", "999999"),
        ("account", "disable", "nobody"),
        ("account", "enable", "nobody"),
        ("account", "change", "nobody", "--role", "clerk"),
        ("account", "change", "chen", "--role", "king"),
        ("account", "change", "chen", "--unit", "999999"),
        ("account", "change", "chen", "--display-name", ""),
        ("account", "change", "chen"),
        ("token", "issue", "--account", "nobody"),
        ("token", "revoke", "no-such-token"),
        ("token", "revoke", "\udcff"),
    ],
)
def test_a_refusal_is_one_clear_line(taizhang, chen, arguments):
    result = taizhang(*arguments)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_what_is_done_with_accounts_is_noted_for_the_auditor(here, taizhang, chen):
    taizhang("account", "set-password", "chen", "--password-stdin", input="a long enough one\n")
    taizhang("token", "issue", "--account", "chen")
    (token,) = json.loads(taizhang("token", "list", "--account", "chen", "--format", "json").stdout)
    taizhang("token", "revoke", token["id"])
    taizhang("account", "disable", "chen")
    taizhang("account", "enable", "chen")
    taizhang("account", "change", "chen", "--role", "reviewer")
    engine = create_engine(f"sqlite:///{here / 'var' / 'taizhang.db'}")
    acts = acts_found(engine, name="chen")
    engine.dispose()
    assert [act.act for act in acts[::-1]] == [
        *("open", "password", "issue-token", "revoke-token", "disable", "enable", "change")
    ]
    assert {(act.by, act.account) for act in acts} == {(COMMAND_LINE, "chen")}
