"""Registrations that may be one person, in pairs: kept in memory, and kept up person by person.

Opened, the traits of a registration stand under keys. Every pair that `domain.worker.likeness`
finds alike has a key in common; a key in common is not yet a likeness. So whoever is opened is
compared with those alone who share a key with them (docs/decisions/0035).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Select,
    String,
    Table,
    and_,
    func,
    select,
)

from application.kernel.opened_rows import OPENED, Cells, Opened
from application.kernel.paired_rows import Pairs
from application.kernel.read_model import ID
from application.read_models.likeness import FOLLOWS, SEALED_TRAITS
from domain.kernel.fact import ERASED, LOCKED
from domain.worker.likeness import Traits, likenesses

TRAITS = Table(
    "traits",
    OPENED,
    Column("stream", ID, primary_key=True),
    Column("id_number", String(18), nullable=False),
    Column("name", String(200), nullable=False),
    Column("sounds", String(200), nullable=False),
    Column("birth", Integer, nullable=False),
    Column("phone", String(40), nullable=False),
    sqlite_with_rowid=False,
)
LIKENESS_KEYS = Table(
    "likeness_keys",
    OPENED,
    Column("stream", ID, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
# Those who share a key lie together: finding all pairs is one pass.
Index("ix_likeness_keys_key", LIKENESS_KEYS.c.key, LIKENESS_KEYS.c.stream)
ALIKE = Table(
    "alike",
    OPENED,
    Column("one", ID, primary_key=True),
    Column("other", ID, primary_key=True, index=True),
    Column("likenesses", String(100), nullable=False),
    sqlite_with_rowid=False,
)
"""Each pair once; `likenesses` are told with spaces between."""
_COMPARED = tuple(field.name for field in fields(Traits))


def _opened(rows: Iterable[Cells]) -> Mapping[Table, list[Cells]]:
    compared: list[Cells] = []
    keys: list[Cells] = []
    for stream, text in rows:
        if text in (ERASED, LOCKED):
            continue
        seen = Traits(**orjson.loads(text))
        compared.append((stream, seen.id_number, seen.name, seen.sounds, seen.birth, seen.phone))
        # A key lives as long as the process: those of one hash meet, whatever it is.
        keys += [(stream, key) for key in {hash((seen.sounds, *key)) for key in _met_by(seen)}]
    return {TRAITS: compared, LIKENESS_KEYS: keys}


def _met_by(seen: Traits) -> Iterator[tuple[str, ...]]:
    """A slip in area or sequence leaves the birth date; one in the birth date leaves both others.

    Digits swapped between birth date and sequence leave all around them.
    """
    area, birth, sequence = seen.id_number[:6], seen.id_number[6:14], seen.id_number[14:17]
    yield "born", str(seen.birth)
    yield "born", birth
    if seen.phone:
        yield "phone", seen.phone
    yield "born otherwise", area, sequence
    yield "swapped", area, birth[:-1], sequence[1:]


def _found(memory: Connection, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    found, half = [], len(_COMPARED)
    for one, other, *seen in memory.execute(_sharing_a_key(condition)):
        if alike := likenesses(Traits(*seen[:half]), Traits(*seen[half:])):
            found.append({"one": one, "other": other, "likenesses": " ".join(alike)})
    return found


def _sharing_a_key(condition: ColumnElement[bool]) -> Select[Any]:
    """Every pair of registrations that share a key, with what is compared of both."""
    key = LIKENESS_KEYS.c.key
    shared = select(key).where(condition).group_by(key).having(func.count() > 1)
    one, other = LIKENESS_KEYS.alias("a"), LIKENESS_KEYS.alias("b")
    pairs = (
        select(one.c.stream.label("one"), other.c.stream.label("other"))
        .join(other, and_(other.c.key == one.c.key, other.c.stream > one.c.stream))
        .where(one.c.key.in_(shared))
        .distinct()
        .subquery("pairs")
    )
    asked = select(pairs)
    for which in (pairs.c.one, pairs.c.other):
        seen = TRAITS.alias(f"traits_of_{which.name}")
        compared = (seen.c[name].label(f"{which.name}_{name}") for name in _COMPARED)
        asked = asked.add_columns(*compared).join(seen, seen.c.stream == which)
    return asked


MET = Opened(
    select(SEALED_TRAITS),
    (TRAITS, LIKENESS_KEYS),
    _opened,
    FOLLOWS,
    Pairs(ALIKE, LIKENESS_KEYS, _found),
)
