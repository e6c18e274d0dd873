"""Any city: units with an end and a successor, accounts of every role, people of every fate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from domain.unit.units import STATION_LEVELS, Level, Unit
from interfaces.accounts.roles import CITY_WIDE, ROLE_PERMISSIONS, Permission, Role
from tests.oracle.book import identity_number

CITY = "440700"
FATES = ("registered", "transferred", "merged", "closed", "void")
ENDED_ON = date(2004, 12, 31)
_SURNAMES = "赵钱孙李周吴郑王"
Line = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """`station` is where the person was registered, `to` where a transfer ended."""

    nth: int
    station: str
    fate: str
    to: str

    @property
    def number(self) -> str:
        return identity_number("1953-03-15", "male", 10 + self.nth)

    @property
    def name(self) -> str:
        return f"{_SURNAMES[self.nth]}某{'甲乙丙丁戊己庚辛'[self.nth]}"

    @property
    def personal(self) -> tuple[str, ...]:
        """What nobody outside may ever read."""
        return self.name, self.number, self.phone, self.address, self.certificate, self.noted

    @property
    def phone(self) -> str:
        return f"1390750{self.nth}{self.nth}{self.nth}7"

    @property
    def address(self) -> str:
        return f"石湾里{self.nth}巷{self.nth}号"

    @property
    def certificate(self) -> str:
        return f"4407030400009{self.nth}"

    @property
    def noted(self) -> str:
        return f"病历{self.nth}号"

    @property
    def last_station(self) -> str:
        return self.to if self.fate == "transferred" else self.station


@dataclass(frozen=True)
class Member:
    """An account: its name is that of the role with a number."""

    nth: int
    role: Role
    unit: str

    @property
    def name(self) -> str:
        return f"{self.role}{self.nth}"


@dataclass(frozen=True)
class City:
    units: Mapping[str, Unit]
    members: Sequence[Member]
    people: Sequence[Person]

    def lies_in(self, code: str, area: str) -> bool:
        """By the parents alone, independently of the code that is tested."""
        place: str | None = code
        while place is not None and place != area:
            place = self.units[place].parent
        return place == area

    def may_reach(self, member: Member, unit: str) -> bool:
        return member.role in CITY_WIDE or self.lies_in(unit, member.unit)

    def may_read(self, member: Member, person: Person) -> bool:
        reads = Permission.READ_WORKERS in ROLE_PERMISSIONS[member.role]
        return reads and self.may_reach(member, person.last_station)

    def history(self) -> Iterator[Line]:
        for person in self.people:
            yield _registered(person)
            yield from _lived(person)
        for person in self.people:
            yield from _fated(person, self.people[(person.nth + 1) % len(self.people)])


def _registered(person: Person) -> Line:
    return {
        "command": "register-worker",
        "effective_on": "2003-10-08",
        "id_number": person.number,
        "name": person.name,
        "category": "soe_laid_off",
        "unemployed_since": "2003-09-30",
        "station": person.station,
        "phone": person.phone,
        "household_address": person.address,
        "note": person.noted,
    }


def _lived(person: Person) -> Iterator[Line]:
    """A life that stands in as many lists as a life can."""
    yield _told(person, "apply-for-certificate", "2004-02-01")
    if person.nth % 2:
        number = {"certificate_no": person.certificate}
        yield _told(person, "issue-certificate", "2004-02-10", **number)
    yield _told(person, "enrol-in-training", "2004-03-01", course="家政", hours=100)
    if person.nth % 3:
        yield _told(person, "start-employment", "2005-01-10", kind="flexible", employer="散工")
        yield _told(person, "record-follow-up", "2005-02-01", outcome="at_work")
    else:
        yield _told(person, "apply-for-assistance", "2004-05-01")


def _fated(person: Person, other: Person) -> Iterator[Line]:
    on = "2005-02-20"
    if person.fate == "transferred" and person.to != person.station:
        yield _told(person, "transfer-case", on, to_station=person.to)
    elif person.fate == "closed":
        yield _told(person, "close-case", on, reason="wish_withdrawn")
    elif person.fate == "void":
        yield _told(person, "void-registration", on, reason="entered_in_error")
    elif person.fate == "merged" and other.fate not in ("merged", "void"):
        yield _told(person, "merge-worker", on, into=other.number)


def _told(person: Person, command: str, on: str, **fields: Any) -> Line:
    return {"command": command, "worker": person.number, "effective_on": on, **fields}


@st.composite
def cities(draw: st.DrawFn, acting: Role) -> City:
    """A city with an account that acts, one of each role beside it, and four people."""
    any_of = draw(st.randoms(use_true_random=True))
    units = {unit.code: unit for unit in _units(any_of)}
    codes = sorted(units)
    members = [Member(nth, role, any_of.choice(codes)) for nth, role in enumerate((acting, *Role))]
    stations = [code for code in codes if units[code].level in STATION_LEVELS]
    standing = [code for code in stations if units[code].valid_until is None]
    people = [
        Person(nth, any_of.choice(stations), any_of.choice(FATES), any_of.choice(standing))
        for nth in range(4)
    ]
    return City(units, members, people)


def _units(any_of: Random) -> Iterator[Unit]:
    """Two or three counties; the first street never ends, and others may go into it."""
    yield Unit(code=CITY, name="某市", level=Level.CITY)
    first = f"{CITY[:4]}03001"
    for county in range(3, any_of.choice((5, 6))):
        code = f"{CITY[:4]}{county:02}"
        yield Unit(code=code, name=f"第{county}区", level=Level.COUNTY, parent=CITY)
        for street in range(1, any_of.choice((2, 3, 4))):
            below = f"{code}{street:03}"
            yield _street(below, code, first if below != first and any_of.random() < 0.4 else None)
            for nth in range(any_of.choice((0, 1, 2))):
                yield Unit(
                    code=f"{below}{101 + nth}", name=f"居{nth}", level=Level.COMMUNITY, parent=below
                )


def _street(code: str, parent: str, successor: str | None) -> Unit:
    return Unit(
        code=code,
        name=f"街{code}",
        level=Level.STREET,
        parent=parent,
        valid_until=ENDED_ON if successor else None,
        successor=successor,
    )
