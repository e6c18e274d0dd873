"""The fields of a command in words: what may stand in each, read from the command's own types."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from application.certificates import CertificateNumber
from application.kernel.commands import (
    Command,
    Day,
    IdentityNumber,
    Line,
    Text,
    UnitCode,
    Value,
    WorkerReference,
)

_KNOWN: tuple[tuple[Any, str], ...] = (
    (WorkerReference, "UUID or identity number"),
    (IdentityNumber, "identity number, 15 or 18 digits"),
    (CertificateNumber, "4–32 letters, digits, hyphens"),
    (Day, "day"),
    (UnitCode, "unit code, 6–12 digits"),
    (Value, "number or word"),
    (Line, "one line, at most 200 characters"),
    (Text, "text, at most 2,000 characters"),
)
_PLAIN: dict[Any, str] = {UUID: "UUID", bool: "`true` or `false`"}


_LONGEST_YEAR = 9_999
"""Longer numbers have a comma."""


class FieldInWords(NamedTuple):
    name: str
    takes: str
    default: str


def fields_of(command: type[Command]) -> Iterator[FieldInWords]:
    """The fields in the order of the class, those of its own first."""
    hints = get_type_hints(command, include_extras=True)
    common = set(Command.model_fields)
    names = sorted(command.model_fields, key=lambda name: name in common)
    for name in names:
        field = command.model_fields[name]
        default = "required" if field.is_required() else _shown(field.default)
        yield FieldInWords(name, taken(hints[name]), default)


def _shown(default: Any) -> str:
    if default is None:
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def taken(hint: Any) -> str:
    """What a field of this type takes. Raises `TypeError` for a type that has no words yet."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    for known, words in _KNOWN:
        if hint == known:
            return words
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " · ".join(f"`{choice}`" for choice in hint)
    if get_origin(hint) is Annotated and get_args(hint)[0] in (int, Decimal):
        return _number(hint)
    if hint is int:
        return "whole number"
    raise TypeError(f"no words for {hint}")


def _number(hint: Any) -> str:
    kind, field = get_args(hint)
    bounds = {name: value for each in field.metadata for name, value in _bounds(each)}
    words = "whole number" if kind is int else f"number with {bounds['decimal_places']} decimals"
    most = f"{bounds['le']:,}" if bounds["le"] > _LONGEST_YEAR else bounds["le"]
    return f"{words}, {bounds['ge']}–{most}"


def _bounds(each: Any) -> Iterator[tuple[str, Any]]:
    for name in ("ge", "le", "decimal_places"):
        if (value := getattr(each, name, None)) is not None:
            yield name, value
