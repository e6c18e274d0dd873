"""A line of a file as a command that somebody asks to be recorded, or what is wrong with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from application.imports.glossary import Glossary
from application.imports.lines import UNREADABLE, BadLine, Line
from application.kernel import commands
from application.kernel.actors import Actor, Signature
from application.kernel.clock import microseconds
from application.kernel.commands import Handler, UnitCode
from application.kernel.writing.rules_in_force import NAMESPACE
from application.kernel.writing.sitting import Request, digest_of
from domain.kernel.errors import DomainError, Refusal

REASONS = ("error_line", "error_field", "error_code", "error_reason")
"""What a file of bad lines adds to each; put right, it can be imported as it is."""


class CommandMissing(DomainError):
    """The line does not say which command it is."""

    code = "command-missing"
    sort = Refusal.MALFORMED
    field = "command"


class CommandUnknown(DomainError):
    code = "command-unknown"
    sort = Refusal.MALFORMED
    field = "command"


class SignedForAnother(DomainError):
    """Only who may work on the whole city brings records that others have signed."""

    code = "signed-for-another"
    sort = Refusal.FORBIDDEN
    field = "recorded_by"


class Problem(NamedTuple):
    """What is wrong with a field; `details` where pydantic found it."""

    field: str | None
    code: str
    facts: Mapping[str, object]
    details: ErrorDetails | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A bad line. `fields` is the line as it stood, under `UNREADABLE` what could not be read."""

    number: int
    sheet: str | None
    problems: tuple[Problem, ...]
    fields: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that is well formed. `named` tells that the file gave the command its id."""

    line: Line
    request: Request
    named: bool

    def refused(self, refusal: DomainError) -> Refused:
        return refused(self.line, refusal)


class _Record(BaseModel):
    """What only a history file has: when, by whom and where it was recorded, the command's id."""

    model_config = ConfigDict(str_strip_whitespace=True)

    recorded_at: Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC))] | None = None
    recorded_by: commands.Line | None = None
    recorded_station: UnitCode | None = None
    command_id: UUID | None = None


_OF_THE_RECORD = frozenset(_Record.model_fields)
_UNSIGNED = _Record()
_NOT_OF_THE_COMMAND = _OF_THE_RECORD | {"command", UNREADABLE, *REASONS}


def asked(
    line: Line | BadLine, glossary: Glossary, by: Actor, seen: Counter[str], key: bytes
) -> Asked | Refused:
    """The line as a request, or everything that is wrong with its form.

    The same content is the same command, from whichever file it comes; `seen` counts the contents
    of this file, in which the second time is a second command (begun, void, begun again).
    """
    if isinstance(line, BadLine):
        problem = Problem(line.field, line.problem, line.facts)
        return Refused(line.number, line.sheet, (problem,), line.fields)
    unclear: Mapping[str, DomainError] = {}
    try:
        kind = _kind(line.fields, glossary)
        own = {
            name: value for name, value in line.fields.items() if name not in _NOT_OF_THE_COMMAND
        }
        own, unclear = glossary.values(kind.command, own)
        command = kind.command.model_validate(own)
        told = {name: line.fields[name] for name in _OF_THE_RECORD & line.fields.keys()}
        record = _Record.model_validate(told) if told else _UNSIGNED
        signed = _signature(record, by)
    except ValidationError as error:
        problems = tuple(_problem(each, unclear) for each in error.errors())
        return Refused(line.number, line.sheet, problems, line.fields)
    except DomainError as refusal:
        return refused(line, refusal)
    digest = digest_of(command, key)
    command_id = record.command_id or _id_of(digest, record.recorded_at, seen)
    request = Request(command, by, command_id, record.recorded_at, None, signed, digest)
    return Asked(line, request, record.command_id is not None)


def refused(line: Line, refusal: DomainError) -> Refused:
    problem = Problem(refusal.field, refusal.code, refusal.facts)
    return Refused(line.number, line.sheet, (problem,), line.fields)


def _kind(fields: Mapping[str, object], glossary: Glossary) -> Handler:
    name = fields.get("command")
    if name is None:
        raise CommandMissing()
    handler = glossary.command(name) if isinstance(name, str) else None
    if handler is None:
        raise CommandUnknown(command=str(name)[:80])
    return handler


def _signature(record: _Record, by: Actor) -> Signature | None:
    if record.recorded_by is None and record.recorded_station is None:
        return None
    if by.area is not None:
        raise SignedForAnother()
    return Signature(record.recorded_by or by.name, record.recorded_station)


def _id_of(digest: bytes, recorded_at: datetime | None, seen: Counter[str]) -> UUID:
    at = "" if recorded_at is None else microseconds(recorded_at)
    content = f"{digest.hex()} {at}"
    first = uuid5(NAMESPACE, content)
    seen[content] += 1
    return first if seen[content] == 1 else uuid5(first, str(seen[content]))


def _problem(error: Any, unclear: Mapping[str, DomainError]) -> Problem:
    field = ".".join(map(str, error["loc"])) or None
    if field is not None and field in unclear:
        return Problem(field, unclear[field].code, unclear[field].facts)
    facts = {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
    return Problem(field, error["type"].replace("_", "-"), facts, error)
