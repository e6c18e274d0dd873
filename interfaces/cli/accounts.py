"""`taizhang account`: who may come in by the web and the API."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import account_book, ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show

if TYPE_CHECKING:
    from sqlalchemy import Engine

accounts = typer.Typer(
    no_args_is_help=True, help="Accounts: add, list, change, disable, enable, set-password."
)

Name = Annotated[str, typer.Argument(help="The name to log in with.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


@contextmanager
def book() -> Iterator["Engine"]:
    with ledger(new=True) as opened, account_book(opened) as engine:
        yield engine


@accounts.command(epilog="Example: taizhang account add chen --role clerk --unit 440703002")
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="clerk, reviewer, office, auditor or admin.")],
    unit: Annotated[str, typer.Option(help="The code of the unit whose people it works on.")],
    display_name: Annotated[str | None, typer.Option(help="The name that others see.")] = None,
    password_stdin: FromInput = False,
) -> None:
    """Open an account. Without a password one is made up and printed, this once."""
    from interfaces.accounts.accounts import add_account

    with ledger(new=True) as opened, account_book(opened) as engine:
        code = opened.rules.units[unit].code
        password = password_given() if password_stdin else None
        account, one_time = add_account(
            engine, name, role, code, display_name or name, password, now=datetime.now(UTC)
        )
        note(engine, "open", account.name)
    _print_once(one_time)


@accounts.command("list", epilog="Example: taizhang account list --format json")
def list_accounts(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the accounts, disabled ones among them."""
    with book() as engine:
        found = [asdict(account) for account in _all(engine)]
    show_all(
        "Accounts", ("name", "display_name", "role", "unit", "disabled_at"), found, form, output
    )


@accounts.command(epilog="Example: taizhang account disable chen")
def disable(name: Name) -> None:
    """Close the door to an account: its password, sessions and tokens stop at once."""
    from interfaces.accounts.accounts import disable_account
    from interfaces.accounts.sessions import end_sessions

    with book() as engine:
        account = disable_account(engine, name, now=datetime.now(UTC))
        end_sessions(engine, account, now=datetime.now(UTC))
        note(engine, "disable", account.name)


@accounts.command(epilog="Example: taizhang account enable chen")
def enable(name: Name) -> None:
    """Let an account in again, with its password as it was; unexpired tokens are good again."""
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.administration import reopen_account

    with book() as engine:
        account = account_named(engine, name)
        reopen_account(engine, account)
        note(engine, "enable", account.name)


@accounts.command(epilog="Example: taizhang account change chen --unit 440703005")
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="The new role.")] = None,
    unit: Annotated[str | None, typer.Option(help="The code of the new unit.")] = None,
    display_name: Annotated[str | None, typer.Option(help="The new name that others see.")] = None,
) -> None:
    """Give an account another role, unit or display name; it holds from the next request on.

    What was recorded before stays as it was.
    """
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.administration import change_account

    if role is unit is display_name is None:
        raise fail("nothing to change: give --role, --unit or --display-name")
    with ledger(new=True) as opened, account_book(opened) as engine:
        code = None if unit is None else opened.rules.units[unit].code
        account = account_named(engine, name)
        change_account(engine, account, display_name=display_name, role=role, unit=code)
        note(engine, "change", account.name)


@accounts.command("set-password", epilog="Example: taizhang account set-password chen")
def set_password(name: Name, password_stdin: FromInput = False) -> None:
    """Give an account a new password: a one-time one, printed, unless it is given.

    Whoever is signed in is signed out.
    """
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.passwords import set_password as put
    from interfaces.accounts.sessions import end_sessions

    with book() as engine:
        one_time = put(engine, name, password_given() if password_stdin else None)
        account = account_named(engine, name)
        end_sessions(engine, account, now=datetime.now(UTC))
        note(engine, "password", account.name)
    _print_once(one_time)


def note(engine: "Engine", act: str, account: str) -> None:
    """For the auditor."""
    from interfaces.accounts.acts import COMMAND_LINE, note_act

    note_act(engine, act, account, by=COMMAND_LINE, now=datetime.now(UTC))


def _all(engine: "Engine") -> Iterator[Any]:
    from interfaces.accounts.accounts import LARGEST_PAGE
    from interfaces.accounts.accounts import accounts as page_of

    after: str | None = None
    while page := page_of(engine, after=after):
        yield from page
        if len(page) < LARGEST_PAGE:
            return
        after = page[-1].name


def show_all(
    title: str, headings: tuple[str, ...], found: list[dict[str, Any]], form: Format, output: Any
) -> None:
    rows = [[each[name] for name in headings] for each in found]
    documents = [{name: each[name] for name in headings} for each in found]
    show(Answer(title, headings, rows, documents), form, output)


def password_given() -> str:
    """The line on standard input, which may be closed or of other characters than browsers send."""
    line = sys.stdin.buffer.readline().rstrip(b"\r\n") if sys.stdin else b""
    if not line:
        raise fail("no password came in on standard input")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise fail("the password on standard input is not in UTF-8") from None


def _print_once(one_time: str | None) -> None:
    if one_time is not None:
        print("one-time password, to be changed at the first log-in:", file=sys.stderr)
        print(one_time)
