"""What makes of the rows about a stream as they stand those that are to stand.

A row that is replaced leaves a dead one behind on a server, and in every index an entry; one that
is changed where it stands mostly does not. So only what is another is written.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter, ne
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table

from application.kernel.keys.personal_text import is_personal
from application.kernel.projecting.read_model import Rows
from application.kernel.projecting.written_rows import (
    Names,
    Pair,
    remove_rows,
    remove_single_rows,
    update_rows,
    update_single_rows,
    write_rows,
)

Row = tuple[Any, ...]
Cells = dict[str, Any]


class Changes(NamedTuple):
    """`found_by` are the columns by which rows that go or change are found."""

    found_by: Names
    removed: Sequence[Row]
    altered: Sequence[tuple[Row, Row]]
    added: Sequence[Row]


def changes(
    table: Table, names: Names, before: Sequence[Row], after: Sequence[Row]
) -> Changes | None:
    """Of rows with cells of these names; None where those that go cannot be told from others."""
    gone, new = list(before), []
    for row in after:
        if row in gone:
            gone.remove(row)
        else:
            new.append(row)
    found_by = _found_by(table)
    key = itemgetter(*map(names.index, found_by))
    keys = [key(row) for row in before] if gone else []
    if any(keys.count(key(row)) > 1 for row in gone):
        return None
    altered = [*_under_one_key(gone, new, key), *_most_alike(gone, new)]
    return Changes(found_by, gone, altered, new)


def other_cells(names: Names, before: Row, after: Row) -> Names:
    """The columns in which a row is another now."""
    return tuple(compress(names, map(ne, before, after)))


class Writing:
    """Changes of many streams, to be written together."""

    def __init__(self) -> None:
        self._gone: defaultdict[Table, list[UUID]] = defaultdict(list)
        self._removed: defaultdict[tuple[Table, Names], list[Cells]] = defaultdict(list)
        self._alone: defaultdict[tuple[Table, Names], list[Cells]] = defaultdict(list)
        self._altered: defaultdict[tuple[Table, Names, Names], list[Pair]] = defaultdict(list)
        self._added: Rows = {}

    def exchange(
        self,
        table: Table,
        stream: UUID,
        before: Sequence[Row] | None,
        rows: list[Cells],
        after: Sequence[Row],
    ) -> None:
        """From rows about a stream to others, which are told by name and as they are compared.

        `before` is None where those that are there are not known.
        """
        if before == after:
            return
        if before and len(before) == len(rows) == 1:
            cells = other_cells(tuple(rows[0]), before[0], after[0])
            self._alone[table, cells].append(rows[0])
            return
        if before and rows and self._change(table, before, rows[0], after):
            return
        if before != []:
            self._gone[table].append(stream)
        if rows:
            self._added.setdefault(table, []).extend(rows)

    def _change(
        self, table: Table, before: Sequence[Row], first: Cells, after: Sequence[Row]
    ) -> bool:
        names = tuple(first)
        found = changes(table, names, before, after)
        if found is None:
            return False

        def named(row: Row) -> Cells:
            return dict(zip(names, row, strict=True))

        for old in found.removed:
            self._removed[table, found.found_by].append(named(old))
        for old, row in found.altered:
            cells = other_cells(names, old, row)
            self._altered[table, cells, found.found_by].append((named(old), named(row)))
        if found.added:
            self._added.setdefault(table, []).extend(map(named, found.added))
        return True

    def carry_out(self, connection: Connection) -> None:
        """What goes first, so that nothing takes the key of what still stands."""
        for table, streams in self._gone.items():
            remove_rows(connection, table, streams)
        for (table, found_by), rows in self._removed.items():
            remove_single_rows(connection, table, found_by, rows)
        for (table, cells), rows in self._alone.items():
            update_rows(connection, table, cells, rows)
        for (table, cells, found_by), pairs in self._altered.items():
            update_single_rows(connection, table, cells, found_by, pairs)
        for table, rows in self._added.items():
            write_rows(connection, table, rows)


def _under_one_key(
    gone: list[Row], new: list[Row], key: Callable[[Row], Any]
) -> list[tuple[Row, Row]]:
    """First of all, so that no row ever takes the key of one that still stands."""
    pairs = []
    for old in tuple(gone):
        row = next((row for row in new if key(row) == key(old)), None)
        if row:
            gone.remove(old)
            new.remove(row)
            pairs.append((old, row))
    return pairs


def _most_alike(gone: list[Row], new: list[Row]) -> list[tuple[Row, Row]]:
    pairs = []
    while gone and new:
        old = gone.pop(0)
        row = min(new, key=lambda row: sum(map(ne, old, row)))
        new.remove(row)
        pairs.append((old, row))
    return pairs


@lru_cache(maxsize=256)
def _found_by(table: Table) -> Names:
    """A key, or all that is comparable where it lies."""
    key = tuple(column.name for column in table.primary_key)
    return key or tuple(column.name for column in table.columns if not is_personal(column))
