"""Marks: what each person leaves in an answer, and the cells that they are counted into.

An indicator on people says once, as a select of marks, who counts where and why. Its cells and
the people behind a cell are both drawn from that select, so a recount gives the cell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import cast as sql_cast

from application.indicators.switches import ALL
from application.indicators.units import Rollup, groups_of
from domain.kernel.identity_number import Sex

YOUNGER, OLDER, ONLY_OLDER = range(3)
"""A mark of a person who is not yet older, of one who is, and one that only the older groups
count: reaching the age."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of an answer. `column` is a mark or a sum of marks."""

    unit: str
    group: str
    column: str
    category: str = ALL


@dataclass(frozen=True, slots=True)
class Behind:
    """One count of a cell: a worker, by which facts of the case file, counted as which mark."""

    worker: UUID
    station: str
    sex: str
    older: bool
    counted_as: str
    fact_versions: tuple[int, ...]


def mark(
    name: ColumnElement[str] | str,
    person: Any,
    older: ColumnElement[bool] | int,
    facts: Sequence[ColumnElement[Any]],
    category: ColumnElement[str] | str = ALL,
    other: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """A select of marks. `person` has the columns stream, station and sex.

    `facts` are up to three versions. `other` is the other station of a move: within one unit a
    move is none.
    """
    age = literal(older) if isinstance(older, int) else case((older, OLDER), else_=YOUNGER)
    shown = [*facts, *[null()] * (3 - len(facts))]
    return select(
        person.stream.label("stream"),
        (literal(name) if isinstance(name, str) else name).label("mark"),
        person.station.label("station"),
        sql_cast(null() if other is None else other, String(12)).label("other"),
        person.sex.label("sex"),
        sql_cast(age, Integer).label("older"),
        (literal(category) if isinstance(category, str) else category).label("category"),
        *(sql_cast(fact, Integer).label(f"fact_{n}") for n, fact in enumerate(shown)),
    )


def together(marks: Iterable[Select[Any]]) -> FromClause:
    return union_all(*marks).subquery("marks")


Tally = dict[tuple[str, str, str], Counter[str]]
"""Counts of marks by (unit, group, category)."""


def counted(connection: Connection, marks: FromClause) -> Sequence[Any]:
    """How often each mark was left, by all that decides into which cells it is counted."""
    m = marks.c
    by = (m.mark, m.station, m.other, m.sex, m.older, m.category)
    return connection.execute(select(*by, func.count()).group_by(*by)).all()


def tallied(marks: Iterable[Any], rollup: Rollup) -> Tally:
    """Count the marks, as `counted` has them, into the rows of an answer."""
    # Many stations stand in the same rows: they are put together before they are spread out.
    alike: Counter[tuple[str, tuple[str, ...], str, int, str]] = Counter()
    units = _Places(rollup)
    for name, station, other, sex, older, category, count in marks:
        alike[name, units.of(station, other), sex, older, category] += count
    tally: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (name, above, sex, older, category), count in alike.items():
        for key in product(above, _groups(sex, older), {ALL, category}):
            tally[key][name] += count
    return tally


class _Places:
    """The units in whose rows a mark counts, remembered by its stations."""

    def __init__(self, rollup: Rollup) -> None:
        self.rollup = rollup
        self.found: dict[tuple[str, str | None], tuple[str, ...]] = {}

    def of(self, station: str, other: str | None) -> tuple[str, ...]:
        key = (station, other)
        if key not in self.found:
            inside = self.rollup.rows_above(other) if other else ()
            above = self.rollup.rows_above(station)
            self.found[key] = tuple(unit for unit in above if unit not in inside)
        return self.found[key]


def _groups(sex: str, older: int) -> tuple[str, ...]:
    groups = groups_of(sex, older != YOUNGER)
    return groups[2:] if older == ONLY_OLDER else groups


def behind(
    connection: Connection, marks: FromClause, names: Sequence[str], rollup: Rollup, cell: Cell
) -> list[Behind]:
    """The counts of a cell whose column adds up the marks of `names`, in a total order."""
    m = marks.c
    tree = rollup.tree
    stations = [code for code in tree.units if cell.unit in rollup.rows_above(code)]
    found = connection.execute(
        select(marks)
        .where(
            m.mark.in_(names),
            m.station.in_(stations),
            or_(m.other.is_(None), m.other.not_in(stations)),
            m.category == cell.category if cell.category != ALL else true(),
            _in_group(m, cell.group),
        )
        .order_by(m.station, m.stream, m.mark, m.fact_0)
    )
    return [
        Behind(row.stream, row.station, row.sex, row.older != YOUNGER, row.mark, _versions(row))
        for row in found
    ]


def _versions(row: Any) -> tuple[int, ...]:
    facts = (row.fact_0, row.fact_1, row.fact_2)
    return tuple(dict.fromkeys(fact for fact in facts if fact is not None))


def _in_group(m: Any, group: str) -> ColumnElement[bool]:
    wanted = (OLDER, ONLY_OLDER) if group.startswith("older") else (YOUNGER, OLDER)
    sex = group.removeprefix("older").removeprefix("_")
    of_sex = m.sex == sex if sex in tuple(Sex) else true()
    return and_(m.older.in_(wanted), of_sex)


def shown_counts(counts: Mapping[str, int], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The columns of a row: each the sum of its marks."""
    return {name: sum(counts.get(m, 0) for m in marks) for name, marks in columns.items()}
