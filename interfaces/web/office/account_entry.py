"""What is typed about an account: of a new one, and of one that changes."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from domain.unit.units import UnitUnknown
from interfaces.accounts.accounts import Account, add_account
from interfaces.accounts.acts import note_act
from interfaces.accounts.administration import change_account
from interfaces.accounts.errors import (
    AccountError,
    AccountExists,
    LastAdministrator,
    UnknownRole,
)
from interfaces.texts import refusal_words
from interfaces.web.office.account_rules import roles_to_give, units_to_give
from interfaces.web.office.accounts import Administrator, managed, permissions_of, secret
from interfaces.web.posted import Form
from interfaces.web.visit import Visit

router = APIRouter(include_in_schema=False)

FIELDS = ("name", "display_name", "role", "unit")
CHANGING = FIELDS[1:]
"""The name stays: it stands under everything that the account recorded."""


@router.get("/accounts/open")
def begin_opening(visit: Administrator) -> Response:
    return _draft(visit, dict.fromkeys(FIELDS, ""))


@router.post("/accounts/open")
def open_account(posted: Form, visit: Administrator) -> Response:
    """Open an account and show its first password, this once."""
    values = {name: posted.get(name, "").strip() for name in FIELDS}
    try:
        _require_givable(visit, values)
        now = visit.tracker.clock.now()
        account, password = add_account(visit.office.accounts, **values, now=now)
    except (UnitUnknown, AccountError) as error:
        return _draft(visit, values, error)
    note_act(visit.office.accounts, "open", account.name, by=visit.account.name, now=now)
    return secret(visit, account, visit.words.say("初始密码"), password or "", opened=True)


@router.get("/accounts/{account_id}/change")
def begin_changing(account_id: UUID, visit: Administrator) -> Response:
    account = managed(visit, account_id)
    return _draft(visit, {name: getattr(account, name) for name in FIELDS}, account=account)


@router.post("/accounts/{account_id}/change")
def change(posted: Form, account_id: UUID, visit: Administrator) -> Response:
    """Another role, unit or display name, from the next request on."""
    account = managed(visit, account_id)
    values = {name: posted.get(name, "").strip() for name in CHANGING}
    above = [unit.code for unit in visit.units.upwards(account.unit)]
    try:
        _require_givable(visit, values)
        change_account(visit.office.accounts, account, above, **values)
    except (UnitUnknown, AccountError) as error:
        return _draft(visit, values, error, account)
    now = visit.tracker.clock.now()
    note_act(visit.office.accounts, "change", account.name, by=visit.account.name, now=now)
    return visit.go(f"/accounts/{account.id}")


def _require_givable(visit: Visit, values: dict[str, str]) -> None:
    """Raises `UnknownRole`, `UnitUnknown`, `OutsideArea`."""
    if values["role"] not in roles_to_give(visit):
        raise UnknownRole(role=values["role"])
    visit.caller.require_area(visit.units, visit.units[values["unit"]].code)


def _draft(
    visit: Visit,
    values: dict[str, str],
    error: UnitUnknown | AccountError | None = None,
    account: Account | None = None,
) -> Response:
    """The form of a new account, or of the one that is there."""
    return visit.page(
        "office/account_entry.html",
        422 if error else 200,
        values=values,
        errors=_faults(visit, error) if error else {},
        fields=CHANGING if account else FIELDS,
        account=account,
        roles=[(role, permissions_of(role)) for role in roles_to_give(visit)],
        units=units_to_give(visit),
    )


def _faults(visit: Visit, error: UnitUnknown | AccountError) -> dict[str, str]:
    """The place of the fault, and its words."""
    match error:
        case UnitUnknown():
            return {"unit": visit.words.say("请选择单位。")}
        case UnknownRole():
            return {"role": visit.words.say("请选择角色。")}
        case AccountExists():
            place = "name"
        case LastAdministrator():
            place = "role"
        case _:
            place = str(error.facts.get("field"))
    return {place: refusal_words(error.code, error.facts, visit.language)}
