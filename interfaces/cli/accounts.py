"""`taizhang account` and `taizhang token`: who may come in by the web and the API."""

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

accounts = typer.Typer(no_args_is_help=True, help="Accounts: add, list, disable, set-password.")
tokens = typer.Typer(no_args_is_help=True, help="Bearer tokens for programs: issue, revoke, list.")

Name = Annotated[str, typer.Argument(help="The name to log in with.")]
AccountOption = Annotated[str, typer.Option("--account", help="The name of the account.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


@contextmanager
def _book() -> Iterator["Engine"]:
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
        _note(engine, "open", account.name)
    _print_once(one_time)


@accounts.command("list", epilog="Example: taizhang account list --format json")
def list_accounts(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the accounts, disabled ones among them."""
    with _book() as engine:
        found = [asdict(account) for account in _all(engine)]
    _show("Accounts", ("name", "display_name", "role", "unit", "disabled_at"), found, form, output)


@accounts.command(epilog="Example: taizhang account disable chen")
def disable(name: Name) -> None:
    """Close the door to an account: its password, sessions and tokens stop at once."""
    from interfaces.accounts.accounts import disable_account
    from interfaces.accounts.sessions import end_sessions

    with _book() as engine:
        account = disable_account(engine, name, now=datetime.now(UTC))
        end_sessions(engine, account, now=datetime.now(UTC))
        _note(engine, "disable", account.name)


@accounts.command("set-password", epilog="Example: taizhang account set-password chen")
def set_password(name: Name, password_stdin: FromInput = False) -> None:
    """Give an account a new password: a one-time one, printed, unless it is given.

    Whoever is signed in is signed out.
    """
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.passwords import set_password as put
    from interfaces.accounts.sessions import end_sessions

    with _book() as engine:
        one_time = put(engine, name, password_given() if password_stdin else None)
        account = account_named(engine, name)
        end_sessions(engine, account, now=datetime.now(UTC))
        _note(engine, "password", account.name)
    _print_once(one_time)


@tokens.command(epilog="Example: taizhang token issue --account chen --label nightly")
def issue(
    account: AccountOption,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "command line",
    days: Annotated[int, typer.Option(help="For how many days it is good.")] = 90,
) -> None:
    """Print a new token; it cannot be shown again."""
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.tokens import issue_token

    with _book() as engine:
        whose = account_named(engine, account)
        plain, token = issue_token(engine, whose, label, now=datetime.now(UTC), days=days)
        _note(engine, "issue-token", whose.name)
    print(f"token {token.id}, good until {token.expires_at.isoformat()}", file=sys.stderr)
    print(plain)


@tokens.command(epilog="Example: taizhang token revoke 5b6f3c1e-…")
def revoke(token: Annotated[str, typer.Argument(help="The id of the token.")]) -> None:
    """Stop a token at once."""
    from interfaces.accounts.administration import account_by_id
    from interfaces.accounts.tokens import revoke_token

    with _book() as engine:
        revoked = revoke_token(engine, token, now=datetime.now(UTC))
        _note(engine, "revoke-token", account_by_id(engine, revoked.account_id).name)


@tokens.command("list", epilog="Example: taizhang token list --account chen")
def list_tokens(
    account: AccountOption, form: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """Show the tokens of an account, good or not; never the tokens themselves."""
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.tokens import tokens_of

    with _book() as engine:
        found = [asdict(token) for token in tokens_of(engine, account_named(engine, account))]
    headings = ("id", "label", "created_at", "expires_at", "revoked_at", "last_used_at")
    _show("Tokens", headings, found, form, output)


def _note(engine: "Engine", act: str, account: str) -> None:
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


def _show(
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
