"""Looking for a person: what was typed, what it found, and what can be done with it then."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from application.kernel.answering.paging import HIGHEST_LIMIT
from application.read_models.last_known import MERGED, VOID
from application.read_models.search import MOST_FOUND, FindByNumber, Search
from domain.certificate.certificates import Standing
from domain.kernel.identity_number import IdentityNumberInvalid
from domain.worker.vocabulary import Category, Status
from interfaces.texts import refusal_words
from interfaces.web.forms.layouts import ON_A_CASE
from interfaces.web.forms.typed import identity_number_in, number_typed
from interfaces.web.visit import Visit

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": (*(status.value for status in Status), MERGED, VOID),
    "category": tuple(category.value for category in Category),
    "standing": tuple(standing.value for standing in Standing),
}
"""What a search may be narrowed to, by the field that says it."""
A_PAGE = 20
MOST_EXPORTED = 5_000
_PERSONAL = re.compile(r"[0-9]{6}", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `then` is the command that they mean to carry out on the person.

    `asked` is false where nothing was asked yet, and nobody is listed.
    """

    q: str = ""
    status: str = ""
    category: str = ""
    standing: str = ""
    unit: str = ""
    then: str = ""
    asked: bool = False

    @classmethod
    def read(cls, visit: Visit, given: Mapping[str, str], everybody: bool = True) -> "Wanted":
        """An empty box asks for `everybody`, or for nobody. Raises `UnitUnknown`, `OutsideArea`."""
        unit = given.get("unit", "")
        if unit:
            visit.units[unit]
            visit.caller.require_area(visit.units, unit)
        narrowed = {
            name: _one_of(values, given.get(name, "")) for name, values in CHOICES.items()
        } | {"unit": unit}
        q = given.get("q", "").strip()
        asked = bool(q or any(narrowed.values()) or (everybody and "q" in given))
        return cls(q, then=_one_of(ON_A_CASE, given.get("then", "")), asked=asked, **narrowed)

    @property
    def number(self) -> str:
        """The identity number that was typed; empty where it is something else."""
        return identity_number_in(self.q)

    @property
    def may_be_in_an_address(self) -> bool:
        """Not so the digits of identity numbers, certificates and phones: browsers keep those."""
        return not _PERSONAL.search(number_typed(self.q))

    @property
    def fields(self) -> dict[str, str]:
        """What was chosen, as a form or an address says it."""
        given = {name: value for name, value in asdict(self).items() if name != "asked" and value}
        return {"q": self.q, **given} if self.asked else given

    @property
    def register_with(self) -> dict[str, str]:
        """The fields of a registration that the typed words fill."""
        if self.number:
            return {"id_number": self.number}
        if _HAN.search(self.q):
            return {"name": self.q}
        digits = number_typed(self.q)
        return {"phone": digits} if digits.isdecimal() else {}

    @property
    def choices(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Each list to narrow by: its name, what is chosen in it, and its values."""
        return [(name, getattr(self, name), values) for name, values in CHOICES.items()]

    def search(
        self,
        visit: Visit,
        limit: int = A_PAGE,
        cursor: str | None = None,
        counted: bool = False,
    ) -> Search:
        return Search(
            self.q,
            visit.today,
            visit.area,
            (self.unit,) if self.unit else None,
            self.status or None,
            Category(self.category) if self.category else None,
            Standing(self.standing) if self.standing else None,
            counted,
            limit=limit,
            cursor=cursor or None,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cards; `total` counts those of all pages. `wrong` says why a number is none.

    Of `many` no more is told than that there are so many, and not all are listed.
    """

    people: list[dict[str, Any]]
    total: int
    cursor: str | None = None
    wrong: str = ""
    many: bool = False


def found(visit: Visit, wanted: Wanted, cursor: str = "") -> Found | None:
    """Who it may be; None where nothing was asked. Raises `CursorInvalid`."""
    if not wanted.asked:
        return None
    wrong = ""
    if wanted.number:
        try:
            people = visit.ask(FindByNumber(wanted.number, visit.today, visit.area))
        except IdentityNumberInvalid as invalid:
            people, wrong = [], refusal_words(invalid.code, invalid.facts, visit.language)
        if people:
            return Found(people, len(people))
    search = wanted.search(visit, cursor=cursor, counted=True)
    page = visit.ask(search)
    total = page.total or 0
    many = bool(search.typed) and total > MOST_FOUND
    return Found(page.items, total, page.cursor, "" if page.items else wrong, many)


def everybody_found(visit: Visit, wanted: Wanted) -> list[dict[str, Any]]:
    """The cards of all pages, up to `MOST_EXPORTED`."""
    if wanted.number:
        return (found(visit, wanted) or Found([], 0)).people
    people: list[dict[str, Any]] = []
    cursor: str | None = None
    while len(people) < MOST_EXPORTED:
        page = visit.ask(wanted.search(visit, HIGHEST_LIMIT, cursor))
        people += page.items
        cursor = page.cursor
        if cursor is None:
            break
    return people[:MOST_EXPORTED]


def _one_of(allowed: tuple[str, ...], value: str) -> str:
    return value if value in allowed else ""
