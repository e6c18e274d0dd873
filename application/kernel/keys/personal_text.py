"""Personal texts in the tables of the read models: sealed where they lie, opened when read.

A sealed text cannot be compared, sorted or searched; what needs that asks the people index.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Dialect, Engine, LargeBinary
from sqlalchemy.types import TypeDecorator

from application.kernel.keys.keyring import Keyring, Sealing
from application.kernel.keys.sealing import whose

_KEYS: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def open_with(engine: Engine, keys: Keyring) -> None:
    """Personal texts that this engine reads are opened with these keys."""
    _KEYS[engine.dialect] = keys


class PersonalText(TypeDecorator[str]):
    """A text under the key of the worker in the column `stream`; written by `write_rows` alone."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:
        raise TypeError("a sealed text is not compared: ask the people index")

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _KEYS[dialect].opened_text(value)


def is_personal(column: ColumnElement[Any]) -> bool:
    return isinstance(column.type, PersonalText)


def sealing(dialect: Dialect, streams: Sequence[UUID]) -> Sealing:
    """What seals a column of rows about these; they have keys then. Raises `PeopleLocked`."""
    return _KEYS[dialect].sealing(streams)


def opened_texts(keys: Keyring, kept: Sequence[bytes]) -> list[str]:
    """Sealed texts of many rows as they lie; the keys are taken together. Raises `SealBroken`."""
    keys.take(worker for worker in map(whose, kept) if worker)
    return list(map(keys.opened_text, kept))
