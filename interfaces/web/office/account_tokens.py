"""The tokens of an account: issued, shown once, revoked."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from interfaces.accounts.accounts import Account
from interfaces.accounts.errors import AccountError
from interfaces.accounts.tokens import Token, issue_token, revoke_token, tokens_of
from interfaces.texts import refusal_words
from interfaces.texts.pages import later
from interfaces.web.office.account_acts import Check, check_page, note
from interfaces.web.office.accounts import Administrator, account_page, managed, secret
from interfaces.web.posted import Form
from interfaces.web.visit import Visit

router = APIRouter(include_in_schema=False)

REVOKING = Check(
    later("作废令牌"),
    later("用此令牌的程序立即不能再取数据。作废以后不能恢复，需要时另发一个。"),
    later("作废令牌"),
    grave=True,
)


@router.post("/accounts/{account_id}/tokens")
def issue(posted: Form, account_id: UUID, visit: Administrator) -> Response:
    """Issue a token for a program and show it, this once."""
    account = managed(visit, account_id)
    try:
        plain, token = issue_token(
            visit.office.accounts,
            account,
            posted.get("label", ""),
            now=visit.tracker.clock.now(),
            days=_days(posted.get("days", "").strip()),
        )
    except AccountError as error:
        words = refusal_words(error.code, error.facts, visit.language)
        return account_page(visit, account, 422, words)
    note(visit, "issue-token", account)
    return secret(visit, account, visit.words.say("令牌“{label}”", label=token.label), plain)


@router.get("/accounts/{account_id}/tokens/{token_id}")
def check_revoking(account_id: UUID, token_id: UUID, visit: Administrator) -> Response:
    account = managed(visit, account_id)
    return check_page(visit, account, REVOKING, _token(visit, account, token_id).label)


@router.post("/accounts/{account_id}/tokens/{token_id}")
def revoke(posted: Form, account_id: UUID, token_id: UUID, visit: Administrator) -> Response:
    account = managed(visit, account_id)
    token = _token(visit, account, token_id)
    revoke_token(visit.office.accounts, token.id, now=visit.tracker.clock.now())
    note(visit, "revoke-token", account)
    return visit.go(f"/accounts/{account.id}")


def _token(visit: Visit, account: Account, token_id: UUID) -> Token:
    """Raises 404 for a token of another account, or of none."""
    for token in tokens_of(visit.office.accounts, account):
        if token.id == str(token_id):
            return token
    raise HTTPException(404)


def _days(typed: str) -> int:
    """0, which no token may have, for what is no number of days."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 5 else 0
