"""Finding a worker: by name, pinyin, initials, certificate number, phone; one character will do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    union,
)

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.name_keys import folded
from application.read_models.search_keys import BAR, SEARCH, TEXT, with_number
from application.read_models.worker_file import card, cards, shown, standing_on, status_on, within
from application.read_models.worker_row import WORKER_FILE
from domain.certificate.certificates import Standing
from domain.kernel.identity_number import normalised
from domain.unit.units import STATION_LEVELS, UnitTree
from domain.worker.vocabulary import Category

MOST_FOUND = 1_000
"""Who looks for more than these has to type more."""
_ENOUGH = MOST_FOUND + 1
_LONGEST = 200
ON_RESULT = ("certificate_no", "registered_on", "unemployed_since")
"""What the card of somebody found shows beside that of every list."""


@dataclass(frozen=True)
class Search(Paged):
    """Cards of the workers that `q` may mean: whole matches, then beginnings, then the rest.

    An empty `q` lists everybody. `stations` are units: a street means its communities too.
    `status` is one of `Status`, `void` or `merged`; those are found as well, and marked.
    `counted` has the page tell how many there are on all pages together. Of more than `MOST_FOUND`
    who have the typed words no more is told: the total is one more, and not all need be listed.
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
            if self.typed:
                found = self._found(people, self._meant(conditions, few=self._few(sight.units)))
            else:
                found = self._everybody(people, conditions)
        streams = [row["stream"] for row in found.items]
        return Page(cards(sight, self.today, streams, *ON_RESULT), found.cursor, found.total)

    def _everybody(
        self, people: Connection, conditions: Sequence[ColumnElement[bool]]
    ) -> Page[RowMapping]:
        """All would be put aside to be counted: counting them by itself is quicker."""
        c = SEARCH.c
        found = self.page(people, select(c.stream).where(*conditions), c.sorting, c.stream)
        if not self.counted:
            return found
        asked = select(func.count()).select_from(SEARCH).where(*conditions)
        return replace(found, total=people.scalar(asked))

    def _found(self, people: Connection, meant: CTE) -> Page[RowMapping]:
        """They are put aside once, for the page and to be counted."""
        c = meant.c
        asked, counted = select(c.stream), select(func.count()).select_from(meant)
        if self.counted:
            asked = asked.add_columns(counted.scalar_subquery().label("total"))
        found = self.page(people, asked, c.rank, c.sorting, c.stream)
        if not self.counted:
            return found
        total = found.items[0]["total"] if found.items else people.scalar(counted)
        return replace(found, total=min(int(total or 0), _ENOUGH))

    def _meant(self, conditions: Sequence[ColumnElement[bool]], *, few: bool) -> CTE:
        """Whom the words may mean. `few` are looked through one by one.

        To be counted, no more than can be told are looked for: whole words, and then what has the
        words anywhere, or where no index tells that, begins with them, and then the rest.
        """
        c, typed = SEARCH.c, self.typed
        asked = select(c.stream, c.sorting, _rank(typed).label("rank")).where(*conditions)
        anywhere = None if few else TEXT.anywhere(asked, typed)
        if few or not self.counted:
            return (asked if anywhere is None else anywhere).cte("found")
        whole = TEXT.words(asked, typed).where(_has(f"{BAR}{typed}{BAR}")).limit(_ENOUGH)
        if anywhere is not None:
            return union(*map(_put_aside, (whole, anywhere.limit(_ENOUGH)))).cte("found")
        begins = _has(f"{BAR}{typed}")
        begun = TEXT.beginnings(asked, typed).where(begins).limit(_ENOUGH).cte("begun")
        missing = _ENOUGH - select(func.count()).select_from(begun).scalar_subquery()
        rest = asked.where(not_(begins)).limit(func.max(0, missing))
        return union(*map(_put_aside, (whole, rest)), select(begun)).cte("found")

    def _few(self, units: UnitTree) -> bool:
        """A street's people are found by its index, and what else narrows leaves few of many who
        have the words: one would go through all of these."""
        of = (self.area,) if self.stations is None else self.stations
        narrowed = (self.status, self.category, self.standing)
        return narrowed != (None, None, None) or all(
            unit is not None and units[unit].level in STATION_LEVELS for unit in of
        )

    def _conditions(self, sight: Sight) -> list[ColumnElement[bool]]:
        """What all rows of the answer satisfy, whatever page they stand on."""
        conditions = [within(SEARCH, self.area, sight.units)]
        if self.typed:
            conditions.append(_has(self.typed))
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


def _put_aside(asked: Select[Any]) -> Select[Any]:
    return select(asked.subquery())


def _rank(typed: str) -> ColumnElement[int]:
    return case((not_(_has(f"{BAR}{typed}")), 2), (_has(f"{BAR}{typed}{BAR}"), 0), else_=1)


def _has(words: str) -> ColumnElement[bool]:
    return func.instr(SEARCH.c.typed, words) > 0


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
