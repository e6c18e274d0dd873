"""Who comes in, and what the signature of an endpoint asks of them.

An endpoint says what it asks as a type: `reader: Annotated[Caller, may(Permission.READ_WORKERS)]`.
An endpoint that asks nothing is refused by a test that walks all routes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from starlette.concurrency import run_in_threadpool

from application.kernel.actors import Actor, OutsideArea, Right
from domain.unit.units import UnitTree
from interfaces.accounts.accounts import Account
from interfaces.accounts.roles import CITY_WIDE, ROLE_PERMISSIONS, Permission, Role
from interfaces.accounts.token_memory import TokenMemory
from interfaces.http.office import Office, office_of
from interfaces.http.refusals import PermissionMissing, TooManyFailures, Unauthenticated

_BEARER = HTTPBearer(
    scheme_name="token",
    description="A token of an account: `taizhang token issue --account NAME` prints one.",
    auto_error=False,
)


@dataclass(frozen=True, slots=True)
class Caller:
    """An account at the door. `area` is its part of the city; None is the whole city."""

    account: Account
    request: Request = field(compare=False, repr=False)

    def __post_init__(self) -> None:
        self.request.state.account = self.account

    @property
    def office(self) -> Office:
        return office_of(self.request.app)

    def shows(self, people: int) -> None:
        """Say how many people a list hands out, for the log of looks."""
        self.request.state.people = people

    @property
    def area(self) -> str | None:
        return None if self.account.role in CITY_WIDE else self.account.unit

    @property
    def actor(self) -> Actor:
        """The caller as the ledger knows actors: the rights of its role, in its area."""
        return Actor(self.account.name, self.area, _rights_of(self.account.role))

    def reaches(self, units: UnitTree, unit: str) -> bool:
        return self.area is None or units.covers(self.area, unit)

    def require_area(self, units: UnitTree, unit: str) -> None:
        """Raises `OutsideArea` when the unit is not in the caller's part of the city."""
        if not self.reaches(units, unit):
            raise OutsideArea(area=self.area)


@cache
def _rights_of(role: Role) -> frozenset[Right]:
    held = {permission.value for permission in ROLE_PERMISSIONS[role]}
    return frozenset(right for right in Right if right.value in held)


async def caller_at(request: Request) -> Caller:
    """Raises `Unauthenticated`, or `TooManyFailures` to an address that keeps failing.

    A good token is never turned away for what others at the same address did.
    """
    scheme, shown = get_authorization_scheme_param(request.headers.get("authorization"))
    if scheme.lower() != "bearer" or not shown:
        raise Unauthenticated()
    office = office_of(request.app)
    now = office.tracker.clock.now()
    account = await _account(office.tokens, shown, now)
    if account is None:
        address = request.client.host if request.client else ""
        if office.failures.note(address):
            raise TooManyFailures()
        raise Unauthenticated()
    return Caller(account, request)


async def _caller(
    request: Request,
    _described: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Caller:
    return await caller_at(request)


async def _account(tokens: TokenMemory, plain: str, now: datetime) -> Account | None:
    if tokens.at_once:
        account, use_is_due = tokens.account(plain, now)
    else:
        account, use_is_due = await tokens.account_soon(plain, now)
    if use_is_due:
        await run_in_threadpool(tokens.note_use, plain, now)
    return account


@dataclass(frozen=True, slots=True)
class Asks:
    """The dependency behind `may`: lets in whoever has the permission."""

    permission: Permission

    async def __call__(self, caller: Annotated[Caller, Depends(_caller)]) -> Caller:
        if not caller.account.may(self.permission):
            role = caller.account.role
            raise PermissionMissing(permission=self.permission.value, role=role.value)
        return caller


def may(permission: Permission) -> Any:
    """Ask for a permission in the signature of an endpoint."""
    return Depends(Asks(permission))


def public(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Say of an endpoint that it answers anybody."""
    endpoint.is_public = True  # type: ignore[attr-defined]
    return endpoint


def takes_file(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Say of an endpoint at a fixed path that a body of it may be as large as a file."""
    endpoint.takes_file = True  # type: ignore[attr-defined]
    return endpoint
