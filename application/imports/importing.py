"""Bringing a file's commands to the ledger: everything is checked first, then written at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from uuid import UUID

from application.imports.glossary import Glossary, Spoken
from application.imports.lines import BadLine, Line
from application.imports.reading import Asked, Refused, asked
from application.kernel.actors import Actor
from application.kernel.clock import Clock
from application.kernel.commands import named_in
from application.kernel.projector import Known, batched
from application.kernel.register import Conflict
from application.kernel.retelling import command_of
from application.kernel.shelf import Shelf
from application.kernel.sitting import CommandIdReused, Trade, digest_of, perform
from domain.kernel.errors import DomainError

ATTEMPTS = 5
_LINES_AT_ONCE = 1_000
_FIRST_GOOD = 5

Progress = Callable[[int], None]
"""Called with the count of lines checked since the last call."""


def _unspoken(_: str) -> Iterable[str]:
    return ()


@dataclass(slots=True)
class Report:
    """How an import went. Counts are lines; `written` tells whether the good ones are recorded.

    `first_good` are a few of them, for a look at how they were read.
    """

    good: int = 0
    already_there: int = 0
    refused: list[Refused] = field(default_factory=list)
    first_good: list[Line] = field(default_factory=list)
    written: bool = False

    def take_good(self, line: Line) -> None:
        self.good += 1
        if len(self.first_good) < _FIRST_GOOD:
            self.first_good.append(line)


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be brought, by whom, and whether its good lines do without the bad ones.

    `lines` reads the file anew at each call; `spoken` tells what people call the values in it.
    """

    lines: Callable[[], Iterable[Line | BadLine]]
    by: Actor
    accept_good: bool = False
    dry_run: bool = False
    spoken: Spoken = _unspoken


def bring(
    wanted: Import,
    trade: Trade,
    new_shelf: Callable[[], Shelf],
    clock: Clock,
    progress: Progress | None = None,
) -> tuple[Report, Known]:
    """Check every line in the order of the file, then write all of them or none.

    With the report comes what gives the histories that were written whole. A line that depends
    on a bad one is refused too, by its own rule. When somebody else wrote meanwhile, everything
    is checked again; raises `Conflict` after `ATTEMPTS` times, `UnusableFile`, `LedgerUnavailable`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        shelf = new_shelf()
        seen_upto = shelf.register.position()
        report = _checked(wanted, trade, shelf, clock, progress)
        # A line may have been refused only because half of what others wrote was seen.
        if report.refused and attempt < ATTEMPTS and shelf.register.position() != seen_upto:
            continue
        if wanted.dry_run or (report.refused and not wanted.accept_good):
            return report, dict
        try:
            position = shelf.register.save(*shelf.written)
        except Conflict:
            continue
        report.written = True
        return report, partial(shelf.saved, position)
    raise Conflict("import")


def _checked(
    wanted: Import, trade: Trade, shelf: Shelf, clock: Clock, progress: Progress | None
) -> Report:
    report = Report()
    now = clock.now()
    glossary = Glossary(trade.handlers, wanted.spoken, shelf.units, wanted.by.area)
    for lines in batched(_asked(wanted, glossary, shelf.key), _LINES_AT_ONCE):
        requests = [line.request for line in lines if isinstance(line, Asked)]
        shelf.look_up([request.command_id for request in requests])
        shelf.look_up_named(chain.from_iterable(named_in(each.command) for each in requests))
        for line in lines:
            if isinstance(line, Refused):
                report.refused.append(line)
                continue
            try:
                if _already_there(line, trade, shelf):
                    report.already_there += 1
                else:
                    perform(shelf, trade, line.request, now)
                    report.take_good(line.line)
            except DomainError as refusal:
                report.refused.append(line.refused(refusal))
        if progress:
            progress(len(lines))
    return report


def _asked(wanted: Import, glossary: Glossary, key: bytes) -> Iterator[Asked | Refused]:
    seen: Counter[UUID] = Counter()
    for line in wanted.lines():
        yield asked(line, glossary, wanted.by, seen, key)


def _already_there(line: Asked, trade: Trade, shelf: Shelf) -> bool:
    """Whether the ledger has the command. Raises `CommandIdReused` when its id has another.

    An id made from the content says so by itself. An id that an export gave stands for the
    command as the ledger tells it, in whichever words it had come.
    """
    answered = shelf.answer(line.request.command_id)
    if answered is None:
        return False
    digest = line.request.digest or digest_of(line.request.command, shelf.key)
    if not line.named or answered.was_to(digest):
        return True
    told = command_of(shelf.register.recorded_by(answered), trade.handlers)
    if told is None or digest_of(told, shelf.key) != digest:
        raise CommandIdReused()
    return True
