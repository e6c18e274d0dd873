"""What is done with an account, each act after a last check: passwords and doors."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID

import structlog
from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from interfaces.accounts.accounts import Account
from interfaces.accounts.acts import note_act
from interfaces.accounts.administration import close_account, reopen_account
from interfaces.accounts.errors import AccountError
from interfaces.accounts.passwords import set_password
from interfaces.accounts.sessions import end_sessions
from interfaces.texts import refusal_words
from interfaces.texts.pages import later
from interfaces.web.office.accounts import Administrator, account_page, managed, secret
from interfaces.web.posted import Form
from interfaces.web.visit import Visit

router = APIRouter(include_in_schema=False)


class Check(NamedTuple):
    """`title` heads the last check, `told` says what follows, `button` names the act."""

    title: str
    told: str
    button: str
    grave: bool = False


class Act(NamedTuple):
    """`carry_out` answers with a page of its own, or with None to go back to the account."""

    check: Check
    carry_out: Callable[[Visit, Account], Response | None]


def _new_password(visit: Visit, account: Account) -> Response:
    password = set_password(visit.office.accounts, account.name)
    _sign_out(visit, account)
    return secret(visit, account, visit.words.say("一次性密码"), password or "")


def _sign_out(visit: Visit, account: Account) -> None:
    end_sessions(visit.office.accounts, account, now=visit.tracker.clock.now())


def _disable(visit: Visit, account: Account) -> None:
    above = [unit.code for unit in visit.units.upwards(account.unit)]
    close_account(visit.office.accounts, account, above, now=visit.tracker.clock.now())
    _sign_out(visit, account)


def _enable(visit: Visit, account: Account) -> None:
    reopen_account(visit.office.accounts, account)


ACTS: Mapping[str, Act] = {
    "password": Act(
        Check(
            later("设一次性密码"),
            later(
                "原密码立即作废，已登录的地方全部退出。新密码只显示一次，"
                "请当面交给本人；本人登录后须先改掉。"
            ),
            later("设一次性密码"),
            grave=True,
        ),
        _new_password,
    ),
    "sign-out": Act(
        Check(
            later("全部退出登录"),
            later("此帐号在所有电脑上退出登录，没有保存的内容会丢失。密码不变，可以重新登录。"),
            later("全部退出登录"),
        ),
        _sign_out,
    ),
    "disable": Act(
        Check(
            later("停用帐号"),
            later("此帐号立即不能登录，令牌同时失效。它以前办理的事项保持不变，以后可以再启用。"),
            later("停用帐号"),
            grave=True,
        ),
        _disable,
    ),
    "enable": Act(
        Check(
            later("启用帐号"),
            later(
                "此帐号可以用原来的密码登录，未过期的令牌也重新有效。忘记密码的，请另设一次性密码。"
            ),
            later("启用帐号"),
        ),
        _enable,
    ),
}


@router.get("/accounts/{account_id}/{act}")
def check_act(account_id: UUID, act: str, visit: Administrator) -> Response:
    return check_page(visit, managed(visit, account_id), _act(act).check)


@router.post("/accounts/{account_id}/{act}")
def carry_out_act(posted: Form, account_id: UUID, act: str, visit: Administrator) -> Response:
    account = managed(visit, account_id)
    try:
        answer = _act(act).carry_out(visit, account)
    except AccountError as error:
        words = refusal_words(error.code, error.facts, visit.language)
        return account_page(visit, account, 409, words)
    note(visit, act, account)
    return answer or visit.go(f"/accounts/{account.id}")


def check_page(visit: Visit, account: Account, check: Check, what: str = "") -> Response:
    """The last check of an act on the address that carries it out; `what` is named beside it."""
    return visit.page("office/account_check.html", account=account, check=check, what=what)


def note(visit: Visit, act: str, account: Account) -> None:
    """Who did what with whose account, for the auditor and for the server's own log."""
    now, by = visit.tracker.clock.now(), visit.account.name
    note_act(visit.office.accounts, act, account.name, by=by, now=now)
    log = structlog.get_logger(__name__)
    log.info("account-act", act=act, account=account.name, by=by)


def _act(name: str) -> Act:
    if name not in ACTS:
        raise HTTPException(404)
    return ACTS[name]
