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
    select,
)

from application.kernel.people.opened_rows import OPENED, Cells, Opened
from application.kernel.people.paired_rows import Pairs
from application.kernel.projecting.read_model import ID
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
        keys += [(stream, key) for key in {hash((seen.sounds, *key)) for key in met_by(seen)}]
    return {TRAITS: compared, LIKENESS_KEYS: keys}


def met_by(seen: Traits) -> Iterator[tuple[str, ...]]:
    """A slip in area or sequence leaves the birth date. One in the birth date leaves both others,
    and its year or all behind the first digit of its month.

    Digits swapped between birth date and sequence leave all around them.
    """
    area, birth, sequence = seen.id_number[:6], seen.id_number[6:14], seen.id_number[14:17]
    yield "born", str(seen.birth)
    yield "born", birth
    if seen.phone:
        yield "phone", seen.phone
    for left in (birth[:4], birth[5:]):
        yield "born otherwise", area, left, sequence
    yield "swapped", area, birth[:-1], sequence[1:]


def _found(memory: Connection, condition: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    half = len(_COMPARED)
    for one, other, *seen in memory.execute(_compared(condition)):
        if alike := likenesses(Traits(*seen[:half]), Traits(*seen[half:])):
            yield {"one": one, "other": other, "likenesses": " ".join(alike)}


def _compared(condition: ColumnElement[bool]) -> Select[Any]:
    """Every two who share a key, with what is compared of both; two who share several, by each."""
    asked = select(_ONE.c.stream, _OTHER.c.stream).join(_OTHER, _OTHER.c.key == _ONE.c.key)
    for who in (_ONE, _OTHER):
        seen = TRAITS.alias(f"traits_of_{who.name}")
        compared = (seen.c[name].label(f"{who.name}_{name}") for name in _COMPARED)
        asked = asked.add_columns(*compared).join(seen, seen.c.stream == who.c.stream)
    return asked.where(condition)


_ONE, _OTHER = LIKENESS_KEYS.alias("one"), LIKENESS_KEYS.alias("other")
MET = Opened(
    select(SEALED_TRAITS),
    (TRAITS, LIKENESS_KEYS),
    _opened,
    FOLLOWS,
    Pairs(ALIKE, _ONE, _OTHER, _found),
)
