"""`taizhang token`: how programs come in."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from interfaces.cli.accounts import book, note, show_all
from interfaces.cli.output import Format, FormatOption, OutputOption

tokens = typer.Typer(no_args_is_help=True, help="Bearer tokens for programs: issue, revoke, list.")

AccountOption = Annotated[str, typer.Option("--account", help="The name of the account.")]


@tokens.command(epilog="Example: taizhang token issue --account chen --label nightly")
def issue(
    account: AccountOption,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "command line",
    days: Annotated[int, typer.Option(help="For how many days it is good.")] = 90,
) -> None:
    """Print a new token; it cannot be shown again."""
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.tokens import issue_token

    with book() as engine:
        whose = account_named(engine, account)
        plain, token = issue_token(engine, whose, label, now=datetime.now(UTC), days=days)
        note(engine, "issue-token", whose.name)
    print(f"token {token.id}, good until {token.expires_at.isoformat()}", file=sys.stderr)
    print(plain)


@tokens.command(epilog="Example: taizhang token revoke 5b6f3c1e-…")
def revoke(token: Annotated[str, typer.Argument(help="The id of the token.")]) -> None:
    """Stop a token at once."""
    from interfaces.accounts.administration import account_by_id
    from interfaces.accounts.tokens import revoke_token

    with book() as engine:
        revoked = revoke_token(engine, token, now=datetime.now(UTC))
        note(engine, "revoke-token", account_by_id(engine, revoked.account_id).name)


@tokens.command("list", epilog="Example: taizhang token list --account chen")
def list_tokens(
    account: AccountOption, form: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """Show the tokens of an account, good or not; never the tokens themselves."""
    from interfaces.accounts.accounts import account_named
    from interfaces.accounts.tokens import tokens_of

    with book() as engine:
        found = [asdict(token) for token in tokens_of(engine, account_named(engine, account))]
    headings = ("id", "label", "created_at", "expires_at", "revoked_at", "last_used_at")
    show_all("Tokens", headings, found, form, output)
