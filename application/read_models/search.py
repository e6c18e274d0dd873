"""Finding a worker: by name, pinyin, initials, certificate number, phone; one character will do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    case,
    func,
    or_,
    select,
)

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.read_models.name_keys import folded
from application.read_models.search_keys import BAR, SEARCH, with_number
from application.read_models.worker_file import card, cards, shown, standing_on, status_on, within
from application.read_models.worker_row import WORKER_FILE
from domain.certificate.certificates import Standing
from domain.kernel.identity_number import normalised
from domain.worker.vocabulary import Category

_LONGEST = 200
ON_RESULT = ("certificate_no", "registered_on", "unemployed_since")
"""What the card of somebody found shows beside that of every list."""


@dataclass(frozen=True)
class Search(Paged):
    """Cards of the workers that `q` may mean: whole matches, then beginnings, then the rest.

    An empty `q` lists everybody. `stations` are units: a street means its communities too.
    `status` is one of `Status`, `void` or `merged`; those are found as well, and marked.
    `counted` has the page tell how many there are on all pages together.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    q: str
    today: date
    area: str | None = None
    stations: tuple[str, ...] | None = None
    status: str | None = None
    category: Category | None = None
    standing: Standing | None = None
    counted: bool = False

    @property
    def typed(self) -> str:
        return folded(self.q).replace(BAR, "")

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        if len(self.typed) > _LONGEST:
            return Page([], None, 0)
        conditions = self._conditions(sight)
        with sight.people() as people:
            found = self._found(people, conditions)
            total = self._total(people, conditions, found) if self.counted else None
        streams = [row["stream"] for row in found.items]
        return Page(cards(sight, self.today, streams, *ON_RESULT), found.cursor, total)

    def _found(
        self, people: Connection, conditions: Sequence[ColumnElement[bool]]
    ) -> Page[RowMapping]:
        """What was typed is looked for in the words of everybody: once, also where it is counted.

        Where nothing was typed, all would be put aside to be counted: counting them by itself is
        quicker.
        """
        c = SEARCH.c
        if not self.typed:
            return self.page(people, select(c.stream).where(*conditions), c.sorting, c.stream)
        rank = _rank(self.typed).label("rank")
        found = select(c.stream, c.sorting, rank).where(*conditions).cte("found")
        asked = select(found.c.stream)
        if self.counted:
            counted = select(func.count()).select_from(found).scalar_subquery()
            asked = asked.add_columns(counted.label("total"))
        return self.page(people, asked, found.c.rank, found.c.sorting, found.c.stream)

    def _total(
        self,
        people: Connection,
        conditions: Sequence[ColumnElement[bool]],
        found: Page[RowMapping],
    ) -> int:
        if self.cursor is None and found.cursor is None:
            return len(found.items)
        if self.typed and found.items:
            return int(found.items[0]["total"])
        return people.scalar(select(func.count()).select_from(SEARCH).where(*conditions)) or 0

    def _conditions(self, sight: Sight) -> list[ColumnElement[bool]]:
        """What all rows of the answer satisfy, whatever page they stand on."""
        conditions = [within(SEARCH, self.area, sight.units)]
        if self.typed:
            conditions.append(func.instr(SEARCH.c.typed, self.typed) > 0)
        if self.stations is not None:
            asked = (within(SEARCH, station, sight.units) for station in self.stations)
            conditions.append(or_(*asked) if self.stations else and_(SEARCH.c.station.is_(None)))
        if self.status is not None:
            conditions.append(status_on(SEARCH, self.today) == self.status)
        if self.category is not None:
            conditions.append(SEARCH.c.category == self.category)
        if self.standing is not None:
            conditions.append(standing_on(SEARCH, self.today) == self.standing)
        return conditions


def _rank(typed: str) -> ColumnElement[int]:
    keys = SEARCH.c.typed
    return case(
        (func.instr(keys, f"{BAR}{typed}") == 0, 2),
        (func.instr(keys, f"{BAR}{typed}{BAR}") > 0, 0),
        else_=1,
    )


@dataclass(frozen=True, slots=True)
class FindByNumber:
    """Cards of the workers with an identity number of 15 or 18 digits: one at most is live.

    Raises `IdentityNumberInvalid`.
    """

    id_number: str
    today: date
    area: str | None = None

    def answer(self, sight: Sight) -> list[dict[str, Any]]:
        c = WORKER_FILE.c
        numbered = with_number(sight, normalised(self.id_number))
        statement = (
            card(self.today, *ON_RESULT)
            .where(c.stream.in_(numbered), within(WORKER_FILE, self.area, sight.units))
            .order_by(c.void_since.is_not(None), c.merged_into.is_not(None), c.stream)
        )
        return [shown(row) for row in sight.connection.execute(statement).mappings()]
