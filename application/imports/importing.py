"""Bringing a file's commands to the ledger: everything is checked first, then written at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from application.imports.lines import BadLine, Line
from application.imports.reading import Asked, Refused, asked
from application.kernel.actors import Actor
from application.kernel.clock import Clock
from application.kernel.commands import Handler
from application.kernel.projector import batched
from application.kernel.register import Conflict
from application.kernel.retelling import command_of
from application.kernel.shelf import Shelf
from application.kernel.sitting import CommandIdReused, Trade, digest_of, perform
from domain.kernel.errors import DomainError

ATTEMPTS = 5
_LINES_AT_ONCE = 1_000

Progress = Callable[[int], None]
"""Called with the count of lines checked since the last call."""


@dataclass(slots=True)
class Report:
    """How an import went. Counts are lines; `written` tells whether the good ones are recorded."""

    good: int = 0
    already_there: int = 0
    refused: list[Refused] = field(default_factory=list)
    written: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be brought, by whom, and whether its good lines do without the bad ones.

    `lines` reads the file anew at each call.
    """

    lines: Callable[[], Iterable[Line | BadLine]]
    by: Actor
    accept_good: bool = False
    dry_run: bool = False


def bring(
    wanted: Import,
    trade: Trade,
    new_shelf: Callable[[], Shelf],
    clock: Clock,
    progress: Progress | None = None,
) -> Report:
    """Check every line in the order of the file, then write all of them or none.

    A line that depends on a bad one is refused too, by its own rule. When somebody else wrote
    meanwhile, everything is checked again; raises `Conflict` after `ATTEMPTS` times,
    `UnusableFile`, `LedgerUnavailable`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        shelf = new_shelf()
        seen_upto = shelf.register.position()
        report = _checked(wanted, trade, shelf, clock, progress)
        # A line may have been refused only because half of what others wrote was seen.
        if report.refused and attempt < ATTEMPTS and shelf.register.position() != seen_upto:
            continue
        if wanted.dry_run or (report.refused and not wanted.accept_good):
            return report
        try:
            shelf.register.save(*shelf.written)
        except Conflict:
            continue
        report.written = True
        return report
    raise Conflict("import")


def _checked(
    wanted: Import, trade: Trade, shelf: Shelf, clock: Clock, progress: Progress | None
) -> Report:
    report = Report()
    now = clock.now()
    for lines in batched(_asked(wanted, trade.handlers), _LINES_AT_ONCE):
        shelf.look_up([line.request.command_id for line in lines if isinstance(line, Asked)])
        for line in lines:
            if isinstance(line, Refused):
                report.refused.append(line)
                continue
            try:
                if _already_there(line, trade, shelf):
                    report.already_there += 1
                else:
                    perform(shelf, trade, line.request, now)
                    report.good += 1
            except DomainError as refusal:
                report.refused.append(line.refused(refusal))
        if progress:
            progress(len(lines))
    return report


def _asked(wanted: Import, handlers: Mapping[str, Handler]) -> Iterator[Asked | Refused]:
    seen: Counter[UUID] = Counter()
    for line in wanted.lines():
        yield asked(line, handlers, wanted.by, seen)


def _already_there(line: Asked, trade: Trade, shelf: Shelf) -> bool:
    """Whether the ledger has the command. Raises `CommandIdReused` when its id has another.

    An id made from the content says so by itself. An id that an export gave stands for the
    command as the ledger tells it, in whichever words it had come.
    """
    answered = shelf.answer(line.request.command_id)
    if answered is None:
        return False
    if not line.named or answered.digest == line.request.digest:
        return True
    told = command_of(shelf.register.recorded_by(answered), trade.handlers)
    if told is None or digest_of(told) != line.request.digest:
        raise CommandIdReused()
    return True
