"""The accounts of an area: listed and looked at."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from interfaces.accounts.accounts import Account
from interfaces.accounts.administration import Listed, Wanted, accounts_found
from interfaces.accounts.errors import NoSuchAccount
from interfaces.accounts.roles import ROLE_PERMISSIONS, Permission, Role
from interfaces.accounts.sessions import sessions_of
from interfaces.accounts.tokens import tokens_of
from interfaces.accounts.urgent import LASTS, urgent_accesses
from interfaces.texts.pages import later
from interfaces.web.office.account_rules import (
    account_managed,
    roles_to_give,
    units_managed,
    units_to_give,
)
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Administrator = Annotated[Visit, sees(Permission.MANAGE_ACCOUNTS)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]

A_PAGE = 50
MOST_EXPORTED = 100_000
STATES = {"open": (False, later("使用中")), "disabled": (True, later("已停用"))}


@router.get("/accounts")
def accounts(
    visit: Administrator,
    q: str = "",
    role: str = "",
    unit: str = "",
    state: str = "",
    page: Page = 1,
    format: str = "",
) -> Response:
    """The accounts that the administrator manages, those among them that are sought."""
    wanted = _wanted(visit, q.strip(), role, unit, state)
    first, limit = (0, MOST_EXPORTED) if format == "xlsx" else ((page - 1) * A_PAGE, A_PAGE)
    found, total = accounts_found(visit.office.accounts, wanted, first=first, limit=limit)
    if format == "xlsx":
        table = _table(visit, found)
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    asked = {"q": q, "role": role, "unit": unit, "state": state}
    return visit.page(
        "office/accounts.html",
        found=found,
        total=total,
        asked=asked,
        query=urlencode({name: value for name, value in asked.items() if value}),
        roles=roles_to_give(visit),
        units=units_to_give(visit),
        states=STATES,
        page=page,
        pages=max(1, -(-total // A_PAGE)),
    )


@router.get("/accounts/{account_id}")
def account(account_id: UUID, visit: Administrator) -> Response:
    """Who it is, what it may do, where it is signed in, and its tokens."""
    return account_page(visit, managed(visit, account_id))


def managed(visit: Visit, account_id: UUID) -> Account:
    """Raises `OutsideArea`, and 404."""
    try:
        return account_managed(visit, str(account_id))
    except NoSuchAccount:
        raise HTTPException(404) from None


def account_page(
    visit: Visit, account: Account, status: int = 200, refusal: str | None = None
) -> Response:
    now = visit.tracker.clock.now()
    return visit.page(
        "office/account.html",
        status,
        account=account,
        permissions=permissions_of(account.role),
        sessions=sessions_of(visit.office.accounts, account, now),
        tokens=tokens_of(visit.office.accounts, account),
        urgent=urgent_accesses(visit.office.accounts, account=account, since=now - LASTS),
        now=now,
        refusal=refusal,
    )


def permissions_of(role: Role) -> list[Permission]:
    """In the order in which they are named."""
    return [each for each in Permission if each in ROLE_PERMISSIONS[role]]


def secret(
    visit: Visit, account: Account, title: str, shown: str, *, opened: bool = False
) -> Response:
    """What nobody can be shown again; no browser keeps the page."""
    page = visit.page(
        "office/account_secret.html", account=account, title=title, shown=shown, opened=opened
    )
    page.headers["Cache-Control"] = "no-store"
    return page


def _wanted(visit: Visit, sought: str, role: str, unit: str, state: str) -> Wanted:
    roles = [each for each in roles_to_give(visit) if role in ("", each.value)]
    units = units_managed(visit)
    if unit in visit.units and visit.caller.reaches(visit.units, unit):
        units = visit.units.below(unit)
    disabled = STATES[state][0] if state in STATES else None
    return Wanted(units, roles, sought, disabled)


def _table(visit: Visit, found: Sequence[Listed]) -> Table:
    say, field, moment = visit.words.say, visit.words.field, visit.words.moment
    heads = [say("帐号"), field("display_name"), field("role"), field("unit")]
    heads += [say("状态"), say("开设时间"), say("最后使用")]
    rows = [
        Row(
            [
                each.account.name,
                each.account.display_name,
                visit.words.word(each.account.role),
                visit.place(each.account.unit),
                say(_state(each.account)),
                moment(each.account.created_at),
                moment(each.last_seen_at) or None,
            ]
        )
        for each in found
    ]
    return Table(say("用户一览表"), list(map(Column, heads)), rows, language=visit.language)


def _state(account: Account) -> str:
    _, words = STATES["disabled" if account.disabled_at else "open"]
    return words
