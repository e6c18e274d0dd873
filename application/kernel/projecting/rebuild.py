"""Rebuilding read models into fresh tables, and proving that live equals rebuilt."""

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    MetaData,
    Table,
    inspect,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable
from sqlalchemy.sql.elements import quoted_name

from application.kernel.alone import REBUILDING, alone
from application.kernel.log.packing import Recorded
from application.kernel.log.register import STREAMS_AT_ONCE
from application.kernel.projecting.checkpoints import CHECKPOINTS
from application.kernel.projecting.filling import fill
from application.kernel.projecting.projected import gathered
from application.kernel.projecting.projector import Progress, Projector, batched
from application.kernel.projecting.read_model import History, ReadModel
from application.kernel.projecting.store import Store

_ASKED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A stream whose rows are not what its facts say. Counts are rows."""

    table: str
    stream: str
    missing: int
    surplus: int


def rebuild(
    projector: Projector, models: Sequence[ReadModel], progress: Progress | None = None
) -> int:
    """Rebuild models beside the live ones and swap them in; return the position reached.

    Readers and writers go on meanwhile; what was recorded during the rebuild is projected
    before the swap, in the transaction of the swap. Whoever rebuilds the same ledger at the same
    time waits: fresh tables that are there already are of somebody who was stopped.
    """
    with alone(projector.store.database, REBUILDING):
        return _rebuild(projector, models, progress or _untold)


def _rebuild(projector: Projector, models: Sequence[ReadModel], progress: Progress) -> int:
    fresh = {table: _fresh(table) for model in models for table in model.tables}
    upto = projector.register.position()
    with projector.store.writing() as connection:
        _drop_left(connection, fresh)
        for table in fresh.values():
            connection.execute(CreateTable(table))
    names = {live.name: table.name for live, table in fresh.items()}
    fill(projector, models, names, upto, progress)
    _index(projector.store, fresh.values())
    with projector.store.writing() as connection:
        _swap(projector.store, connection, fresh)
        for model in models:
            connection.execute(
                update(CHECKPOINTS)
                .where(CHECKPOINTS.c.name == model.name)
                .values(version=model.version, position=upto)
            )
        all_is_done = False
        while not all_is_done:
            upto, all_is_done = projector.project(connection)
    projector.take_statistics()
    return upto


def _index(store: Store, tables: Iterable[Table]) -> None:
    """A table each transaction; on a server several side by side."""

    def index(table: Table) -> None:
        with store.apart() as connection:
            for each in table.indexes:
                connection.execute(CreateIndex(each))

    with ThreadPoolExecutor(store.writers) as pool:
        list(pool.map(index, tables))


def _drop_left(connection: Connection, live: Iterable[Table]) -> None:
    names = {table.name for table in live}
    for name in inspect(connection).get_table_names():
        of, _, mark = name.rpartition("_")
        if of in names and re.fullmatch("[0-9a-f]{8}", mark):
            connection.execute(text(f"DROP TABLE {name}"))


def _swap(store: Store, connection: Connection, fresh: dict[Table, Table]) -> None:
    store.before_exchange(connection, fresh.values())
    for live, table in fresh.items():
        connection.execute(DropTable(live, if_exists=True))
        connection.execute(text(f"ALTER TABLE {table.name} RENAME TO {live.name}"))


def _fresh(live: Table) -> Table:
    mark = secrets.token_hex(4)
    table = live.to_metadata(MetaData(), name=f"{live.name}_{mark}")
    for index in table.indexes:
        index.name = quoted_name(f"{index.name}_{mark}", quote=None)
    return table


def _untold(_: int) -> None:
    pass


def verify(
    projector: Projector, models: Sequence[ReadModel], progress: Progress | None = None
) -> list[Difference]:
    """Replay the log and compare, stream by stream, with the live rows at their position."""
    differences: list[Difference] = []
    with projector.store.reading() as connection:
        upto = min(connection.scalars(select(CHECKPOINTS.c.position)), default=0)
        counted: Counter[str] = Counter()
        for histories in batched(projector.register.streams(upto), STREAMS_AT_ONCE):
            for model in models:
                differences += _compared(connection, model, histories, counted)
            if progress:
                progress(sum(map(len, histories)))
        for table in (table for model in models for table in model.tables):
            surplus = connection.scalar(text(f"SELECT count(*) FROM {table.name}")) or 0
            if surplus > counted[table.name]:
                differences.append(Difference(table.name, "*", 0, surplus - counted[table.name]))
    return differences


def _live(
    connection: Connection,
    model: ReadModel,
    table: Table,
    histories: Sequence[History],
    expected: Sequence[dict[str, Any]],
) -> Iterator[tuple[Any, ...]]:
    """The rows about some streams, found by what the table is found by."""
    key: ColumnElement[Any] = table.c.stream
    wanted: list[Any] = [history[0].stream for history in histories]
    if model.rows_after:
        key = tuple_(*table.primary_key)
        wanted = [tuple(row[each.name] for each in table.primary_key) for row in expected]
    for some in batched(wanted, _ASKED_AT_ONCE):
        yield from map(tuple, connection.execute(select(table).where(key.in_(some))))


def _compared(
    connection: Connection,
    model: ReadModel,
    histories: Sequence[Sequence[Recorded]],
    counted: Counter[str],
) -> Iterable[Difference]:
    followed = [h for h in histories if any(isinstance(r.fact, model.follows) for r in h)]
    expected = gathered(map(model.rows_of, followed))
    for table in model.tables:
        told = expected.get(table, [])
        live = Counter(_live(connection, model, table, followed, told))
        counted[table.name] += live.total()
        names = [column.name for column in table.columns]
        wanted = Counter(tuple(row.get(name) for name in names) for row in told)
        of = itemgetter(names.index("stream"))
        for stream in {of(row) for row in (live - wanted) + (wanted - live)}:
            missing = sum(n for row, n in (wanted - live).items() if of(row) == stream)
            surplus = sum(n for row, n in (live - wanted).items() if of(row) == stream)
            yield Difference(table.name, str(stream), missing, surplus)
