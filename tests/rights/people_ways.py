"""Calls that are about people in more ways than by their place in a path."""

from collections.abc import Iterator

from interfaces.accounts.roles import Permission
from interfaces.web.station.sections import SECTIONS
from tests.rights.calls import (
    REFUSED,
    Call,
    Way,
    holds,
    managed,
)
from tests.rights.cities import Member
from tests.rights.offices import Opened

READ, WRITE, REVIEW = Permission.READ_WORKERS, Permission.WRITE_CASES, Permission.REVIEW_CASES
FIGURES, RULES, FILES = Permission.READ_FIGURES, Permission.SET_RULES, Permission.IMPORT_FILES
ACCOUNTS, UNITS, LOG = Permission.MANAGE_ACCOUNTS, Permission.LOAD_UNITS, Permission.READ_LOG
XLSX, ASKED = "format=xlsx", "as_of=2005-02-28"
TODAY = "2005-03-01"


def compared_with(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """The other registration of a merger is as far away as the one."""
    for one in city.city.people:
        for other in city.city.people:
            may = all(city.city.may_read(member, each) for each in (one, other))
            at = path.replace("{worker}", str(city.workers[one.nth]))
            at = at.replace("{command}", "merge-worker")
            query = f"?into={city.workers[other.nth]}"
            yield Call(at + query, may and holds(member, REVIEW), absent=True)


def paired(permission: Permission) -> Way:
    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for one in city.city.people:
            for other in city.city.people:
                if one.nth != other.nth:
                    may = all(city.city.may_read(member, each) for each in (one, other))
                    at = path.replace("{one}", str(city.workers[one.nth]))
                    at = at.replace("{other}", str(city.workers[other.nth]))
                    yield Call(at, may and holds(member, permission))

    return way


def looked_up(query: str, permission: Permission = READ) -> Way:
    """Somebody looks for each person by all that is known; the answer is by role, not by area."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for person in city.city.people:
            for sought in (person.name, person.phone, person.certificate, person.number):
                if query == "json":
                    number = sought == person.number
                    body = {"id_number": sought} if number else {"q": sought}
                    yield Call(path, holds(member, permission), json=body)
                elif query == "form":
                    yield Call(path, holds(member, permission), form={"q": sought})
                elif sought != person.number:
                    yield Call(f"{path}?{query}={sought}", holds(member, permission))

    return way


def batched(permission: Permission, query: str = "", **typed: str) -> Way:
    """A list that is saved together: a row may be about anybody."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for person in city.city.people:
            may = holds(member, permission) and city.city.may_read(member, person)
            form = {"worker.0": str(city.workers[person.nth]), "command_id.0": "x"}
            yield Call(path + query, may, form={**form, **typed})

    return way


def enrolled(city: Opened, member: Member, path: str) -> Iterator[Call]:
    for person in city.city.people:
        may = holds(member, WRITE) and city.city.may_read(member, person)
        form = {"worker": str(city.workers[person.nth]), "course": "插花", "effective_on": TODAY}
        yield Call(path, may, form={**form, "command_id": "00000000-0000-4000-8000-000000000001"})


def registering(json: bool, told: bool = False) -> Way:
    """Registrations at every unit, with the number of each person who is there already.

    What would follow is `told` for any unit.
    """

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        for person in city.city.people:
            for code in sorted(city.city.units):
                body = {
                    "id_number": person.number,
                    "name": "同名者",
                    "category": "soe_laid_off",
                    "unemployed_since": "2004-12-31",
                    "effective_on": TODAY,
                    "station": code,
                }
                may = holds(member, WRITE)
                reached = may and (told or city.city.may_reach(member, code))
                if json:
                    yield Call(
                        path, reached, json=body, refusals=(REFUSED, 409) if may else (REFUSED,)
                    )
                else:
                    yield Call(path, reached, form=body, refusals=(REFUSED, 409))

    return way


def whole_list(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """What a day brings, for whoever does the work, and for whoever only reads."""
    for section in SECTIONS:
        may = holds(member, READ) and (holds(member, section.right) or not holds(member, WRITE))
        for query in ("", f"?{XLSX}"):
            yield Call(path.replace("{name}", section.name) + query, may, refusals=(403, 404))


def of_writers(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """Urgent access is asked for about anybody; without a reason nothing opens."""
    for worker in city.workers.values():
        yield Call(path.replace("{worker}", str(worker)), holds(member, WRITE))


def ended_access(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """By the auditor, or by whoever manages the account."""
    for other in city.city.members:
        may = holds(member, LOG) or managed(city, member, other)
        at = path.replace("{access_id}", city.accesses[other.nth])
        yield Call(at, may, refusals=(403, 404))


def listed_accounts(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """A unit that the account does not reach narrows nothing, and shows nothing."""
    hidden = [each.name for each in city.city.members if not managed(city, member, each)]
    for code in ("", *sorted(city.city.units)):
        yield Call(f"{path}?unit={code}", holds(member, ACCOUNTS), hides=tuple(hidden))


def opening(city: Opened, member: Member, path: str) -> Iterator[Call]:
    yield Call(path, holds(member, ACCOUNTS))
