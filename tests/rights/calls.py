"""A call of a route by somebody, and the kinds of calls: about a person, a unit, an account."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from interfaces.accounts.roles import CITY_WIDE, ROLE_PERMISSIONS, Permission
from tests.rights.cities import CITY, Member
from tests.rights.offices import Opened

REFUSED, ABSENT = 403, 404


@dataclass(frozen=True)
class Call:
    """`may` is what the rules say. `refusals` are the statuses that refuse it, where it may not.

    `absent` where there may be nothing to show, `hides` what else must not be told.
    """

    path: str
    may: bool = True
    form: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[int, ...] = (REFUSED,)
    absent: bool = False
    hides: tuple[str, ...] = ()

    @property
    def sent(self) -> str:
        return f"{self.path} {self.form} {self.json}"


Way = Callable[[Opened, Member, str], Iterator[Call]]
"""How a route is called: in a city, by somebody, on its path."""


def holds(member: Member, permission: Permission) -> bool:
    return permission in ROLE_PERMISSIONS[member.role]


def plain(permission: Permission, *more: str, others: tuple[Permission, ...] = ()) -> Way:
    """A page or list that names nobody: it is shown by role, `more` are its other queries."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        may = any(holds(member, each) for each in (permission, *others))
        for query in ("", *more):
            yield Call(f"{path}?{query}" if query else path, may)

    return way


def everybody(*_: object) -> Iterator[Call]:
    """A page of every account, about itself."""
    yield Call(str(_[2]))


def of_person(
    permission: Permission, *more: str, place: str = "worker", post: Mapping[str, str] | None = None
) -> Way:
    """About the person in the path. A certificate or application may not be there at all."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for person in city.city.people:
            may = holds(member, permission) and city.city.may_read(member, person)
            at = path.replace(f"{{{place}}}", str(city.workers[person.nth]))
            for query in ("", *more):
                where = f"{at}?{query}" if query else at
                yield Call(where, may, form=post or {}, absent=True)

    return way


def of_unit(permission: Permission, query: str = "", post: Mapping[str, str] | None = None) -> Way:
    """About a unit, in the path or as `unit` of the query."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for code in sorted(city.city.units):
            may = holds(member, permission) and city.city.may_reach(member, code)
            in_path = "{unit}" in path
            asked = query if in_path else f"{query}&{urlencode({'unit': code})}".lstrip("&")
            where = path.replace("{unit}", code)
            yield Call(f"{where}?{asked}" if asked else where, may, form=post or {}, absent=True)

    return way


def managed(city: Opened, member: Member, other: Member) -> bool:
    """A role that reaches the whole city is beyond whoever manages a part of it."""
    in_reach = city.city.may_reach(member, other.unit)
    given = other.role not in CITY_WIDE or member.unit == CITY
    return holds(member, Permission.MANAGE_ACCOUNTS) and in_reach and given


def of_account(*acts: str, post: Mapping[str, str] | None = None) -> Way:
    """About another account."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for other in city.city.members:
            if other.nth == member.nth:
                continue
            may = managed(city, member, other)
            at = path.replace("{account_id}", city.accounts[other.nth].id)
            at = at.replace("{token_id}", city.tokens[other.nth])
            for act in acts or ("",):
                where = at.replace("{act}", act)
                yield Call(where, may, form=post or {}, refusals=(REFUSED, ABSENT))

    return way


def of_upload(own: bool, post: Mapping[str, str] | None = None) -> Way:
    """About a file that somebody brought: to be seen in the area, to be worked on by its owner."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for other in city.city.members:
            may = holds(member, Permission.IMPORT_FILES)
            may &= city.city.may_reach(member, other.unit)
            may &= not own or other.nth == member.nth
            at = path.replace("{upload_id}", city.uploads[other.nth])
            yield Call(at, may, form=post or {}, absent=True)

    return way


def several(*ways: Way) -> Way:
    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for each in ways:
            yield from each(city, member, path)

    return way


def replaced(name: str, values: tuple[str, ...], way: Way) -> Way:
    """The route once for each value of a place of its path."""

    def every(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for value in values:
            yield from way(city, member, path.replace(f"{{{name}}}", value))

    return every
