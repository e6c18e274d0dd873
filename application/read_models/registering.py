"""What is to be known before somebody is registered: what the number tells, and who is there."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from application.kernel.answering.query import Sight
from application.read_models.name_keys import folded
from application.read_models.search_keys import BAR, SEARCH, with_number
from application.read_models.worker_file import alive, card, shown
from application.read_models.worker_row import WORKER_FILE
from domain.kernel import identity_number
from domain.kernel.calendar import age_on, reaches_age_on, ymd
from domain.kernel.identity_number import IdentityNumberInvalid, Sex
from domain.policy.book import PolicyBook

_MOST_ALIKE = 5
_SAID_ELSEWHERE = ("station", "registered_on")
"""What may be told of a person of another area, so that the case can be asked for."""


@dataclass(frozen=True, slots=True)
class NumberTells:
    """`older_on` is the birthday on which the person becomes, or became, 大龄."""

    id_number: str
    sex: Sex
    birth: date
    age: int
    older_age: int
    older_on: date
    older: bool


@dataclass(frozen=True, slots=True)
class Known:
    """`held` is the card of who has the number, `alike` are cards of the same name and birth.

    Of people outside the area only the station and the day of registration are told.
    """

    told: NumberTells
    held: dict[str, Any] | None
    alike: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class BeforeRegistering:
    """An identity number of 15 or 18 digits, and a name where there is one, on a day.

    Raises `IdentityNumberInvalid`.
    """

    id_number: str
    name: str
    on: date
    area: str | None = None

    def answer(self, sight: Sight) -> Known:
        told = number_tells(self.id_number, self.on, sight.rules.policy)
        c = WORKER_FILE.c
        held = self._cards(sight, with_number(sight, told.id_number), c.void_since.is_(None))
        alike = self._alike(sight, told) if self.name else []
        return Known(told, held[0] if held else None, alike)

    def _alike(self, sight: Sight, told: NumberTells) -> list[dict[str, Any]]:
        name, c = folded(self.name).replace(BAR, ""), SEARCH.c
        asked = select(c.stream).where(
            alive(SEARCH),
            c.typed.startswith(f"{BAR}{name}{BAR}", autoescape=True),
            c.birth == ymd(told.birth),
            c.id_number != told.id_number,
        )
        with sight.people() as people:
            called = list(people.scalars(asked))
        return self._cards(sight, called)

    def _cards(
        self, sight: Sight, streams: list[UUID], *conditions: ColumnElement[bool]
    ) -> list[dict[str, Any]]:
        statement = (
            card(self.on, "registered_on")
            .where(WORKER_FILE.c.stream.in_(streams), *conditions)
            .order_by(WORKER_FILE.c.merged_into.is_not(None), WORKER_FILE.c.stream)
            .limit(_MOST_ALIKE)
        )
        return [self._told(sight, row) for row in sight.connection.execute(statement).mappings()]

    def _told(self, sight: Sight, row: Any) -> dict[str, Any]:
        if self.area is None or sight.units.covers(self.area, row["station"]):
            return shown(row)
        return {name: row[name] for name in _SAID_ELSEWHERE}


def number_tells(number: str, on: date, policy: PolicyBook) -> NumberTells:
    """Raises `IdentityNumberInvalid`, also for somebody who is not born yet on the day."""
    number = identity_number.normalised(number)
    sex, birth = identity_number.sex(number), identity_number.birth_date(number)
    if birth > on:
        raise IdentityNumberInvalid(problem="date")
    years = policy.number(f"older_{sex}", on)
    older_on = reaches_age_on(birth, years)
    return NumberTells(number, sex, birth, age_on(birth, on), years, older_on, older_on <= on)
