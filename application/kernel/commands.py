"""What every command carries, and how a command finds its handler."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, LiteralString, get_args
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from application.kernel.actors import Right
from application.kernel.claims import Claimed
from domain.kernel.identity_number import IdentityNumberInvalid, normalised

if TYPE_CHECKING:
    from application.kernel.writing.desk import Desk

_DIGITS = 18
"""Of an identity number; a worker is named by one, or by a UUID."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("control-character", "control characters are not text")
    return text


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"),
    AfterValidator(_printable),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_printable)]


def never_a_number(problem: LiteralString) -> BeforeValidator:
    """A number would be taken for the seconds since 1970."""

    def refused(value: object) -> object:
        try:
            float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            return value
        raise PydanticCustomError(problem, "a number of seconds")

    return BeforeValidator(refused)


Day = Annotated[date, never_a_number("date_parsing")]
"""Told as 2003-06-30."""


def _number_as_text(value: object) -> object:
    """A number may come as a number or as text; it is kept as it is written in figures."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    plain = Decimal(str(value))
    return f"{plain.normalize():f}" if plain.is_finite() else value


Value = Annotated[
    Line,
    BeforeValidator(_number_as_text),
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": 200}, {"type": "number"}]}),
]
"""A number, or one of a few words."""
UnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


def _identity_number(text: str) -> str:
    try:
        return normalised(text)
    except IdentityNumberInvalid as invalid:
        problem = invalid.facts["problem"]
        raise PydanticCustomError(
            "identity-number-invalid", "identity number: {problem}", {"problem": problem}
        ) from None


def _reference(text: str) -> str:
    if len(text) not in (32, 36):
        return _identity_number(text)
    try:
        return str(UUID(text))
    except ValueError:
        raise PydanticCustomError("worker-reference", "neither UUID nor identity number") from None


IdentityNumber = Annotated[str, Field(max_length=40), AfterValidator(_identity_number)]
"""15 or 18 digits (GB 11643-1999); normalised to 18."""

WorkerReference = Annotated[str, Field(max_length=40), AfterValidator(_reference)]
"""A worker's UUID, or an identity number of 15 or 18 digits, normalised to 18."""


class Command(BaseModel):
    """What somebody asks to be recorded. One class is HTTP body, form, line and row."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    name_: ClassVar[str]

    effective_on: Day
    note: Text | None = None


class CaseCommand(Command):
    """A command on the case of one worker."""

    worker: WorkerReference


@dataclass(frozen=True, slots=True)
class Handler:
    """A command, what carries it out, and the right that it needs.

    `carry_out` returns the worker whose case it was, or None for a command on the whole ledger.
    """

    command: type[Command]
    carry_out: Callable[[Any, "Desk"], UUID | None]
    right: Right = Right.WRITE_CASES

    @property
    def name(self) -> str:
        return self.command.name_


def kinds_of(annotation: Any) -> Iterator[Any]:
    """A type, and every type that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from kinds_of(part)


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """The values that a field takes, where it takes only some; `true`, `false` for yes or no."""
    for kind in kinds_of(field.annotation):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(str(each) for each in kind)
        if kind is bool:
            return ("true", "false")
    return ()


def named_in(command: Command) -> Iterator[tuple[Claimed, str] | UUID]:
    """Whom a command is about, as far as it tells: numbers that somebody may hold, workers."""
    given = vars(command)  # a model that is asked for what it has not looks for it long
    for name in ("id_number", "worker"):
        named = given.get(name)
        if isinstance(named, str):
            numbered = len(named) == _DIGITS
            yield (Claimed.IDENTITY_NUMBER, named) if numbered else UUID(named)
    if number := given.get("certificate_no"):
        yield Claimed.CERTIFICATE_NUMBER, number
