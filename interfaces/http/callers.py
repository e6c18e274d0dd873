"""Who comes in, and what the signature of an endpoint asks of them.

An endpoint says what it asks as a type: `reader: Annotated[Caller, may(Permission.READ_WORKERS)]`.
An endpoint that asks nothing is refused by a test that walks all routes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.kernel.actors import Actor, OutsideArea, Right
from domain.unit.units import UnitTree
from interfaces.accounts.accounts import Account
from interfaces.accounts.roles import CITY_WIDE, ROLE_PERMISSIONS, Permission
from interfaces.accounts.tokens import account_by_token
from interfaces.http.office import Here
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

    def shows(self, people: int) -> None:
        """Say how many people a list hands out, for the log of looks."""
        self.request.state.people = people

    @property
    def area(self) -> str | None:
        return None if self.account.role in CITY_WIDE else self.account.unit

    @property
    def actor(self) -> Actor:
        """The caller as the ledger knows actors: the rights of its role, in its area."""
        held = {permission.value for permission in ROLE_PERMISSIONS[self.account.role]}
        rights = frozenset(right for right in Right if right.value in held)
        return Actor(self.account.name, self.area, rights)

    def reaches(self, units: UnitTree, unit: str) -> bool:
        return self.area is None or units.covers(self.area, unit)

    def require_area(self, units: UnitTree, unit: str) -> None:
        """Raises `OutsideArea` when the unit is not in the caller's part of the city."""
        if not self.reaches(units, unit):
            raise OutsideArea(area=self.area)


def _caller(
    request: Request,
    office: Here,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Caller:
    """Raises `Unauthenticated`, or `TooManyFailures` to an address that keeps failing.

    A good token is never turned away for what others at the same address did.
    """
    if shown is None:
        raise Unauthenticated()
    now = office.tracker.clock.now()
    account = account_by_token(office.accounts, shown.credentials, now)
    if account is None:
        address = request.client.host if request.client else ""
        if office.failures.note(address):
            raise TooManyFailures()
        raise Unauthenticated()
    return Caller(account, request)


@dataclass(frozen=True, slots=True)
class Asks:
    """The dependency behind `may`: lets in whoever has the permission."""

    permission: Permission

    def __call__(self, caller: Annotated[Caller, Depends(_caller)]) -> Caller:
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
