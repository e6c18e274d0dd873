"""What the register asks of the log in a database, whichever that is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    StoredEvent,
)

from application.kernel.integrity.chain import Link
from application.kernel.integrity.seal import Seal
from application.kernel.log.errors import Conflict, LedgerUnavailable
from application.kernel.log.packing import stream_of
from domain.kernel.fact import Fact


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command id was answered with. `digest` tells whether the body was the same."""

    command_id: UUID
    digest: bytes
    worker: UUID | None
    version: int
    position: int = 0

    def was_to(self, digest: bytes) -> bool:
        """Whether it was the command with this digest, of which the beginning is kept."""
        return digest.startswith(self.digest)


class Standing(NamedTuple):
    """The log as it is to be sealed: its first and last link, last fact and last seal."""

    origin: Link
    head: Link
    position: int
    last: Seal | None


Sealed = Callable[[Standing], Seal | None]
"""Makes the next seal; None when there is none to make."""


class Log(Protocol):
    """Statements are those of the embedded database: a fact's position is its `rowid`, a stream a
    parameter as it is; in rows it is as the log keeps it (`packing.stream_of`).

    Raises the library's errors, which `told` tells in the register's own words.
    """

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        answers: Sequence[tuple[Answer, int]] = (),
    ) -> Sequence[int] | None:
        """Write facts and answers with their links, all or nothing; the last position."""
        ...

    def seal(self, make: Sealed) -> Seal | None:
        """Put the next seal under the log as it stands; return it."""
        ...

    def turn(self) -> AbstractContextManager[int]:
        """The position of the log, which on a server stays so until the end: who has the turn
        writes alone, and what it writes is committed at the end."""
        ...

    def rows(self, sql: str, *parameters: Any) -> list[Any]: ...

    def pages(self, sql: str, *parameters: Any) -> Iterator[list[Any]]:
        """The rows of one long statement, in one snapshot."""
        ...

    def close(self) -> None: ...


@contextmanager
def told() -> Iterator[None]:
    """Raises `Conflict` where somebody else wrote first, `LedgerUnavailable` where the database
    does not do what it was asked."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(str(error)) from error
    except (OperationalError, InternalError, InterfaceError) as error:
        raise LedgerUnavailable(reason=str(error)) from error


Kept = Callable[[UUID], str | bytes]
"""How a log keeps the id of a stream."""


def as_text(stream: UUID) -> str:
    return stream.hex


def as_bytes(stream: UUID) -> bytes:
    return stream.bytes


_OF_THE_FACT = -1
ANSWERED = (
    "SELECT command_id, digest, coalesce(worker, originator_id), "
    "coalesce(originator_version, version), position FROM answered_commands "
    f"LEFT JOIN stored_events ON version={_OF_THE_FACT} AND stored_events.rowid=position"
)
"""Answers as they were given: most told the worker and the version of their last fact, which then
do not stand in their rows."""


def answer_rows(
    answers: Sequence[tuple[Answer, int]], events: Sequence[StoredEvent], first: int, kept: Kept
) -> list[tuple[Any, ...]]:
    """Of answers with the counts of facts up to and with their own; the facts begin behind
    `first`."""
    return [
        answer_row(answer, first + facts, kept, events[facts - 1] if facts else None)
        for answer, facts in answers
    ]


def answer_row(
    answer: Answer, position: int, kept: Kept, last: StoredEvent | None = None
) -> tuple[Any, ...]:
    worker, version = answer.worker and kept(answer.worker), answer.version
    if last and (last.originator_id, last.originator_version) == (answer.worker, version):
        worker, version = None, _OF_THE_FACT
    return (answer.command_id.bytes, answer.digest, worker, version, position)


def answer_of(row: Sequence[Any]) -> Answer:
    command_id, digest, worker, version, position = row
    return Answer(UUID(bytes=command_id), digest, worker and stream_of(worker), version, position)


Kinds = Iterable[type[Fact]]


def of_kinds(kinds: Kinds) -> tuple[str, list[str]]:
    """A condition for facts of some kinds, with its parameters; none where there are no kinds."""
    names = [kind.stored_as for kind in kinds]
    return f"AND topic IN ({marks(names)}) " if names else "", names


def marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
