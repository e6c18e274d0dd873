"""Commands: by programs, and on the pages that carry them out."""

from collections.abc import Iterator, Mapping
from typing import Any

from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.web.forms.layouts import ON_A_CASE
from tests.rights.calls import Call, Way, holds, of_person
from tests.rights.cities import Member, Person
from tests.rights.offices import Opened
from tests.rights.people_ways import RULES, TODAY
from tests.use_cases.test_void_and_merge import EVERY_COMMAND_ON_A_CASE
from tests.use_cases.words import ERASING, unmerged

BODIES: Mapping[str, Mapping[str, Any]] = {
    line["command"]: {name: value for name, value in line.items() if name != "command"}
    for line in (*EVERY_COMMAND_ON_A_CASE, unmerged(on=TODAY), *ERASING)
}
STALE = {"If-Match": '"9999"'}
"""A command that may reach the case is refused as stale, and nothing is written."""


def right_of(command: str) -> Permission:
    return Permission(HANDLERS[command].right.value)


def commanded(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """The command of the path on everybody, by a program."""
    command = path.rpartition("/")[2]
    for person in city.city.people:
        may = holds(member, right_of(command)) and city.city.may_read(member, person)
        for other in city.city.people:
            body = _body(city, command, person, other)
            both = may and (not _two(command) or city.city.may_read(member, other))
            yield Call(path, both, json=body, headers={} if may and not both else STALE)
            if not _two(command):
                break


def _two(command: str) -> bool:
    return bool({"into", "other"} & set(BODIES[command]))


def _body(city: Opened, command: str, person: Person, other: Person) -> dict[str, Any]:
    body = {**BODIES[command], "effective_on": TODAY, "worker": str(city.workers[person.nth])}
    for name in {"into", "other"} & set(body):
        body[name] = str(city.workers[other.nth])
    if "to_station" in body:
        body["to_station"] = person.to
    return body


def formed(city: Opened, member: Member, path: str) -> Iterator[Call]:
    """The page of every command on a case, which asks for the right of the command."""
    for command in ON_A_CASE:
        at = path.replace("{command}", command)
        yield from of_person(right_of(command))(city, member, at)


def ruled(body: Mapping[str, Any]) -> Way:
    """A rule of the whole city; for a unit where the body names one."""

    def way(city: Opened, member: Member, path: str) -> Iterator[Call]:
        yield Call(path, holds(member, RULES), json={**body, "effective_on": TODAY})

    return way
