"""Which control each field of a command is entered in, told from the command's own types."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from application.kernel.commands import Command

Kind = Literal["line", "area", "day", "choice", "yes_no", "number", "unit"]

CHOSEN: tuple[Kind, ...] = ("choice", "unit", "yes_no")
"""Kinds of which one is chosen, where others are typed."""

_UNITS = {"station", "to_station", "unit"}
_AREA = 201
"""Texts that may be longer than a line are written in an area."""


@dataclass(frozen=True, slots=True)
class Input:
    """`longest` counts characters as people do, code points."""

    name: str
    kind: Kind
    required: bool
    longest: int | None = None
    choices: tuple[str, ...] = ()
    default: object = None


@cache
def inputs_of(command: type[Command]) -> dict[str, Input]:
    """The inputs of a command by field, in the order in which the command names them."""
    return {name: _input(name, field) for name, field in command.model_fields.items()}


def _input(name: str, field: FieldInfo) -> Input:
    kind = _plain(field.annotation)
    longest = _longest(field)
    if name in _UNITS:
        return Input(name, "unit", field.is_required())
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Input(name, "choice", field.is_required(), None, tuple(each.value for each in kind))
    if kind is bool:
        return Input(name, "yes_no", field.is_required(), default=field.default)
    if kind is date:
        return Input(name, "day", field.is_required())
    if kind in {int, Decimal}:
        return Input(name, "number", field.is_required())
    area = longest is not None and longest >= _AREA
    return Input(name, "area" if area else "line", field.is_required(), longest)


def _plain(annotation: Any) -> Any:
    """The type without `None` and without what `Annotated` adds."""
    if get_origin(annotation) in {Union, UnionType}:
        (annotation,) = (each for each in get_args(annotation) if each is not NoneType)
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


def _longest(field: FieldInfo) -> int | None:
    found = [_of(mark) for mark in field.metadata]
    if get_origin(field.annotation) in {Union, UnionType}:
        for each in get_args(field.annotation):
            found += [_of(mark) for mark in getattr(each, "__metadata__", ())]
    return next((longest for longest in found if longest), None)


def _of(mark: Any) -> int | None:
    if isinstance(mark, FieldInfo):
        return next((longest for inner in mark.metadata if (longest := _of(inner))), None)
    longest = getattr(mark, "max_length", None)
    return longest if isinstance(longest, int) else None
