"""Finding a worker: by name, pinyin, initials, certificate number, phone; one character will do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Date, String, Table, Text, and_, case, or_, select

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.kernel.read_model import METADATA, History, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.name_keys import folded, keys_of
from application.read_models.worker_file import card, shown, status_on, within
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.identity_number import normalised

SEARCH = Table(
    "search",
    METADATA,
    stream_column(),
    Column("sorting", String(200), nullable=False),
    Column("station", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("status_since", Date, nullable=False),
    Column("typed", Text, nullable=False),
)
# Keys stand between bars, so that one pattern finds a whole key and another its beginning.
_BAR = "|"
_LONGEST = 200
_FOUND = ("certificate_no", "registered_on", "unemployed_since")


def search_row(history: History, known: LastKnown) -> dict[str, Any]:
    """Identity numbers are no keys: they are looked up whole, by `FindByNumber`."""
    details = known.worker.details
    name = keys_of(details["name"])
    numbers = map(folded, [*known.certificate_numbers, details.get("phone") or ""])
    keys = dict.fromkeys(key.replace(_BAR, "") for key in (*name.typed, *numbers) if key)
    status, since, _ = known.status()
    return {
        "stream": history[0].stream,
        "sorting": name.sorting,
        "station": known.worker.life.station,
        "status": status,
        "status_since": since,
        "typed": _BAR + _BAR.join(keys) + _BAR,
    }


@dataclass(frozen=True)
class Search(Paged):
    """Cards of the workers that `q` may mean: whole matches, then beginnings, then the rest.

    An empty `q` lists everybody. `stations` are units: a street means its communities too.
    `status` is one of `Status`, `void` or `merged`; those are found as well, and marked.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    q: str
    today: date
    area: str | None = None
    stations: tuple[str, ...] | None = None
    status: str | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        typed = folded(self.q).replace(_BAR, "")
        if len(typed) > _LONGEST:
            return Page([], None)
        c = SEARCH.c
        statement = select(c.stream).where(*self._conditions(sight))
        if not typed:
            found = self.page(sight.connection, statement, c.sorting, c.stream)
        else:
            statement = statement.where(c.typed.contains(typed, autoescape=True))
            found = self.page(sight.connection, statement, _rank(typed), c.sorting, c.stream)
        streams = [row["stream"] for row in found.items]
        return Page(_cards(sight, self.today, streams), found.cursor)

    def _conditions(self, sight: Sight) -> list[ColumnElement[bool]]:
        conditions = [within(SEARCH, self.area, sight.units)]
        if self.stations is not None:
            asked = (within(SEARCH, station, sight.units) for station in self.stations)
            conditions.append(or_(*asked) if self.stations else and_(SEARCH.c.station.is_(None)))
        if self.status is not None:
            conditions.append(status_on(SEARCH, self.today) == self.status)
        return conditions


def _rank(typed: str) -> ColumnElement[int]:
    keys = SEARCH.c.typed
    return case(
        (keys.contains(f"{_BAR}{typed}{_BAR}", autoescape=True), 0),
        (keys.contains(f"{_BAR}{typed}", autoescape=True), 1),
        else_=2,
    )


def _cards(sight: Sight, today: date, streams: Iterable[UUID]) -> list[dict[str, Any]]:
    wanted = list(streams)
    found = card(today, *_FOUND).where(WORKER_FILE.c.stream.in_(wanted))
    cards = {row["worker"]: shown(row) for row in sight.connection.execute(found).mappings()}
    return [cards[stream] for stream in wanted]


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
        number = normalised(self.id_number)
        statement = (
            card(self.today, *_FOUND)
            .where(c.id_number == number, within(WORKER_FILE, self.area, sight.units))
            .order_by(c.void_since.is_not(None), c.merged_into.is_not(None), c.stream)
        )
        return [shown(row) for row in sight.connection.execute(statement).mappings()]
